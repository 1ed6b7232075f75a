"""Which backups a rotation keeps: pure reckoning with days, weeks and months."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

from mangnon.lib.dates import local_day


@dataclass(frozen=True, slots=True)
class Keep:
    """For how many days, weeks and months the newest backup of each is kept."""

    days: int
    weeks: int
    months: int


def to_keep(times: Iterable[datetime], keep: Keep) -> set[datetime]:
    """The newest of each of the last days, weeks and months that have one; the newest of all always."""
    newest_first = sorted(times, reverse=True)
    chosen = set(newest_first[:1])
    for count, period in ((keep.days, _day), (keep.weeks, _week), (keep.months, _month)):
        by_period: dict[Hashable, datetime] = {}
        for at in newest_first:
            by_period.setdefault(period(at), at)
        chosen.update(list(by_period.values())[:count])
    return chosen


def _day(at: datetime) -> Hashable:
    return local_day(at)


def _week(at: datetime) -> Hashable:
    return local_day(at).isocalendar()[:2]


def _month(at: datetime) -> Hashable:
    day = local_day(at)
    return day.year, day.month
