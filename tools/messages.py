"""Translations of the product.

``extract`` renews the .po files, ``check`` fails while they fall short of the code, ``compile`` makes the .mo files.

Message ids are the Vietnamese sentences themselves. locale/en translates them; locale/vi gives Vietnamese, in our
voice, to what Django and allauth say in our forms. Scripts hold no words: theirs stand in ``ui/_words.html``.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
SPOKEN = {"name", "explanation", "source", "why", "label", "title"}
"""Fields of the definitions in ``data/*.yaml`` that people read."""


def definition_texts(
    file: IO[bytes], *_unused: object, **_options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """The spoken fields of a file of definitions, as Babel's extractors give messages."""

    def texts(node: object) -> Iterator[str]:
        for key, value in node.items() if isinstance(node, dict) else enumerate(node if isinstance(node, list) else ()):
            yield from ([value] if key in SPOKEN and isinstance(value, str) else texts(value))

    yield from ((0, "_", text.strip(), []) for text in texts(yaml.safe_load(file)))


OUR_FOLDERS = ("mangnon", "config")
OUR_FILES: list[tuple[str, Any]] = [
    ("**/tests/**", "ignore"),
    ("testing/**", "ignore"),
    ("ui/kit/**", "ignore"),  # sample texts of the style page, shown to developers alone
    ("**/templates/ui/kit/**", "ignore"),
    ("**/templates/ui/kit.html", "ignore"),
    ("**.py", "python"),
    ("oversight/data/*.yaml", definition_texts),
    ("oversight/*/data/*.yaml", definition_texts),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
LIBRARY_FILES = {
    "django": ["forms/fields.py", "core/validators.py", "contrib/auth/password_validation.py"],
    "allauth": ["account/adapter.py", "account/fields.py", "account/forms.py", "mfa/adapter.py", "mfa/**/forms.py"],
}
"""Where the sentences live that a library can put into our forms and pages."""

HEADER = """\
# {about}
# Made by tools/messages.py extract, which keeps the order; only the msgstr lines are written by hand.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
ABOUT = {"en": "English of every message of Măng Non.", "vi": "Vietnamese of what Django and allauth say in our forms."}
FIELD = re.compile(r"\{[^{}]*\}|%\([a-z_]+\)[a-z]|%[sd]")


def ours() -> Catalog:
    """Every message of our code and templates."""
    catalog = Catalog(charset="utf-8")
    options = {"**/templates/**": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
    for folder in OUR_FOLDERS:
        _gather(catalog, ROOT / folder, OUR_FILES, options)
    return catalog


def libraries() -> Catalog:
    """Every message that Django and allauth may show in our forms and pages."""
    catalog = Catalog(charset="utf-8")
    for package, files in LIBRARY_FILES.items():
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(package)
        _gather(catalog, Path(spec.origin).parent, [(pattern, "python") for pattern in files], {})
    return catalog


SOURCES = {"en": ours, "vi": libraries}


def _gather(catalog: Catalog, folder: Path, files: list[tuple[str, Any]], options: dict[str, dict[str, str]]) -> None:
    for _name, _line, message, _comments, context in extract_from_dir(folder, files, options, KEYWORDS):
        catalog.add(message, context=context)


def path_of(language: str) -> Path:
    """The .po file of a language."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue as it stands; an empty one when there is none yet."""
    path = path_of(language)
    text = path.read_bytes() if path.exists() else b""
    return read_po(io.BytesIO(text), locale=language)


def written(language: str, catalog: Catalog) -> bytes:
    """The file of a catalogue: sorted, without line numbers or times, so that only words make a difference."""
    body = io.BytesIO()
    write_po(body, catalog, sort_output=True, omit_header=True, no_location=True, ignore_obsolete=True, width=110)
    header = HEADER.format(about=ABOUT[language], language=language, plural=catalog.plural_forms)
    return header.encode() + body.getvalue()


def extract() -> int:
    """Bring both catalogues up to date: new messages come in empty, gone ones leave."""
    for language, source in SOURCES.items():
        catalog = read(language)
        catalog.update(source(), no_fuzzy_matching=True)
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_bytes(written(language, catalog))
    return 0


def compile_all() -> int:
    """Write a .mo beside every .po."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read_po(io.BytesIO(path.read_bytes()), locale=path.parts[-3]))
    return 0


def check() -> int:
    """Say what is missing, stale, doubtful or wrongly filled in; 1 when anything is."""
    found = list(faults())
    print("\n".join(found) or "every message has its translation")
    return 1 if found else 0


def faults() -> Iterator[str]:
    """What is wrong with the catalogues, a line each."""
    for language, source in SOURCES.items():
        wanted, catalog = source(), read(language)
        for message in _messages(wanted):
            yield from (f"{language}: {fault}" for fault in _fault(message, catalog))
        known = {(one.id, one.context) for one in _messages(wanted)}
        stale = [one for one in _messages(catalog) if (one.id, one.context) not in known]
        yield from (f"{language}: no longer said: {one.id!r}" for one in [*stale, *catalog.obsolete.values()])
        if path_of(language).read_bytes() != written(language, catalog):
            yield f"{language}: not in order: run .venv/bin/python tools/messages.py extract"


def _messages(catalog: Iterable[Message]) -> list[Message]:
    return [message for message in catalog if message.id]


def _fault(message: Message, catalog: Catalog) -> Iterator[str]:
    known = catalog.get(_first(message.id), message.context)
    texts = _forms(known.string or "") if known else ()
    if known is None or not texts or not all(texts):
        yield f"no translation: {message.id!r}"
        return
    if known.fuzzy:
        yield f"doubtful (fuzzy): {message.id!r}"
    wanted = set().union(*map(fields, _forms(message.id)))
    if fields(texts[-1]) != wanted or any(not fields(text) <= wanted for text in texts):
        yield f"other fields: {message.id!r}: {sorted(wanted ^ fields(texts[-1]))}"


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return _forms(text)[0]


def fields(text: str) -> set[str]:
    """The fields of a text: ``{name}``, ``%(name)s``, ``%d``. A singular may say "one" instead."""
    return set(FIELD.findall(text))


if __name__ == "__main__":
    acts = {"extract": extract, "check": check, "compile": compile_all}
    if sys.argv[1:2] and sys.argv[1] in acts:
        sys.exit(acts[sys.argv[1]]())
    sys.exit(f"usage: {Path(sys.argv[0]).name} {' | '.join(acts)}")
