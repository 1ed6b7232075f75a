"""From the box of the public page into intake: by the job at once, or by a person who looked at what was held."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.intake.actions.receiving import receive_report
from mangnon.intake.actions.sending import reference
from mangnon.intake.carrying import unpacked
from mangnon.intake.models import Addition, DropKind, HarmReport, WebDrop
from mangnon.intake.queries.people import answers_for
from mangnon.intake.refusals import SHORTEST_NOTE, NoteMissing
from mangnon.lib.fields import reveal
from mangnon.lib.refusal import NotFound
from mangnon.notices.actions import tell

TAKE_IN, RELEASE, ASIDE = "intake.take_in", "intake.release_held", "intake.set_aside"
ADDED = "intake.added"
SOURCE = "lúc gửi trên trang báo tin"
"""How the hour of the first information is known; stored, so in one language."""


@action(TAKE_IN)
def take_in(*, actor: Actor, at: datetime, drop_id: UUID) -> None:
    """Make a drop what it is: a report, or a part of one. Its words leave the box. Raises NotFound."""
    row = _waiting(drop_id)
    if row.kind == DropKind.MORE:
        _add(row, actor, at)
    else:
        _receive(row, actor, at)
    row.taken_at, row.story, row.identity = at, None, None
    row.save(update_fields=["taken_at", "story", "identity"])
    book(actor=actor, action=TAKE_IN, at=at, subject=row, kind=row.kind, held=row.held)


@action(RELEASE)
def release_held(*, actor: Actor, at: datetime, drop_id: UUID) -> None:
    """A held drop goes on: the job takes it in next. Raises NotFound."""
    row = _waiting(drop_id)
    row.released_by = actor.name
    row.save(update_fields=["released_by"])
    book(actor=actor, action=RELEASE, at=at, subject=row, held=row.held)


@action(ASIDE)
def set_aside(*, actor: Actor, at: datetime, drop_id: UUID, why: str) -> None:
    """A person has read a held drop and found no report in it. It stays. Raises NotFound, NoteMissing."""
    if len(why.strip()) < SHORTEST_NOTE:
        raise NoteMissing(n=SHORTEST_NOTE)
    row = _waiting(drop_id)
    if not row.held:
        raise NotFound
    row.aside_at, row.aside_by, row.aside_why = at, actor.name, why.strip()[:200]
    row.save(update_fields=["aside_at", "aside_by", "aside_why"])
    book(actor=actor, action=ASIDE, at=at, subject=row, held=row.held, why=row.aside_why)


def _waiting(drop_id: UUID) -> WebDrop:
    rows = WebDrop.objects.select_for_update().filter(pk=drop_id, taken_at__isnull=True, aside_at__isnull=True)
    found = rows.first()
    if found is None:
        raise NotFound
    return found


def _receive(row: WebDrop, actor: Actor, at: datetime) -> None:
    told = unpacked(reveal(row, "story") or "", reveal(row, "identity") or "", first_at=row.recorded_at, source=SOURCE)
    receive_report(actor=actor, at=max(at, row.recorded_at), report_id=row.pk, told=told)
    if row.held:
        HarmReport.objects.visible_to(actor, TAKE_IN).filter(pk=row.pk).update(held=row.held)


def _add(row: WebDrop, actor: Actor, at: datetime) -> None:
    """What was written later becomes a part of its report, and whoever has it is told."""
    report = HarmReport.objects.visible_to(actor, TAKE_IN).select_related("place").filter(pk=row.about).first()
    if report is None:  # the report itself is still in the box
        raise NotFound
    part = Addition(id=row.pk, report=report, text=reveal(row, "story"), written_at=row.recorded_at)
    part.save(force_insert=True)
    hidden = set(report.hidden_from)
    people = [report.holder] if report.holder else report.kept_for or [p.pk for p in answers_for(report.place, at)]
    tell(
        actor=actor, at=at, to=[one for one in people if one not in hidden], kind=ADDED, about=reference(report),
        key=str(row.pk), words={}, place_id=report.place_id,
    )  # fmt: skip
