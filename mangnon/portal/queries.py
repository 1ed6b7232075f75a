"""What the public may read, under the portal's role: law that is published, services that were released."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from mangnon.lib.dates import PartialDate
from mangnon.lib.names import fold, fold_tight
from mangnon.statutes.models import Document

PAGE = 15
MOST_WORDS = 8


def published() -> QuerySet[Document]:
    """Documents that the database shows to the portal, the newest first."""
    return Document.objects.order_by(F("issued_sort").desc(), "id")


def matching(words: str) -> QuerySet[Document]:
    """Published documents that hold every word, with or without diacritics; a number is found in one piece."""
    rows = published()
    for word in words.split()[:MOST_WORDS]:
        needle = fold_tight(word) if any(sign.isdigit() for sign in word) else f" {fold(word)}"
        rows = rows.filter(GreaterThan(StrIndex("search_key", Value(needle)), 0))
    return rows


def cited(numbers: Iterable[str]) -> list[Document]:
    """The published documents of some numbers, in the order in which they were named."""
    listed = [fold_tight(one) for one in numbers]
    rows = {row.number_key: row for row in published().filter(number_key__in=listed)} if listed else {}
    return [rows[key] for key in listed if key in rows]


def issued_words(document: Document) -> str:
    """The day of issue as far as it is printed; empty when nobody knows it."""
    return str(PartialDate.parse(document.issued)) if document.issued else ""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where one is among pages of a list."""

    now: int
    last: int

    @property
    def shown(self) -> range:
        """Numbers of pages to offer: at most five around this one."""
        first = max(1, min(self.now - 2, self.last - 4))
        return range(first, min(self.last, first + 4) + 1)


def page_of(rows: QuerySet[Document], asked: str) -> tuple[list[Document], Pages] | None:
    """One page of fifteen; None when there is no such page."""
    count = rows.count()
    pages = Pages(int(asked) if asked.isdecimal() and len(asked) < 5 else 0, max(1, -(-count // PAGE)))
    if not 1 <= pages.now <= pages.last:
        return None
    return list(rows[(pages.now - 1) * PAGE : pages.now * PAGE]), pages
