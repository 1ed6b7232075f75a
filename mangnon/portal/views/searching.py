"""The search of the site. Results aren't indexed; what was typed stands in the box and nowhere as markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from mangnon.lib.dates import parse_vi_date
from mangnon.lib.names import fold
from mangnon.lib.refusal import Refusal
from mangnon.portal import news
from mangnon.portal.views.news import NewsScreen
from mangnon.publishing.models import Live, Section
from mangnon.publishing.queries import public
from mangnon.publishing.rendering import clean_line, render

LONGEST = 120
WEB = "https://duckduckgo.com/"
"""Where a search of the whole web goes: a plain link, pressed by the visitor, that says so."""
AROUND = 16
MOST_PAGES = 10
_PIECE = re.compile(r"[^\W_]+|[\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A found article with the words marked."""

    row: Live
    title: list[tuple[str, bool]]
    extract: list[tuple[str, bool]]


class Search(NewsScreen):
    """Words, a section, days; this site or the web."""

    template = "portal/news/search.html"
    section = "search"
    takes: ClassVar[frozenset[str]] = frozenset({"q", "muc", "tu", "den", "noi", "trang"})

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises Http404 on a section or a page number that isn't ours."""
        words = clean_line(request.GET.get("q", ""))[:LONGEST]
        section, place = request.GET.get("muc", ""), request.GET.get("noi", "trang")
        number = _page_number(request.GET.get("trang", "1"))
        if (section and section not in Section.values) or place not in ("trang", "web"):
            raise Http404
        since, until, faults = self._days(request)
        asked = public.Asked(words, self.language, section, since, until)
        on_web = place == "web"
        nothing = public.Found([], more=False)
        found = nothing if on_web or not words else public.search(asked, skip=(number - 1) * public.PAGE)
        better = "" if found.rows or on_web or number > 1 or not words else public.suggestion(asked)
        return self.page(
            {
                "typed": words, "section_chosen": section, "sections": Section.choices, "on_web": on_web,
                "since": request.GET.get("tu", "")[:20], "until": request.GET.get("den", "")[:20], "faults": faults,
                "hits": [_hit(row, words) for row in found.rows],
                "better": better, "better_url": f"{request.path}?{urlencode({'q': better})}" if better else "",
                "web_url": f"{WEB}?{urlencode({'q': words})}" if on_web and words else "",
                "older_url": self._at(number + 1) if found.more and number < MOST_PAGES else "",
                "newer_url": self._at(number - 1) if number > 1 else "",
                "other_words": bool(words),
            }
        )  # fmt: skip

    def other_url(self) -> str:
        """The search in the other language."""
        return news.search_url("en" if self.language == "vi" else "vi")

    def _at(self, number: int) -> str:
        query = self.request.GET.copy()
        query["trang"] = str(number)
        return f"{self.request.path}?{query.urlencode()}"

    def _days(self, request: HttpRequest) -> tuple[date | None, date | None, list[str]]:
        days: list[date | None] = []
        faults = []
        for name, label in (("tu", _("Từ ngày")), ("den", _("Đến ngày"))):
            text = request.GET.get(name, "").strip()[:20]
            try:
                days.append(parse_vi_date(text, today=None) if text else None)
            except Refusal as refusal:
                days.append(None)
                faults.append(f"{label}: {refusal}")
        return days[0], days[1], faults


def _page_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= MOST_PAGES:
        raise Http404
    return int(text[:4])


def _hit(row: Live, words: str) -> Hit:
    wanted = {fold(word) for word in public.words_in(words)}
    text = f"{row.summary} {render(row.body, ()).text}"
    return Hit(row, marked(row.title, wanted), marked(_around(text, wanted), wanted))


def marked(text: str, wanted: set[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a wanted word, with or without its marks; the template escapes."""
    return [(piece, fold(piece) in wanted) for piece in _PIECE.findall(text)]


def _around(text: str, wanted: set[str]) -> str:
    """Some words round the place where most of the wanted ones stand together."""
    words = text.split()
    bare = [fold(word) for word in words]
    hits = [n for n, word in enumerate(bare) if word in wanted]
    if not hits:
        return " ".join(words[: 2 * AROUND]) + (" …" if len(words) > 2 * AROUND else "")
    best = max(hits, key=lambda n: len({word for word in bare[n : n + AROUND] if word in wanted}))
    start, end = max(0, best - AROUND // 2), best + 2 * AROUND
    return ("… " if start else "") + " ".join(words[start:end]) + (" …" if end < len(words) else "")
