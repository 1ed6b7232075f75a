"""The words of the product: complete in both languages, clean Vietnamese, English without a mixture, one term list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real

from mangnon.access import catalogue
from mangnon.access.roles import Role
from mangnon.accounts.models import Person
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in
from tests.access.test_http import every_address
from tests.architecture.code import ROOT
from tools import glossary, messages

LETTERS = re.compile(r"[^\W\d_]+")
VIETNAMESE = re.compile(r"[ăâđêôơưàáãèéìíòóõùúýỳạ-ỹ]", re.IGNORECASE)
BARE = re.compile(
    r"\b(khong|duoc|nguoi|cac|hoac|truoc|viec|vao|duong|nhap|mat khau|dang nhap|dia ban|tre em|thanh pho|ket thuc)\b",
    re.IGNORECASE,
)
"""Words that Vietnamese never writes without their marks."""
SLIPS = re.compile(r"\S {2,}\S|\w [,;:.](?!\w)|\w [!?]$|\( | \)|\.\.\.|[\"']")
"""Double blanks, a blank before a sign, three dots for …, straight quotation marks."""


CAPITAL = "".join(filter(str.isupper, map(chr, range(0x41, 0x1F00))))
KINDS = "xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|thôn|tổ dân phố"
PLACE = re.compile(rf"\b(?i:{KINDS})( [{CAPITAL}][\w'’]*)+")
NAMES = re.compile(
    r"Măng Non|Tiếng Việt|[Mm]ẫu thử|Đà Nẵng|Quảng Nam|đồng|Tết|Bríu Thị Hạnh"
    r"|Hồ Thị Liên|Hồ Văn Quyết|Phan Quân|Lê Hoài An|Thôn Thử (Một|Hai)"
    r"|(Nghị quyết|Quyết định|Nghị định|Thông tư|Công văn) [\w/,. -]*|Nghỉ hoán đổi dịp [\w ]+"
)
"""Names that stay as they are: people, places, papers, days off as their papers call them."""
QUOTED = re.compile(r"“[^”]*”")


@pytest.fixture(autouse=True, scope="module")
def _compiled() -> None:
    """The pages read the catalogues as they stand in the .po files."""
    messages.compile_all()
    trans_real._translations.clear()  # type: ignore[attr-defined]


@cache
def said() -> messages.Catalog:
    """Every message of ours; the whole house is read for them, so only once."""
    return messages.ours()


@cache
def ids() -> tuple[str, ...]:
    """What all of them are called by."""
    return tuple(text for message in said() if message.id for text in messages._forms(message.id))


def test_every_message_has_its_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(messages.SOURCES, "en", said)
    assert list(messages.faults()) == []


def test_the_check_sees_a_missing_a_stale_a_doubtful_and_a_badly_filled_translation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def saying(catalog: str) -> list[str]:
        (tmp_path / "en" / "LC_MESSAGES" / "django.po").write_text(
            messages.HEADER.format(about=messages.ABOUT["en"], language="en", plural="nplurals=2; plural=(n != 1);")
            + catalog
        )
        return [fault for fault in messages.faults() if "not in order" not in fault]

    said = messages.Catalog()
    said.add("Chào {name}")
    (tmp_path / "en" / "LC_MESSAGES").mkdir(parents=True)
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    monkeypatch.setattr(messages, "SOURCES", {"en": lambda: said})
    good = 'msgid "Chào {name}"\nmsgstr "Welcome, {name}"\n'
    assert saying(good) == []
    assert saying("") == ["en: no translation: 'Chào {name}'"]
    assert saying(good + '\nmsgid "Tạm biệt"\nmsgstr "Goodbye"\n') == ["en: no longer said: 'Tạm biệt'"]
    assert saying(good + '\n#~ msgid "Tạm biệt"\n#~ msgstr "Goodbye"\n') == ["en: no longer said: 'Tạm biệt'"]
    assert saying("#, fuzzy\n" + good) == ["en: doubtful (fuzzy): 'Chào {name}'"]
    assert saying(good.replace("Welcome, {name}", "Welcome, {nmae}")) == [
        "en: other fields: 'Chào {name}': ['{name}', '{nmae}']"
    ]


def test_message_ids_are_composed_vietnamese_without_slips() -> None:
    assert [text for text in ids() if unicodedata.normalize("NFC", text) != text] == []
    assert [text for text in ids() if SLIPS.search(text)] == []


def test_message_ids_are_vietnamese_with_its_marks() -> None:
    plain = [messages.FIELD.sub(" ", text) for text in ids()]
    assert [text for text in plain if BARE.search(text)] == []
    several = [text for text in plain if len(LETTERS.findall(text)) > 3]
    assert [text for text in several if not VIETNAMESE.search(text)] == []


def test_english_texts_hold_no_vietnamese_but_names_and_examples() -> None:
    texts = [text for one in messages.read("en") if one.id for text in messages._forms(one.string or "")]
    assert [text for text in texts if VIETNAMESE.search(_without_names(text))] == []


def test_every_help_page_stands_in_both_languages() -> None:
    pages = set((ROOT / "mangnon").glob("*/help/**/*.md"))
    vietnamese = {path for path in pages if not path.name.endswith(".en.md")}
    assert {path.with_suffix(".en.md") for path in vietnamese} == pages - vietnamese


def test_help_in_english_names_buttons_by_their_english_names() -> None:
    bold = {
        (path.name, said)
        for path in ROOT.glob("mangnon/*/help/*.en.md")
        for said in re.findall(r"\*\*([^*]+)\*\*", path.read_text(encoding="utf-8"))
    }
    assert len(bold) > 20
    assert [one for one in sorted(bold) if VIETNAMESE.search(NAMES.sub("", one[1]))] == []


def test_what_django_and_allauth_say_is_vietnamese() -> None:
    every = {**DefaultAccountAdapter.error_messages, **DefaultMFAAdapter.error_messages}
    with translation.override("vi"):
        english = [key for key, said in every.items() if not VIETNAMESE.search(str(said))]
    assert english == []


def test_a_form_left_empty_answers_in_vietnamese_and_says_what_to_do() -> None:
    from django import forms

    class Form(forms.Form):
        name = forms.CharField()
        email = forms.EmailField()
        choice = forms.ChoiceField(choices=[("a", "A")])
        short = forms.CharField(max_length=3)

    with translation.override("vi"):
        form = Form({"email": "không phải thư", "choice": "b", "short": "dài quá"})
        said = {name: str(errors[0]) for name, errors in form.errors.items()}
    assert said == {
        "name": "Ô này còn trống. Điền vào rồi gửi lại.",
        "email": "Địa chỉ thư chưa đúng. Ví dụ: ten@danang.gov.vn.",
        "choice": "Không có lựa chọn “b”. Chọn lại trong danh sách.",
        "short": "Nhiều nhất 3 ký tự, đang có 7. Viết ngắn lại.",
    }


def test_the_glossary_stands_as_made_and_agrees_with_the_product() -> None:
    assert list(glossary.faults()) == []
    assert glossary.PAGE.read_text(encoding="utf-8") == glossary.page()


@pytest.mark.django_db
def test_the_sign_in_page_in_english_is_english() -> None:
    client = Client()
    client.cookies["language"] = "en"
    page = client.get(reverse("accounts:sign_in"))
    assert page["Content-Language"] == "en"
    assert "Sign in" in page.text
    assert _mixed(page.text) == []
    wrong = client.post(reverse("accounts:sign_in"), {"login": "", "password": ""})
    assert "Type your username." in wrong.text
    assert _mixed(wrong.text) == []


@pytest.mark.django_db
def test_the_language_of_a_person_holds_where_no_cookie_says_otherwise(cast: Cast) -> None:
    person = make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)
    Person.objects.filter(pk=person.pk).update(language="en")
    client = signed_in(person)
    assert client.get(reverse("places:list"))["Content-Language"] == "en"
    client.cookies["language"] = "vi"
    assert client.get(reverse("places:list"))["Content-Language"] == "vi"


@pytest.mark.parametrize("name", ["Hồ Thị Liên", "Hồ Văn Quyết", "Phan Quân", "Lê Hoài An"])
def test_pages_in_english_hold_no_vietnamese_sentence(cast: Cast, name: str) -> None:
    client = signed_in(_people(cast)[name])
    client.cookies["language"] = "en"
    unit = cast.land.own
    pages = [
        *(
            reverse(one.name)
            for one in every_address()
            if "GET" in one.methods and not one.takes_id and _ours(one.name)
        ),
        reverse("places:list") + "?hieu_luc=het&loai=xã",
        reverse("places:list") + "?q=zzzz",
        reverse("places:list") + "?cap=khong-co",
        reverse("places:unit", args=[unit.code, unit.valid_from.isoformat()]),
        reverse("ui:help") + "?page=desk/home",
        reverse("ui:help") + "?q=zzzz",
        "/khong-co-trang-nay",
    ]
    mixed = {page: set(_mixed(client.get(page).text)) - _samples() for page in pages}
    assert {page: found for page, found in mixed.items() if found} == {}


def _ours(address: str) -> bool:
    """Pages of the product: not the sample room, not the style page, no files."""
    public_news = address.startswith("portal:") and address.endswith("_vi")  # in Vietnamese by its address
    return not public_news and not address.startswith(("testing:", "ui:kit", "mfa_download"))


def test_the_test_of_mixture_sees_a_vietnamese_sentence() -> None:
    page = '<p>Măng Non, Xã Trà Linh</p><p title="Xem ngay">Sign in</p><script>"chữ"</script><b>Chưa có ai.</b>'
    assert _mixed(page) == ["Chưa có ai."]


def _people(cast: Cast) -> dict[str, Person]:
    """Four who together see every list."""
    land = cast.land
    return {
        "Hồ Thị Liên": make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own),
        "Hồ Văn Quyết": make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, land.own),
        "Phan Quân": make_person("Phan Quân", Role.ADMINISTRATOR, land.province),
        "Lê Hoài An": make_person("Lê Hoài An", Role.AUDITOR, land.province),
    }


def _samples() -> set[str]:
    """Rights of the sample room, which is for tests alone and has no English."""
    return {str(one.title) for one in catalogue.every_right() if one.action.startswith("testing.")}


def _without_names(text: str) -> str:
    return NAMES.sub("", PLACE.sub("", QUOTED.sub("", text)))


def _mixed(html: str) -> list[str]:
    """Pieces of text, of labels and of placeholders that are Vietnamese beyond names."""
    return [text for text in Said.of(html) if VIETNAMESE.search(_without_names(text))]


class Said(HTMLParser):
    """Collects what a page says to eyes and to screen readers."""

    SPOKEN = ("aria-label", "placeholder", "title", "alt")
    SILENT = ("script", "style")

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = False

    @classmethod
    def of(cls, html: str) -> Iterator[str]:
        """The pieces of a page."""
        parser = cls()
        parser.feed(html)
        return iter(parser.texts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes that are read out, and the words that scripts take from the page; not what keeps its name."""
        self._silent = tag in self.SILENT or ("translate", "no") in attrs
        spoken = [value for key, value in attrs if value and (key in self.SPOKEN or key.startswith("data-"))]
        self.texts += spoken

    def handle_endtag(self, tag: str) -> None:
        """Text speaks again."""
        self._silent = False

    def handle_data(self, data: str) -> None:
        """Text."""
        if data.strip() and not self._silent:
            self.texts.append(data.strip())
