"""Reads: the papers of a record, one paper with what it says, what is known for a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from mangnon.access.actor import Actor
from mangnon.access.managers import Root
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.papers import known
from mangnon.papers.actions import NotThisForm
from mangnon.papers.models import Revision, Sheet
from mangnon.papers.questions import KIND, Questionnaire, in_force, of_version
from mangnon.papers.slots import Known, OwnerRef, PaperOwner, owner_of, place_of
from mangnon.places.models import Unit
from mangnon.statutes.queries import Law, all_of


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper: its record, its definition as pinned, and what it says without the sealed part."""

    sheet: Sheet
    record: Root
    slot: PaperOwner
    asked: Questionnaire
    revision: Revision

    @property
    def answers(self) -> dict[str, Any]:
        """The open answers."""
        answers: dict[str, Any] = self.revision.answers
        return answers

    @property
    def has_sealed(self) -> bool:
        """Whether something is kept closed."""
        return bool(self.revision.sealed)


def opened(actor: Actor, sheet_id: UUID, door: str = "look") -> Opened:
    """One paper through its owner. Raises NotFound, Forbidden."""
    sheet = Sheet.objects.select_related("office").filter(pk=sheet_id).first()
    if sheet is None:
        raise NotFound
    slot = owner_of(sheet.owner_kind)
    record: Root = getattr(slot.doors, door)(actor, sheet.owner_id)
    asked = of_version(sheet.form, sheet.version, local_day(sheet.filled_at))
    return Opened(sheet, record, slot, asked, Revision.objects.get(sheet=sheet, n=sheet.revision))


def may(actor: Actor, found: Opened, door: str) -> bool:
    """Whether one of the owner's doors is open to the actor."""
    return _opens(actor, found.slot, found.sheet.owner_id, door)


def may_fill(actor: Actor, slot: PaperOwner, owner_id: UUID) -> bool:
    """Whether the actor may make a paper about a record."""
    return _opens(actor, slot, owner_id, "fill" if slot.doors.may is None else "may")


def _opens(actor: Actor, slot: PaperOwner, owner_id: UUID, door: str) -> bool:
    try:
        getattr(slot.doors, door)(actor, owner_id)
    except (NotFound, Forbidden):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Blank:
    """A form about to be filled in about a record, with what is known already."""

    owner: OwnerRef
    slot: PaperOwner
    record: Root
    office: Unit
    asked: Questionnaire
    known: dict[str, Known]


def blank(actor: Actor, at: datetime, owner: OwnerRef, form: str) -> Blank:
    """A form in force, for a record within reach. Raises NotFound, Forbidden, NotThisForm, UnknownDefinition."""
    slot = owner_of(owner.kind)
    record = slot.doors.fill(actor, owner.id)
    if form not in slot.forms:
        raise NotThisForm(form=form)
    asked = in_force(form, slot.day(record) if slot.day else local_day(at))
    office = Unit.objects.get(pk=place_of(record))
    about = known.About(actor, at, owner.kind, record, office, tuple(earlier(owner)))
    return Blank(owner, slot, record, office, asked, known.known(asked, about))


def earlier(owner: OwnerRef) -> list[known.Earlier]:
    """What the newest paper of each form says about a record, the newest first; call it after the record was seen."""
    rows = Revision.objects.filter(
        sheet__owner_kind=owner.kind, sheet__owner_id=owner.id, n=F("sheet__revision")
    ).order_by("-sheet__filled_at", "-sheet__id")
    newest: dict[str, known.Earlier] = {}
    for row in rows.select_related("sheet").defer("sealed"):
        sheet = row.sheet
        newest.setdefault(sheet.form, known.Earlier(sheet.form, sheet.version, sheet.filled_at, row.answers))
    return list(newest.values())


def forms_for(slot: PaperOwner, on: Any) -> list[Law]:
    """The definitions that records of this kind use and that are in force, in the order of the law."""
    return [law for law in all_of(KIND, on) if law.key in slot.forms]


def sheets_of(owner: OwnerRef) -> list[Sheet]:
    """The papers of a record, newest first; call it after the record was seen."""
    rows = Sheet.objects.filter(owner_kind=owner.kind, owner_id=owner.id)
    return list(rows.order_by("-filled_at", "-id"))
