"""The file of rules: read, dated, and refused with a clear sentence when it is wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mangnon.access.roles import Role
from mangnon.oversight.odd_reading import RuleFileWrong, every_rule, read_rules, rule_named, rules_on

GOOD = """
rules:
  - id: thu
    kind: many
    name: Thử
    explanation: Để thử.
    threshold: 40
    window_minutes: 60
    roles: [commune_officer]
    severity: today
    valid_from: 2026-01-01
    source: thử
"""


def test_the_file_of_the_house_is_read() -> None:
    assert len(every_rule()) >= 6
    assert all(rule.source and rule.explanation for rule in every_rule())


def test_a_definition_is_read_as_written() -> None:
    (rule,) = read_rules(GOOD)
    assert (rule.threshold, rule.window, rule.roles) == (40, timedelta(hours=1), {Role.COMMUNE_OFFICER})


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("threshold: 40", "threshold: 0", "threshold must be a whole number"),
        ("threshold: 40", "threshold: nhiều", "threshold must be a whole number"),
        ("threshold: 40", "threshold: true", "threshold must be a whole number"),
        ("kind: many", "kind: often", "often"),
        ("kind: many", "kind: night", "a night rule needs hours"),
        ("severity: today", "severity: never", "never"),
        ("roles: [commune_officer]", "roles: [boss]", "boss"),
        ("valid_from: 2026-01-01", "valid_from: soon", "valid_from must be a day"),
        ("name: Thử", "name: ''", "name must be words"),
        ("source: thử", "", "lacks source"),
        ("source: thử", "source: thử\n    colour: red", "doesn't know colour"),
        ("source: thử", "source: thử\n    hours: [22, 5]", "for a night rule alone"),
        ("source: thử", "source: thử\n    valid_to: 2025-01-01", "ends before it begins"),
        ("rules:", "regeln:", "needs a list under 'rules'"),
        ("rules:", "rules: [", "no YAML"),
    ],
)
def test_a_mistake_is_named(was: str, now: str, said: str) -> None:
    with pytest.raises(RuleFileWrong, match=said.replace("(", r"\(")):
        read_rules(GOOD.replace(was, now))


def test_one_rule_has_one_definition_on_each_day() -> None:
    second = GOOD.partition("rules:")[2].replace("2026-01-01", "2026-07-01").replace("40", "50")
    with pytest.raises(RuleFileWrong, match="thu is defined twice from 2026-07-01"):
        read_rules(GOOD + second)
    first = GOOD.rstrip() + "\n    valid_to: 2026-07-01\n"
    before, after = read_rules(first + second)
    assert before.in_force(date(2026, 6, 30))
    assert not before.in_force(date(2026, 7, 1))
    assert after.in_force(date(2026, 7, 1))


def test_an_alert_keeps_the_definition_of_its_day() -> None:
    rule = every_rule()[0]
    assert rule_named(rule.id, rule.valid_from) is rule
    assert rule_named(rule.id, date(1999, 1, 1)) is None
    assert rules_on(date(2020, 1, 1)) == ()
