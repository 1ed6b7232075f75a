"""What substitute care gives to the frame and to other rooms."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoShare
from mangnon.cases.caring import demo
from mangnon.cases.caring.actions.facilities import ADD
from mangnon.cases.caring.clocks import CARING_CLOCKS
from mangnon.cases.caring.models import Carer, FacilityChild, FacilityList, Placement, PlacementState
from mangnon.cases.caring.queries import PROPOSE, SEE, facility_lists, lists_due, waiting
from mangnon.cases.caring.rules import grown_day
from mangnon.cases.caring.shelves import CARING_SHELVES
from mangnon.cases.caring.views.placements import placement_url
from mangnon.cases.caring.words import PLACEMENTS, due_of, facility_status, is_late, left_words, next_words
from mangnon.lib.dates import VN_ZONE, format_date, local_day
from mangnon.places.slots import placed_facts
from mangnon.registry.slots import ChildAct, Follows, Shelf
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import When, Work, WorkSource

MOST, SOON, AHEAD = 20, 7, 30
"""Lines of the worklist; a follow-up, and a sixteenth birthday, show so many days before their day."""
ACTS = {
    PlacementState.PROPOSED: "cases.placements.decide",
    PlacementState.DECIDED: "cases.placements.hand",
    PlacementState.CARED: "cases.placements.follow",
}


def _work(actor: Actor, at: datetime) -> list[Work]:
    """Decisions, hand-overs and follow-ups of one's own commune."""
    if not actor.can(SEE):
        return []
    rows = [one for one in waiting(actor) if actor.can(ACTS[PlacementState(one.state)])]
    found = [made for one in rows for made in (_of_placement(one, at), _of_carer(one, at), _of_age(one, at))]
    return [one for one in found if one is not None][:MOST]


def _lists(actor: Actor, at: datetime) -> list[Work]:
    """The list of the quarter, until somebody has looked through it."""
    return [_of_list(one.name, at) for one in lists_due(actor, local_day(at))]


def _of_placement(row: Placement, at: datetime) -> Work | None:
    until = due_of(row)
    if until is None:
        return None
    due = until if isinstance(until, datetime) else datetime.combine(until, time(23, 59), VN_ZONE)
    days = (local_day(due) - local_day(at)).days
    if row.state == PlacementState.CARED and days > SOON:
        return None
    late = is_late(row, at)
    when = When.TODAY if late or days == 0 else When.WEEK
    return Work(
        when,
        due,
        WorkRow(
            status=Status(State.LATE if late else State.DUE, left_words(row, at)),
            name=row.child_name,
            url=placement_url(row.pk),
            about=PLACEMENTS,
            place=row.place.name,
            act=next_words(row),
        ),
    )


def _of_carer(row: Placement, at: datetime) -> Work | None:
    """The carer should have told of the child and hasn't."""
    if row.state != PlacementState.CARED or row.hear_on is None or row.hear_on >= local_day(at):
        return None
    status = Status(State.LATE, _("quá ngày {day}").format(day=format_date(row.hear_on)))
    return _line(row, at, status, _("Hỏi người nhận chăm sóc, ghi lời báo"))


def _of_age(row: Placement, at: datetime) -> Work | None:
    """Sixteen soon, or already, and nothing arranged."""
    day = grown_day(row.child_born)
    if row.state != PlacementState.CARED or row.grown_on is not None or (day - local_day(at)).days > AHEAD:
        return None
    status = Status(State.DUE, _("đủ 16 tuổi ngày {day}").format(day=format_date(day)))
    return _line(row, at, status, _("Đánh giá, sắp xếp trợ giúp khi đủ 16 tuổi"))


def _line(row: Placement, at: datetime, status: Status, act: str) -> Work:
    shown = WorkRow(
        status=status, name=row.child_name, url=placement_url(row.pk), about=PLACEMENTS, place=row.place.name, act=act
    )
    return Work(When.WEEK, datetime.combine(local_day(at), time(23, 59), VN_ZONE), shown)


def _facilities(actor: Actor, at: datetime) -> list[Work]:
    """Lists of facilities on which somebody still waits, kept by this person's own office."""
    reach = actor.reach(ADD)
    if not reach:
        return []
    own = {grant.place_id for grant in actor.grants} if reach.everywhere else set(reach.places)
    rows = facility_lists(actor).filter(place__in=own, open__gt=0).order_by("match_by")[:MOST]
    return [Work(When.WEEK, one.match_by, _of_facility(one, at)) for one in rows]


def _of_facility(row: Any, at: datetime) -> WorkRow:
    return WorkRow(
        status=facility_status(row, at), name=row.facility.name, url=reverse("cases:facility_list", args=[row.pk]),
        about=PLACEMENTS, place=row.place.name, act=_("Đối chiếu với danh sách người nhận, đề xuất từng trẻ em"),
    )  # fmt: skip


def _of_list(place: str, at: datetime) -> Work:
    row = WorkRow(
        status=Status(State.TODO, _("Trong quý này")),
        name=_("Danh sách người nhận chăm sóc thay thế"),
        url=reverse("cases:carers"),
        place=place,
        act=_("Xem lại từng người, rồi bấm “Đã cập nhật quý này”"),
    )
    return Work(When.WEEK, datetime.combine(local_day(at), time(23, 59), VN_ZONE), row)


PAGES = frozenset(
    [
        "propose_placement",
        "carers",
        "register_carer",
        "update_carers",
        "carer",
        "correct_carer",
        "check_carer",
        "withdraw_carer",
        "placement",
        "meet",
        "decide_placement",
        "refuse_placement",
        "hand_over",
        "follow_child",
        "end_placement",
        "hear_carer",
        "facility_lists",
        "receive_list",
        "list_child",
        "facility_list",
        "settle_child",
        "left_facility",
        "arrange_grown",
        "open_address",
    ]
)
"""Pages of the line in the rail; all others of the room belong to cases."""

CARING_OFFERS: tuple[Any, ...] = (
    *CARING_CLOCKS,
    *CARING_SHELVES,
    RailEntry(
        PLACEMENTS,
        "cases:placements",
        "home-heart",
        order=103,
        action=SEE,
        short=gettext_lazy("Chăm sóc"),
        covers=PAGES,
    ),
    WorkSource("cases.caring", _work),
    WorkSource("cases.carer_lists", _lists, pressing=False),
    WorkSource("cases.facility_lists", _facilities, pressing=False),
    ChildAct(gettext_lazy("Thêm vào danh sách của cơ sở"), "cases:list_child", ADD, 81, Shelf.NEEDS),
    ChildAct(PLACEMENTS, "cases:propose_placement", PROPOSE, 80, Shelf.NEEDS),
    Follows("cases.placements", PLACEMENTS, Placement),
    Follows("cases.facility_children", gettext_lazy("Danh sách cơ sở gửi"), FacilityChild),
    placed_facts("cases.facility_list", gettext_lazy("Danh sách cơ sở gửi"), model=FacilityList, open=Q()),
    placed_facts(
        "cases.carer", gettext_lazy("Người nhận chăm sóc thay thế"), model=Carer, open=Q(withdrawn_on__isnull=True)
    ),
    placed_facts("cases.placement", gettext_lazy("Trẻ em được chăm sóc thay thế"), model=Placement, open=Q()),
    placed_facts(
        "cases.placement_other",
        gettext_lazy("Trẻ em ở xã khác được chăm sóc thay thế"),
        model=Placement,
        place="other_place_id",
        open=Q(other_place__isnull=False),
    ),
    DemoShare("cases.caring", gettext_lazy("chăm sóc thay thế"), 48, demo.make),
)
