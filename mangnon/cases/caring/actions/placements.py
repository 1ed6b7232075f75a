"""A child and a carer: proposed, decided by the chair where the carer lives, handed over, followed, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from mangnon.access.actor import Actor
from mangnon.access.doors import see, take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.caring.models import CareFollow, CareMeeting, Carer, FacilityChild, Placement, PlacementState
from mangnon.cases.caring.queries import PROPOSE, SEE_CARERS, due_by, follow_terms, waiting_child
from mangnon.cases.caring.refusals import (
    AlreadyPlaced,
    CarerGone,
    InFuture,
    LateWithoutReason,
    MeetingsMissing,
    NotChecked,
    NotWhereCarerLives,
    OwnProposal,
    PlacedTwice,
    TooYoung,
    ViewMissing,
    WrongDays,
    WrongStage,
)
from mangnon.cases.caring.rules import asks_child, caring_law, next_follow, old_enough, rank_of
from mangnon.cases.models.case import Case
from mangnon.cases.queries.reach import SEE as SEE_CASE
from mangnon.cases.queries.reach import open_to
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.fields import reveal
from mangnon.lib.ids import new_id
from mangnon.lib.workdays import end_of
from mangnon.places.rules import in_line
from mangnon.registry.models import Child

MEET, DECIDE, REFUSE = "cases.placements.meet", "cases.placements.decide", "cases.placements.refuse"
HAND, FOLLOW, END = "cases.placements.hand", "cases.placements.follow", "cases.placements.end"
OPEN, SEE_CHILD = "cases.placements.open", "registry.children.see"
S = PlacementState


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an officer proposes. ``placement_id`` is made by the form: sent twice, proposed once."""

    child_id: UUID
    carer_id: UUID
    why: str
    consent: str
    child_view: str = ""
    relation: str = ""
    placement_id: UUID | None = None


@action(PROPOSE)
def propose_placement(*, actor: Actor, at: datetime, proposal: Proposal) -> Placement:
    """A carer for a child, with reasons; the chair where the carer lives has fifteen working days.

    Raises NotFound, Forbidden, CarerGone, TooYoung, ViewMissing, AlreadyPlaced, PlacedTwice.
    """
    key = proposal.placement_id or new_id()
    child = see(Child, proposal.child_id, actor, SEE_CHILD)
    carer = see(Carer, proposal.carer_id, actor, SEE_CARERS)
    again: Placement | None = Placement.objects.visible_to(actor, PROPOSE).filter(pk=key).first()
    if again is not None:
        if (again.child_id, again.carer_id) != (child.pk, carer.pk):
            raise PlacedTwice
        book(actor=actor, action=PROPOSE, at=at, subject=again, again=True)
        return again
    _judge(child, carer, proposal, local_day(at))
    row = Placement(
        id=key, place=carer.place, other_place_id=None if child.place_id == carer.place_id else child.place_id,
        child=child, child_name=str(child.called), child_born=child.born_from, carer=carer,
        rank=rank_of(carer, child.place_id), relation=proposal.relation.strip(), why=proposal.why.strip(),
        case=_case_of(actor, at, child), consent=proposal.consent.strip(), child_view=proposal.child_view.strip(),
        proposed_at=at, proposed_by=actor.me, proposed_by_name=actor.name, decide_by=due_by("C5", at, carer.place_id),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise AlreadyPlaced from None
    if (from_list := waiting_child(actor, child.pk)) is not None:
        FacilityChild.objects.filter(pk=from_list.pk).update(placement=row)
    book(actor=actor, action=PROPOSE, at=at, subject=row, carer=str(carer.pk), rank=row.rank)
    return row


def _case_of(actor: Actor, at: datetime, child: Child) -> Case | None:
    """The running case of the child, where it is open to who proposes."""
    rows = open_to(actor, at) if actor.can(SEE_CASE) else Case.objects.none()
    found: Case | None = rows.filter(child=child.pk, ended_at__isnull=True).order_by("-opened_at").first()
    return found


def _judge(child: Child, carer: Carer, proposal: Proposal, on: date) -> None:
    if carer.withdrawn_on is not None:
        raise CarerGone
    if not old_enough(carer.kind, carer.born, child.born_from, on):
        raise TooYoung(n=caring_law().older_by)
    if asks_child(child.born_from, on) and not proposal.child_view.strip():
        raise ViewMissing(n=caring_law().asks_child_from)


@action(MEET)
def hold_meeting(*, actor: Actor, at: datetime, placement_id: UUID, on: date, note: str) -> CareMeeting:
    """Child and carer met; told twice about one day it stays one. Raises NotFound, Forbidden, WrongStage, InFuture."""
    row = _take(actor, MEET, placement_id, S.PROPOSED, S.DECIDED)
    if on > local_day(at):
        raise InFuture
    met, _made = CareMeeting.objects.get_or_create(
        placement=row, on=on, defaults={"note": note.strip(), "by_name": actor.name}
    )
    book(actor=actor, action=MEET, at=at, subject=row, on=on)
    return met


@action(DECIDE)
def decide_placement(
    *, actor: Actor, at: datetime, placement_id: UUID, number: str, on: date, deputy: bool = False
) -> Placement:
    """The decision on form 12, by the chair where the carer lives and never by who proposed.

    Raises NotFound, Forbidden, WrongStage, NotWhereCarerLives, OwnProposal, NotChecked, InFuture, WrongDays.
    """
    row = take_home(actor, DECIDE, placement_id, S.PROPOSED)
    if row.proposed_by == actor.person_id:
        raise OwnProposal
    carer = see(Carer, row.carer_id, actor, SEE_CARERS)
    if not carer.fit:
        raise NotChecked
    between(on, local_day(row.proposed_at), at)
    row.state, row.number, row.decided_on, row.deputy = S.DECIDED, number.strip(), on, deputy
    row.decided_by, row.decided_by_name = actor.me, actor.name
    row.hand_by = due_by("C6", end_of(on), row.place_id)
    save(row)
    book(actor=actor, action=DECIDE, at=at, subject=row, number=row.number, on=on)
    return row


@action(REFUSE)
def refuse_placement(*, actor: Actor, at: datetime, placement_id: UUID, answer: str) -> Placement:
    """The chair says no, with the reason. Raises NotFound, Forbidden, WrongStage, NotWhereCarerLives, OwnProposal."""
    row = take_home(actor, REFUSE, placement_id, S.PROPOSED)
    if row.proposed_by == actor.person_id:
        raise OwnProposal
    row.state, row.answer = S.REFUSED, answer.strip()
    row.decided_on, row.decided_by, row.decided_by_name = local_day(at), actor.me, actor.name
    save(row)
    book(actor=actor, action=REFUSE, at=at, subject=row)
    return row


@action(HAND)
def hand_over(
    *, actor: Actor, at: datetime, placement_id: UUID, on: date, minutes: str, address: str, why_late: str = ""
) -> Placement:
    """The child is with the carer, with minutes; from that day the officer looks in after 1, 3, then each 6 months.

    Raises NotFound, Forbidden, WrongStage, NotWhereCarerLives, MeetingsMissing, LateWithoutReason, InFuture, WrongDays.
    """
    row = take_home(actor, HAND, placement_id, S.DECIDED)
    between(on, row.decided_on or on, at)
    met = row.meetings.filter(on__lte=on).count()
    if met < caring_law().meetings:
        raise MeetingsMissing(done=met, n=caring_law().meetings)
    if row.hand_by is not None and on > local_day(row.hand_by) and not why_late.strip():
        raise LateWithoutReason(day=format_date(local_day(row.hand_by)))
    row.state, row.handed_on, row.minutes, row.handed_why_late = S.CARED, on, minutes.strip(), why_late.strip()
    row.address = address.strip()
    row.follow_on = next_follow(on, *follow_terms(on), [])
    row.hear_on = next_follow(on, *follow_terms(on, "C7b"), [])
    save(row)
    book(actor=actor, action=HAND, at=at, subject=row, on=on, late=bool(why_late.strip()))
    return row


@action(FOLLOW)
def follow_child(*, actor: Actor, at: datetime, placement_id: UUID, on: date, found: dict[str, str]) -> CareFollow:
    """How the child fares (form 13). ``found``: living, health, mind, integration, child_view, with_whom, verdict.

    Raises NotFound, Forbidden, WrongStage, NotWhereCarerLives, InFuture, WrongDays, ViewMissing.
    """
    row = take_home(actor, FOLLOW, placement_id, S.CARED)
    handed = row.handed_on or on
    between(on, handed, at)
    if asks_child(row.child_born, on) and not found.get("child_view", "").strip():
        raise ViewMissing(n=caring_law().asks_child_from)
    names = ("living", "health", "mind", "integration", "child_view", "with_whom")
    told = {name: found.get(name, "").strip() for name in names}
    verdict = CareFollow.Verdict(found["verdict"])
    made = CareFollow(placement=row, on=on, by_name=actor.name, verdict=verdict)
    for name, text in told.items():
        setattr(made, name, text)
    made.save()
    done = list(row.follows.values_list("on", flat=True))
    row.follow_on = next_follow(handed, *follow_terms(handed), done)
    save(row)
    book(actor=actor, action=FOLLOW, at=at, subject=row, on=on, verdict=verdict)
    return made


@action(END)
def end_placement(
    *, actor: Actor, at: datetime, placement_id: UUID, on: date, reason: str, number: str, note: str
) -> Placement:
    """The care ends by a decision on form 16, for a reason of article 69(1).

    Raises NotFound, Forbidden, WrongStage, NotWhereCarerLives, InFuture, WrongDays.
    """
    row = take_home(actor, END, placement_id, S.CARED)
    between(on, row.handed_on or on, at)
    row.state, row.ended_on, row.end_reason, row.end_number = S.ENDED, on, reason, number.strip()
    row.end_note, row.ended_by_name, row.follow_on, row.hear_on = note.strip(), actor.name, None, None
    save(row)
    book(actor=actor, action=END, at=at, subject=row, on=on, reason=reason)
    return row


@action(OPEN)
def open_address(*, actor: Actor, at: datetime, placement_id: UUID, reason: str) -> str:
    """Where the child lives now, opened once and booked with the reason. Raises NotFound, Forbidden."""
    row = take(Placement, placement_id, actor, OPEN)
    book(actor=actor, action=OPEN, at=at, subject=row, reason=reason.strip())
    return reveal(row, "address") or ""


def _take(actor: Actor, right: str, placement_id: UUID, *states: PlacementState) -> Placement:
    row = take(Placement, placement_id, actor, right)
    if row.state not in states:
        raise WrongStage(state=row.get_state_display())
    return row


def take_home(actor: Actor, right: str, placement_id: UUID, *states: PlacementState) -> Placement:
    """As ``_take``, only for the commune where the carer lives."""
    row = _take(actor, right, placement_id, *states)
    if row.place_id not in actor.reach(right):
        raise NotWhereCarerLives(place=in_line(row.place.name))
    return row


def between(on: date, first: date, at: datetime) -> None:
    if on > local_day(at):
        raise InFuture
    if on < first:
        raise WrongDays(first=format_date(first))


def save(row: Placement) -> None:
    row.version += 1
    row.save()
