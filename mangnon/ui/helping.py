"""Help pages: Markdown beside each room, rendered once, searched with and without diacritics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils.translation import get_language
from markdown_it import MarkdownIt
from markupsafe import Markup

from mangnon.lib.names import fold

NAME = re.compile(r"^[a-z_]+/[a-z_]+$")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page of help: name ``room/page``, title, HTML, and its text folded for search."""

    name: str
    title: str
    html: Markup
    folded: str


@cache
def every_page(language: str) -> dict[str, HelpPage]:
    """All pages in one language; a page that lacks an English version appears in Vietnamese."""
    found: dict[str, HelpPage] = {}
    for config in apps.get_app_configs():
        folder = Path(config.path) / "help"
        if not config.name.startswith("mangnon.") or not folder.is_dir():
            continue
        for path in sorted(folder.glob("*.md")):
            if path.name.endswith(".en.md"):
                continue
            translated = path.with_suffix(".en.md")
            page = _read(
                f"{config.label}/{path.stem}", translated if language == "en" and translated.exists() else path
            )
            found[page.name] = page
    return found


def _read(name: str, path: Path) -> HelpPage:
    text = path.read_text(encoding="utf-8")
    title = text.partition("\n")[0].lstrip("# ").strip()
    html = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").render(text)
    return HelpPage(name, title, Markup(html), fold(text))  # noqa: S704 - our own files, raw HTML switched off


def help_page(name: str) -> dict[str, Any]:
    """Context for one page, or for the contents when the name is unknown."""
    pages = every_page(get_language() or "vi")
    page = pages.get(name) if NAME.match(name) else None
    return {"page": page, "found": [] if page else list(pages.values()), "typed": ""}


def help_search(words: str) -> dict[str, Any]:
    """Context for a search: pages that hold every word, with or without diacritics."""
    wanted = fold(words).split()
    pages = every_page(get_language() or "vi").values()
    found = [page for page in pages if all(word in page.folded for word in wanted)]
    return {"page": None, "found": found, "typed": words}
