"""What the circular asks of a forum and whether it is kept; how a question stands: pure. The numbers are data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from mangnon.lib.yamls import read_yaml

_DATA = Path(__file__).parent.parent / "data" / "forums.yaml"
OTHER = "other"
SOON = timedelta(days=14)
"""How long before its day an answer waits on a worklist (ours)."""


@dataclass(frozen=True, slots=True)
class Least:
    """Fewest children, fewest days."""

    children: int
    days: int


@dataclass(frozen=True, slots=True)
class ForumLaw:
    """A version of the rules. ``citation``: the document they stand in."""

    valid_from: date
    citation: str
    confirmed: bool
    every_years: int
    levels: Mapping[str, Least]
    children_per_adult: int
    volunteers_one_in: int
    guests_one_in: int
    report_level: str
    report_days: int

    @property
    def cited(self) -> str:
        """Number of the document as the reader's language writes it: in English without the issuer's letters."""
        return self.citation.rpartition("/")[0] if get_language() == "en" else self.citation


@cache
def versions() -> tuple[ForumLaw, ...]:
    """The file ``data/forums.yaml``, the oldest first."""
    data: dict[str, Any] = read_yaml(_DATA.read_text(encoding="utf-8"))
    return tuple(sorted(map(_law, data["versions"]), key=lambda one: one.valid_from))


def _law(told: dict[str, Any]) -> ForumLaw:
    names = ("valid_from", "citation", "confirmed", "every_years", "children_per_adult", "volunteers_one_in",
             "guests_one_in")  # fmt: skip
    return ForumLaw(
        levels={level: Least(**least) for level, least in told["levels"].items()},
        report_level=told["report"]["level"], report_days=told["report"]["days"],
        **{name: told[name] for name in names},
    )  # fmt: skip


def law_on(day: date) -> ForumLaw | None:
    """The rules of a day; None before the first circular."""
    return next((one for one in reversed(versions()) if one.valid_from <= day), None)


class Rule(StrEnum):
    """What the circular asks, in the order in which a forum comes about."""

    LOOK_BACK = "look_back"
    CHILDREN = "children"
    CONSENTS = "consents"
    ADULTS = "adults"
    VOLUNTEERS = "volunteers"
    GUESTS = "guests"
    DAYS = "days"
    REPORT = "report"


class Kept(StrEnum):
    """Whether a rule is kept; OPEN: its time hasn't come."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a forum. ``before``: whether there was a forum before it that asked for something."""

    level: str
    children: int
    consents: int
    adults: int
    volunteers: int
    guests: int
    starts_on: date
    ends_on: date
    held: bool
    before: bool
    looked_back: bool
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with its figures: what it asks (``need``), what there is (``got``)."""

    rule: Rule
    kept: Kept
    need: int
    got: int


def checks(facts: Facts, law: ForumLaw, today: date) -> list[Check]:
    """Every rule that speaks of this forum, kept or not. Days are calendar days, others are people."""
    least = law.levels[facts.level]
    n, days = facts.children, (facts.ends_on - facts.starts_on).days + 1
    adults = fewest_adults(n, law)
    volunteers, guests = n // law.volunteers_one_in, n // law.guests_one_in
    found = [
        Check(Rule.LOOK_BACK, _yes(facts.looked_back), 1, int(facts.looked_back)),
        Check(Rule.CHILDREN, _yes(n >= least.children), least.children, n),
        Check(Rule.CONSENTS, _yes(0 < n <= facts.consents), n, facts.consents),
        Check(Rule.ADULTS, _yes(facts.adults >= adults), adults, facts.adults),
        Check(Rule.VOLUNTEERS, _yes(facts.volunteers <= volunteers), volunteers, facts.volunteers),
        Check(Rule.GUESTS, _yes(facts.guests <= guests), guests, facts.guests),
        Check(Rule.DAYS, _yes(days >= least.days), least.days, days),
    ]
    report = _report(facts, law, today)
    return [*found[0 if facts.before else 1 :], *([report] if report else [])]


def fewest_adults(children: int, law: ForumLaw) -> int:
    """One for each begun group of children."""
    return -(-children // law.children_per_adult)


def _report(facts: Facts, law: ForumLaw, today: date) -> Check | None:
    if facts.level != law.report_level:
        return None
    last = facts.ends_on + timedelta(days=law.report_days)
    if facts.reported_on is not None:
        got = (facts.reported_on - facts.ends_on).days
        return Check(Rule.REPORT, _yes(facts.reported_on <= last), law.report_days, max(got, 0))
    late = facts.held and today > last
    return Check(Rule.REPORT, Kept.NO if late else Kept.OPEN, law.report_days, max((today - facts.ends_on).days, 0))


def _yes(kept: object) -> Kept:
    return Kept.YES if kept else Kept.NO


class Turn(StrEnum):
    """How a place stands in a year with the forum of its level."""

    HELD = "held"
    PLANNED = "planned"
    LAST_YEAR = "last_year"
    """Within the years that the circular leaves."""
    OVERDUE = "overdue"


def turn(year: int, held: int | None, law: ForumLaw | None, *, planned: bool) -> Turn:
    """Where a place stands. ``held``: the last year with a forum, not after ``year``; ``planned``: one is prepared."""
    if held == year:
        return Turn.HELD
    if planned:
        return Turn.PLANNED
    every = law.every_years if law else 0
    return Turn.LAST_YEAR if held is not None and year - held < every else Turn.OVERDUE


class Stand(StrEnum):
    """How a question stands."""

    LATE = "late"
    WAITING = "waiting"
    UNDONE = "undone"
    """Answered; what was promised isn't done, or nobody has looked."""
    DONE = "done"


def stand(*, answered: bool, done: str, due_on: date, today: date) -> Stand:
    """How a question stands on a day; the day itself is still in time."""
    if not answered:
        return Stand.LATE if today > due_on else Stand.WAITING
    return Stand.DONE if done == "done" else Stand.UNDONE
