"""What the public reads: sealed articles of one language, in pages, with neighbours, found by words; as the portal.

A row whose seal doesn't hold is left out everywhere: what stands in the table against the key isn't shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, Q, QuerySet

from mangnon.lib.dates import VN_ZONE
from mangnon.lib.names import fold
from mangnon.publishing.living import NEAR_NEWER, NEAR_OLDER
from mangnon.publishing.models import LinkDomain, Live
from mangnon.publishing.signing.seals import seal_holds

PAGE = 15
CANDIDATES = 300
"""Newest hits that are ranked, beside those whose title has the words."""
MOST_WORDS = 12
_KEY = re.compile(r"(\d{12,14})-([0-9a-f]{32})")
_WORD = re.compile(r"[^\W_]{1,40}")


def sealed(rows: Iterable[Live]) -> list[Live]:
    """Those that are as they were approved."""
    return [row for row in rows if seal_holds(row)]


def article(language: str, slug: str) -> Live | None:
    """A public article, or None."""
    found = Live.objects.filter(language=language, slug=slug).first()
    return found if found is not None and seal_holds(found) else None


def key_of(row: Live) -> str:
    """Where a row stands in the order of time, for addresses of pages."""
    return f"{int(row.published_at.timestamp() * 1000)}-{row.article_id.hex}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A page of a list: its rows, newest first, and whether there are newer and older ones."""

    rows: list[Live]
    newer: str = ""
    older: str = ""


def stretch(language: str, section: str = "", *, older_than: str = "", newer_than: str = "") -> Stretch | None:
    """Fifteen articles from a key on; None when the key is none of ours."""
    rows = Live.objects.filter(language=language)
    rows = rows.filter(section=section) if section else rows
    if newer_than:
        return _upward(rows, newer_than)
    wanted = _beyond(rows, older_than, older=True) if older_than else rows
    if wanted is None:
        return None
    found = list(wanted.order_by("-published_at", "-article")[: PAGE + 1])
    shown = found[:PAGE]
    return Stretch(
        sealed(shown),
        newer=key_of(shown[0]) if older_than and shown else "",
        older=key_of(shown[-1]) if len(found) > PAGE else "",
    )


def _upward(rows: QuerySet[Live], key: str) -> Stretch | None:
    wanted = _beyond(rows, key, older=False)
    if wanted is None:
        return None
    found = list(wanted.order_by("published_at", "article")[: PAGE + 1])
    shown = found[:PAGE][::-1]
    return Stretch(
        sealed(shown),
        newer=key_of(shown[0]) if len(found) > PAGE else "",
        older=key_of(shown[-1]) if shown else "",
    )


def _beyond(rows: QuerySet[Live], key: str, *, older: bool) -> QuerySet[Live] | None:
    told = _KEY.fullmatch(key)
    if told is None:
        return None
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(told[1]))
    one = UUID(told[2])
    anchor = Live.objects.filter(article=one).values_list("published_at", flat=True).first()
    moment = anchor or moment
    if older:
        return rows.filter(Q(published_at__lt=moment) | Q(published_at=moment, article__lt=one))
    return rows.filter(Q(published_at__gt=moment) | Q(published_at=moment, article__gt=one))


def near(row: Live) -> tuple[list[Live], list[Live]]:
    """The nearest newer and older articles, each the nearest first."""
    rows = Live.objects.filter(language=row.language)
    newer = rows.filter(Q(published_at__gt=row.published_at) | Q(published_at=row.published_at, article__gt=row.pk))
    older = rows.filter(Q(published_at__lt=row.published_at) | Q(published_at=row.published_at, article__lt=row.pk))
    return (
        sealed(newer.order_by("published_at", "article")[:NEAR_NEWER])[::-1],
        sealed(older.order_by("-published_at", "-article")[:NEAR_OLDER]),
    )


def latest(language: str, most: int) -> list[Live]:
    """The newest articles."""
    return sealed(Live.objects.filter(language=language).order_by("-published_at", "-article")[:most])


def hosts() -> frozenset[str]:
    """Hosts that may be linked to, as the portal's role reads them."""
    rows = LinkDomain.objects.filter(confirmed_by__isnull=False, ended_at__isnull=True)
    return frozenset(rows.values_list("host", flat=True))


def opened(language: str, slug: str, times: int) -> int:
    """Count openings of an article and return their number so far; 0 for one that isn't public."""
    with connection.cursor() as cursor:
        cursor.execute("select publishing_opened(%s, %s, %s)", [language, slug, times])
        row = cursor.fetchone()
    return int(row[0]) if row and row[0] is not None else 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: words as typed, and conditions."""

    words: str
    language: str
    section: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Hits in order of rank, at most ``most``, and whether there are more."""

    rows: list[Live]
    more: bool


def words_in(text: str) -> list[str]:
    """Words of a query, the first dozen."""
    return _WORD.findall(text.lower())[:MOST_WORDS]


def search(asked: Asked, most: int = PAGE, *, skip: int = 0) -> Found:
    """Articles that hold every word, with or without marks; marks that fit, the title and nearness count more."""
    typed = words_in(asked.words)
    if not typed:
        return Found([], more=False)
    bare = _all_of(fold(word) for word in typed)
    rows = _within(asked)
    in_title = rows.filter(title_words=bare).order_by("-published_at").values("pk")[:CANDIDATES]
    anywhere = rows.filter(words=bare).order_by("-published_at").values("pk")[:CANDIDATES]
    exact = _all_of(typed)
    ranked = (
        Live.objects.filter(Q(pk__in=list(in_title.values_list("pk", flat=True)))
                            | Q(pk__in=list(anywhere.values_list("pk", flat=True))))
        .annotate(rank=SearchRank(F("title_words"), bare) * 4 + SearchRank(F("title_words"), exact) * 4
                  + SearchRank(F("words"), bare) + SearchRank(F("words"), exact))
        .order_by("-rank", "-published_at", "-article")
    )  # fmt: skip
    found = list(ranked[skip : skip + most + 1])
    return Found(sealed(found[:most]), more=len(found) > most)


def _all_of(words: Iterable[str]) -> SearchQuery:
    return SearchQuery(" & ".join(f"'{word}'" for word in words), search_type="raw", config="simple")


def _within(asked: Asked) -> QuerySet[Live]:
    rows = Live.objects.filter(language=asked.language)
    if asked.section:
        rows = rows.filter(section=asked.section)
    if asked.since:
        rows = rows.filter(published_at__gte=datetime.combine(asked.since, time(), VN_ZONE))
    if asked.until:
        rows = rows.filter(published_at__lt=datetime.combine(asked.until + timedelta(days=1), time(), VN_ZONE))
    return rows


SUGGEST = """
select word from publishing_word
where folded %% %(word)s and length(folded) between %(low)s and %(high)s
order by similarity(folded, %(word)s) desc, articles desc, word limit 5
"""


def suggestion(asked: Asked) -> str:
    """The query with words that stand in no article exchanged for the likeliest ones that do; empty when none helps."""
    better = [_known(word) for word in words_in(asked.words)]
    if not all(better) or [fold(word) for word in better] == [fold(word) for word in words_in(asked.words)]:
        return ""
    said = " ".join(better)
    return said if search(Asked(said, asked.language), 1).rows else ""


def _known(word: str) -> str:
    bare = fold(word)
    with connection.cursor() as cursor:
        cursor.execute("select 1 from publishing_word where folded = %s limit 1", [bare])
        if cursor.fetchone():
            return word
        cursor.execute("set local pg_trgm.similarity_threshold = 0.2")
        cursor.execute(SUGGEST, {"word": bare, "low": len(bare) - 1, "high": len(bare) + 1})
        found: list[tuple[Any, ...]] = cursor.fetchall()
    close = [row[0] for row in found if _slips(bare, fold(row[0])) <= 1 + len(bare) // 6]
    return close[0] if close else ""


def _slips(one: str, other: str) -> int:
    """How many letters to add, drop, change or swap."""
    above: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        above, last = last, row
    return last[-1]
