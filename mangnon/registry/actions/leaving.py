"""A child dies, leaves the province or the country, is gone without a word; and comes back."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.refusal import Refusal
from mangnon.registry.actions.checking import check_day, once_at_a_time, take_child, writer
from mangnon.registry.models import Child, Circumstance, Departure, HouseholdStay, Left, Residence, Source
from mangnon.registry.models.moves import Transfer
from mangnon.registry.refusals import AlreadyHolds

LEAVE = "registry.children.leave"
RETURN = "registry.children.return"
WAYS = (Left.DIED, Left.AWAY, Left.OUTSIDE, Left.ABROAD)


class UnknownWay(Refusal):
    """Not one of the ways to leave."""

    code = "registry.unknown_way"
    sentence = _("Chưa chọn vì sao thôi quản lý hồ sơ.")
    remedy = _("Chọn một trong các lý do.")
    field = "kind"


class OnTheWay(Refusal):
    """Another commune was asked to take the child over and hasn't answered."""

    code = "registry.on_the_way"
    sentence = _("Đang chờ nơi khác tiếp nhận trẻ này.")
    remedy = _("Rút đề nghị chuyển, hoặc chờ trả lời, rồi ghi lại.")
    status = 409


class NotAway(Refusal):
    """The record is in use, so nobody can return."""

    code = "registry.not_away"
    sentence = _("Trẻ này đang được quản lý, không có gì để ghi trở về.")
    remedy = _("Mở lại hồ sơ của trẻ để xem.")
    status = 409


class DiedOrMerged(Refusal):
    """Who died doesn't return; a merged record is opened again by undoing the merge."""

    code = "registry.died_or_merged"
    sentence = _("Hồ sơ này không ghi trở về được: {why}.")
    remedy = _("Ghi nhầm là đã chết thì dùng “Ghi nhầm”; đã gộp thì hủy việc gộp.")
    status = 409


@action(LEAVE)
def leave_register(
    *, actor: Actor, at: datetime, child_id: UUID, kind: str, on: date, where: str = "", cause: str = "", note: str = ""
) -> Departure:
    """The record isn't in use any more from a day on: homes, household and groups end; everything stays readable.

    Raises NotFound, Forbidden, RecordClosed, UnknownWay, OnTheWay, InFuture, Backwards.
    """
    child = take_child(child_id, actor, LEAVE)
    if kind not in WAYS:
        raise UnknownWay
    if Transfer.objects.filter(child=child, state=Transfer.State.ASKED).exists():
        raise OnTheWay
    check_day(on, at, not_before=child.born_from)
    child.left, child.left_on, child.household = kind, on, None
    child.save(update_fields=["left", "left_on", "household"])
    departure = Departure.objects.create(
        child=child, kind=kind, on=on, where=where.strip(), cause=cause.strip(), note=note.strip(),
        recorded_by=writer(actor), ended=_end_open(child, on),
    )  # fmt: skip
    book(actor=actor, action=LEAVE, at=at, subject=child, kind=kind)
    return departure


def _end_open(child: Child, on: date) -> dict[str, list[int]]:
    """What still held ends on the day; what began on it or later stays as it is. Which rows were ended, by table."""
    ended = {}
    for rows, more in _of_home(child):
        held = rows.filter(valid_to__isnull=True, valid_from__lt=on)
        ended[rows.model._meta.model_name or ""] = list(held.values_list("pk", flat=True))
        held.update(valid_to=on, **more)
    return ended


def _of_home(child: Child) -> tuple[tuple[QuerySet[Any], dict[str, str]], ...]:
    """The periods that a departure ends, and what else it writes into them."""
    return (
        (Residence.objects.filter(child=child, kind=Residence.Kind.ACTUAL), {}),
        (HouseholdStay.objects.filter(child=child), {}),
        (Circumstance.objects.filter(child=child), {"end_reason": str(Left(child.left).label) if child.left else ""}),
    )


def _go_on(child: Child, departure: Departure) -> None:
    """Written by mistake: what the departure ended goes on as if it had never ended; what was ended since stays.

    Departures from before this was kept say nothing: what ended on their very day goes on.
    """
    for rows, more in _of_home(child):
        name = rows.model._meta.model_name or ""
        still = rows.filter(valid_to=departure.on)
        if departure.ended:
            still = still.filter(pk__in=departure.ended.get(name, []))
        for row in still:
            with suppress(AlreadyHolds), once_at_a_time():
                rows.filter(pk=row.pk).update(valid_to=None, **dict.fromkeys(more, ""))
    stay = HouseholdStay.objects.filter(child=child, valid_to__isnull=True).select_related("household").first()
    if stay is not None and stay.household.place_id == child.place_id:
        child.household = stay.household


@action(RETURN)
def return_to_register(
    *, actor: Actor, at: datetime, child_id: UUID, on: date, mistaken: bool = False, note: str = ""
) -> Child:
    """The child is back, or had never gone (``mistaken``: the only way back from a death written by mistake).

    Who is back begins anew: its home from the day, household and groups when somebody says so. Who had never gone
    has home, household and groups as before.

    Raises NotFound, Forbidden, NotAway, DiedOrMerged, InFuture, Backwards.
    """
    child = take_child(child_id, actor, RETURN, in_use=False)
    if not child.left:
        raise NotAway
    if child.left == Left.MERGED or (child.left == Left.DIED and not mistaken):
        raise DiedOrMerged(why=Left(child.left).label)
    departure = Departure.objects.filter(child=child, returned_on__isnull=True).order_by("-pk").first()
    check_day(on, at, not_before=child.left_on)
    if departure is not None:
        departure.returned_on, departure.returned_by = on, writer(actor)
        departure.note = f"{departure.note}\n{note}".strip()
        departure.save(update_fields=["returned_on", "returned_by", "note"])
    child.left, child.left_on = Left.HERE, None
    if mistaken and departure is not None:
        _go_on(child, departure)
    child.save(update_fields=["left", "left_on", "household"])
    if not Residence.objects.filter(child=child, kind=Residence.Kind.ACTUAL, valid_to__isnull=True).exists():
        Residence.objects.create(
            child=child, kind=Residence.Kind.ACTUAL, place_id=child.place_id, hamlet_id=child.hamlet_id,
            valid_from=on, source=Source.TOLD, recorded_by=writer(actor),
        )  # fmt: skip
    book(actor=actor, action=RETURN, at=at, subject=child, mistaken=mistaken)
    return child
