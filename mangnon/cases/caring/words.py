"""How carers and placements are named on screens."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.cases.caring.models import Carer, CarerKind, Placement, PlacementState
from mangnon.cases.caring.rules import caring_law, years_between
from mangnon.lib.dates import format_date, local_day, time_left
from mangnon.ui.parts import State, Status

CARERS = gettext_lazy("Người nhận chăm sóc thay thế")
PLACEMENTS = gettext_lazy("Chăm sóc thay thế")
STATES = {
    PlacementState.PROPOSED: State.WAITING,
    PlacementState.REFUSED: State.UNFOUNDED,
    PlacementState.DECIDED: State.DOING,
    PlacementState.CARED: State.DONE,
    PlacementState.ENDED: State.PASSED,
}
KINDS = {
    CarerKind.RELATIVE: gettext_lazy("người thân thích"),
    CarerKind.FAMILY: gettext_lazy("không phải người thân"),
    CarerKind.FOREIGNER: gettext_lazy("người nước ngoài"),
}
"""Kinds as a column holds them."""


def age_words(born: date, on: date) -> str:
    """``46 tuổi``."""
    years = years_between(born, on)
    return ngettext("{n} tuổi", "{n} tuổi", years).format(n=years).replace(" ", "\u00a0")


def fit_words(carer: Carer) -> str:
    """What the last check found."""
    if carer.fit is None or carer.checked_on is None:
        return _("chưa xác minh")
    found = _("đủ điều kiện") if carer.fit else _("chưa đủ điều kiện")
    return _("{found}, xác minh {day}").format(found=found, day=format_date(carer.checked_on))


def fit_status(carer: Carer) -> Status:
    """The same with its mark."""
    if carer.withdrawn_on is not None:
        return Status(State.PASSED, _("đã ra khỏi danh sách"))
    if carer.fit is None:
        return Status(State.TODO, _("chưa xác minh"))
    return Status(State.DONE, _("đủ điều kiện")) if carer.fit else Status(State.UNFOUNDED, _("chưa đủ điều kiện"))


def rank_words(rank: int) -> str:
    """``ưu tiên 1: Người thân thích``."""
    return _("ưu tiên {n}: {who}").format(n=rank, who=caring_law().priority[rank - 1])


def placement_status(row: Placement) -> Status:
    """Its state with its mark."""
    state = PlacementState(row.state)
    return Status(STATES[state], state.label)


def due_of(row: Placement) -> datetime | date | None:
    """By when the next act is due."""
    if row.state == PlacementState.PROPOSED:
        return row.decide_by
    if row.state == PlacementState.DECIDED:
        return row.hand_by
    return row.follow_on if row.state == PlacementState.CARED else None


def next_words(row: Placement) -> str:
    """What comes next."""
    return {
        PlacementState.PROPOSED: _("Quyết định giao, nhận"),
        PlacementState.DECIDED: _("Giao nhận trẻ em"),
        PlacementState.CARED: _("Theo dõi, đánh giá"),
    }.get(PlacementState(row.state), "")


def left_words(row: Placement, at: datetime) -> str:
    """How long there is, in words; a follow-up by its day."""
    until = due_of(row)
    if until is None:
        return ""
    if isinstance(until, datetime):
        return time_left(at, until)
    late = until < local_day(at)
    said = _("quá ngày {day}") if late else _("trước ngày {day}")
    return said.format(day=format_date(until))


def is_late(row: Placement, at: datetime) -> bool:
    """Whether the next act is past its time."""
    until = due_of(row)
    if until is None:
        return False
    return until < at if isinstance(until, datetime) else until < local_day(at)


def facility_status(row: Any, at: datetime) -> Status:
    """How a list of a facility stands: how many wait, by when; ``open`` counts them."""
    if not row.open:
        return Status(State.DONE, _("xong"))
    words = ngettext("{n} trẻ em đang chờ", "{n} trẻ em đang chờ", row.open).format(n=row.open)
    due = row.whole_by if row.match_by <= at else row.match_by
    return Status(State.LATE if row.whole_by <= at else State.WAITING, f"{words}, {time_left(at, due).lower()}")
