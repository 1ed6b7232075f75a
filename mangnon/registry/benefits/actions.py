"""Entitlements granted and ended, and aid that was given."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_money
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.registry.actions.checking import check_day, once_at_a_time, take_child, writer
from mangnon.registry.benefits.queries import entitlements, laws_on
from mangnon.registry.benefits.refusals import (
    BelowLaw,
    DecisionMissing,
    EndReasonMissing,
    MonthGiven,
    MonthMissing,
    MonthOutside,
    UnknownLine,
    ValueWrong,
    WhatMissing,
)
from mangnon.registry.benefits.told import AidTold, GrantTold
from mangnon.registry.entitling import amount, every_reading
from mangnon.registry.models import Aid, Child, Entitlement, Source
from mangnon.registry.queries.codes import check_code
from mangnon.registry.queries.needs import OPEN_SENSITIVE
from mangnon.registry.refusals import Backwards
from mangnon.statutes.kinds.entitlement import Benefit
from mangnon.statutes.queries.definitions import Law

GRANT = "registry.entitlements.grant"
END = "registry.entitlements.end"
RECORD = "registry.aids.record"
FORMS_OF_AID = "hinh_thuc_tro_giup"


@action(GRANT)
def grant_entitlement(*, actor: Actor, at: datetime, child_id: UUID, told: GrantTold) -> Entitlement:
    """A decision gives the child a line of the law from a day on (Decree 20/2021/NĐ-CP, articles 5, 6 and 20).

    Sent twice it stays one. Raises NotFound, Forbidden (lines about HIV need their own right), RecordClosed,
    UnknownLine, DecisionMissing, InFuture, Backwards, BelowLaw, AlreadyHolds.
    """
    child = take_child(child_id, actor, GRANT)
    law, benefit = line_on(told.law, told.line, max(told.since, _first_day(told.law)), local_day(at))
    _check_sensitive(actor, child, GRANT, told.law, told.line)
    decision = told.decision.strip()
    if not decision:
        raise DecisionMissing
    check_day(told.decided_on, at)
    if told.since < child.born_from:
        raise Backwards(day=format_date(told.since), first=format_date(child.born_from))
    if told.until is not None and told.until <= told.since:
        raise Backwards(day=format_date(told.until), first=format_date(told.since))
    monthly = _monthly(law, benefit, told)
    same = Entitlement.objects.filter(
        child=child, law=told.law, line=told.line, valid_from=told.since, valid_to=told.until, decision=decision
    )
    if known := same.first():
        book(actor=actor, action=GRANT, at=at, subject=child, entitlement=known.pk, again=True)
        return known
    with once_at_a_time():
        row = Entitlement.objects.create(
            child=child, law=told.law, law_version=law.version, line=told.line, monthly_vnd=monthly,
            decision=decision, decided_on=told.decided_on, valid_from=told.since, valid_to=told.until,
            source=Source.PAPER, recorded_by=writer(actor),
        )  # fmt: skip
    book(actor=actor, action=GRANT, at=at, subject=child, entitlement=row.pk)
    return row


def line_on(law: str, line: str, on: date, today: date) -> tuple[Law, Benefit]:
    """A line by the law of a day, else by today's. Raises UnknownLine."""
    for day in (on, today):
        for known in laws_on(day):
            found = next((one for one in known.body.benefits if one.code == line), None)
            if known.key == law and found is not None:
                return known, found
    raise UnknownLine(day=format_date(on))


def _first_day(law: str) -> date:
    """The day from which lines of a law are read; what is granted earlier is read by the first reading."""
    readings = [one.valid_from for one in every_reading() if any(line.law == law for line in one.lines)]
    return min(readings, default=date.min)


def _check_sensitive(actor: Actor, child: Child, right: str, law: str, line: str) -> None:
    kept = any((law, line) in reading.sensitive for reading in every_reading())
    if kept and child.place_id not in actor.reach(OPEN_SENSITIVE):
        raise Forbidden(action=OPEN_SENSITIVE, place_id=child.place_id)


def _monthly(law: Law, benefit: Benefit, told: GrantTold) -> int | None:
    """What the decision says, at least what the decree gives. Raises BelowLaw."""
    least = amount(law, benefit, told.since)
    if told.monthly_vnd is None:
        return least
    if least is not None and told.monthly_vnd < least:
        raise BelowLaw(said=format_money(told.monthly_vnd), least=format_money(least))
    return told.monthly_vnd


@action(END)
def end_entitlement(
    *, actor: Actor, at: datetime, child_id: UUID, entitlement_id: int, on: date, reason: str
) -> Entitlement:
    """The child doesn't get it any more from a day on. Raises NotFound, Forbidden, EndReasonMissing, Backwards."""
    child = take_child(child_id, actor, END, in_use=False)
    row = entitlements(actor, child).filter(pk=entitlement_id).first()
    if row is None or (row.valid_to is not None and row.end_reason):
        raise NotFound
    why = reason.strip()
    if not why:
        raise EndReasonMissing
    if on <= row.valid_from:
        raise Backwards(day=format_date(on), first=format_date(row.valid_from))
    row.valid_to, row.end_reason = on, why
    row.save(update_fields=["valid_to", "end_reason"])
    book(actor=actor, action=END, at=at, subject=child, entitlement=row.pk)
    return row


@action(RECORD)
def record_aid(*, actor: Actor, at: datetime, child_id: UUID, told: AidTold) -> Aid:
    """What was given: once, or for a month of something granted. Sent twice it stays one.

    Raises NotFound, Forbidden, RecordClosed, UnknownCode, WhatMissing, ValueWrong, InFuture, Backwards, MonthMissing,
    MonthOutside, MonthGiven.
    """
    child = take_child(child_id, actor, RECORD)
    what = " ".join(told.what.split())
    if not what:
        raise WhatMissing
    check_code(FORMS_OF_AID, told.kind, local_day(at))
    if told.value_vnd is not None and told.value_vnd < 0:
        raise ValueWrong
    check_day(told.given_on, at, not_before=child.born_from)
    granted, month = _granted(actor, child, told)
    known = Aid.objects.filter(
        child=child,
        entitlement=granted,
        given_on=told.given_on,
        for_month=month,
        kind=told.kind,
        what=what,
        giver=told.giver.strip(),
        value_vnd=told.value_vnd,
        decision=told.decision.strip(),
    ).first()
    if known is not None:
        book(actor=actor, action=RECORD, at=at, subject=child, aid=known.pk, again=True)
        return known
    _check_month(granted, month)
    row = Aid.objects.create(
        child=child,
        entitlement=granted,
        given_on=told.given_on,
        for_month=month,
        kind=told.kind,
        what=what,
        giver=told.giver.strip(),
        value_vnd=told.value_vnd,
        decision=told.decision.strip(),
        source=Source.PAPER,
        recorded_by=writer(actor),
    )
    book(actor=actor, action=RECORD, at=at, subject=child, aid=row.pk)
    return row


def _granted(actor: Actor, child: Child, told: AidTold) -> tuple[Entitlement | None, date | None]:
    """What it is paid for, and the first day of the month."""
    if told.entitlement_id is None:
        return None, None
    row = entitlements(actor, child).filter(pk=told.entitlement_id).first()
    if row is None:
        raise NotFound
    if told.for_month is None:
        if row.monthly_vnd is not None:
            raise MonthMissing
        return row, None
    month = told.for_month.replace(day=1)
    if month < row.valid_from.replace(day=1) or (row.valid_to is not None and month >= row.valid_to):
        raise MonthOutside(month=f"{month:%-m/%Y}")
    return row, month


def _check_month(granted: Entitlement | None, month: date | None) -> None:
    """The child is locked, so nobody else pays the month meanwhile. Raises MonthGiven."""
    if granted is None or month is None:
        return
    paid = Aid.objects.filter(entitlement=granted, for_month=month).first()
    if paid is not None:
        raise MonthGiven(month=f"{month:%-m/%Y}", day=format_date(paid.given_on))
