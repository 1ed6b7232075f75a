"""Pure: what a test shows, who attended enough, whose training has run out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

SOON_MONTHS = 3
"""How many months before it runs out a training counts as soon to be refreshed (ours)."""
CODE_HOLDS = timedelta(minutes=20)
"""How long the address behind a QR of a session may be opened (ours): long enough to sign in, too short to pass on."""

Pair = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Gain:
    """What a course taught, by the tests of those who took both."""

    tested: int
    before: Decimal
    after: Decimal
    improved: int

    @property
    def gain(self) -> Decimal:
        """How many points more on average; below zero when they were fewer."""
        return self.after - self.before

    @property
    def share(self) -> int:
        """Of a hundred, how many did better than before."""
        return self.improved * 100 // self.tested


def gain_of(pairs: Iterable[Pair]) -> Gain | None:
    """Means before and after and who improved, of complete pairs alone. None where nobody took both tests."""
    both = [(before, after) for before, after in pairs if before is not None and after is not None]
    if not both:
        return None
    n = len(both)
    before, after = (_mean(sum(values, Decimal(0)), n) for values in zip(*both, strict=True))
    return Gain(n, before, after, sum(last > first for first, last in both))


def _mean(total: Decimal, n: int) -> Decimal:
    return (total / n).quantize(Decimal("0.01"), ROUND_HALF_UP)


def attended_enough(came: int, held: int, least_share: int) -> bool:
    """Whether ``came`` of ``held`` sessions is at least ``least_share`` of a hundred. Nothing held: nobody did."""
    return held > 0 and came * 100 >= held * least_share


class Need(StrEnum):
    """How somebody stands with a curriculum; the gravest first."""

    NEVER = "never"
    EXPIRED = "expired"
    SOON = "soon"
    FINE = "fine"


UNMET = (Need.NEVER, Need.EXPIRED)
"""Who must still come."""


def months_later(day: date, months: int) -> date:
    """The same day some months later; the last of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def runs_out(passed_on: date, refresh_months: int | None) -> date | None:
    """From which day on it must be refreshed; None: never."""
    return None if refresh_months is None else months_later(passed_on, refresh_months)


def need(passed_on: date | None, refresh_months: int | None, on: date) -> Need:
    """How somebody stands on a day whose last training of a curriculum ended on ``passed_on``."""
    if passed_on is None:
        return Need.NEVER
    until = runs_out(passed_on, refresh_months)
    if until is None or months_later(on, SOON_MONTHS) < until:
        return Need.FINE
    return Need.EXPIRED if on >= until else Need.SOON


@dataclass(frozen=True, slots=True)
class Tally:
    """People of one kind in one place."""

    holders: int
    """With an account and this role today."""
    unmet: int
    """Of them, who were never trained or must refresh."""
    trained: int
    """Everybody from there whose training holds, with or without an account."""

    @property
    def well(self) -> bool:
        """Whether somebody is trained and nobody lacks it."""
        return self.unmet == 0 and self.trained > 0


def tally(holders: Collection[object], lasts: dict[object, date], refresh_months: int | None, on: date) -> Tally:
    """Count a place: ``holders`` are keys of who holds the role today, ``lasts`` the last training of each key."""
    standing = {key: need(last, refresh_months, on) for key, last in lasts.items()}
    unmet = sum(standing.get(key, Need.NEVER) in UNMET for key in holders)
    return Tally(len(holders), unmet, sum(one not in UNMET for one in standing.values()))
