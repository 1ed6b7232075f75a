"""Acts on boards: set up, corrected, ended; members come and leave; meetings are called, minuted, concluded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound, Refusal
from mangnon.places.models import Unit
from mangnon.programmes.boards.models import Board, Conclusion, Meeting, Member
from mangnon.programmes.plans.actions import Terms, add_task
from mangnon.programmes.plans.actions.keeping import documents_named, must_keep, reason_of, same_version
from mangnon.programmes.refusals import (
    BoardEnded,
    BoardThere,
    ConcludedAlready,
    DayOutside,
    HeadThere,
    MemberThere,
    NotHeld,
)
from mangnon.programmes.rights import (
    ADD_MEMBER,
    CALL_MEETING,
    CONCLUDE,
    CORRECT_BOARD,
    END_BOARD,
    END_MEMBER,
    MINUTE,
    SET_UP_BOARD,
    TASK_OF_CONCLUSION,
)


@dataclass(frozen=True, slots=True)
class MemberTold:
    """Who joins a board, as what, since when."""

    name: str
    post: str
    part: str
    since: date
    phone: str = ""
    person: UUID | None = None


def take_board(actor: Actor, right: str, board_id: UUID, *, ended: bool = False) -> Board:
    """A board of the own place, locked. Raises NotFound, Forbidden, BoardEnded."""
    seen = Board.objects.select_related("place").filter(pk=board_id).first()
    if seen is None:
        raise NotFound
    must_keep(actor, right, seen.place)
    found = Board.objects.select_for_update(of=("self",)).select_related("place").get(pk=board_id)
    if found.valid_to is not None and not ended:
        raise BoardEnded(day=format_date(found.valid_to))
    return found


@contextmanager
def refused(name: str, refusal: Refusal) -> Iterator[None]:
    """What the database refuses by the constraint ``name`` becomes a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if name not in str(error):
            raise
        raise refusal from error


@action(SET_UP_BOARD)
def set_up_board(
    *, actor: Actor, at: datetime, place: Unit, kind: str, decision: str, since: date, rules: str = "",
    document: str = "", uid: UUID | None = None,
) -> Board:  # fmt: skip
    """A board by its decision, from a day on; sent again it adds nothing. Raises Forbidden, BoardThere."""
    must_keep(actor, SET_UP_BOARD, place)
    if uid and (known := Board.objects.filter(pk=uid).first()):
        book(actor=actor, action=SET_UP_BOARD, at=at, subject=known, again=True)
        return known
    found = next(iter(documents_named(actor, [document])), None)
    made = Board(
        id=uid or new_id(), place=place, kind=kind, decision=decision.strip(), document=found, rules=rules.strip(),
        valid_from=since, changed_at=at, changed_by_name=actor.name,
    )  # fmt: skip
    with refused("board_one_at_a_time", BoardThere(name=place.name)):
        made.save(force_insert=True)
    book(actor=actor, action=SET_UP_BOARD, at=at, subject=made, kind=kind, since=since.isoformat())
    return made


@action(CORRECT_BOARD)
def correct_board(
    *, actor: Actor, at: datetime, board_id: UUID, version: int, decision: str, rules: str, document: str = ""
) -> Board:
    """Its decision and rules as printed. Raises NotFound, Forbidden, BoardEnded, StaleVersion, UnknownDocument."""
    board = take_board(actor, CORRECT_BOARD, board_id)
    same_version(board, version)
    board.document = next(iter(documents_named(actor, [document])), None)
    board.decision, board.rules = decision.strip(), rules.strip()
    _touch(board, actor, at)
    book(actor=actor, action=CORRECT_BOARD, at=at, subject=board, version=board.version)
    return board


@action(END_BOARD)
def end_board(*, actor: Actor, at: datetime, board_id: UUID, last: date, reason: str) -> Board:
    """It is no more after its last day; its members leave with it. Raises NotFound, BoardEnded, DayOutside."""
    board = take_board(actor, END_BOARD, board_id)
    after = last + timedelta(days=1)
    if last < board.valid_from or board.members.filter(valid_to__gt=after).exists():
        raise DayOutside(first=format_date(board.valid_from))
    board.valid_to, board.ended_why = after, reason_of(reason)
    board.members.filter(valid_to__isnull=True, valid_from__lt=after).update(valid_to=after)
    _touch(board, actor, at)
    book(actor=actor, action=END_BOARD, at=at, subject=board, last=last.isoformat())
    return board


@action(ADD_MEMBER)
def add_member(*, actor: Actor, at: datetime, board_id: UUID, told: MemberTold, uid: UUID | None = None) -> Member:
    """Somebody joins. Raises NotFound, Forbidden, BoardEnded, DayOutside, MemberThere, HeadThere."""
    board = take_board(actor, ADD_MEMBER, board_id)
    if uid and (known := Member.objects.filter(pk=uid).first()):
        book(actor=actor, action=ADD_MEMBER, at=at, subject=known, place_id=board.place_id, again=True)
        return known
    if told.since < board.valid_from:
        raise DayOutside(first=format_date(board.valid_from))
    made = Member(
        id=uid or new_id(), board=board, name=told.name.strip(), name_key=fold(told.name), post=told.post.strip(),
        part=told.part, phone=told.phone.strip(), person=told.person, valid_from=told.since,
    )  # fmt: skip
    with (
        refused("board_member_one_head", HeadThere()),
        refused("board_member_one_at_a_time", MemberThere(name=made.name)),
    ):
        made.save(force_insert=True)
    book(actor=actor, action=ADD_MEMBER, at=at, subject=made, place_id=board.place_id, part=told.part)
    return made


@action(END_MEMBER)
def end_member(*, actor: Actor, at: datetime, member_id: UUID, last: date, reason: str = "") -> Member:
    """Somebody leaves after a last day. Raises NotFound, Forbidden, BoardEnded, DayOutside."""
    member = Member.objects.filter(pk=member_id, valid_to__isnull=True).first()
    if member is None:
        raise NotFound
    board = take_board(actor, END_MEMBER, member.board_id)
    if last < member.valid_from:
        raise DayOutside(first=format_date(member.valid_from))
    member.valid_to, member.left_why = last + timedelta(days=1), reason.strip()
    member.save(update_fields=["valid_to", "left_why"])
    book(actor=actor, action=END_MEMBER, at=at, subject=member, place_id=board.place_id, last=last.isoformat())
    return member


@action(CALL_MEETING)
def call_meeting(
    *, actor: Actor, at: datetime, board_id: UUID, on: date, agenda: str, uid: UUID | None = None
) -> Meeting:
    """A meeting with its agenda. Raises NotFound, Forbidden, BoardEnded, DayOutside."""
    board = take_board(actor, CALL_MEETING, board_id)
    if uid and (known := Meeting.objects.filter(pk=uid).first()):
        book(actor=actor, action=CALL_MEETING, at=at, subject=known, place_id=board.place_id, again=True)
        return known
    if on < board.valid_from:
        raise DayOutside(first=format_date(board.valid_from))
    made = Meeting.objects.create(
        id=uid or new_id(), board=board, on=on, agenda=agenda.strip(), told_at=at, told_by_name=actor.name
    )
    book(actor=actor, action=CALL_MEETING, at=at, subject=made, place_id=board.place_id, on=on.isoformat())
    return made


@action(MINUTE)
def minute_meeting(
    *, actor: Actor, at: datetime, meeting_id: UUID, version: int, agenda: str, present: str, minutes: str
) -> Meeting:
    """Who came and what was said. Raises NotFound, Forbidden, BoardEnded, StaleVersion."""
    meeting = take_meeting(actor, MINUTE, meeting_id)
    same_version(meeting, version)
    meeting.agenda, meeting.present, meeting.minutes = agenda.strip(), present.strip(), minutes.strip()
    meeting.version += 1
    meeting.told_at, meeting.told_by_name = at, actor.name
    meeting.save()
    book(actor=actor, action=MINUTE, at=at, subject=meeting, place_id=meeting.board.place_id)
    return meeting


@action(CONCLUDE)
def conclude(*, actor: Actor, at: datetime, meeting_id: UUID, text: str, uid: UUID | None = None) -> Conclusion:
    """What a meeting concluded. Raises NotFound, Forbidden, BoardEnded, NotHeld."""
    meeting = take_meeting(actor, CONCLUDE, meeting_id)
    if not meeting.held:
        raise NotHeld
    made, new = Conclusion.objects.get_or_create(
        pk=uid or new_id(),
        defaults={"meeting": meeting, "text": text.strip(), "told_at": at, "told_by_name": actor.name},
    )
    book(actor=actor, action=CONCLUDE, at=at, subject=made, place_id=meeting.board.place_id, again=not new)
    return made


@action(TASK_OF_CONCLUSION)
def task_of_conclusion(
    *, actor: Actor, at: datetime, conclusion_id: UUID, objective_id: UUID, terms: Terms
) -> Conclusion:
    """A conclusion becomes a task of the board's place under an objective of a plan.

    Raises NotFound, Forbidden, BoardEnded, ConcludedAlready, and what adding a task raises.
    """
    seen = Conclusion.objects.filter(pk=conclusion_id).first()
    if seen is None:
        raise NotFound
    meeting = take_meeting(actor, TASK_OF_CONCLUSION, seen.meeting_id)
    found = Conclusion.objects.select_for_update(of=("self",)).get(pk=conclusion_id)
    if found.task_id is not None:
        raise ConcludedAlready
    about = f"Kết luận cuộc họp ngày {format_date(meeting.on)}"
    found.task = add_task(
        actor=actor, at=at, objective_id=objective_id, place=meeting.board.place, title=found.text[:240], terms=terms,
        about=about if len(found.text) <= 240 else f"{about}: {found.text}", uid=found.pk,
    )  # fmt: skip
    found.save(update_fields=["task"])
    book(actor=actor, action=TASK_OF_CONCLUSION, at=at, subject=found, place_id=meeting.board.place_id)
    return found


def take_meeting(actor: Actor, right: str, meeting_id: UUID) -> Meeting:
    """A meeting of a board of the own place, the board locked. Raises NotFound, Forbidden, BoardEnded."""
    found = Meeting.objects.filter(pk=meeting_id).first()
    if found is None:
        raise NotFound
    found.board = take_board(actor, right, found.board_id, ended=True)
    return found


def _touch(board: Board, actor: Actor, at: datetime) -> None:
    board.version += 1
    board.changed_at, board.changed_by_name = at, actor.name
    board.save()
