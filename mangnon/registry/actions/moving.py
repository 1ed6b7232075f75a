"""A child moves to another commune: the sender asks and hands over, the receiver takes the child or says no."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.accounts.queries import officers_of
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.notices.actions import Ref, tell
from mangnon.places.models import Hamlet, Unit
from mangnon.registry.actions.checking import check_day, take_child, writer
from mangnon.registry.models import Child, HouseholdStay, Residence, Source, Transfer
from mangnon.registry.reach import check_place
from mangnon.registry.refusals import WrongHamlet

ASK = "registry.transfers.ask"
ACCEPT = "registry.transfers.accept"
DECLINE = "registry.transfers.decline"
WITHDRAW = "registry.transfers.withdraw"


class SamePlace(Refusal):
    """The child lives there already."""

    code = "registry.same_place"
    sentence = _("Trẻ đang ở {place}.")
    remedy = _("Chọn nơi chuyển đến khác. Đổi thôn hoặc địa chỉ trong xã thì dùng “Chỗ ở mới trong xã”.")
    field = "place"


class AlreadyAsked(Refusal):
    """There is an open request for this child."""

    code = "registry.already_asked"
    sentence = _("Đã đề nghị chuyển trẻ đến {place}, nơi ấy chưa trả lời.")
    remedy = _("Chờ trả lời, hoặc rút đề nghị cũ rồi gửi lại.")
    status = 409


class HandOverMissing(Refusal):
    """The receiver must be told what it needs to know."""

    code = "registry.hand_over_missing"
    sentence = _("Chưa ghi lời bàn giao.")
    remedy = _("Ghi điều nơi nhận cần biết: trẻ ở với ai, đang được hỗ trợ gì, việc gì còn dở.")
    field = "hand_over"


class AnswerMissing(Refusal):
    """A no needs its reason."""

    code = "registry.answer_missing"
    sentence = _("Chưa ghi lý do không tiếp nhận.")
    remedy = _("Ghi vì sao, để nơi gửi biết phải làm gì tiếp.")
    field = "answer"


class Answered(Refusal):
    """Somebody has answered before."""

    code = "registry.transfer_answered"
    sentence = _("Đề nghị này đã được trả lời: {state}.")
    remedy = _("Mở lại hồ sơ của trẻ để xem.")
    status = 409


def code_of(child_id: UUID) -> str:
    """How a child is called outside: a code of figures, nothing of its name."""
    return f"TE-{int(child_id.hex[-9:], 16)}"


def reference(transfer: Transfer) -> Ref:
    """The request, under the child's code: it opens for both communes, whoever answers for the child."""
    return Ref("registry.Transfer", str(transfer.pk), code_of(transfer.child_id))


@action(ASK)
def ask_transfer(
    *,
    actor: Actor,
    at: datetime,
    transfer_id: UUID,
    child_id: UUID,
    to_place: Unit,
    moved_on: date,
    hand_over: str,
    address: str = "",
) -> Transfer:
    """Ask another commune to take a child over; from now on it can read the record. A second send adds nothing.

    Raises NotFound, Forbidden, RecordClosed, SamePlace, AlreadyAsked, HandOverMissing, InFuture, Backwards.
    """
    child = take_child(child_id, actor, ASK)
    known = Transfer.objects.filter(child=child, state=Transfer.State.ASKED).select_related("to_place").first()
    if known is not None and known.pk != transfer_id:
        raise AlreadyAsked(place=known.to_place.name)
    if to_place.pk == child.place_id:
        raise SamePlace(place=to_place.name)
    if not hand_over.strip():
        raise HandOverMissing
    check_day(moved_on, at, not_before=child.born_from)
    transfer = known or Transfer.objects.create(
        id=transfer_id, child=child, from_place_id=child.place_id, to_place=to_place, moved_on=moved_on,
        address=address.strip(), hand_over=hand_over.strip(), asked_by=actor.me, asked_by_name=actor.name,
    )  # fmt: skip
    child.other_place = to_place
    child.save(update_fields=["other_place"])
    book(actor=actor, action=ASK, at=at, subject=child, transfer=str(transfer.pk), to=to_place.code)
    _tell(actor, at, transfer, "registry.asked", to_place)
    return transfer


@action(ACCEPT)
def accept_transfer(
    *, actor: Actor, at: datetime, transfer_id: UUID, hamlet_id: int | None = None, address: str = "", answer: str = ""
) -> Child:
    """Take the child over: it lives here from the day of the move, its home there ends. Raises NotFound, Answered."""
    transfer, child = _asked(transfer_id, actor, ACCEPT)
    sender = transfer.from_place
    hamlet = Hamlet.objects.filter(pk=hamlet_id).first() if hamlet_id else None
    check_place(actor, ACCEPT, transfer.to_place, hamlet, local_day(at))
    if hamlet is not None and hamlet.unit_id != transfer.to_place_id:
        raise WrongHamlet(place=transfer.to_place.name)
    _leave_home(child, transfer.moved_on)
    child.place, child.other_place, child.hamlet, child.household = transfer.to_place, None, hamlet, None
    child.version += 1
    child.save(update_fields=["place", "other_place", "hamlet", "household", "version"])
    Residence.objects.create(
        child=child, kind=Residence.Kind.ACTUAL, place=transfer.to_place, hamlet=hamlet,
        address=address.strip() or transfer.address, valid_from=transfer.moved_on, source=Source.OFFICE,
        recorded_by=writer(actor),
    )  # fmt: skip
    _answer(transfer, Transfer.State.ACCEPTED, actor, at, answer)
    book(actor=actor, action=ACCEPT, at=at, subject=child, transfer=str(transfer.pk))
    _tell(actor, at, transfer, "registry.accepted", sender)
    return child


@action(DECLINE)
def decline_transfer(*, actor: Actor, at: datetime, transfer_id: UUID, answer: str) -> Transfer:
    """Say no, with the reason; the child stays with the sender and isn't seen here any more.

    Raises NotFound, Answered, AnswerMissing.
    """
    transfer, child = _asked(transfer_id, actor, DECLINE)
    if not answer.strip():
        raise AnswerMissing
    sender = transfer.from_place
    _answer(transfer, Transfer.State.DECLINED, actor, at, answer)
    book(actor=actor, action=DECLINE, at=at, subject=child, transfer=str(transfer.pk))
    _tell(actor, at, transfer, "registry.declined", sender)
    with connection.cursor() as cursor:  # afterwards the row lies outside this reach, so no policy lets us write it
        cursor.execute("select registry_release(%s)", [transfer.pk])
    return transfer


@action(WITHDRAW)
def withdraw_transfer(*, actor: Actor, at: datetime, transfer_id: UUID, answer: str = "") -> Transfer:
    """The sender takes its request back. Raises NotFound, Answered, Forbidden."""
    transfer = _open(transfer_id)
    child = take_child(transfer.child_id, actor, WITHDRAW)
    _answer(transfer, Transfer.State.WITHDRAWN, actor, at, answer)
    child.other_place = None
    child.save(update_fields=["other_place"])
    book(actor=actor, action=WITHDRAW, at=at, subject=child, transfer=str(transfer.pk))
    return transfer


def _open(transfer_id: UUID) -> Transfer:
    """Row security has hidden what lies outside both communes."""
    rows = Transfer.objects.select_related("from_place", "to_place").select_for_update(of=("self",))
    transfer = rows.filter(pk=transfer_id).first()
    if transfer is None:
        raise NotFound
    if transfer.state != Transfer.State.ASKED:
        raise Answered(state=Transfer.State(transfer.state).label)
    return transfer


def _asked(transfer_id: UUID, actor: Actor, action: str) -> tuple[Transfer, Child]:
    """An open request to a commune in which this actor may answer, and its child, locked."""
    transfer = _open(transfer_id)
    child = take(Child, transfer.child_id, actor, action)
    if transfer.to_place_id not in actor.reach(action):
        raise Forbidden(action=action, place_id=transfer.to_place_id)
    return transfer, child


def _answer(transfer: Transfer, state: str, actor: Actor, at: datetime, answer: str) -> None:
    transfer.state, transfer.answered_at = state, at
    transfer.answered_by_name, transfer.answer = actor.name, answer.strip()
    transfer.save(update_fields=["state", "answered_at", "answered_by_name", "answer"])


def _leave_home(child: Child, on: date) -> None:
    """Home and household end on the day of the move; what began on that day or later was written too early: gone."""
    for rows in (
        Residence.objects.filter(child=child, kind=Residence.Kind.ACTUAL),
        HouseholdStay.objects.filter(child=child),
    ):
        rows.filter(valid_from__gte=on).delete()
        rows.filter(valid_to__isnull=True).update(valid_to=on)


def _tell(actor: Actor, at: datetime, transfer: Transfer, kind: str, place: Unit) -> None:
    people = [one.pk for one in officers_of(place.pk, local_day(at)) if one.pk != actor.person_id]
    tell(
        actor=actor, at=at, to=people, kind=kind, about=reference(transfer), key=str(transfer.pk),
        words={"from": transfer.from_place.name, "to": transfer.to_place.name}, place_id=place.pk,
    )  # fmt: skip
