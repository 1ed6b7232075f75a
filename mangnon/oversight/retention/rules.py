"""Pure rules of destruction: what a hold keeps, and which rows of a list may go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mangnon.access.retaining import Due
from mangnon.lib.dates import local_day

ENDS_SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Holding:
    """A hold as the rules take it: everything that is named must fit. ``places`` of a province are None: all."""

    record: str = ""
    places: frozenset[int] | None = None
    place_named: bool = False
    subject: tuple[str, str] | None = None
    first: datetime | None = None
    last_day: date | None = None
    lifted_at: datetime | None = None

    def active(self, at: datetime) -> bool:
        """Whether it holds at a moment: until its last day is over, or until two people have lifted it."""
        begun = self.first is None or self.first <= at
        lifted = self.lifted_at is not None and self.lifted_at <= at
        over = self.last_day is not None and self.last_day < local_day(at)
        return begun and not lifted and not over

    def keeps(self, record: str, row: Due) -> bool:
        """Whether a row of a type lies under it."""
        if self.record and self.record != record:
            return False
        if self.place_named and self.places is not None and row.place_id not in self.places:
            return False
        return self.subject is None or _same(self.subject) in {_same(one) for one in row.subjects}


def _same(subject: tuple[str, str]) -> tuple[str, str]:
    """Kinds differ in capitals between the book and the files."""
    return subject[0].lower(), subject[1].lower()


@dataclass(frozen=True, slots=True)
class Sorted:
    """What becomes of the rows of a list."""

    go: tuple[str, ...]
    held: tuple[str, ...]
    gone: tuple[str, ...]
    """No longer there, or no longer past their term."""


def sort_out(record: str, listed: Sequence[str], due: Iterable[Due], holds: Iterable[Holding], at: datetime) -> Sorted:
    """Only what is due now and under no hold may go."""
    active = [one for one in holds if one.active(at)]
    known = {row.id: row for row in due}
    held = {key for key, row in known.items() if any(one.keeps(record, row) for one in active)}
    return Sorted(
        go=tuple(key for key in listed if key in known and key not in held),
        held=tuple(key for key in listed if key in held),
        gone=tuple(key for key in listed if key not in known),
    )


def digest(ids: Iterable[str]) -> str:
    """One hash for a set of ids, whatever their order."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()
