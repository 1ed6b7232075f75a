"""Where a project stands, whether a licence holds, money that doesn't fit: pure. Money in whole đồng."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

SOON = timedelta(days=60)
"""How long before its last day a licence, before its day a report is told of (ours)."""


class Standing(StrEnum):
    """Where a project stands on a day."""

    COMING = "coming"
    RUNNING = "running"
    ENDED = "ended"
    REPORT_LATE = "report_late"


def standing(starts_on: date, ends_on: date, owed: Iterable[date], today: date) -> Standing:
    """``owed``: days of reports that weren't sent. A late report stands before everything."""
    if any(day < today for day in owed):
        return Standing.REPORT_LATE
    if ends_on < today:
        return Standing.ENDED
    return Standing.COMING if starts_on > today else Standing.RUNNING


class Licence(StrEnum):
    """How it stands with a licence."""

    UNASKED = "unasked"
    MISSING = "missing"
    ENDED = "ended"
    ENDING = "ending"
    HOLDS = "holds"


def licence_on(number: str, until: date | None, today: date, *, asked: bool) -> Licence:
    """``asked``: whether such a partner is asked for one. Without a last day it holds."""
    if not number:
        return Licence.MISSING if asked else Licence.UNASKED
    if until is None or until - SOON > today:
        return Licence.HOLDS
    return Licence.ENDED if until < today else Licence.ENDING


def in_dong(amount: Decimal, rate: Decimal) -> int:
    """An amount of a currency in whole đồng at a rate; halves go up."""
    return int((amount * rate).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class PlaceMoney:
    """What is planned for a place and what was paid there, đồng."""

    place: int
    planned: int
    paid: int

    @property
    def over(self) -> bool:
        """More was paid than planned."""
        return self.paid > self.planned


def by_place(planned: Mapping[int, int], paid: Iterable[tuple[int, int]]) -> list[PlaceMoney]:
    """Every place that has something planned or paid, in the order of ``planned``, then as they come."""
    sums: dict[int, int] = {}
    for place, amount in paid:
        sums[place] = sums.get(place, 0) + amount
    places = [*(one for one, money in planned.items() if money or one in sums), *(p for p in sums if p not in planned)]
    return [PlaceMoney(place, planned.get(place, 0), sums.get(place, 0)) for place in places]


class Misfit(StrEnum):
    """Money that doesn't fit; told, never hidden."""

    PLANNED = "planned"
    """More planned by place than pledged with the own money."""
    PAID = "paid"
    """More paid than pledged with the own money."""
    PLACE = "place"
    """More paid in a place than planned for it."""


def misfits(whole: int, rows: Iterable[PlaceMoney]) -> list[Misfit]:
    """``whole``: what was pledged and the own money together."""
    listed = list(rows)
    found = {
        Misfit.PLANNED: sum(one.planned for one in listed) > whole,
        Misfit.PAID: sum(one.paid for one in listed) > whole,
        Misfit.PLACE: any(one.over for one in listed),
    }
    return [one for one, there in found.items() if there]
