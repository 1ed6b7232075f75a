"""A programme is begun, corrected, gets its objectives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.programmes.plans.actions.keeping import documents_named, must_keep, rest_on, same_version, take_plan
from mangnon.programmes.plans.models import Objective, Programme
from mangnon.programmes.refusals import SentBefore, YearsWrong
from mangnon.programmes.rights import ADD_OBJECTIVE, ADD_PLAN, CORRECT_PLAN

LONGEST = 15
"""Years of one programme."""


def years(first: int, last: int) -> tuple[int, int]:
    """Both, when they fit. Raises YearsWrong."""
    if not first <= last < first + LONGEST:
        raise YearsWrong
    return first, last


@action(ADD_PLAN)
def add_plan(
    *, actor: Actor, at: datetime, place: Unit, title: str, first_year: int, last_year: int, about: str = "",
    documents: Sequence[str] = (), carries_out: UUID | None = None, uid: UUID | None = None,
) -> Programme:  # fmt: skip
    """Begin a programme or a year's plan of a place. ``documents``: numbers of the register it rests on.

    ``uid`` is made by the form: sent again it adds nothing. Raises Forbidden, YearsWrong, UnknownDocument, SentBefore.
    """
    must_keep(actor, ADD_PLAN, place)
    years(first_year, last_year)
    if uid and (known := Programme.objects.filter(pk=uid).first()):
        if known.title != title.strip():
            raise SentBefore(name=known.title)
        book(actor=actor, action=ADD_PLAN, at=at, subject=known, again=True)
        return known
    made = Programme.objects.create(
        id=uid or new_id(), place=place, title=title.strip(), about=about.strip(), first_year=first_year,
        last_year=last_year, carries_out_id=carries_out, made_at=at, made_by_name=actor.name,
    )  # fmt: skip
    rest_on(documents_named(actor, documents), programme=made)
    book(actor=actor, action=ADD_PLAN, at=at, subject=made, years=[first_year, last_year])
    return made


@action(CORRECT_PLAN)
def correct_plan(
    *, actor: Actor, at: datetime, plan_id: UUID, version: int, title: str, about: str = "", learnt: str = "",
    documents: Sequence[str] = (),
) -> Programme:  # fmt: skip
    """Change its words, what was learnt of it and what it rests on. Raises NotFound, Forbidden, StaleVersion."""
    plan = take_plan(actor, CORRECT_PLAN, plan_id)
    same_version(plan, version)
    plan.title, plan.about, plan.learnt = title.strip(), about.strip(), learnt.strip()
    plan.version += 1
    plan.save()
    rest_on(documents_named(actor, documents), programme=plan)
    book(actor=actor, action=CORRECT_PLAN, at=at, subject=plan, version=plan.version)
    return plan


@action(ADD_OBJECTIVE)
def add_objective(
    *, actor: Actor, at: datetime, plan_id: UUID, title: str, about: str = "", uid: UUID | None = None
) -> Objective:
    """One more heading of a programme. Raises NotFound, Forbidden, SentBefore."""
    plan = take_plan(actor, ADD_OBJECTIVE, plan_id)
    if uid and (known := Objective.objects.filter(pk=uid).first()):
        if known.title != title.strip():
            raise SentBefore(name=known.title)
        book(actor=actor, action=ADD_OBJECTIVE, at=at, subject=known, place_id=plan.place_id, again=True)
        return known
    number = plan.objectives.count() + 1
    made = Objective.objects.create(
        id=uid or new_id(), programme=plan, number=number, title=title.strip(), about=about.strip()
    )
    book(actor=actor, action=ADD_OBJECTIVE, at=at, subject=made, place_id=plan.place_id, number=number)
    return made
