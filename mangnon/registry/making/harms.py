"""What else the demo's commune has: risk spots that were looked at, accidents, decisions, what was given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.places.queries import hamlets_of
from mangnon.registry.benefits.actions import grant_entitlement, record_aid
from mangnon.registry.benefits.queries import facts_of, laws_on
from mangnon.registry.benefits.told import AidTold, GrantTold
from mangnon.registry.entitling import find
from mangnon.registry.harm.accidents import record_accident
from mangnon.registry.harm.queries import causes_on
from mangnon.registry.harm.spots import check_spot, register_spot
from mangnon.registry.harm.told import AccidentTold, SpotTold
from mangnon.registry.models import Accident, Child
from mangnon.registry.queries import children

DROWNING, TRAFFIC, FALL, BITE, BURN, POISON = "1", "2", "3", "4", "6", "7"
"""Codes of ``nguyen_nhan_tai_nan``."""
SPOTS = (
    (DROWNING, "Bến tắm dưới cầu treo", "Nước xoáy sau mưa, trẻ hay ra tắm buổi chiều.", "Thôn",
     ((40, "Đã cắm biển “Cấm tắm”; chưa có rào.", False),)),
    (DROWNING, "Hồ chứa nước tưới", "Bờ dốc, không có rào.", "Hợp tác xã nông nghiệp",
     ((150, "Chưa có rào, chưa có biển.", False), (20, "Đã rào hai phía, có biển báo và phao.", True))),
    (DROWNING, "Hố lấy đất cạnh đường vào thôn", "Ngập nước từ tháng 9.", "Đơn vị thi công",
     ((95, "Đơn vị thi công hứa lấp trước mùa mưa, chưa làm.", False),)),
    (TRAFFIC, "Khúc cua trước cổng trường tiểu học", "Xe tải đi nhanh, không có vạch qua đường.", "Nhà trường",
     ((60, "Đã kẻ vạch, đặt biển “Đi chậm”.", True),)),
    (FALL, "Cầu gỗ qua suối", "Ván mục, không có tay vịn.", "Thôn", ()),
    (BURN, "Trạm biến áp cạnh sân chơi", "Cửa lưới hỏng khóa.", "Điện lực",
     ((12, "Đã báo điện lực, hẹn thay khóa.", False),)),
)  # fmt: skip
"""Cause, name, about, who answers, and what was found how many days ago. Invented."""
ACCIDENTS = (
    (FALL, "healed", "Sân trường, giờ ra chơi", "Trượt chân khi chạy, trầy gối."),
    (FALL, "treated", "Nhà sàn của gia đình", "Ngã từ cầu thang, gãy tay, đang bó bột."),
    (TRAFFIC, "healed", "Đường liên thôn", "Ngồi sau xe máy, xe trượt; xây xát nhẹ."),
    (BITE, "healed", "Trong thôn", "Chó nhà hàng xóm cắn vào chân; đã tiêm phòng."),
    (BURN, "treated", "Bếp của gia đình", "Bỏng nước sôi ở cẳng tay."),
    (BURN, "lasting", "Bếp của gia đình", "Bỏng lửa, bàn tay co rút."),
    (POISON, "healed", "Trên rẫy", "Ăn quả rừng lạ, đau bụng; trạm y tế xử trí kịp."),
    (FALL, "healed", "Trên rẫy", "Ngã từ cây thấp, sưng cổ chân."),
    (TRAFFIC, "treated", "Quốc lộ qua xã", "Tự đi xe đạp, va với xe máy."),
)
"""Cause, outcome, where, story. Invented; no drowning and no death of a made child."""
GIFTS = (
    ("2", "Gạo, dầu ăn, sữa", "Hội Chữ thập đỏ xã", 600_000),
    ("2", "Áo ấm, cặp sách", "Nhóm thiện nguyện", 450_000),
    ("1", "Tiền thăm hỏi dịp Tết", "UBND xã", 500_000),
)
"""Form of aid (``hinh_thuc_tro_giup``), what, from whom, worth in đồng."""


def spots(actor: Actor, at: datetime, on: date, place: Unit) -> None:
    """Risk spots of a commune, with what was found there. Without the law's list of causes there are none."""
    known = causes_on(on)
    hamlets: list[int | None] = [stay.hamlet.pk for stay in hamlets_of(place)]
    for number, (cause, name, about, keeper, checks) in enumerate(SPOTS):
        if cause not in known:
            continue
        told = SpotTold(name, cause, about, keeper)
        hamlet = hamlets[number % len(hamlets)] if hamlets else None
        made = register_spot(actor=actor, at=at, spot_id=new_id(), place=place, told=told, hamlet_id=hamlet)
        for ago, found, safe in checks:
            check_spot(actor=actor, at=at, spot_id=made.pk, on=on - timedelta(days=ago), found=found, safe=safe)


def accidents(actor: Actor, at: datetime, on: date, some: Iterable[tuple[UUID, date]], random: Random) -> None:
    """Accidents of the last year to children of one commune: id and first possible birthday of each."""
    known = causes_on(on)
    for (child_id, born), (cause, outcome, where, story) in zip(some, ACCIDENTS, strict=False):
        day = on - timedelta(days=random.randint(3, 330))
        if cause not in known or day <= born + timedelta(days=700):
            continue
        told = AccidentTold(day, cause, Accident.Outcome(outcome), where, child_id=child_id, story=story)
        child = children(actor).select_related("place").get(pk=child_id)
        record_accident(
            actor=actor, at=at, accident_id=new_id(), place=child.place, told=told, hamlet_id=child.hamlet_id
        )


def grants(actor: Actor, at: datetime, on: date, some: Iterable[Child], random: Random) -> None:
    """Decisions for what the law gives to some children, the latest months paid; gifts to others."""
    laws, number = laws_on(on), 0
    for child in some:
        fits = [
            one for one in find(laws, facts_of(actor, child, on)).proposed
            if not (one.beaten_by or one.sensitive or one.doubt)
        ]  # fmt: skip
        if not fits or random.random() < GIVEN_ONLY:
            kind, what, giver, worth = random.choice(GIFTS)
            given = min(on, max(child.born_to, on - timedelta(days=random.randint(10, 300))))
            record_aid(
                actor=actor, at=at, child_id=child.pk, told=AidTold(given, kind, what, giver=giver, value_vnd=worth)
            )
            continue
        number += 1
        _grant(actor, at, on, child, fits[0].law.key, fits[0].benefit.code, number)


GIVEN_ONLY = 0.3
"""Share of those with a claim for whom nothing was decided yet: the page proposes it."""


def _grant(actor: Actor, at: datetime, on: date, child: Child, law: str, line: str, number: int) -> None:
    since = min(on, max(child.born_to, (on - timedelta(days=200)).replace(day=1)))
    told = GrantTold(law, line, since, decision=f"{number:02}/QĐ-UBND (dữ liệu thử)", decided_on=since)
    row = grant_entitlement(actor=actor, at=at, child_id=child.pk, told=told)
    if row.monthly_vnd is None:
        return
    month = since.replace(day=1)
    while month < (on - timedelta(days=40)).replace(day=1):
        paid = AidTold(
            min(on, month + timedelta(days=24)), "1", "Trợ cấp hằng tháng", giver="UBND xã",
            value_vnd=row.monthly_vnd, decision=row.decision, entitlement_id=row.pk, for_month=month,
        )  # fmt: skip
        record_aid(actor=actor, at=at, child_id=child.pk, told=paid)
        month = (month + timedelta(days=32)).replace(day=1)
