"""The register of documents: search by number, words and year; relations; what rests on a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from mangnon.lib.names import fold, fold_tight
from mangnon.statutes.models import Definition, Document, Relation, RelationKind
from mangnon.statutes.queries.definitions import in_force
from mangnon.statutes.rules import Citation

YEAR = re.compile(r"(?:19|20)\d{2}")
NUMBER = re.compile(r"\d[\w.]*[/-]\S+")
MOST_WORDS = 12


def search_documents(words: str) -> QuerySet[Document]:
    """Documents whose number, issuer, subject or content hold every word, with or without diacritics.

    Words are whole words, the last one perhaps only begun. Something like ``56/2017`` or ``7504/KH`` is looked for
    inside numbers; a lone year is the year of issue or stands in the text.
    """
    rows = Document.objects.all()
    listed = words.split()[:MOST_WORDS]
    for nth, word in enumerate(listed, 1):
        if YEAR.fullmatch(word):
            rows = rows.filter(Q(year=int(word)) | Q(search_key__contains=f" {word} "))
        elif NUMBER.fullmatch(word):
            rows = rows.filter(search_key__contains=fold_tight(word))
        else:
            rows = _holding(rows, fold(word).split(), last=nth == len(listed))
    return rows


def _holding(rows: QuerySet[Document], parts: list[str], *, last: bool) -> QuerySet[Document]:
    for nth, part in enumerate(parts, 1):
        begun = last and nth == len(parts)
        rows = rows.filter(search_key__contains=f" {part}" if begun else f" {part} ")
    return rows


def of_number(number: str, issued: date | None = None) -> list[Document]:
    """Documents of a number; with its date where the number isn't enough."""
    rows = Document.objects.filter(number_key=fold_tight(number)).exclude(number_key="").order_by("-issued_sort", "id")
    found = list(rows)
    if issued is not None and len(found) > 1:
        found = [one for one in found if one.issued == issued.isoformat()] or found
    return found


def documents_of(citations: Iterable[Citation]) -> dict[str, Document]:
    """The document of each number cited, in one query; numbers without a document are left out."""
    listed = list(citations)
    keys = {fold_tight(one.document) for one in listed}
    by_key: dict[str, list[Document]] = {}
    for row in Document.objects.filter(number_key__in=keys - {""}).order_by("-issued_sort", "id"):
        by_key.setdefault(row.number_key, []).append(row)
    found = {}
    for one in listed:
        rows = by_key.get(fold_tight(one.document), [])
        dated = [row for row in rows if one.date is not None and row.issued == one.date.isoformat()]
        if rows:
            found[one.document] = (dated or rows)[0]
    return found


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation as it reads from a document: ``passive`` ones were done to it."""

    kind: RelationKind
    passive: bool
    other: Document | None
    words: str


def ties(document: Document) -> list[Tie]:
    """Everything the document does to others and others do to it."""
    rows = Relation.objects.filter(Q(newer=document) | Q(older=document)).select_related("newer", "older")
    return [_tie(row, document) for row in rows.order_by("kind", "id")]


def _tie(row: Relation, document: Document) -> Tie:
    passive = row.older_id == document.pk
    other = row.newer if passive else row.older
    return Tie(RelationKind(row.kind), passive, other, row.newer_words if passive else row.older_words)


def rests_on(document: Document, on: date) -> list[Definition]:
    """Definitions in force whose citation names the document."""
    if not document.number:
        return []
    rows = Definition.objects.filter(citation__contains=[{"document": document.number}]).defer("body", "search_key")
    return sorted(in_force(rows, on), key=lambda row: (row.position, row.key))
