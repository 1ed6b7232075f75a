"""From office to office: handed on, accepted by a named person, returned with a reason, never lost."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.accounts.models import Person
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.intake.actions.receiving import accepted
from mangnon.intake.actions.sending import CHAIN, call_people, hand_over, reference, route
from mangnon.intake.models import HandOver, HarmReport, ReturnReason, State
from mangnon.intake.queries.people import answers_for, on_duty
from mangnon.intake.queries.reports import current
from mangnon.intake.queries.where import province
from mangnon.intake.refusals import (
    NotOfOffice,
    NotYours,
    ReasonMissing,
    SameOffice,
    TakenAlready,
    WrongState,
)
from mangnon.intake.told import Sent
from mangnon.lib.dates import format_datetime
from mangnon.lib.refusal import Forbidden
from mangnon.notices.actions import start_chain, tell
from mangnon.notices.actions.chains import acknowledge_about
from mangnon.places.models import Level, Unit

FORWARD, ACCEPT, RETURN, CLIMB = "intake.forward", "intake.accept", "intake.return", "intake.climb"
KIND = "intake.HarmReport"
RETURNED, TOLD = "intake.returned", "intake.taken"


def take_open(report_id: UUID, actor: Actor, action: str) -> HarmReport:
    """An open report of an office in which this actor may do it, locked. Raises NotFound, Forbidden, WrongState.

    Whoever only sees it as its sender or as the child's home may not act for the place that must.
    """
    report = take(HarmReport, report_id, actor, action)
    if report.place_id not in actor.reach(action):
        raise Forbidden(action=action, place_id=report.place_id)
    if not report.is_open:
        raise WrongState(state=State(report.state).label)
    return report


@action(FORWARD)
def forward_report(
    *, actor: Actor, at: datetime, report_id: UUID, to_place: Unit, to_person: UUID | None = None, note: str = ""
) -> HarmReport:
    """Hand a report to another office, or to a named person; it waits there until somebody accepts.

    The office that hands it on goes on seeing it. Raises NotFound, Forbidden, WrongState, SameOffice, NotOfOffice.
    """
    report = take_open(report_id, actor, FORWARD)
    if to_place.pk == report.place_id and to_person is None:
        raise SameOffice(place=to_place.name)
    receiver = _named(to_place, to_person, at, report)
    before = Unit.objects.get(pk=report.place_id)
    step = hand_over(
        report, actor=actor, at=at, to=to_place, from_place=before, to_person=to_person,
        to_name=receiver.full_name if receiver else "", note=note,
    )  # fmt: skip
    _waits(report, State.SENT)
    book(
        actor=actor, action=FORWARD, at=at, subject=report, code=report.number, step=step.step, to=to_place.code,
        person=str(to_person or ""),
    )  # fmt: skip
    acknowledge_about(actor=actor, at=at, kind=KIND, thing=str(report.pk))
    call_people(actor=actor, at=at, report=report, step=step, place_id=before.pk)
    route(report, _beside(report, to_place, before))
    return report


def _named(place: Unit, person_id: UUID | None, at: datetime, report: HarmReport) -> Person | None:
    """The named receiver. Raises NotOfOffice for somebody who doesn't answer there, or whom the report names."""
    people = answers_for(place, at)
    unnamed = [one for one in people if one.pk not in report.hidden_from]
    if person_id is None:
        if people and not unnamed:
            raise NotOfOffice(place=place.name)
        return None
    found = next((one for one in unnamed if one.pk == person_id), None)
    if found is None:
        raise NotOfOffice(place=place.name)
    return found


def _waits(report: HarmReport, state: State) -> None:
    report.state, report.holder, report.holder_name = state, None, ""
    report.version += 1
    report.save(update_fields=["state", "holder", "holder_name", "accept_by", "version"])


def _beside(report: HarmReport, to: Unit, before: Unit) -> Sent:
    """The new places: the child's home stays beside when it is another, else the office that handed it on."""
    other = report.other_place_id if report.other_place_id not in (None, to.pk) else None
    if other is None and before.level == Level.COMMUNE and before != to:
        other = before.pk
    return Sent(to.pk, other, report.sender_sees, tuple(report.hidden_from), tuple(report.kept_for))


@action(ACCEPT)
def accept_report(*, actor: Actor, at: datetime, report_id: UUID) -> HarmReport:
    """Take a report up, by name. Past its time anybody of the place or of the province may.

    Raises NotFound, Forbidden, WrongState, TakenAlready, NotYours.
    """
    report = take_open(report_id, actor, ACCEPT)
    step = current(report, lock=True)
    if step is None:
        last = report.hand_overs.order_by("-step").first()
        raise TakenAlready(name=report.holder_name, time=format_datetime(last.accepted_at or at) if last else "")
    late = at >= step.accept_by
    if step.to_person is not None and step.to_person != actor.me and not late:
        raise NotYours(name=step.to_name)
    if not late and not _of_the_place(actor, step.to_place):
        raise NotYours(name=step.to_place.name)
    accepted(report, step, actor, at)
    report.version += 1
    report.save(update_fields=["state", "holder", "holder_name", "accept_by", "version"])
    acknowledge_about(actor=actor, at=at, kind=KIND, thing=str(report.pk))
    book(actor=actor, action=ACCEPT, at=at, subject=report, code=report.number, step=step.step, late=late)
    _tell_sender(actor, at, report, step)
    return report


def _of_the_place(actor: Actor, place: Unit) -> bool:
    """Whether somebody answers for this very office rather than for everything above it."""
    if place.level == Level.PROVINCE:
        return actor.reach(ACCEPT).everywhere
    return any(place.pk in grant.places for grant in actor.grants if not grant.everywhere)


def _tell_sender(actor: Actor, at: datetime, report: HarmReport, step: HandOver) -> None:
    sender = step.from_person
    if sender is None or sender == actor.person_id or not report.sender_sees:
        return
    tell(
        actor=actor, at=at, to=[sender], kind=TOLD, about=reference(report), key=str(step.step),
        words={"place": step.to_place.name}, place_id=report.place_id,
    )  # fmt: skip


@action(RETURN)
def return_report(*, actor: Actor, at: datetime, report_id: UUID, reason: str, note: str = "") -> HarmReport:
    """Give a report back that doesn't belong here; it goes to whoever handed it over, and waits there.

    When it names people of this office it goes one level up and this office sees it no more. Raises NotFound,
    Forbidden, WrongState, ReasonMissing.
    """
    report = take_open(report_id, actor, RETURN)
    step = current(report, lock=True)
    if step is None:
        raise WrongState(state=State(report.state).label)
    if reason not in ReturnReason.values:
        raise ReasonMissing
    here, top = step.to_place, province()
    back = top if reason == ReturnReason.NAMED or step.from_place in (None, here) else step.from_place
    step.returned_at, step.returned_by_name = at, actor.name
    step.return_reason, step.return_note = reason, note.strip()[:300]
    step.save(update_fields=["returned_at", "returned_by_name", "return_reason", "return_note"])
    again = hand_over(report, actor=actor, at=at, to=back or top, from_place=here)
    _waits(report, State.RETURNED)
    acknowledge_about(actor=actor, at=at, kind=KIND, thing=str(report.pk))
    book(
        actor=actor, action=RETURN, at=at, subject=report, code=report.number, step=step.step, reason=reason,
        to=again.to_place.code,
    )  # fmt: skip
    sent = _given_back(report, again.to_place, here, at, named=reason == ReturnReason.NAMED)
    report.hidden_from = list(sent.hidden_from)
    call_people(actor=actor, at=at, report=report, step=again, place_id=here.pk)
    route(report, sent)
    return report


def _given_back(report: HarmReport, back: Unit, here: Unit, at: datetime, *, named: bool) -> Sent:
    other = report.other_place_id if report.other_place_id not in (None, back.pk, here.pk) else None
    hidden = set(report.hidden_from) | ({one.pk for one in answers_for(here, at)} if named else set())
    sees = report.sender_sees and not (named and report.received_by in hidden)
    return Sent(back.pk, other, sees, tuple(sorted(hidden)), tuple(report.kept_for))


@action(CLIMB)
def climb(*, actor: Actor, at: datetime, step: HandOver) -> HandOver:
    """Nobody accepted in time: call the duty officer, then the chair, then the province. For the machine."""
    report = take(HarmReport, step.report_id, actor, CLIMB)
    row = current(report, lock=True)
    if row is None or row.pk != step.pk or row.climbed_at is not None:
        book(actor=actor, action=CLIMB, at=at, subject=report, code=report.number, again=True)
        return step
    row.climbed_at = at
    row.save(update_fields=["climbed_at"])
    named = [row.to_person] if row.to_person else [one.pk for one in on_duty(row.to_place_id, at)]
    if report.kept_for:
        call_people(actor=actor, at=at, report=report, step=row, place_id=row.to_place_id)
    else:
        start_chain(
            actor=actor, at=at, about=reference(report), place_id=row.to_place_id, chain=CHAIN,
            named=[one for one in named if one not in report.hidden_from], key=str(row.step),
        )  # fmt: skip
    book(actor=actor, action=CLIMB, at=at, subject=report, code=report.number, step=row.step)
    return row
