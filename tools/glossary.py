"""Writes docs/glossary.md from docs/glossary.yaml: the terms of the house in both languages.

``--check`` writes nothing and fails when the page is out of date, or when a term that is also a message of the
product has another English there (``locale/en``).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
TERMS = ROOT / "docs" / "glossary.yaml"
PAGE = ROOT / "docs" / "glossary.md"
ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"

INTRO = """# Glossary

Made by `tools/glossary.py` from `docs/glossary.yaml` and checked on every run: don't edit it by hand.
Product, help pages and code use these terms and no others; a term without a source is the house's own.
"""


@dataclass(frozen=True, slots=True)
class Term:
    """A term in both languages, what it means, and where the law says so."""

    vi: str
    en: str
    meaning: str
    source: tuple[str, ...] = ()


def read() -> tuple[dict[str, str], dict[str, list[Term]]]:
    """The laws by their short names, and the terms by their group."""
    data: dict[str, Any] = yaml.safe_load(TERMS.read_text(encoding="utf-8"))
    groups = {}
    for group in data["groups"]:
        groups[group["title"]] = [Term(**{**one, "source": tuple(one.get("source", ()))}) for one in group["terms"]]
    return data["laws"], groups


def page() -> str:
    """The whole page."""
    laws, groups = read()
    lines = [INTRO]
    for title, terms in groups.items():
        lines += [f"## {title}\n", "| Vietnamese | English | meaning | source |", "|---|---|---|---|"]
        lines += [_row(term, laws) for term in sorted(terms, key=lambda term: term.en.lower())]
        lines.append("")
    lines.append("## Sources\n")
    lines += [f"- {_short(law)}: {law}" for law in laws.values()]
    return "\n".join(lines) + "\n"


def _row(term: Term, laws: dict[str, str]) -> str:
    return f"| {term.vi} | {term.en} | {term.meaning} | {'; '.join(_cited(one, laws) for one in term.source)} |"


def _cited(source: str, laws: dict[str, str]) -> str:
    """``law art. 4(5)`` → ``Law on Children art. 4(5)``. Raises KeyError for a law that isn't listed."""
    law, _blank, article = source.partition(" ")
    return f"{_short(laws[law])} {article}".strip()


def _short(law: str) -> str:
    """The English name, which stands in brackets behind the Vietnamese one."""
    return law.rpartition(" (")[2].rstrip(")")


def faults() -> Iterator[str]:
    """Terms told twice, and terms whose English differs from the product's."""
    with ENGLISH.open("rb") as file:
        said = read_po(file, locale="en")
    seen: set[str] = set()
    for term in (term for terms in read()[1].values() for term in terms):
        if term.vi.lower() in seen:
            yield f"told twice: {term.vi}"
        seen.add(term.vi.lower())
        for form in {term.vi, term.vi[:1].upper() + term.vi[1:]}:
            message = said.get(form)
            if message and not _agree(str(message.string), term.en):
                yield f"“{form}” is “{term.en}” in the glossary and “{message.string}” in the product"


def _agree(said: str, term: str) -> bool:
    """The same words; singular and plural are one."""
    return said.lower().removesuffix("s") == term.lower().removesuffix("s")


def main() -> int:
    """Write or check the page; return the exit code."""
    now = page()
    found = list(faults())
    if "--check" not in sys.argv:
        PAGE.write_text(now, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != now:
        found.append("docs/glossary.md is out of date: run .venv/bin/python tools/glossary.py")
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
