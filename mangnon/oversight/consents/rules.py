"""Pure rules of consent: who must agree at which age, and whether what was said still stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from mangnon.lib.dates import CHILD_UNTIL, age_on, local_day

EXPIRES_SOON = timedelta(days=30)


class Giver(StrEnum):
    """Who speaks."""

    CHILD = "child"
    REPRESENTATIVE = "representative"


class Lack(StrEnum):
    """Why nobody's consent stands on one side, from the gravest."""

    REFUSED = "refused"
    REVOKED = "revoked"
    CONFLICT = "conflict"
    UNPROVED = "unproved"
    EXPIRED = "expired"
    NOT_ASKED = "not_asked"
    APART = "apart"
    """Both sides agreed, to different kinds of data."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one person said, in the order in which it was said. ``who`` tells representatives apart."""

    giver: Giver
    who: str
    agreed: bool
    first: date
    last: date | None = None
    revoked_at: datetime | None = None
    conflict_at: datetime | None = None
    proved: bool = True
    data: frozenset[str] = frozenset()

    def lack(self, at: datetime) -> Lack | None:
        """Why it doesn't stand at a moment, or None."""
        over = self.last is not None and self.last < local_day(at)
        told = (
            (Lack.CONFLICT, self.conflict_at is not None and self.conflict_at <= at),
            (Lack.REFUSED, not self.agreed),
            (Lack.REVOKED, self.revoked_at is not None and self.revoked_at <= at),
            (Lack.EXPIRED, over),
            (Lack.UNPROVED, not self.proved),
        )
        return next((lack for lack, holds in told if holds), None)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is missing on which side; ``open_age`` when the law doesn't say who is asked at this age."""

    missing: tuple[tuple[Giver, Lack], ...]
    data: frozenset[str]
    open_age: bool = False

    @property
    def allowed(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def needed(own_from: int, born: date | None, day: date) -> tuple[Giver, ...]:
    """Who must agree: the representative always; the child from ``own_from`` on, and when its age is unknown."""
    if born is not None and age_on(born, day) < own_from:
        return (Giver.REPRESENTATIVE,)
    return (Giver.CHILD, Giver.REPRESENTATIVE)


def decide(own_from: int, born: date | None, statements: Sequence[Statement], at: datetime) -> Decision:
    """Judge what was said by the age on the day. From 16 on no source frees from asking the representative."""
    day = local_day(at)
    said = [one for one in statements if one.first <= day]
    missing, covered = [], []
    for giver in needed(own_from, born, day):
        newest = _newest(one for one in said if one.giver is giver)
        lack = _lack_of(newest, at)
        if lack is None:
            standing = [one.data for one in newest if one.lack(at) is None]
            covered.append(frozenset().union(*standing))
        else:
            missing.append((giver, lack))
    data = frozenset.intersection(*covered) if covered and not missing else frozenset()
    if not missing and not data:
        missing = [(Giver.CHILD, Lack.APART)]
    return Decision(tuple(missing), data, open_age=born is not None and age_on(born, day) >= CHILD_UNTIL)


def _newest(statements: Iterable[Statement]) -> list[Statement]:
    """The last word of each person."""
    return list({one.who: one for one in statements}.values())


def _lack_of(newest: Sequence[Statement], at: datetime) -> Lack | None:
    """One representative's standing consent is enough, unless another one says no; a conflict counts for nothing."""
    lacks = [one.lack(at) for one in newest]
    for grave in (Lack.REFUSED, Lack.REVOKED):
        if grave in lacks:
            return grave
    if None in lacks:
        return None
    return next((lack for lack in Lack if lack in lacks), Lack.NOT_ASKED)
