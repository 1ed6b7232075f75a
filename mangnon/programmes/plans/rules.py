"""How a task stands, whether an indicator was met, how money is shared: pure, without clock and tables.

The two limits of "at risk" are the house's own, no law has any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

SOON_DAYS, SOON_PROGRESS = 14, 75
"""At risk: due within so many days with less done than this, in per cent."""
LAG = 35
"""At risk: so many points behind an even pace."""
DONE = 100


class Standing(StrEnum):
    """How a task stands on a day."""

    TODO = "todo"
    DOING = "doing"
    RISK = "risk"
    LATE = "late"
    DONE = "done"


ORDER: Mapping[Standing, int] = {
    Standing.LATE: 0, Standing.RISK: 1, Standing.DOING: 2, Standing.TODO: 3, Standing.DONE: 4,
}  # fmt: skip
"""What needs somebody comes first."""


def standing(*, starts: date, due: date, progress: int, on: date, finished: date | None = None) -> Standing:
    """How a task stands at the end of ``on``; ``progress`` in per cent. Finished later than ``on``: not yet done."""
    if finished is not None and finished <= on:
        return Standing.DONE
    if on > due:
        return Standing.LATE
    if on < starts and not progress:
        return Standing.TODO
    return _under_way(starts, due, progress, on)


def _under_way(starts: date, due: date, progress: int, on: date) -> Standing:
    left = (due - on).days
    if left <= SOON_DAYS and progress < SOON_PROGRESS and on >= starts:
        return Standing.RISK
    if pace(starts, due, on) - progress >= LAG:
        return Standing.RISK
    return Standing.DOING if progress else Standing.TODO


def pace(starts: date, due: date, on: date) -> int:
    """How much of the time has gone by, in per cent."""
    whole = (due - starts).days + 1
    gone = min(max((on - starts).days + 1, 0), whole)
    return gone * DONE // whole


def finished_late(due: date, finished: date | None) -> bool:
    """Whether it was done after its day."""
    return finished is not None and finished > due


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks stand how."""

    counts: Mapping[Standing, int]
    spent: int = 0
    """Money spent by them, đồng."""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    def of(self, one: Standing) -> int:
        """Those that stand like this."""
        return self.counts.get(one, 0)

    @property
    def worst(self) -> Standing:
        """What a square that stands for all of them shows: late before at risk before the rest; done when all are."""
        return min((one for one, n in self.counts.items() if n), key=lambda one: ORDER[one], default=Standing.TODO)


def tally(standings: Iterable[Standing], spent: int = 0) -> Tally:
    """Count them; ``spent`` is what they spent together, đồng."""
    counts: dict[Standing, int] = {}
    for one in standings:
        counts[one] = counts.get(one, 0) + 1
    return Tally(counts, spent)


def shared_out(total: int, many: int) -> list[int]:
    """``total`` đồng in ``many`` shares that sum to it; the first ones take what doesn't divide."""
    if many < 1:
        return []
    each, left = divmod(total, many)
    return [each + (nth < left) for nth in range(many)]


def carried(planned: Mapping[int, int], todays: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Money of old places (unit → đồng) on today's places; a divided place's in even shares. Sums stay equal.

    What has no place today is left out: the level above keeps it.
    """
    found: dict[int, int] = {}
    for place, money in planned.items():
        now = todays.get(place, ())
        for one, share in zip(now, shared_out(money, len(now)), strict=True):
            found[one] = found.get(one, 0) + share
    return found


def met(target: Decimal | None, actual: Decimal | None, better: str) -> bool | None:
    """Whether a target was met; None while one of both isn't known. ``better``: ``more`` or ``less``."""
    if target is None or actual is None:
        return None
    return actual >= target if better == "more" else actual <= target


def next_year(day: date, by: int) -> date:
    """The same day some years later; 29 February becomes the 28th."""
    if day.month == 2 and day.day == 29:
        return date(day.year + by, 2, 28)
    return day.replace(year=day.year + by)


def quarter_days(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter (1 to 4)."""
    first = date(year, quarter * 3 - 2, 1)
    after = date(year + quarter // 4, quarter * 3 % 12 + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1)
