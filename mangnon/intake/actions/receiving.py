"""A report comes in: whole or in five words, once however often it is sent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.intake.actions.sending import call_people, choose, hand_over, route
from mangnon.intake.actions.writing import (
    body_mark,
    same_body,
    triaged,
    write_children,
    write_report,
    write_suspects,
    write_vault,
)
from mangnon.intake.models import Channel, HandOver, HarmReport, State
from mangnon.intake.queries.law import emergency_rule
from mangnon.intake.queries.people import office_of
from mangnon.intake.queries.reports import kept_receipt
from mangnon.intake.queries.where import unit_of
from mangnon.intake.refusals import ChannelMissing, LaterInformation, OtherBody, SourceMissing, WhatMissing
from mangnon.intake.rules import emergency_due
from mangnon.intake.told import Receipt, ReportTold
from mangnon.lib.dates import local_day
from mangnon.places.models import Unit

RECEIVE, ACCEPT = "intake.receive", "intake.accept"


@action(RECEIVE)
def receive_report(*, actor: Actor, at: datetime, report_id: UUID, told: ReportTold) -> Receipt:
    """Take a report in, hand it to the place that must act, and call its people.

    The same id with the same body changes nothing and gives the same receipt, even at the same moment. An officer
    whose own commune must act has accepted it by receiving it.
    Raises WhatMissing, ChannelMissing, LaterInformation, SourceMissing, OtherBody.
    """
    _check(told, at)
    known = kept_receipt(report_id)
    if known is not None:
        return _again(actor, at, known.receipt, same=same_body(told, known.body_mark))
    office = office_of(actor, RECEIVE)
    report = _new(actor, at, report_id, told, office)
    try:
        with transaction.atomic():  # what is undone gives the number back
            report.number = _number(office, at)
            report.save(force_insert=True)
    except IntegrityError as taken:
        known = kept_receipt(report_id)
        if known is None:  # somebody else's report has this id
            raise OtherBody(number="…") from taken
        return _again(actor, at, known.receipt, same=same_body(told, known.body_mark))  # its twin was faster
    step = _rest(report, actor, at, told, office)
    return Receipt(
        report.pk, report.number, report.recorded_at, step.to_place.name, report.urgency, step.accept_by,
        report.sender_sees, step.to_place.code,
    )  # fmt: skip


def _check(told: ReportTold, at: datetime) -> None:
    if told.channel not in Channel.values:
        raise ChannelMissing
    if not told.what.strip():
        raise WhatMissing
    if told.first_information_at is not None:
        if told.first_information_at > at:
            raise LaterInformation
        if not told.first_information_source.strip():
            raise SourceMissing


def _again(actor: Actor, at: datetime, receipt: Receipt, *, same: bool) -> Receipt:
    if not same:
        raise OtherBody(number=receipt.number)
    book(actor=actor, action=RECEIVE, at=at, code=receipt.number, again=True)
    return receipt


def _new(actor: Actor, at: datetime, report_id: UUID, told: ReportTold, office: Unit) -> HarmReport:
    """The row as it lies at the office that receives it, before it goes to its place."""
    found = triaged(told, at)
    first = told.first_information_at or at
    report = HarmReport(
        id=report_id, place=office, body_mark=body_mark(told), urgency=found.urgency,
        urgency_reasons=list(found.reasons), first_information_at=first,
        first_information_source=told.first_information_source.strip()[:160] if told.first_information_at else "",
        received_by=actor.person_id, received_by_name=actor.name, received_place=office,
        emergency_due_at=emergency_due(found.urgency, first, emergency_rule(local_day(at)).hours),
    )  # fmt: skip
    write_report(report, told)
    return report


def _number(office: Unit, at: datetime) -> str:
    """``TB-20194-26-007``. The office's counter stays locked until the act ends: what is undone gives it back."""
    year = local_day(at).year
    with connection.cursor() as cursor:
        cursor.execute("select intake_number(%s, %s)", [office.pk, year])
        n = cursor.fetchone()[0]
    return f"TB-{office.code}-{year % 100:02}-{n:03}"


def _rest(report: HarmReport, actor: Actor, at: datetime, told: ReportTold, office: Unit) -> HandOver:
    """Children, suspects, the vault; the first step of the ledger; people called; the report at its place."""
    write_children(report, told.children)
    write_suspects(report, told.suspects)
    write_vault(report, told.reporter)
    sent = choose(
        incident=report.incident_unit, home=_home(told), office=office, against=told.against, actor=actor, at=at
    )
    report.hidden_from, report.kept_for = list(sent.hidden_from), list(sent.kept_for)
    to = Unit.objects.get(pk=sent.place_id)
    step = hand_over(report, actor=actor, at=at, to=to, from_place=office)
    if _own(actor, sent.place_id, office, kept=bool(sent.kept_for), hidden=actor.person_id in sent.hidden_from):
        accepted(report, step, actor, at)
    report.save(update_fields=["state", "holder", "holder_name", "accept_by"])
    book(
        actor=actor, action=RECEIVE, at=at, subject=report, place_id=office.pk, code=report.number,
        to=to.code, urgency=report.urgency, reasons=report.urgency_reasons, channel=report.channel,
        one_level_up=bool(told.against),
    )  # fmt: skip
    if step.accepted_at is None:
        call_people(actor=actor, at=at, report=report, step=step, place_id=office.pk)
    route(report, sent)
    return step


def _home(told: ReportTold) -> Unit | None:
    """Where the first child lives whose home is known."""
    found = (unit_of(one.home.unit_id, one.home.text) for one in told.children)
    return next((unit for unit in found if unit is not None), None)


def _own(actor: Actor, place_id: int, office: Unit, *, kept: bool, hidden: bool) -> bool:
    """Whether who received it is who must act: then nobody needs to be waited for."""
    return place_id == office.pk and actor.is_person and actor.can(ACCEPT) and not kept and not hidden


def accepted(report: HarmReport, step: HandOver, actor: Actor, at: datetime) -> None:
    """Somebody has the report: the step ends, the state says who."""
    step.accepted_at, step.accepted_by, step.accepted_by_name = at, actor.me, actor.name
    step.save(update_fields=["accepted_at", "accepted_by", "accepted_by_name"])
    report.state, report.holder, report.holder_name = State.TAKEN, actor.me, actor.name
    report.accept_by = None
