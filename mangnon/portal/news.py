"""News on the public site: addresses in two languages, which pages are signed, how openings are counted."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from mangnon.access.actor import visitor
from mangnon.access.scope import acting
from mangnon.lib.dates import local_day
from mangnon.portal.lines import Item, Mapped
from mangnon.publishing.models import Live, Section
from mangnon.publishing.queries.public import latest, opened, stretch
from mangnon.publishing.slots import Guarded, Page, PublicPages, Touching

VI, EN = "vi", "en"
HOME_NEWS = 4
SECTIONS = tuple(Section.values)


def list_url(language: str) -> str:
    """The list of news in a language."""
    return reverse(f"portal:news_{language}")


def section_url(language: str, section: str) -> str:
    """The list of one section."""
    return reverse(f"portal:news_section_{language}", args=[section])


def article_url(language: str, slug: str) -> str:
    """The page of an article."""
    return reverse(f"portal:article_{language}", args=[slug])


def search_url(language: str) -> str:
    """The search of the site."""
    return reverse(f"portal:search_{language}")


def feed_url(language: str) -> str:
    """The feed of a language."""
    return reverse(f"portal:feed_{language}")


def url_of(row: Live) -> str:
    """Where a public article stands."""
    return article_url(row.language, row.slug)


def _standing() -> Sequence[Page]:
    home = reverse("portal:home")
    lists = [Page(list_url(one), one) for one in (VI, EN)]
    sections = [Page(section_url(one, section), one) for one in (VI, EN) for section in SECTIONS]
    searches = [Page(search_url(one), one) for one in (VI, EN)]
    return [Page(home, VI), Page(home, EN), *lists, *sections, *searches]


def _touched(article: Touching) -> Sequence[Page]:
    own = article.language
    pages = [Page(list_url(own), own), Page(section_url(own, article.section), own)]
    pages += [Page(article_url(own, slug), own) for slug in article.neighbours]
    return [*pages, Page(reverse("portal:home"), own)]


def _guarded() -> Sequence[Guarded]:
    """What a search finds, and lists beyond the first page: they show sealed articles alone."""
    found = [
        Guarded(Page(f"{search_url(one)}?{urlencode({'q': words})}", one), Page(search_url(one), one))
        for one, words in ((VI, "trẻ em"), (EN, "children"))
    ]
    for one in (VI, EN):
        with acting(visitor()):
            first = stretch(one)
        if first is not None and first.older:
            page = Page(f"{list_url(one)}?{urlencode({'cu-hon': first.older})}", one)
            found.append(Guarded(page, Page(list_url(one), one)))
    return found


PAGES = PublicPages(
    "portal.news",
    standing=_standing,
    touched=_touched,
    own=lambda slug, language: Page(article_url(language, slug), language),
    guarded=_guarded,
)


def latest_items(_at: datetime) -> Iterable[Item]:
    """What is new, for the home page."""
    rows = latest(EN if get_language() == EN else VI, HOME_NEWS)
    return [Item(row.title, url_of(row), local_day(row.published_at)) for row in rows]


def mapped(_at: datetime) -> Iterable[Mapped]:
    """Every public article, for the map of the site."""
    rows = Live.objects.order_by("-published_at").values_list("language", "slug", "changed_at")[:5_000]
    lists = [Mapped(list_url(one)) for one in (VI, EN)]
    return [*lists, *(Mapped(article_url(language, slug), local_day(at)) for language, slug, at in rows)]


EVERY = 20.0
"""Seconds after which a process writes down how often articles were opened."""


@dataclass(slots=True)
class _Tally:
    known: int = 0
    waiting: int = 0


class Openings:
    """How often articles were opened: counted in memory, written down together. No address, no time, no cookie is kept.

    A process that is killed loses what it counted in the last seconds.
    """

    def __init__(self) -> None:
        self._tallies: dict[tuple[str, str], _Tally] = {}
        self._written = time.monotonic()
        self._lock = threading.Lock()

    def opened(self, language: str, slug: str) -> int:
        """Count one opening and say how many there are."""
        with self._lock:
            tally = self._tallies.get((language, slug))
            fresh = tally is None
            tally = self._tallies.setdefault((language, slug), _Tally())
            tally.waiting += 1
            due = fresh or time.monotonic() - self._written > EVERY
        if due:
            self.write_down()
        return tally.known + tally.waiting

    def write_down(self) -> None:
        """Add what was counted to the table, under the portal's role."""
        with self._lock:
            self._written = time.monotonic()
            waiting = {key: tally.waiting for key, tally in self._tallies.items() if tally.waiting}
        if not waiting:
            return
        with acting(visitor()), transaction.atomic():
            known = {key: opened(*key, times) for key, times in sorted(waiting.items())}
        with self._lock:
            for key, times in known.items():
                self._tallies[key].known, self._tallies[key].waiting = times, self._tallies[key].waiting - waiting[key]

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._tallies.clear()


openings = Openings()
