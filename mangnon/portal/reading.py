"""Standing texts of the site: Markdown files of ours, rendered once; each with the documents that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from markdown_it import MarkdownIt
from markupsafe import Markup

FOLDER = Path(__file__).parent / "texts"
CHILD_LAW, DECREE, ALLOWANCE, DATA_LAW = "102/2016/QH13", "56/2017/NĐ-CP", "20/2021/NĐ-CP", "91/2025/QH15"
RESTS_ON: dict[str, tuple[str, ...]] = {
    "cha_me": (CHILD_LAW, DECREE, ALLOWANCE),
    "tre_em": (CHILD_LAW, DECREE),
    "thay_co": (CHILD_LAW, DECREE),
    "rieng_tu": (CHILD_LAW, DECREE, DATA_LAW),
    "tiep_can": (),
}
"""File → numbers of documents; those that the register doesn't hold aren't shown."""
GUIDES = {"cha-me": "cha_me", "tre-em": "tre_em", "thay-co": "thay_co"}
"""Address → file of the guides."""


@dataclass(frozen=True, slots=True)
class StandingText:
    """One text: its title and the rest as HTML."""

    title: str
    html: Markup
    rests_on: tuple[str, ...]


def text(name: str) -> StandingText:
    """A text in the language of the page; in Vietnamese where it has no English."""
    return _text(name, get_language() or "vi")


@cache
def _text(name: str, language: str) -> StandingText:
    path = FOLDER / f"{name}.md"
    translated = path.with_suffix(".en.md")
    whole = (translated if language == "en" and translated.exists() else path).read_text(encoding="utf-8")
    title, _line, rest = whole.partition("\n")
    html = MarkdownIt("commonmark", {"html": False, "linkify": False}).render(rest)
    return StandingText(
        title.lstrip("# ").strip(), Markup(html), RESTS_ON[name]  # noqa: S704 - our own files, raw HTML switched off
    )  # fmt: skip
