"""What the law says about the first hours, as it stands in the definitions in force on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mangnon.lib.refusal import Text
from mangnon.statutes.queries import definition
from mangnon.statutes.queries.definitions import UnknownDefinition

PROCEDURE, EMERGENCY = "ho_tro_can_thiep", "S4_EMERGENCY"
HOURS = 12
"""Decree 56/2017, articles 26(3) and 31(2): only where no definition says it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A term in clock hours, and where it is written."""

    hours: int
    reference: Text
    document: str = "56/2017/NĐ-CP"


def emergency_rule(on: date) -> Rule:
    """How long may pass until emergency measures."""
    try:
        law = definition("procedure", PROCEDURE, on)
    except UnknownDefinition:
        return Rule(HOURS, "Khoản 3 Điều 26, khoản 2 Điều 31")
    step = next((one for one in law.body.steps if one.code == EMERGENCY), None)
    hours = [one.value for one in step.deadlines if one.unit == "hour" and one.value] if step else []
    return Rule(min(hours, default=HOURS), step.reference if step and step.reference else "Điều 26, Điều 31")
