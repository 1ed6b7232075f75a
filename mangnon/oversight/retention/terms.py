"""Terms of retention: dated YAML, checked at start, in force by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mangnon.lib.yamls import read_yaml

FILE = Path(__file__).parent / "data" / "retention.yaml"
NEEDED = {"record", "name", "starts", "end", "standing", "explanation", "source", "valid_from"}
ALLOWED = NEEDED | {"days", "machine", "valid_to"}


class TermsWrong(Exception):
    """The file of terms can't be used; the system doesn't start."""


class End(StrEnum):
    """What happens when a term is over."""

    DESTROY = "destroy"
    RESTRICT = "restrict"
    KEEP = "keep"


class Standing(StrEnum):
    """On what a term rests."""

    CONFIRMED = "confirmed"
    OURS = "ours"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Term:
    """How long one type of record is kept, in force during ``[valid_from, valid_to)``."""

    record: str
    name: str
    starts: str
    end: End
    standing: Standing
    explanation: str
    source: str
    valid_from: date
    valid_to: date | None
    days: int | None
    machine: bool

    def in_force(self, day: date) -> bool:
        """Whether the definition holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    @property
    def asks_people(self) -> bool:
        """Whether two people let its records be destroyed."""
        return self.end is End.DESTROY and not self.machine

    def before(self, at: datetime) -> datetime:
        """Records whose term began before this moment are past it."""
        return at - timedelta(days=self.days or 0)


@cache
def every_term() -> tuple[Term, ...]:
    """The shipped file. Raises TermsWrong."""
    return read(FILE.read_text(encoding="utf-8"))


def terms_on(day: date) -> tuple[Term, ...]:
    """The terms in force on a day."""
    return tuple(one for one in every_term() if one.in_force(day))


def term_on(record: str, day: date) -> Term | None:
    """The term of one type of record on a day."""
    return next((one for one in terms_on(day) if one.record == record), None)


def term_named(record: str, since: date) -> Term | None:
    """The definition under which a proposal was drawn up."""
    return next((one for one in every_term() if (one.record, one.valid_from) == (record, since)), None)


def read(text: str) -> tuple[Term, ...]:
    """Read and check terms. Raises TermsWrong, naming the record."""
    try:
        told = read_yaml(text)
    except yaml.YAMLError as trouble:
        raise TermsWrong(f"retention.yaml is no YAML: {trouble}") from trouble
    if not isinstance(told, dict) or not isinstance(told.get("rules"), list):
        raise TermsWrong("retention.yaml needs a list under 'rules'")
    try:
        terms = tuple(_term(one) for one in told["rules"])
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise TermsWrong(f"retention.yaml: {wrong}") from wrong
    _once_each_day(terms)
    return terms


def _term(told: Mapping[str, Any]) -> Term:
    record = told.get("record", "without record")
    if (missing := NEEDED - told.keys()) or (unknown := told.keys() - ALLOWED):
        raise ValueError(f"{record} lacks {sorted(missing)}" if missing else f"{record} doesn't know {sorted(unknown)}")
    texts = [told["record"], told["name"], told["starts"]["name"], told["explanation"], told["source"]]
    if not all(isinstance(one, str) and one.strip() for one in texts):
        raise ValueError(f"{record}: names and explanations are words")
    made = Term(
        record=record, name=told["name"].strip(), starts=told["starts"]["name"], end=End(told["end"]),
        standing=Standing(told["standing"]), explanation=told["explanation"].strip(), source=told["source"].strip(),
        valid_from=told["valid_from"], valid_to=told.get("valid_to"), days=told.get("days"),
        machine=told.get("machine", False),
    )  # fmt: skip
    _check(made)
    return made


def _check(made: Term) -> None:
    """Raises ValueError: what may be destroyed has a term, and rests on something."""
    destroys = made.end is End.DESTROY
    if destroys and (type(made.days) is not int or made.days < 0):
        raise ValueError(f"{made.record}: what is destroyed needs days")
    if destroys and made.standing is Standing.OPEN:
        raise ValueError(f"{made.record}: an open term can't destroy")
    if destroys and not made.machine and made.days == 0:
        raise ValueError(f"{made.record}: people decide on what was kept for at least a day")
    ends = made.valid_to
    if type(made.valid_from) is not date or (ends is not None and (type(ends) is not date or ends <= made.valid_from)):
        raise ValueError(f"{made.record}: valid_from and valid_to are days in order")


def _once_each_day(terms: tuple[Term, ...]) -> None:
    last: dict[str, Term] = {}
    for one in sorted(terms, key=lambda each: (each.record, each.valid_from)):
        before = last.get(one.record)
        if before is not None and before.in_force(one.valid_from):
            raise TermsWrong(f"retention.yaml: {one.record} is defined twice from {one.valid_from} on")
        last[one.record] = one
