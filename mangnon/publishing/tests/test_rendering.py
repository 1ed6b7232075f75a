"""Hostile bodies come out as words: no tag, attribute or address that isn't on a list (trust A2)."""

from __future__ import annotations

import os
import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mangnon.publishing.hosts import host_of, is_internal
from mangnon.publishing.rendering import ATTRIBUTES, TAGS, clean_body, clean_line, clean_text, render
from mangnon.publishing.tests.hostile import PASTED, PIECES

BODIES = int(os.environ.get("MANGNON_HOSTILE_BODIES", "300"))
"""5,000 in `make bench`."""
DOMAINS = frozenset({"vanban.chinhphu.vn", "tongdai111.vn"})

HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=14).map("".join)


class _Judge(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, ()):
                self.faults.append(f"{tag} {name}")
            elif not (is_internal(value or "") or host_of(value or "") in DOMAINS):
                self.faults.append(value or "")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"instruction {data}")


def faults(html: str) -> list[str]:
    judge = _Judge()
    judge.feed(html)
    judge.close()
    deceiving = [sign for sign in html if unicodedata.category(sign) in ("Cf", "Cc", "Co", "Cs") and sign not in "\n\t"]
    return judge.faults + deceiving


@settings(max_examples=BODIES, deadline=None)
@given(HOSTILE)
def test_a2_no_hostile_body_brings_a_tag_an_attribute_or_an_unknown_address(body: str) -> None:
    assert faults(str(render(body, DOMAINS).html)) == []
    kept = clean_body(body)
    assert faults(str(render(kept, DOMAINS).html)) == []
    assert clean_text(kept) == kept


def test_the_judge_of_this_test_finds_what_it_should() -> None:
    for bad in ('<a href="https://evil.com">x</a>', "<img src=x>", '<p style="x">', "<!--x-->", "a\u202eb"):
        assert faults(bad)


@pytest.mark.parametrize(
    "address",
    ["//evil.com", "/\\evil.com", "https://evil.com", "http://tongdai111.vn", "https://tongdai111.vn.evil.com",
     "https://tongdai111.vn@evil.com", "https://tongdai111.vn:8443/", "https://xn--tongdai-x.vn/", "https://tοngdai111.vn/",
     "javascript:alert(1)", "data:text/html,x", "mailto:a@b.vn", "/a/../b", "/a//b", "tel:evil", ""],
)  # fmt: skip
def test_an_unknown_address_leaves_its_words(address: str) -> None:
    html = str(render(f"[chữ](<{address}>)", DOMAINS).html)
    assert "href" not in html
    assert "chữ" in html


def test_known_addresses_stay() -> None:
    html = str(render("[a](/bao-tin) [b](https://tongdai111.vn/x?y=1&z=2) [c](tel:18001581)", DOMAINS).html)
    assert re.findall(r'href="([^"]+)"', html) == ["/bao-tin", "https://tongdai111.vn/x?y=1&amp;z=2", "tel:18001581"]


def test_paste_from_word_becomes_clean() -> None:
    assert clean_body(PASTED) == "Lịch tiêm cho trẻ\n\n- Xã Trà Linh\n\nMang theo sổ tiêm chủng"


def test_text_that_deceives_the_eye_is_cleaned_and_vietnamese_stays() -> None:
    assert clean_line("Trẻ\u202e em\u200b  Đà\u00a0Nẵng\ufeff") == "Trẻ em Đà Nẵng"
    assert clean_line("Tre\u0309 em") == "Trẻ em"


def test_headings_begin_under_the_title() -> None:
    assert str(render("# Một\n\n### Ba\n\n###### Sáu", ()).html) == "<h2>Một</h2>\n<h3>Ba</h3>\n<h3>Sáu</h3>\n"
