"""The demo's carers and placements: invented people of Đông Giang and children of its demo register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.accounts.queries import actor_named
from mangnon.cases.caring.actions import (
    CarerFacts,
    Proposal,
    add_child,
    check_carer,
    decide_placement,
    hand_over,
    hold_meeting,
    propose_placement,
    receive_list,
    register_carer,
)
from mangnon.cases.caring.models import Carer, CarerKind
from mangnon.cases.caring.queries import facilities
from mangnon.lib.dates import local_day
from mangnon.places.models import Unit
from mangnon.registry.models import Child

SPACE = UUID("5b0e7a52-64fd-4f0c-a2f5-2f6c8d1b9e70")
COMMUNE, OFFICER, CHAIR = "20467", "hanh.bt", "sanh.nh"
CARERS: tuple[tuple[dict[str, Any], bool], ...] = (
    (
        {"kind": CarerKind.RELATIVE, "name": "Arất Thị Nhiêu", "born": date(1962, 5, 4), "sex": "2",
         "phone": "0900 000 521", "job": "làm nương", "family": "Ở với con trai út, cả nhà đồng ý."},
        True,
    ),
    (
        {"kind": CarerKind.FAMILY, "name": "Đinh Thị Pép", "born": date(1981, 9, 12), "sex": "2",
         "phone": "0900 000 522", "job": "giáo viên mầm non", "means": "Nhà xây, lương ổn định.",
         "wishes": "bé gái dưới 6 tuổi, lâu dài"},
        True,
    ),
    (
        {"kind": CarerKind.FAMILY, "name": "Bríu Văn Thắng", "born": date(1976, 2, 20), "sex": "1",
         "phone": "0900 000 523", "job": "thợ mộc", "wishes": "trẻ em dưới 12 tuổi, trong vài tháng"},
        False,
    ),
)  # fmt: skip


def make(call: DemoCall) -> None:
    """Three carers, a child with its grandmother, a proposal and a list that wait; a demo made again keeps them."""
    officer, chair = (replace(actor_named(name, at=call.at), proved=True) for name in (OFFICER, CHAIR))
    day = local_day(call.at)
    place = Unit.objects.get(code=COMMUNE, valid_from__lte=day, valid_to__isnull=True)
    by: dict[str, Any] = {"actor": officer, "at": call.at}
    with acting(officer):
        if Carer.objects.visible_to(officer, "cases.carers.see").exists():
            return
        made = [_carer(by, place, facts, day, checked=checked) for facts, checked in CARERS]
        rows = Child.objects.visible_to(officer, "registry.children.see").filter(left="", born_from__lte=day)
        young = rows.filter(born_from__gte=day - timedelta(days=10 * 365)).order_by("sort_key", "id")
        children = list(young[3:6])
        if len(children) < 3:
            return
        placed = propose_placement(**by, proposal=_proposal(children[0], made[0], relation="bà ngoại"))
        propose_placement(**by, proposal=_proposal(children[1], made[1]))
        _facility_list(by, place, children[2], day)
    with acting(chair):
        decide_placement(actor=chair, at=call.at, placement_id=placed.pk, number="31/QĐ-UBND", on=day)
    with acting(officer):
        for ago, note in ((1, "Bà đón cháu ở trường, hai bà cháu nấu cơm."), (0, "Cháu ngủ lại một đêm, vui.")):
            hold_meeting(**by, placement_id=placed.pk, on=day - timedelta(days=ago), note=note)
        hand_over(
            **by, placement_id=placed.pk, on=day, address="Nhà bà Nhiêu, Thôn 2",
            minutes="Có trưởng thôn, người làm công tác bảo vệ trẻ em, bà và cháu.",
        )  # fmt: skip


def _facility_list(by: dict[str, Any], place: Unit, child: Child, day: date) -> None:
    """A list that came nine days ago, with one child who still waits."""
    facility = facilities().last()
    if facility is None:
        return
    received, note = day - timedelta(days=9), "Kèm hồ sơ của trẻ em (dữ liệu thử)."
    row = receive_list(
        **by, list_id=uuid5(SPACE, "co-so"), place=place, facility=facility, received_on=received, note=note
    )
    add_child(
        **by, list_id=row.pk, row_id=uuid5(SPACE, "tre-co-so"), child_id=child.pk, since=day - timedelta(days=200),
        note="Muốn ở gần trường đang học.",
    )  # fmt: skip


def _carer(by: dict[str, Any], place: Unit, facts: dict[str, Any], day: date, *, checked: bool) -> Carer:
    told = CarerFacts(**facts, health_on=day - timedelta(days=40))
    row = register_carer(**by, place=place, facts=told, on=day, carer_id=uuid5(SPACE, told.name))
    if checked:
        note = "Đã đến nhà, hỏi trưởng thôn và công an xã."
        check_carer(**by, carer_id=row.pk, on=day, met={"a": True, "b": True, "c": True}, note=note)
    return row


def _proposal(child: Child, carer: Carer, *, relation: str = "") -> Proposal:
    return Proposal(
        child.pk, carer.pk, relation=relation, placement_id=uuid5(SPACE, str(carer.pk)),
        why="Ở gần, cháu quen từ nhỏ." if relation else "Không còn người thân thích nhận được; gia đình ở cùng xã.",
        consent="Người giám hộ đồng ý bằng văn bản.", child_view="Cháu nói muốn ở đó.",
    )  # fmt: skip
