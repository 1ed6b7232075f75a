"""Every write on places: hamlets, and facts of divided units that a person places."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mangnon.access import offers
from mangnon.access.actor import Actor, job
from mangnon.access.scope import acting
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.names import clean_name, fold, place_sort_key
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.places.models import Hamlet, HamletPast, Level, SplitTask, Unit
from mangnon.places.queries.splits import parts_of
from mangnon.places.slots import Moves, PlacedFacts

HAMLETS = "places.hamlet"
"""Name of the slot by which hamlets themselves move."""


class HamletNameMissing(Refusal):
    """A hamlet needs a name."""

    code = "hamlet_name_missing"
    sentence = _("Chưa có tên thôn.")
    remedy = _("Ghi tên đầy đủ, ví dụ “Thôn 2” hoặc “Tổ dân phố Mậu Cà”.")
    field = "name"


class HamletNameTaken(Refusal):
    """The commune has an open hamlet of this name."""

    code = "hamlet_name_taken"
    sentence = _("{unit} đã có thôn tên “{name}”.")
    remedy = _("Chọn tên khác, hoặc thêm chữ để phân biệt.")
    field = "name"


class NotACommune(Refusal):
    """Hamlets hang on commune-level units in force."""

    code = "not_a_commune"
    sentence = _("{unit} không phải đơn vị cấp xã đang có hiệu lực.")
    remedy = _("Chọn xã, phường hoặc đặc khu của ngày hôm nay.")


class HamletClosed(Refusal):
    """The hamlet is no longer used."""

    code = "hamlet_closed"
    sentence = _("{name} đã ngừng dùng từ {day}.")
    remedy = _("Dùng lại thôn này trước, rồi sửa.")
    status = 409


class HamletOpen(Refusal):
    """The hamlet is in use already."""

    code = "hamlet_open"
    sentence = _("{name} đang được dùng.")
    status = 409


class NotAPart(Refusal):
    """A divided fact goes to one of the parts."""

    code = "not_a_part"
    sentence = _("{unit} không phải một phần của {old}.")
    remedy = _("Chọn một trong các nơi mà địa bàn cũ đã chia về.")
    field = "to_unit"


class AlreadySettled(Refusal):
    """Somebody placed it before."""

    code = "already_settled"
    sentence = _("Mục này đã được xếp rồi.")
    remedy = _("Tải lại danh sách để xem các mục còn lại.")
    status = 409


@action("places.hamlets.name")
def name_hamlet(*, actor: Actor, at: datetime, unit_id: int, name: str) -> Hamlet:
    """A commune names a hamlet. Raises NotFound, Forbidden, NotACommune, HamletNameMissing, HamletNameTaken."""
    unit = _commune(actor, "places.hamlets.name", unit_id, local_day(at))
    hamlet = Hamlet(unit=unit, valid_from=local_day(at))
    _call(hamlet, name)
    _save(hamlet)
    book(actor=actor, action="places.hamlets.name", at=at, subject=hamlet, place_id=unit.pk, name=hamlet.name)
    return hamlet


@action("places.hamlets.rename")
def rename_hamlet(*, actor: Actor, at: datetime, hamlet_id: int, name: str) -> Hamlet:
    """Another name from today on; the old one is remembered. Raises as name_hamlet, HamletClosed."""
    hamlet = _open_hamlet(actor, "places.hamlets.rename", hamlet_id)
    was = hamlet.name
    remember(hamlet, local_day(at))
    _call(hamlet, name)
    _save(hamlet)
    book(
        actor=actor,
        action="places.hamlets.rename",
        at=at,
        subject=hamlet,
        place_id=hamlet.unit_id,
        name=hamlet.name,
        was=was,
    )
    return hamlet


@action("places.hamlets.close")
def close_hamlet(*, actor: Actor, at: datetime, hamlet_id: int) -> Hamlet:
    """Not to be chosen any more from today on; what stands in it keeps it. Raises NotFound, HamletClosed."""
    hamlet = _open_hamlet(actor, "places.hamlets.close", hamlet_id)
    hamlet.valid_to = local_day(at)
    hamlet.save(update_fields=["valid_to"])
    book(actor=actor, action="places.hamlets.close", at=at, subject=hamlet, place_id=hamlet.unit_id)
    return hamlet


@action("places.hamlets.reopen")
def reopen_hamlet(*, actor: Actor, at: datetime, hamlet_id: int) -> Hamlet:
    """Take the closing back. Raises NotFound, Forbidden, HamletOpen, HamletNameTaken."""
    hamlet = _hamlet(actor, "places.hamlets.reopen", hamlet_id)
    if hamlet.valid_to is None:
        raise HamletOpen(name=hamlet.name)
    hamlet.valid_to = None
    _save(hamlet)
    book(actor=actor, action="places.hamlets.reopen", at=at, subject=hamlet, place_id=hamlet.unit_id)
    return hamlet


@action("places.hamlets.move")
def move_hamlet(*, actor: Actor, at: datetime, hamlet_id: int, to_unit_id: int) -> Hamlet:
    """To another commune from today on; reach over both is needed. Raises as name_hamlet, HamletClosed."""
    hamlet = _open_hamlet(actor, "places.hamlets.move", hamlet_id)
    unit = _commune(actor, "places.hamlets.move", to_unit_id, local_day(at))
    was = hamlet.unit_id
    remember(hamlet, local_day(at))
    hamlet.unit = unit
    _save(hamlet)
    book(actor=actor, action="places.hamlets.move", at=at, subject=hamlet, place_id=unit.pk, came_from=was)
    return hamlet


@action("places.splits.settle")
def settle_split_task(*, actor: Actor, at: datetime, task_id: int, to_unit_id: int) -> int:
    """Place a divided fact in one of the parts; facts of a hamlet follow their hamlet. Gives how many moved.

    Raises NotFound out of reach of the divided unit, AlreadySettled, NotAPart.
    """
    task = SplitTask.objects.select_for_update(of=("self",)).select_related("from_unit").filter(pk=task_id).first()
    if task is None or task.from_unit_id not in actor.reach("places.splits.settle"):
        raise NotFound
    if task.state == SplitTask.State.DONE:
        raise AlreadySettled
    unit = next((part for part in parts_of(task.from_unit) if part.pk == to_unit_id), None)
    if unit is None:
        other = Unit.objects.filter(pk=to_unit_id).first()
        raise NotAPart(unit=other.name if other else to_unit_id, old=task.from_unit.name)
    with acting(machine()):
        moved = _settle(task, unit)
    done = SplitTask.objects.filter(reorganisation=task.reorganisation_id, state=SplitTask.State.OPEN)
    for name, facts in moved.items():
        settled = done.filter(offer=name, fact_id__in=facts)
        settled.update(state=SplitTask.State.DONE, to_unit=unit, decided_at=at, decided_by=_who(actor))
    count = sum(map(len, moved.values()))
    book(
        actor=actor,
        action="places.splits.settle",
        at=at,
        subject=task,
        place_id=task.from_unit_id,
        to_unit=unit.pk,
        facts={name: len(facts) for name, facts in moved.items()},
    )
    return count


def machine() -> Actor:
    """Who carries facts across reaches: the person decides or starts it, and sees none of the facts by it."""
    return job("places.reorganise")


def remember(hamlet: Hamlet, day: date) -> None:
    """Keep where the hamlet lay and what it was called until ``day``; a stay of no day leaves no trace."""
    if hamlet.valid_from < day:
        HamletPast.objects.create(
            hamlet=hamlet, unit_id=hamlet.unit_id, name=hamlet.name, valid_from=hamlet.valid_from, valid_to=day
        )
        hamlet.valid_from = day


def _settle(task: SplitTask, unit: Unit) -> dict[str, list[str]]:
    slots = {slot.name: slot for slot in offers.filled(PlacedFacts)}
    moves = Moves(task.reorganisation.on, {task.from_unit_id: unit.pk})
    facts = {task.offer: [task.fact_id]}
    if task.offer == HAMLETS:
        found = {
            slot.name: slot.in_hamlet(int(task.fact_id), task.from_unit_id)
            for slot in slots.values()
            if slot.in_hamlet is not None
        }
        facts |= {name: listed for name, listed in found.items() if listed}
    for name, listed in facts.items():
        slots[name].settle(listed, moves)
    return facts


def _who(actor: Actor) -> str:
    return str(actor.person_id or actor.name)


def _commune(actor: Actor, right: str, unit_id: int, on: date) -> Unit:
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotFound
    if unit.level != Level.COMMUNE or not unit.lives_on(on):
        raise NotACommune(unit=unit.name)
    if unit.pk not in actor.reach(right):
        raise Forbidden(action=right, place_id=unit.pk)
    return unit


def _hamlet(actor: Actor, right: str, hamlet_id: int) -> Hamlet:
    found = Hamlet.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=hamlet_id).first()
    if found is None:
        raise NotFound
    if found.unit_id not in actor.reach(right):
        raise Forbidden(action=right, place_id=found.unit_id)
    return found


def _open_hamlet(actor: Actor, right: str, hamlet_id: int) -> Hamlet:
    hamlet = _hamlet(actor, right, hamlet_id)
    if hamlet.valid_to is not None:
        raise HamletClosed(name=hamlet.name, day=format_date(hamlet.valid_to))
    return hamlet


def _call(hamlet: Hamlet, name: str) -> None:
    hamlet.name = clean_name(name)
    if not fold(hamlet.name):
        raise HamletNameMissing
    hamlet.search_key, hamlet.sort_key = fold(hamlet.name), place_sort_key(hamlet.name)


def _save(hamlet: Hamlet) -> None:
    """The database decides on names used twice, whoever else writes at the same time."""
    try:
        with transaction.atomic():
            hamlet.save()
    except IntegrityError as trouble:
        if "hamlet_name_once" not in str(trouble):
            raise
        raise HamletNameTaken(unit=hamlet.unit.name, name=hamlet.name) from trouble
