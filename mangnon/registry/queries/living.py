"""What the forms about health propose: doses that are due by age, the day on which a young child's card ends."""

from __future__ import annotations

from datetime import date

from mangnon.registry.models import Child, Dose
from mangnon.registry.numbers import SIX_YEARS, card_under_six_ends
from mangnon.registry.rules import months_between, years_back
from mangnon.registry.schedule import Due, doses_of, missing
from mangnon.statutes.queries.definitions import Law, UnknownDefinition, definition

SCHEDULE = "tiem_chung"


def schedule_on(on: date) -> tuple[Law | None, list[Due]]:
    """The immunisation table of a day and its doses; nothing where the table isn't loaded."""
    try:
        law = definition("table", SCHEDULE, on)
    except UnknownDefinition:
        return None, []
    return law, doses_of((line.cells["age"], line.cells["vaccine"]) for line in law.body.lines)


def missing_doses(child: Child, schedule: list[Due], on: date) -> list[Due]:
    """Doses due by the child's age of which the register knows nothing; in doubt the younger age."""
    given = set(Dose.objects.filter(child=child).values_list("vaccine", "number"))
    return missing(schedule, given, months_between(min(child.born_to, on), on))


def card_end(child: Child, on: date) -> date | None:
    """The last day of the card of a child under six; None for older ones, or when the day of birth isn't known."""
    if not child.birth.exact or child.born_to <= years_back(on, SIX_YEARS):
        return None
    return card_under_six_ends(child.born_to)
