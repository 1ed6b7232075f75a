"""A second person is sent to a child of the sample, and fills the sheet without knowing what the register says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor, Door
from mangnon.accounts.models import Person
from mangnon.accounts.queries import actor_of
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import NotFound
from mangnon.notices.actions import Ref, tell
from mangnon.registry.actions.checking import check_day
from mangnon.registry.models import Child, Recheck, RecheckAnswer
from mangnon.registry.queries.wording import Wording
from mangnon.registry.verifying.answering import check_answers
from mangnon.registry.verifying.comparing import ERRORS, compare
from mangnon.registry.verifying.fields import MET, YES, Rules, rules_on
from mangnon.registry.verifying.held import held_values
from mangnon.registry.verifying.queries import ASSIGN, LOOK, VISIT, findable, mine, rechecks, wrote
from mangnon.registry.verifying.refusals import (
    AlreadySent,
    AnsweredUnmet,
    NotAVisitor,
    NothingAsked,
    NothingToAssign,
    OutcomeMissing,
    RecordMoved,
    RoundClosed,
    SamePerson,
)
from mangnon.registry.verifying.told import VisitTold

State, Outcome = Recheck.State, Recheck.Outcome
FREE = (State.DRAWN, State.ASSIGNED)
GONE = (Outcome.MOVED, Outcome.DIED, Outcome.NO_SUCH)
"""Not met for a reason that the register must hear of."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """How many sheets were given, and how many weren't since the person knows the record."""

    given: int
    skipped: int


@action(ASSIGN)
def assign_visits(*, actor: Actor, at: datetime, recheck_ids: Collection[UUID], visitor_id: UUID) -> Assigned:
    """Give sheets to one person, who gets those whose record they neither entered nor corrected nor re-verified last.

    A sheet that somebody has goes over; one whose family was away may be given again. Raises NotFound, RoundClosed,
    NotAVisitor, SamePerson (none could be given), NothingToAssign.
    """
    rows = rechecks(actor, ASSIGN).select_related("round").filter(pk__in=list(recheck_ids)).order_by("pk")
    found = list(rows.select_for_update(of=("self",)))
    if len(found) != len(set(recheck_ids)):
        raise NotFound
    if any(one.round.closed_at for one in found):
        raise RoundClosed
    open_ones = [one for one in found if one.state in FREE or one.outcome == Outcome.ABSENT]
    if not open_ones:
        raise NothingToAssign
    visitor = _visitor(visitor_id, open_ones, at)
    known = wrote(actor, ASSIGN, visitor.pk, [one.child_id for one in open_ones])
    given = [one for one in open_ones if one.child_id not in known]
    if not given:
        raise SamePerson(name=visitor.full_name)
    rechecks(actor, ASSIGN).filter(pk__in=[one.pk for one in given]).update(
        state=State.ASSIGNED, visitor=visitor.pk, assigned_at=at, outcome="", looked_at=None
    )
    book(
        actor=actor, action=ASSIGN, at=at, subject=given[0].round, place_id=given[0].place_id,
        visitor=str(visitor.pk), given=[str(one.pk) for one in given], skipped=len(open_ones) - len(given),
    )  # fmt: skip
    _tell_visitor(actor, at, visitor, given)
    return Assigned(len(given), len(open_ones) - len(given))


def _tell_visitor(actor: Actor, at: datetime, visitor: Person, given: list[Any]) -> None:
    """One notice for all sheets given at once; nobody is told of what they gave themselves."""
    if visitor.pk == actor.person_id:
        return
    one = given[0].round
    tell(
        actor=actor, at=at, to=[visitor.pk], kind="registry.recheck_assigned", key=f"{visitor.pk} {at.isoformat()}",
        about=Ref("registry.RecheckVisits", str(one.pk), f"PT-{int(one.pk.hex[-7:], 16)}"),
        words={"n": format_int(len(given)), "due": format_date(one.due_on)}, place_id=given[0].place_id,
    )  # fmt: skip


def _visitor(person_id: UUID, rows: list[Any], at: datetime) -> Person:
    """Somebody who may visit in all these communes. Raises NotAVisitor."""
    person = Person.objects.filter(pk=person_id, disabled_at__isnull=True).first()
    if person is None:
        raise NotAVisitor
    reach = actor_of(person, at=at, door=Door.JOB).reach(VISIT)
    if any(one.place_id not in reach for one in rows):
        raise NotAVisitor
    return person


@action(VISIT)
def send_visit(*, actor: Actor, at: datetime, recheck_id: UUID, told: VisitTold) -> Recheck:
    """What the second visitor found; compared at once, nothing in the register is changed by it.

    Sent twice it stays one. A child met without a difference is verified from that day. Raises NotFound, RoundClosed,
    AlreadySent, SamePerson, OutcomeMissing, AnsweredUnmet, NothingAsked, AnswerWrong, UnknownCode, RecordMoved,
    InFuture, Backwards.
    """
    rows = mine(actor).select_related("round").select_for_update(of=("self",))
    row: Recheck | None = rows.filter(pk=recheck_id).first()
    if row is None:
        raise NotFound
    if row.state not in FREE:
        return _again(row, actor, at, told)
    if row.round.closed_at is not None:
        raise RoundClosed
    rules = rules_on(row.round.rules_since)
    _check(row, told, rules, at)
    if wrote(actor, VISIT, actor.me, [row.child_id]):
        raise SamePerson(name=actor.name)
    child = findable(actor).select_for_update(of=("self",)).filter(pk=row.child_id).first()
    if child is None and told.outcome != Outcome.MOVED:
        raise RecordMoved
    answers = _compared(row, child, told, rules)
    RecheckAnswer.objects.filter(recheck=row).delete()
    RecheckAnswer.objects.bulk_create(answers)
    row.outcome, row.visited_on, row.note = told.outcome, told.on, told.note.strip()
    row.sent_at, row.sent_by_name = at, actor.name
    row.state = State.SENT if any(one.result in ERRORS for one in answers) else State.DONE
    settle_if_done(row, child)
    row.save(update_fields=["outcome", "visited_on", "note", "sent_at", "sent_by_name", "state", "settled_on"])
    book(
        actor=actor, action=VISIT, at=at, subject=row, met=told.outcome, child=str(row.child_id),
        different=sum(one.result in ERRORS for one in answers), looked=row.looked_at is not None,
    )  # fmt: skip
    return row


def _again(row: Recheck, actor: Actor, at: datetime, told: VisitTold) -> Recheck:
    said = {one.field: one.said for one in RecheckAnswer.objects.filter(recheck=row).exclude(field=MET) if one.said}
    if (row.outcome, row.visited_on, said) != (told.outcome, told.on, {k: v for k, v in told.answers.items() if v}):
        raise AlreadySent
    book(actor=actor, action=VISIT, at=at, subject=row, again=True)
    return row


def _check(row: Recheck, told: VisitTold, rules: Rules, at: datetime) -> None:
    if told.outcome not in Outcome.values:
        raise OutcomeMissing
    answered = any(told.answers.values())
    if told.outcome != Outcome.MET and answered:
        raise AnsweredUnmet
    if told.outcome == Outcome.MET and not answered:
        raise NothingAsked
    check_day(told.on, at, not_before=row.round.first_day)
    check_answers(told.answers, rules, row.place_id, Wording(local_day(at)))


def _compared(row: Recheck, child: Child | None, told: VisitTold, rules: Rules) -> list[RecheckAnswer]:
    if told.outcome in GONE:
        different = RecheckAnswer.Result.DIFFERENT
        return [RecheckAnswer(recheck=row, field=MET, said=told.outcome, held=YES, result=different)]
    if told.outcome != Outcome.MET or child is None:
        return []
    held = held_values(child, told.on)
    return [
        RecheckAnswer(
            recheck=row, field=one.code, said=told.answers.get(one.code, ""), held=held[one.code],
            result=compare(one, told.answers.get(one.code, ""), held[one.code]),
        )
        for one in rules.fields
    ]  # fmt: skip


def settle_if_done(row: Recheck, child: Child | None) -> None:
    """When nothing is open any more, the record of a child that was met counts as verified on the day of the visit."""
    if row.state != State.DONE:
        return
    row.settled_on = row.visited_on
    if row.outcome != Outcome.MET or child is None or row.visited_on is None:
        return
    if child.verified_on is None or child.verified_on < row.visited_on:
        child.verified_on = row.visited_on
        child.save(update_fields=["verified_on"])


@action(LOOK)
def note_look(*, actor: Actor, at: datetime, child_id: UUID) -> bool:
    """The visitor opened the child's record while its sheet is open; False when that was noted before."""
    rows = mine(actor).filter(child=child_id, state=State.ASSIGNED, round__closed_at__isnull=True)
    noted = rows.filter(looked_at__isnull=True).update(looked_at=at)
    book(actor=actor, action=LOOK, at=at, child=str(child_id), again=not noted)
    return bool(noted)
