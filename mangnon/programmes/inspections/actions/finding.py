"""What an inspection found, which rule it breaks, how it was handled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound
from mangnon.programmes.days import not_before, past
from mangnon.programmes.inspections.actions.leading import take_inspection
from mangnon.programmes.inspections.models import Finding, Severity, Stage
from mangnon.programmes.inspections.refusals import HandlerUntold, RuleUntold
from mangnon.programmes.plans.actions.keeping import documents_named, same_version
from mangnon.programmes.rights import CORRECT_FINDING, FIND, HANDLE


@dataclass(frozen=True, slots=True)
class FindingTold:
    """What was found. ``document``: a number of the register."""

    text: str
    severity: str
    rule: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class HandlingTold:
    """How a finding was handled, by which body, with which decision, to which end."""

    handling: str
    by: str = ""
    number: str = ""
    on: date | None = None
    outcome: str = ""


def _take(actor: Actor, right: str, finding_id: UUID) -> Finding:
    """A finding of an inspection that the own place leads, the inspection locked."""
    found = Finding.objects.filter(pk=finding_id).first()
    if found is None:
        raise NotFound
    found.inspection = take_inspection(actor, right, found.inspection_id, Stage.HELD)
    return found


def _tell(actor: Actor, row: Finding, told: FindingTold) -> None:
    """Put what is said into the row. Raises RuleUntold, UnknownDocument."""
    if told.severity != Severity.NONE and not told.rule.strip():
        raise RuleUntold
    row.document = next(iter(documents_named(actor, [told.document])), None)
    row.text, row.severity, row.rule = told.text.strip(), told.severity, told.rule.strip()


@action(FIND)
def find(*, actor: Actor, at: datetime, inspection_id: UUID, told: FindingTold, uid: UUID | None = None) -> Finding:
    """A finding; sent again it adds nothing.

    Raises NotFound, Forbidden, InspectionShut, RuleUntold, UnknownDocument.
    """
    inspection = take_inspection(actor, FIND, inspection_id, Stage.HELD)
    if uid and (known := Finding.objects.filter(pk=uid).first()):
        book(actor=actor, action=FIND, at=at, subject=known, place_id=inspection.place_id, again=True)
        return known
    last = inspection.findings.aggregate(last=Max("number"))["last"] or 0
    made = Finding(id=uid or new_id(), inspection=inspection, number=last + 1, told_at=at, told_by_name=actor.name)
    _tell(actor, made, told)
    made.save(force_insert=True)
    book(actor=actor, action=FIND, at=at, subject=made, place_id=inspection.place_id, severity=told.severity)
    return made


@action(CORRECT_FINDING)
def correct_finding(*, actor: Actor, at: datetime, finding_id: UUID, version: int, told: FindingTold) -> Finding:
    """Other words. Raises NotFound, Forbidden, InspectionShut, StaleVersion, RuleUntold, UnknownDocument."""
    row = _take(actor, CORRECT_FINDING, finding_id)
    same_version(row, version)
    _tell(actor, row, told)
    _touch(row, actor, at)
    book(actor=actor, action=CORRECT_FINDING, at=at, subject=row, place_id=row.inspection.place_id)
    return row


@action(HANDLE)
def handle(*, actor: Actor, at: datetime, finding_id: UUID, version: int, told: HandlingTold) -> Finding:
    """How it was handled, as far as that is known; told again with what is new.

    Raises NotFound, Forbidden, InspectionShut, StaleVersion, HandlerUntold, NotYet, TooEarly.
    """
    row = _take(actor, HANDLE, finding_id)
    same_version(row, version)
    if told.handling and not told.by.strip():
        raise HandlerUntold
    held = row.inspection.held_on
    if told.on is not None and held is not None:
        not_before(past(told.on, at), held)
    row.handling, row.handled_by, row.handling_number = told.handling, told.by.strip(), told.number.strip()
    row.handled_on, row.outcome = told.on, told.outcome.strip()
    _touch(row, actor, at)
    book(actor=actor, action=HANDLE, at=at, subject=row, place_id=row.inspection.place_id, handling=told.handling)
    return row


def _touch(row: Finding, actor: Actor, at: datetime) -> None:
    row.version += 1
    row.told_at, row.told_by_name = at, actor.name
    row.save()
