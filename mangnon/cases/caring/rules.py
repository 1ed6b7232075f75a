"""What the law asks of carers and of each step of substitute care, as pure reckoning. The numbers are data."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from mangnon.cases.caring.models import Carer, CarerKind
from mangnon.lib.dates import CHILD_UNTIL
from mangnon.lib.yamls import read_yaml

_DATA = Path(__file__).parent / "data" / "caring.yaml"
RELATIVE, HERE, ELSEWHERE, FOREIGNER = 1, 2, 3, 4
"""Places in the order of priority of carers."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A provision in both languages."""

    vi: str
    en: str

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.vi


@dataclass(frozen=True, slots=True)
class CaringLaw:
    """The file ``data/caring.yaml``."""

    conditions: dict[str, Wording]
    conditions_from: str
    priority: tuple[Wording, ...]
    priority_from: str
    adult_from: int
    older_by: int
    asks_child_from: int
    health_months: int
    meetings: int


@cache
def caring_law() -> CaringLaw:
    """What is shipped."""
    data: dict[str, Any] = read_yaml(_DATA.read_text(encoding="utf-8"))
    return CaringLaw(
        conditions={one["point"]: Wording(one["vi"], one["en"]) for one in data["conditions"]["points"]},
        conditions_from=data["conditions"]["citation"],
        priority=tuple(Wording(one["vi"], one["en"]) for one in data["priority"]["order"]),
        priority_from=data["priority"]["citation"],
        **{name: data[name] for name in ("adult_from", "older_by", "asks_child_from", "health_months", "meetings")},
    )


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day when that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def years_between(earlier: date, later: date) -> int:
    """Completed years from one day to another."""
    return later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))


def rank_of(carer: Carer, child_place: int) -> int:
    """Where a carer stands in the order of priority, from 1."""
    if carer.kind == CarerKind.RELATIVE:
        return RELATIVE
    if carer.kind == CarerKind.FOREIGNER:
        return FOREIGNER
    return HERE if carer.place_id == child_place else ELSEWHERE


def old_enough(kind: str, born: date, child_born: date, on: date) -> bool:
    """A relative is of age; anybody else is twenty years older than the child (article 63(2)d)."""
    law = caring_law()
    if kind == CarerKind.RELATIVE:
        return years_between(born, on) >= law.adult_from
    return add_months(born, law.older_by * 12) <= child_born


def grown_day(child_born: date) -> date:
    """The day on which a child is one no more, at sixteen (Law on Children, article 1)."""
    return add_months(child_born, CHILD_UNTIL * 12)


def asks_child(child_born: date, on: date) -> bool:
    """Whether the child's view must be asked."""
    return years_between(child_born, on) >= caring_law().asks_child_from


def certificate_holds(health_on: date | None, registered_on: date) -> bool:
    """Whether the certificate of health is there, and young enough."""
    return health_on is not None and health_on <= registered_on <= add_months(health_on, caring_law().health_months)


def quarter_of(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def follow_days(handed_on: date, terms: tuple[int, ...], every: int, until: date) -> list[date]:
    """The days on which the officer looks in, in months from the hand-over: each of ``terms``, then every ``every``.

    The first day beyond ``until`` is among them, so that there is always a next one.
    """
    days = [add_months(handed_on, months) for months in terms]
    months = every
    while not days or days[-1] <= until:
        day = add_months(handed_on, months)
        if not days or day > days[-1]:
            days.append(day)
        months += every
    return days


def next_follow(handed_on: date, terms: tuple[int, ...], every: int, done: list[date]) -> date:
    """The first of these days after the last visit: a visit covers what was due by then, an early one nothing."""
    latest = max(done, default=handed_on)
    days = follow_days(handed_on, terms, every, latest)
    return next((day for day in days if day > latest), days[-1]) if done else days[0]
