"""Definitions of odd reading: dated YAML, checked at start, in force by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mangnon.access.roles import Role
from mangnon.lib.yamls import read_yaml

FILE = Path(__file__).parent / "data" / "odd_reading.yaml"


class Kind(StrEnum):
    """How a rule looks at readings; the word in the file chooses the function in ``rules``."""

    MANY = "many"
    SURNAME = "surname"
    NIGHT = "night"
    OUTSIDE = "outside"
    EXPORT = "export"
    RESTRICTED = "restricted"


class Severity(StrEnum):
    """How soon somebody should look."""

    TODAY = "today"
    WEEK = "week"


class RuleFileWrong(Exception):
    """The file of rules can't be used; the system doesn't start."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One definition: in force during ``[valid_from, valid_to)``."""

    id: str
    kind: Kind
    name: str
    explanation: str
    threshold: int
    window: timedelta
    roles: frozenset[Role]
    """Whose reading it looks at; empty for everybody's."""
    severity: Severity
    valid_from: date
    valid_to: date | None
    source: str
    hours: tuple[int, int] | None = None
    """For NIGHT: the hours, local time, from the first to before the second, past midnight when it is smaller."""

    def in_force(self, day: date) -> bool:
        """Whether the definition holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def looks_at(self, roles: frozenset[Role]) -> bool:
        """Whether it looks at somebody with these roles."""
        return not self.roles or bool(self.roles & roles)


NEEDED = {"id", "kind", "name", "explanation", "threshold", "window_minutes", "severity", "valid_from", "source"}
ALLOWED = NEEDED | {"roles", "valid_to", "hours"}


@cache
def every_rule() -> tuple[Rule, ...]:
    """All definitions of the file. Raises RuleFileWrong, naming the rule and the field."""
    return read_rules(FILE.read_text(encoding="utf-8"))


def rules_on(day: date) -> tuple[Rule, ...]:
    """The definitions in force on a day."""
    return tuple(rule for rule in every_rule() if rule.in_force(day))


def rule_named(rule_id: str, since: date) -> Rule | None:
    """The definition by which an alert was raised, or None when the file has lost it."""
    return next((rule for rule in every_rule() if (rule.id, rule.valid_from) == (rule_id, since)), None)


def read_rules(text: str) -> tuple[Rule, ...]:
    """Read definitions. Raises RuleFileWrong."""
    try:
        data = read_yaml(text)
    except yaml.YAMLError as trouble:
        raise RuleFileWrong(f"odd_reading.yaml is no YAML: {trouble}") from trouble
    if not isinstance(data, dict) or not isinstance(data.get("rules"), list):
        raise RuleFileWrong("odd_reading.yaml needs a list under 'rules'")
    rules = tuple(_rule(number, one) for number, one in enumerate(data["rules"], 1))
    _check_overlaps(rules)
    return rules


def _rule(number: int, data: Any) -> Rule:
    where = f"odd_reading.yaml, rule {number}"
    if not isinstance(data, dict):
        raise RuleFileWrong(f"{where}: must be a mapping")
    where = f"{where} ({data.get('id', 'without id')})"
    _check_fields(where, data)
    try:
        return Rule(
            id=_text(data, "id"),
            kind=Kind(data["kind"]),
            name=_text(data, "name"),
            explanation=_text(data, "explanation"),
            threshold=_positive(data, "threshold"),
            window=timedelta(minutes=_positive(data, "window_minutes")),
            roles=frozenset(Role(one) for one in data.get("roles", ())),
            severity=Severity(data["severity"]),
            valid_from=_day(data, "valid_from"),
            valid_to=_day(data, "valid_to") if data.get("valid_to") else None,
            source=_text(data, "source"),
            hours=_hours(data),
        )
    except (ValueError, TypeError) as wrong:
        raise RuleFileWrong(f"{where}: {wrong}") from wrong


def _check_fields(where: str, data: Mapping[str, Any]) -> None:
    if missing := NEEDED - data.keys():
        raise RuleFileWrong(f"{where}: lacks {', '.join(sorted(missing))}")
    if unknown := data.keys() - ALLOWED:
        raise RuleFileWrong(f"{where}: doesn't know {', '.join(sorted(map(str, unknown)))}")


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data[name]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} must be words")
    return value.strip()


def _positive(data: Mapping[str, Any], name: str) -> int:
    value = data[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{name} must be a whole number from 1 on")
    return value


def _day(data: Mapping[str, Any], name: str) -> date:
    value = data[name]
    if type(value) is not date:
        raise ValueError(f"{name} must be a day, such as 2026-11-01")
    return value


def _hours(data: Mapping[str, Any]) -> tuple[int, int] | None:
    value = data.get("hours")
    night = data["kind"] == Kind.NIGHT.value
    if value is None:
        if night:
            raise ValueError("a night rule needs hours, such as [22, 5]")
        return None
    fits = isinstance(value, list) and len(value) == 2 and all(type(one) is int and 0 <= one <= 23 for one in value)
    if not night or not fits or value[0] == value[1]:
        raise ValueError("hours are two different hours from 0 to 23, for a night rule alone")
    return value[0], value[1]


def _check_overlaps(rules: tuple[Rule, ...]) -> None:
    """One id has one definition on each day."""
    last: dict[str, Rule] = {}
    for rule in sorted(rules, key=lambda one: (one.id, one.valid_from)):
        if rule.valid_to is not None and rule.valid_to <= rule.valid_from:
            raise RuleFileWrong(f"odd_reading.yaml: {rule.id} ends before it begins")
        before = last.get(rule.id)
        if before is not None and before.in_force(rule.valid_from):
            raise RuleFileWrong(f"odd_reading.yaml: {rule.id} is defined twice from {rule.valid_from} on")
        last[rule.id] = rule
