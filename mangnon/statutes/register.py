"""Loads the shipped part of the register of documents; what a person corrected here is left alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.lib.dates import PartialDate
from mangnon.lib.names import fold, fold_tight
from mangnon.lib.refusal import Refusal
from mangnon.statutes.models import Document, DocumentKind, Relation, RelationKind, Source, State
from mangnon.statutes.reading import read_yaml
from mangnon.statutes.shapes import Checker, build


class WrongDocuments(Refusal):
    """The shipped register contradicts itself."""

    code = "statutes.wrong_documents"
    sentence = _("Tệp văn bản {file}: {what}.")
    remedy = _("Sửa tệp trong mangnon/statutes/data/documents rồi nạp lại.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the file. Relations name a code of the file, or the words of a document outside of it."""

    id: str
    kind: DocumentKind
    issuer: str
    subject: str
    state: State
    number: str = ""
    issued: str = ""
    about: str = ""
    force_from: date | None = None
    force_to: date | None = None
    state_note: str = ""
    gazette: str = ""
    link: str = ""
    doubt: str = ""
    confirmed: bool = True
    confirmed_note: str = ""
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """The file."""

    documents: tuple[Entry, ...]


def read_register(path: Path) -> tuple[Entry, ...]:
    """The documents of a file. Raises WrongDocuments."""
    checker = Checker()
    data = checker.shape(Register, read_yaml(path.read_bytes()))
    if checker.faults:
        raise WrongDocuments(file=path.name, what="; ".join(map(str, checker.faults[:5])))
    return build(Register, data).documents


def load_documents(paths: Iterable[Path], *, using: str) -> None:
    """Bring the shipped rows to the state of the files. Raises WrongDocuments."""
    entries = [entry for path in paths for entry in read_register(path)]
    if len({entry.id for entry in entries}) < len(entries):
        raise WrongDocuments(file="documents", what=_("một mã có hai lần"))
    known = {row.code: row for row in Document.objects.using(using).filter(code__isnull=False)}
    for entry in entries:
        row = known.get(entry.id) or Document(code=entry.id, source=Source.SHIPPED)
        if row.corrected_at is None:
            _bring(row, _values(entry), using)
        known[entry.id] = row
    _relate(entries, known, using)


PLAIN = (
    "number", "issued", "issuer", "kind", "subject", "about", "force_from", "force_to", "state", "state_note",
    "gazette", "link", "doubt", "confirmed", "confirmed_note",
)  # fmt: skip


def _bring(row: Document, values: dict[str, Any], using: str) -> None:
    """Write what the file says; a row that says so already keeps its version, so that nobody's form grows stale."""
    same = row.pk is not None and all(getattr(row, name) == value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    kept = row.search_key, row.number_key
    derive(row)
    if same and kept == (row.search_key, row.number_key):
        return
    row.version += 0 if row.pk is None else 1
    row.save(using=using)


def _values(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in PLAIN}


def derive(row: Document) -> None:
    """Fill what follows from the rest: year, order, keys of search."""
    day = PartialDate.parse(row.issued) if row.issued else None
    row.year = day.year if day else None
    row.issued_sort = day.earliest() if day else date(1, 1, 1)
    row.number_key = fold_tight(row.number)
    words = fold(f"{row.number} {row.issuer} {row.subject} {row.about}")
    row.search_key = f" {row.number_key} {words} "


def _relate(entries: Iterable[Entry], known: dict[str | None, Document], using: str) -> None:
    for entry in entries:
        row = known[entry.id]
        if row.corrected_at is not None:
            continue
        for kind, named, newer in (
            (RelationKind.REPLACES, entry.replaces, True),
            (RelationKind.REPLACES, entry.replaced_by, False),
            (RelationKind.AMENDS, entry.amends, True),
            (RelationKind.AMENDS, entry.amended_by, False),
            (RelationKind.RESTS, entry.rests_on, True),
        ):
            for one in named:
                other = known.get(one)
                words = "" if other else one
                ends: dict[str, Any] = (
                    {"newer": row, "older": other, "older_words": words}
                    if newer
                    else {"newer": other, "older": row, "newer_words": words}
                )
                Relation.objects.using(using).get_or_create(kind=kind, **ends)
