"""Translations: ``compile`` makes .mo files from locale/*/LC_MESSAGES/*.po; ``extract`` renews the .po files.

Message ids are the Vietnamese texts themselves; locale/en translates them, locale/vi fills the gaps that Django
and allauth leave in Vietnamese.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
METHODS = [
    ("mangnon/*/tests/**.py", "ignore"),
    ("mangnon/testing/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
]


def compile_all() -> None:
    """Write a .mo beside every .po."""
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as file:
            catalog = read_po(file, locale=po.parent.parent.name)
        with po.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)


def found() -> Catalog:
    """All messages of the project as they stand in code and templates."""
    catalog = Catalog(project="mangnon", charset="utf-8")
    options = {"**/templates/**.html": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
    for folder in ("mangnon", "config"):
        messages = extract_from_dir(
            ROOT / folder,
            [(m.removeprefix("mangnon/"), k) for m, k in METHODS],
            options,
            KEYWORDS,
            strip_comment_tags=True,
        )
        for name, _line, message, _comments, context in messages:
            if message:
                catalog.add(message, locations=[(f"{folder}/{name}", 0)], context=context)
    return catalog


def extract() -> None:
    """Bring locale/en up to date: new messages come in empty, gone ones leave."""
    po = LOCALE / "en" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True, exist_ok=True)
    template = found()
    catalog = Catalog(locale="en", project="mangnon", charset="utf-8")
    if po.exists():
        with po.open("rb") as file:
            catalog = read_po(file, locale="en")
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with po.open("wb") as file:
        write_po(file, catalog, sort_output=True, omit_header=False, no_location=True, width=110)


def check() -> None:
    """Fail when a message lacks its English, or its braces differ from the Vietnamese."""
    with (LOCALE / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        english = read_po(file, locale="en")
    missing = []
    for message in found():
        if not message.id:
            continue
        known = english.get(message.id, message.context)
        text = known.string if known else ""
        if not text or (isinstance(text, tuple) and not all(text)):
            missing.append(f"no English for: {message.id!r}")
        elif fields(message.id) != fields(text):
            missing.append(f"other fields in the English of: {message.id!r}")
    print("\n".join(missing) or "every message has its English")
    sys.exit(1 if missing else 0)


def fields(text: str | tuple[str, ...] | list[str]) -> set[str]:
    """The fields of a message: {name} and %(name)s."""
    whole = text if isinstance(text, str) else " ".join(text)
    return set(re.findall(r"\{[a-z_]*\}|%\([a-z_]+\)s", whole))


if __name__ == "__main__":
    {"compile": compile_all, "extract": extract, "check": check}[sys.argv[1]]()
