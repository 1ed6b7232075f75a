"""Periods of days, half-open: ``[start, end)``; without an end they go on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import format_date, parse_vi_date
from mangnon.lib.refusal import Refusal

_ONE_DAY = timedelta(days=1)


class BackwardPeriod(Refusal, ValueError):
    """A period would end before it starts, or hold no day."""

    code = "period.backward"
    sentence = gettext_lazy("Ngày cuối {last} trước ngày đầu {first}.")
    remedy = gettext_lazy("Xem lại hai ngày: ngày đầu phải trước hoặc trùng ngày cuối.")


class UnreadablePeriod(Refusal, ValueError):
    """The text names no period."""

    code = "period.unreadable"
    sentence = gettext_lazy("Không đọc được khoảng thời gian “{text}”.")
    remedy = gettext_lazy("Viết “từ 3/2/2025” hoặc “1/2/2020 đến 30/6/2025”.")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` up to, not including, ``end``; ``end`` None means it goes on. Never empty.

    People speak in closed periods ("đến 30/6/2025" includes that day): ``closed``, ``last``, ``parse`` and
    ``str`` use the last day inside, so that nobody adds or takes away a day by hand.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise BackwardPeriod(first=format_date(self.start), last=format_date(self.end - _ONE_DAY))

    @classmethod
    def closed(cls, first: date, last: date | None) -> Period:
        """Return the period of which ``last`` is the last day inside; None goes on."""
        if last is not None and last < first:
            raise BackwardPeriod(first=format_date(first), last=format_date(last))
        return cls(first, last and last + _ONE_DAY)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``từ 3/2/2025``, ``1/2/2020 đến nay``, ``1/2/2020 đến 30/6/2025``, ``ngày 3/2/2025``.

        Raises ``UnreadablePeriod``, ``BackwardPeriod``, or ``UnreadableDate`` for one of its dates.
        """
        match = _SPOKEN.fullmatch(" ".join(text.lower().split()))
        if match is None:
            raise UnreadablePeriod(text=text.strip()[:60])
        if match["only"]:
            day = parse_vi_date(match["only"])
            return cls.closed(day, day)
        goes_on = match["last"] in {None, "nay"}
        if goes_on and not (match["from"] or match["last"]):
            raise UnreadablePeriod(text=text.strip()[:60])
        return cls.closed(parse_vi_date(match["first"]), None if goes_on else parse_vi_date(match["last"]))

    @property
    def last(self) -> date | None:
        """The last day inside; None if it goes on."""
        return self.end and self.end - _ONE_DAY

    @property
    def days(self) -> int | None:
        """How many days are inside; None if it goes on."""
        return (self.end - self.start).days if self.end else None

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.bound

    def contains(self, day: date) -> bool:
        """Tell whether a day lies inside."""
        return day in self

    def covers(self, other: Period) -> bool:
        """Tell whether every day of the other lies inside."""
        return self.start <= other.start and other.bound <= self.bound

    def overlaps(self, other: Period) -> bool:
        """Tell whether some day lies in both."""
        return self.start < other.bound and other.start < self.bound

    def intersect(self, other: Period) -> Period | None:
        """Return the days that lie in both; None if there are none."""
        if not self.overlaps(other):
            return None
        return _period(max(self.start, other.start), min(self.bound, other.bound))

    def adjoins(self, other: Period) -> bool:
        """Tell whether one begins on the day after the other's last."""
        return self.end == other.start or other.end == self.start

    @property
    def bound(self) -> date:
        """The end, or the last day of the calendar if it goes on: for comparing."""
        return self.end or date.max

    def __str__(self) -> str:
        """``từ 3/2/2025``, ``1/2/2020 đến 30/6/2025``, ``ngày 3/2/2025``: the last day is inside."""
        first = format_date(self.start)
        if self.last is None:
            return _("từ %(first)s") % {"first": first}
        if self.last == self.start:
            return _("ngày %(day)s") % {"day": first}
        return _("%(first)s đến %(last)s") % {"first": first, "last": format_date(self.last)}


_SPOKEN = re.compile(
    r"ngày (?P<only>\S+)"
    r"|(?P<from>từ )?(?:ngày )?(?P<first>\S+?)(?:(?: đến(?: hết)?| tới| [-–—])(?: ngày)? (?P<last>\S+))?"
)


def merged(periods: Iterable[Period]) -> list[Period]:
    """Return the same days as the fewest periods in order: overlapping and adjoining ones become one."""
    joined: list[Period] = []
    for period in sorted(periods, key=lambda period: period.start):
        last = joined[-1] if joined else None
        if last and period.start <= last.bound:
            joined[-1] = _period(last.start, max(last.bound, period.bound))
        else:
            joined.append(period)
    return joined


def gaps(periods: Iterable[Period], within: Period | None = None) -> list[Period]:
    """Return the stretches of days that no period holds, in order.

    ``within`` bounds the search (a child's whole life, a year of a report); without it, gaps lie between the
    first and the last period.
    """
    taken = merged(periods)
    if within is None:
        if not taken:
            return []
        within = _period(taken[0].start, taken[-1].bound)
    free = []
    at = within.start
    for period in taken:
        if at < period.start and at < within.bound:
            free.append(_period(at, min(period.start, within.bound)))
        at = max(at, period.bound)
    if at < within.bound:
        free.append(_period(at, within.bound))
    return free


def _period(start: date, bound: date) -> Period:
    return Period(start, None if bound == date.max else bound)
