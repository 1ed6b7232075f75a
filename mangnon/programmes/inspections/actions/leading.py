"""An inspection is planned, corrected, held, not held, closed; who is on its team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Unit
from mangnon.programmes.boards.actions import refused
from mangnon.programmes.days import past
from mangnon.programmes.inspections.models import Inspection, Inspector, Stage
from mangnon.programmes.inspections.refusals import (
    HeadThere,
    InspectionShut,
    InspectorThere,
    PlannedBackwards,
    RecommendationsOpen,
)
from mangnon.programmes.plans.actions.keeping import documents_named, must_keep, reason_of, same_version
from mangnon.programmes.reminding import STAMPS
from mangnon.programmes.rights import (
    ADD_INSPECTION,
    ADD_INSPECTOR,
    CANCEL_INSPECTION,
    CLOSE_INSPECTION,
    CORRECT_INSPECTION,
    DROP_INSPECTOR,
    HOLD_INSPECTION,
)

GOING = (Stage.PLANNED, Stage.HELD)
"""While something can still be written."""


@dataclass(frozen=True, slots=True)
class InspectionTold:
    """What is said of an inspection before it is held. ``document``: a number of the register."""

    kind: str
    leader: str
    subject: str
    topics: str
    planned_from: date
    planned_to: date
    subject_place: Unit | None = None
    decision: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class InspectorTold:
    """Somebody on the team."""

    name: str
    post: str
    agency: str
    head: bool = False


def take_inspection(actor: Actor, right: str, inspection_id: UUID, *states: str) -> Inspection:
    """An inspection that the own place leads, locked, in one of some states.

    Raises NotFound, Forbidden, InspectionShut.
    """
    seen = Inspection.objects.select_related("place").filter(pk=inspection_id).first()
    if seen is None:
        raise NotFound
    must_keep(actor, right, seen.place)
    found = Inspection.objects.select_for_update(of=("self",)).select_related("place").get(pk=inspection_id)
    if states and found.state not in states:
        raise InspectionShut(state=Stage(found.state).label)
    return found


def _touch(row: Inspection, actor: Actor, at: datetime) -> None:
    row.version += 1
    row.changed_at, row.changed_by_name = at, actor.name
    row.save()


def _tell(actor: Actor, row: Inspection, told: InspectionTold) -> None:
    """Put what is said into the row. Raises PlannedBackwards, UnknownDocument."""
    if told.planned_to < told.planned_from:
        raise PlannedBackwards(first=format_date(told.planned_from), last=format_date(told.planned_to))
    row.kind, row.subject_place = told.kind, told.subject_place
    row.planned_from, row.planned_to = told.planned_from, told.planned_to
    row.document = next(iter(documents_named(actor, [told.document])), None)
    for name in ("leader", "subject", "topics", "decision"):
        setattr(row, name, getattr(told, name).strip())


@action(ADD_INSPECTION)
def add_inspection(
    *, actor: Actor, at: datetime, place: Unit, told: InspectionTold, uid: UUID | None = None
) -> Inspection:
    """An inspection that is planned; sent again it adds nothing.

    Raises Forbidden, PlannedBackwards, UnknownDocument.
    """
    must_keep(actor, ADD_INSPECTION, place)
    if uid and (known := Inspection.objects.filter(pk=uid).first()):
        book(actor=actor, action=ADD_INSPECTION, at=at, subject=known, again=True)
        return known
    made = Inspection(id=uid or new_id(), place=place, changed_at=at, changed_by_name=actor.name)
    _tell(actor, made, told)
    made.save(force_insert=True)
    book(actor=actor, action=ADD_INSPECTION, at=at, subject=made, kind=made.kind)
    return made


@action(CORRECT_INSPECTION)
def correct_inspection(
    *, actor: Actor, at: datetime, inspection_id: UUID, version: int, told: InspectionTold
) -> Inspection:
    """What is said of it.

    Raises NotFound, Forbidden, InspectionShut, StaleVersion, PlannedBackwards, UnknownDocument.
    """
    row = take_inspection(actor, CORRECT_INSPECTION, inspection_id, *GOING)
    same_version(row, version)
    if told.subject_place != row.subject_place:
        row.recommendations.update(**STAMPS.empty)
    _tell(actor, row, told)
    _touch(row, actor, at)
    book(actor=actor, action=CORRECT_INSPECTION, at=at, subject=row, version=row.version)
    return row


@action(HOLD_INSPECTION)
def hold_inspection(
    *, actor: Actor, at: datetime, inspection_id: UUID, version: int, held_on: date, minutes: str
) -> Inspection:
    """It took place, with its minutes; told again it corrects them.

    Raises NotFound, Forbidden, InspectionShut, StaleVersion, NotYet.
    """
    row = take_inspection(actor, HOLD_INSPECTION, inspection_id, *GOING)
    same_version(row, version)
    row.state, row.held_on, row.minutes = Stage.HELD, past(held_on, at), minutes.strip()
    _touch(row, actor, at)
    book(actor=actor, action=HOLD_INSPECTION, at=at, subject=row, held_on=held_on.isoformat())
    return row


@action(CANCEL_INSPECTION)
def cancel_inspection(*, actor: Actor, at: datetime, inspection_id: UUID, version: int, reason: str) -> Inspection:
    """It won't take place, and why. Raises NotFound, Forbidden, InspectionShut, StaleVersion, ReasonMissing."""
    row = take_inspection(actor, CANCEL_INSPECTION, inspection_id, Stage.PLANNED)
    same_version(row, version)
    row.state, row.cancelled_why = Stage.CANCELLED, reason_of(reason)
    _touch(row, actor, at)
    book(actor=actor, action=CANCEL_INSPECTION, at=at, subject=row)
    return row


@action(CLOSE_INSPECTION)
def close_inspection(*, actor: Actor, at: datetime, inspection_id: UUID, version: int) -> Inspection:
    """Every recommendation has come to its end.

    Raises NotFound, Forbidden, InspectionShut, StaleVersion, RecommendationsOpen.
    """
    row = take_inspection(actor, CLOSE_INSPECTION, inspection_id, Stage.HELD)
    same_version(row, version)
    if n := row.recommendations.filter(closed_on__isnull=True).count():
        raise RecommendationsOpen(n=n)
    row.state, row.closed_on = Stage.CLOSED, local_day(at)
    _touch(row, actor, at)
    book(actor=actor, action=CLOSE_INSPECTION, at=at, subject=row)
    return row


@action(ADD_INSPECTOR)
def add_inspector(
    *, actor: Actor, at: datetime, inspection_id: UUID, told: InspectorTold, uid: UUID | None = None
) -> Inspector:
    """Somebody joins the team; sent again it adds nothing.

    Raises NotFound, Forbidden, InspectionShut, HeadThere, InspectorThere.
    """
    row = take_inspection(actor, ADD_INSPECTOR, inspection_id, *GOING)
    if uid and (known := Inspector.objects.filter(pk=uid).first()):
        book(actor=actor, action=ADD_INSPECTOR, at=at, subject=known, place_id=row.place_id, again=True)
        return known
    made = Inspector(
        id=uid or new_id(), inspection=row, name=told.name.strip(), name_key=fold(told.name), post=told.post.strip(),
        agency=told.agency.strip(), head=told.head,
    )  # fmt: skip
    with refused("inspector_one_head", HeadThere()), refused("inspector_once", InspectorThere(name=made.name)):
        made.save(force_insert=True)
    book(actor=actor, action=ADD_INSPECTOR, at=at, subject=made, place_id=row.place_id, head=told.head)
    return made


@action(DROP_INSPECTOR)
def drop_inspector(*, actor: Actor, at: datetime, inspector_id: UUID) -> Inspector:
    """Somebody leaves the team; said again it changes nothing. Raises NotFound, Forbidden, InspectionShut."""
    found = Inspector.objects.filter(pk=inspector_id).first()
    if found is None:
        raise NotFound
    row = take_inspection(actor, DROP_INSPECTOR, found.inspection_id, *GOING)
    if found.dropped_on is None:
        found.dropped_on = local_day(at)
        found.save(update_fields=["dropped_on"])
    book(actor=actor, action=DROP_INSPECTOR, at=at, subject=found, place_id=row.place_id)
    return found
