"""Money by place: planned by whoever owns the project, paid there or where it was spent; what was wrong is struck."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import store
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Unit
from mangnon.programmes.plans.actions.keeping import keeps, must_keep, reason_of
from mangnon.programmes.plans.actions.telling import ACCEPTED
from mangnon.programmes.projects.actions.keeping import PAID, take_project
from mangnon.programmes.projects.models import Disbursement, Project, ProjectShare
from mangnon.programmes.projects.refusals import AmountMissing, DayAhead, NotInProject, PaidBefore, StruckAlready
from mangnon.programmes.rights import ATTACH_PAID, PAY, SHARE_PROJECT, STRIKE_PAID


@action(SHARE_PROJECT)
def set_share(*, actor: Actor, at: datetime, project_id: UUID, place: Unit, planned: int) -> ProjectShare:
    """What is planned for a place, đồng; 0 takes it out. Raises NotFound, Forbidden."""
    project = take_project(actor, SHARE_PROJECT, project_id)
    row, _new = ProjectShare.objects.update_or_create(
        project=project, place=place, defaults={"planned": planned, "told_at": at, "told_by_name": actor.name}
    )
    book(actor=actor, action=SHARE_PROJECT, at=at, subject=row, place_id=place.pk, planned=planned)
    return row


def must_be_in(actor: Actor, right: str, project_id: UUID, place: Unit) -> Project:
    """The project, for its owner or for a commune in it. Raises NotFound, Forbidden, NotInProject."""
    project = Project.objects.select_related("place").filter(pk=project_id).first()
    if project is None:
        raise NotFound
    if keeps(actor, right, project.place):
        return project
    must_keep(actor, right, place)
    if not ProjectShare.objects.filter(project=project, place=place, planned__gt=0).exists():
        raise NotInProject(place=place.name)
    return project


@action(PAY)
def add_disbursement(
    *, actor: Actor, at: datetime, project_id: UUID, place: Unit, on: date, amount: int, what: str, proof: str = "",
    uid: UUID | None = None,
) -> Disbursement:  # fmt: skip
    """Money was paid in a place, đồng; sent again it adds nothing. More than planned is told, not refused.

    Raises NotFound, Forbidden, NotInProject, AmountMissing, DayAhead, PaidBefore.
    """
    project = must_be_in(actor, PAY, project_id, place)
    if uid and (known := Disbursement.objects.filter(pk=uid).first()):
        book(actor=actor, action=PAY, at=at, subject=known, again=True)
        return known
    if amount <= 0:
        raise AmountMissing
    if on > local_day(at):
        raise DayAhead(day=format_date(on))
    if on < project.starts_on:
        raise PaidBefore(day=format_date(on), first=format_date(project.starts_on))
    made = Disbursement.objects.create(
        id=uid or new_id(), project=project, place=place, on=on, amount=amount, what=what.strip(),
        proof=proof.strip(), told_at=at, told_by_name=actor.name,
    )  # fmt: skip
    book(actor=actor, action=PAY, at=at, subject=made, amount=amount, on=on.isoformat())
    return made


def take_paid(actor: Actor, right: str, disbursement_id: UUID) -> Disbursement:
    """A payment of the own project or place, locked. Raises NotFound, Forbidden, StruckAlready."""
    rows = Disbursement.objects.select_related("place", "project__place")
    seen = rows.filter(pk=disbursement_id).first()
    if seen is None:
        raise NotFound
    if not keeps(actor, right, seen.project.place):
        must_keep(actor, right, seen.place)
    found = rows.select_for_update(of=("self",)).get(pk=disbursement_id)
    if found.struck_why:
        raise StruckAlready
    return found


@action(STRIKE_PAID)
def strike_disbursement(*, actor: Actor, at: datetime, disbursement_id: UUID, reason: str) -> Disbursement:
    """It was written by mistake: it counts no more, and stays. Raises NotFound, Forbidden, StruckAlready."""
    found = take_paid(actor, STRIKE_PAID, disbursement_id)
    found.struck_why = reason_of(reason)
    found.save(update_fields=["struck_why"])
    book(actor=actor, action=STRIKE_PAID, at=at, subject=found, amount=found.amount)
    return found


@action(ATTACH_PAID)
def attach_disbursement(*, actor: Actor, at: datetime, disbursement_id: UUID, upload: Any) -> StoredFile:
    """Put a proof to it; the same content again is the same file. Raises NotFound, Forbidden, FileRefused."""
    found = take_paid(actor, ATTACH_PAID, disbursement_id)
    made = store(actor=actor, at=at, upload=upload, owner=OwnerRef(PAID, found.pk), rules=ACCEPTED)
    book(actor=actor, action=ATTACH_PAID, at=at, subject=found, file=str(made.pk))
    return made
