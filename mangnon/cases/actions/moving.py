"""A child moves: the case goes to the other commune when that has accepted it, not before."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.accounts.queries import officers_of
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.actions.doing import save_case, why
from mangnon.cases.actions.teaming import join_team
from mangnon.cases.models import Case, CaseMove, TeamMember
from mangnon.cases.queries.reach import take_case
from mangnon.cases.refusals import MoveAnswered, MoveAsked, SamePlace
from mangnon.cases.told import tell_people
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.places.models import Unit

ASK, ACCEPT, DECLINE, WITHDRAW = (f"cases.moves.{one}" for one in ("ask", "accept", "decline", "withdraw"))


@action("cases.moves.ask")
def ask_move(*, actor: Actor, at: datetime, case_id: UUID, move_id: UUID, to_place: Unit, hand_over: str) -> CaseMove:
    """Ask another commune to take the case over; until it has, this one stays responsible and no clock stops.

    Raises NotFound, NotOnTeam, CaseEnded, SamePlace, MoveAsked, ReasonMissing.
    """
    case = take_case(actor, case_id, at, ASK)
    known = CaseMove.objects.filter(case=case, state=CaseMove.State.ASKED).first()
    if known is not None and known.pk != move_id:
        raise MoveAsked
    if to_place.pk == case.place_id:
        raise SamePlace(place=to_place.name)
    row = known or CaseMove.objects.create(
        id=move_id, case=case, from_place_id=case.place_id, to_place=to_place, kept_place_id=case.other_place_id,
        hand_over=why(hand_over) and hand_over.strip(), asked_at=at, asked_by=actor.me, asked_by_name=actor.name,
    )  # fmt: skip
    case.other_place = to_place
    save_case(case, at)
    book(actor=actor, action=ASK, at=at, subject=case, to=to_place.code)
    tell_people(actor, at, case, "cases.move_asked", (one.pk for one in officers_of(to_place.pk, local_day(at))))
    return row


@action("cases.moves.accept")
def accept_move(*, actor: Actor, at: datetime, move_id: UUID) -> Case:
    """Take the case over: from now on this commune answers. Raises NotFound, Forbidden, MoveAnswered."""
    row, case = _asked(move_id, actor, ACCEPT)
    sender = case.holder
    case.place_id, case.hamlet = row.to_place_id, None
    other = case.incident_place_id
    case.other_place_id = other if other != row.to_place_id else None
    TeamMember.objects.filter(case=case, until__isnull=True).update(until=at)
    case.holder, case.holder_name, case.accepted_at = actor.me, actor.name, at
    join_team(case, actor.me, actor.name, TeamMember.Part.LEAD, at, actor.name)
    save_case(case, at)
    _answer(row, CaseMove.State.ACCEPTED, actor, at, "")
    book(actor=actor, action=ACCEPT, at=at, subject=case, move=str(row.pk))
    tell_people(actor, at, case, "cases.move_answered", [sender, row.asked_by])
    return case


@action("cases.moves.decline")
def decline_move(*, actor: Actor, at: datetime, move_id: UUID, answer: str) -> CaseMove:
    """Say no, with the reason; the case stays where it is. Raises NotFound, Forbidden, MoveAnswered, ReasonMissing."""
    row, case = _asked(move_id, actor, DECLINE)
    _answer(row, CaseMove.State.DECLINED, actor, at, why(answer))
    book(actor=actor, action=DECLINE, at=at, subject=case, move=str(row.pk))
    tell_people(actor, at, case, "cases.move_answered", [case.holder, row.asked_by])
    with connection.cursor() as cursor:  # afterwards the row lies outside this reach, so no policy lets us write it
        cursor.execute("select cases_let_go(%s)", [row.pk])
    return row


@action("cases.moves.withdraw")
def withdraw_move(*, actor: Actor, at: datetime, move_id: UUID, reason: str) -> CaseMove:
    """The sender takes its request back. Raises NotFound, NotOnTeam, MoveAnswered, ReasonMissing."""
    row = _open(move_id)
    case = take_case(actor, row.case_id, at, WITHDRAW)
    _answer(row, CaseMove.State.WITHDRAWN, actor, at, why(reason))
    case.other_place_id = row.kept_place_id
    save_case(case, at)
    book(actor=actor, action=WITHDRAW, at=at, subject=case, move=str(row.pk))
    return row


def _open(move_id: UUID) -> CaseMove:
    """Row security has hidden what lies outside both communes. Raises NotFound, MoveAnswered."""
    rows = CaseMove.objects.select_related("from_place", "to_place").select_for_update(of=("self",))
    row = rows.filter(pk=move_id).first()
    if row is None:
        raise NotFound
    if row.state != CaseMove.State.ASKED:
        raise MoveAnswered(state=CaseMove.State(row.state).label)
    return row


def _asked(move_id: UUID, actor: Actor, right: str) -> tuple[CaseMove, Case]:
    """An open request to a commune in which this actor may answer, and its case, locked."""
    row = _open(move_id)
    case = take(Case, row.case_id, actor, right)
    if row.to_place_id not in actor.reach(right):
        raise Forbidden(action=right, place_id=row.to_place_id)
    return row, case


def _answer(row: CaseMove, state: str, actor: Actor, at: datetime, answer: str) -> None:
    row.state, row.answered_at, row.answered_by_name, row.answer = state, at, actor.name, answer
    row.save(update_fields=["state", "answered_at", "answered_by_name", "answer"])
