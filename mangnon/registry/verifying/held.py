"""What the register holds about a child on a day, in the codes in which a visit answers."""

from __future__ import annotations

from datetime import date

from mangnon.registry.models import (
    Child,
    Circumstance,
    Disability,
    HouseholdClass,
    Insurance,
    Parent,
    ParentState,
    Registered,
    Residence,
    Schooling,
    Sensitivity,
    Sex,
    Which,
)
from mangnon.registry.queries.listing import holding
from mangnon.registry.rules import school_year
from mangnon.registry.verifying.comparing import SEPARATOR
from mangnon.registry.verifying.fields import NO, YES

REGISTERED = {Registered.IN_TIME: YES, Registered.LATE: YES, Registered.NO: NO}


def held_values(child: Child, on: date) -> dict[str, str]:
    """Field → value as the register holds it on a day; empty where it says nothing.

    Very sensitive groups are left out: whoever reads the comparison needn't hold their right.
    """
    return {**_who(child), **_family(child, on), **_home(child, on), **_years(child, on), **_needs(child, on)}


def _who(child: Child) -> dict[str, str]:
    return {
        "full_name": child.full_name,
        "birth": child.birth.code,
        "sex": "" if child.sex == Sex.UNKNOWN else child.sex,
        "ethnicity": child.ethnicity,
        "personal_number": _yes(bool(child.personal_number)),
        "registered": REGISTERED.get(Registered(child.registered), ""),
    }


def _family(child: Child, on: date) -> dict[str, str]:
    names = {one.which: one.full_name for one in Parent.objects.filter(child=child)}
    states: dict[str, list[str]] = {}
    for which, state in ParentState.objects.filter(holding(on), child=child).values_list("which", "state"):
        states.setdefault(which, []).append(state)
    told = {which.value: names.get(which.value, "") for which in Which}
    return told | {f"{which.value}_state": SEPARATOR.join(sorted(states.get(which.value, ()))) for which in Which}


def _home(child: Child, on: date) -> dict[str, str]:
    actual = Residence.objects.filter(holding(on), child=child, kind=Residence.Kind.ACTUAL)
    klass = HouseholdClass.objects.filter(household=child.household_id, year=on.year).values_list("klass", flat=True)
    return {
        "hamlet": str(child.hamlet_id or ""),
        "residence_status": actual.values_list("status", flat=True).first() or "",
        "household_class": (klass.first() or "") if child.household_id else "",
    }


def _years(child: Child, on: date) -> dict[str, str]:
    row = Schooling.objects.filter(child=child, year=school_year(on)).first()
    return {"schooling": row.status if row else "", "grade": row.grade if row else ""}


def _needs(child: Child, on: date) -> dict[str, str]:
    plain = Circumstance.objects.filter(holding(on), child=child).exclude(sensitivity=Sensitivity.VERY_HIGH)
    return {
        "disability": _yes(Disability.objects.filter(holding(on), child=child).exists()),
        "insurance": _yes(Insurance.objects.filter(holding(on), child=child).exists()),
        "circumstance": _yes(plain.exists()),
    }


def _yes(there: bool) -> str:  # noqa: FBT001 - one word for one fact
    return YES if there else ""
