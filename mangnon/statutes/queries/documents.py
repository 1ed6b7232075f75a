"""The register of documents: search by number, words and year; relations; what rests on a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from mangnon.access.actor import Actor
from mangnon.lib.names import fold, fold_tight
from mangnon.lib.refusal import NotFound
from mangnon.statutes.models import Definition, Document, DocumentChange, Relation, RelationKind
from mangnon.statutes.queries.definitions import in_force
from mangnon.statutes.rules import Citation
from mangnon.statutes.whose import seen_by, sees

YEAR = re.compile(r"(?:19|20)\d{2}")
NUMBER = re.compile(r"\d[\w.]*[/-]\S+")
MOST_WORDS = 12
NEWEST, PAGE, FEW = 1_000, 51, 1_000
"""Words that a page of the newest documents has are common: walking finds that page at once. Else the index is asked,
and gives up beyond a few."""
MATCHING = "select statutes_matching(%s::text[], %s::integer[], %s, %s, %s)"


def listed_documents(actor: Actor) -> QuerySet[Document]:
    """What this person may read, without what was withdrawn."""
    return seen_by(actor).filter(withdrawn_at__isnull=True)


def document_seen(actor: Actor, pk: int) -> Document:
    """One document, a withdrawn one too. Raises NotFound."""
    found = seen_by(actor).select_related("place").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def search_documents(words: str, rows: QuerySet[Document] | None = None) -> QuerySet[Document]:
    """Those of ``rows`` whose number, issuer, subject or content hold every word, with or without diacritics.

    Words are whole words, the last one perhaps only begun. Something like ``56/2017`` or ``7504/KH`` is looked for
    inside numbers; a lone year is the year of issue or stands in the text. Without ``rows`` all that row security
    lets through and nobody withdrew.
    """
    rows = Document.objects.filter(withdrawn_at__isnull=True) if rows is None else rows
    needles, years = _sought(words)
    if not needles:
        return _of_years(rows, years)
    few = _matching(needles, years)
    if few is not None:
        return rows.filter(pk__in=few)
    for needle in needles:
        rows = rows.filter(GreaterThan(StrIndex("search_key", Value(needle)), 0))
    return _of_years(rows, years)


def _sought(words: str) -> tuple[list[str], list[int]]:
    """What the key of search must hold, and the years."""
    needles, years = [], []
    listed = words.split()[:MOST_WORDS]
    for nth, word in enumerate(listed, 1):
        if YEAR.fullmatch(word):
            years.append(int(word))
        elif NUMBER.fullmatch(word):
            needles.append(fold_tight(word))
        else:
            needles += _whole_words(fold(word).split(), last=nth == len(listed))
    return needles, years


def _whole_words(parts: list[str], *, last: bool) -> list[str]:
    return [f" {part}" if last and nth == len(parts) else f" {part} " for nth, part in enumerate(parts, 1)]


def _of_years(rows: QuerySet[Document], years: Iterable[int]) -> QuerySet[Document]:
    for year in years:
        rows = rows.filter(Q(year=year) | Q(search_key__contains=f" {year} "))
    return rows


def _matching(needles: list[str], years: list[int]) -> list[int] | None:
    """Ids that the index finds within reach; None when they are many, and walking the newest finds a page sooner."""
    with connection.cursor() as cursor:
        cursor.execute(MATCHING, [needles, years, NEWEST, PAGE, FEW])
        found: list[int] | None = cursor.fetchone()[0]
    return found


SHARED_FIRST = (F("place").asc(nulls_first=True), "-issued_sort", "id")
"""Where several documents have a number, the law and the province's come before a commune's."""


def of_number(number: str, issued: date | None = None) -> list[Document]:
    """Documents of a number; with its date where the number isn't enough."""
    rows = Document.objects.filter(number_key=fold_tight(number), withdrawn_at__isnull=True).exclude(number_key="")
    found = list(rows.order_by(*SHARED_FIRST))
    if issued is not None and len(found) > 1:
        found = [one for one in found if one.issued == issued.isoformat()] or found
    return found


def documents_of(citations: Iterable[Citation]) -> dict[str, Document]:
    """The document of each number cited, in one query; numbers without a document are left out."""
    listed = list(citations)
    keys = {fold_tight(one.document) for one in listed}
    by_key: dict[str, list[Document]] = {}
    rows = Document.objects.filter(number_key__in=keys - {""}, withdrawn_at__isnull=True)
    for row in rows.order_by(*SHARED_FIRST):
        by_key.setdefault(row.number_key, []).append(row)
    found = {}
    for one in listed:
        known = by_key.get(fold_tight(one.document), [])
        dated = [row for row in known if one.date is not None and row.issued == one.date.isoformat()]
        if known:
            found[one.document] = (dated or known)[0]
    return found


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation as it reads from a document: ``passive`` ones were done to it."""

    kind: RelationKind
    passive: bool
    other: Document | None
    words: str


def ties(document: Document, actor: Actor | None = None) -> list[Tie]:
    """Everything the document does to others and others do to it, as far as both ends may be seen."""
    rows = Relation.objects.filter(Q(newer=document) | Q(older=document)).select_related("newer", "older")
    found = [_tie(row, document) for row in rows.order_by("kind", "id")]
    return [tie for tie in found if actor is None or tie.other is None or sees(actor, tie.other)]


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


def said_to_rest(document: Document, on: date) -> tuple[list[Definition], list[str]]:
    """What somebody said rests on it: definitions in force, and tasks, indicators and the like in words."""
    named = list(document.reliances.order_by("id"))
    keys = {(one.kind, one.key) for one in named if one.key}
    rows = Definition.objects.filter(key__in=[key for _kind, key in keys]).defer("body", "search_key") if keys else []
    law = [row for row in in_force(rows, on) if (row.kind, row.key) in keys]
    return sorted(law, key=lambda row: (row.position, row.key)), [one.words for one in named if one.words]


def history(document: Document) -> list[DocumentChange]:
    """What was done to it, the newest first."""
    return list(document.changes.order_by("-id"))


def with_same_number(*, number: str, issuer: str, year: int | None, but: int | None = None) -> list[Document]:
    """Documents in sight with this number, issuer and year: perhaps the same one."""
    rows = Document.objects.filter(number_key=fold_tight(number), year=year, withdrawn_at__isnull=True)
    rows = rows.exclude(number_key="")
    rows = rows if but is None else rows.exclude(pk=but)
    return [one for one in rows.order_by("-issued_sort", "id") if fold_tight(one.issuer) == fold_tight(issuer)]
