"""What a template of the kit must never hold, and how long it may be."""

from __future__ import annotations

import re

import pytest

from mangnon.ui.kit import PAGES
from mangnon.ui.tests.preview import TEMPLATES, page

FILES = sorted(TEMPLATES.rglob("*.html"))
LETTERS = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
FORBIDDEN = {
    "inline style": r"<style|\sstyle\s*=",
    "event attribute": r"\son[a-z]+\s*=\s*[\"']",
    "inline script": r"<script(?![^>]*\ssrc=)",
    "eval of htmx": r"hx-on|hx-vals=[\"']js:|hx-trigger=[\"'][^\"']*\[",
    "foreign address": r"(?:href|src|action)\s*=\s*[\"'](?:https?:)?//",
    "javascript address": r"javascript:",
    "unsafe markup": r"\|\s*safe\b",
}


def name(path):
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_template_is_free_of(path, what):
    assert re.findall(FORBIDDEN[what], path.read_text(), re.IGNORECASE) == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_template_is_at_most_150_lines(path):
    assert len(path.read_text().splitlines()) <= 150


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_visible_word_goes_through_gettext(path):
    if name(path) == "ui/kit/_basics.html":  # its specimens of letters are no words to translate
        return
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    text = re.sub(r"_\(\"[^\"]*\"", "", text)
    assert [line for line in text.splitlines() if LETTERS.search(line)] == []


@pytest.mark.parametrize("sample", PAGES)
@pytest.mark.parametrize("what", [what for what in FORBIDDEN if what != "unsafe markup"])
def test_a_rendered_page_is_free_of(sample, what):
    assert re.findall(FORBIDDEN[what], page(sample), re.IGNORECASE) == []


@pytest.mark.parametrize("sample", PAGES)
def test_ids_of_a_page_are_unique_and_point_somewhere(sample):
    html = page(sample)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    pointed = re.findall(r'(?:aria-labelledby|aria-describedby|\sfor)="([^"]+)"', html)
    assert {one for line in pointed for one in line.split()} <= set(ids)


@pytest.mark.parametrize("sample", PAGES)
def test_attributes_of_a_page_are_parted_by_spaces(sample):
    tags = re.findall(r"<[a-z][^<>]*>", page(sample))
    assert [tag for tag in tags if re.search(r'="[^"]*"[a-z]', tag)] == []
