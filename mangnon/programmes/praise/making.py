"""The demo's commendations: one in each stage for its own commune, some of others. For the demo alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid5

from mangnon.access.actor import Actor
from mangnon.places.models import Unit
from mangnon.places.rules import in_line
from mangnon.programmes.plans.making import lot, place_space
from mangnon.programmes.praise.actions import NominationTold
from mangnon.programmes.praise.models import Nomination, Stage

TOLD = (
    NominationTold(
        "person", "Bríu Thị Nghĩa", "Cộng tác viên bảo vệ trẻ em, thôn Tà Lâu",
        "Sáu năm đến từng nhà, phát hiện sớm nhiều việc trẻ em cần giúp; vận động học sinh trở lại trường.",
        "commune", "giay_khen", "Hội Liên hiệp Phụ nữ xã",
    ),
    NominationTold(
        "group", "Tổ đội cứu hộ thôn A Duông", "Thôn A Duông",
        "Tự làm rào, biển báo ở bảy điểm nước nguy hiểm; mùa mưa thay nhau canh ngầm tràn giờ tan học.",
        "province", "bang_khen", "UBND xã",
    ),
    NominationTold(
        "organisation", "Trạm Y tế xã", "Trạm Y tế xã", "Khám sức khỏe đủ cho trẻ em dưới 6 tuổi ở các thôn xa.",
        "commune", "giay_khen", "UBND xã",
    ),
    NominationTold(
        "child", "Zơrâm Thị Búp (tên minh họa)", "Lớp 8, Trường THCS xã",
        "Kèm các em nhỏ học suốt hai năm; được bạn bè bầu làm trưởng nhóm trẻ em nòng cốt.",
        "commune", "bieu_duong", "Đoàn Thanh niên xã",
        "Em đồng ý, ghi trong biên bản ngày 2/10/2026 lưu tại trường (minh họa)",
        "Mẹ của em ký giấy đồng ý ngày 2/10/2026, lưu tại UBND xã (minh họa)",
    ),
)  # fmt: skip
STAGES = (Stage.PUT, Stage.PROPOSED, Stage.DECIDED, Stage.DECIDED)


def make(home: Unit, officer: Actor, units: Sequence[Unit], at: datetime, today: date) -> None:
    """Four of the demo's own commune, one public or declined in each of some others."""
    rows = [_nomination(home, told, stage, today, at) for told, stage in zip(TOLD, STAGES, strict=True)]
    for row in rows:
        row.proposed_by, row.proposed_by_name = officer.person_id, officer.name
    rows[2].publishable, rows[2].publish_consent = True, "Trạm trưởng đồng ý ngày 1/10/2026 (minh họa)"
    others = [one for one in units if one.pk != home.pk]
    for nth in range(5):
        place = others[nth * 13 % len(others)]
        name = f"Tổ cộng tác viên {in_line(place.name)}"
        told = replace(TOLD[0], whom="group", name=name, about=place.name)
        row = _nomination(place, told, Stage.DECLINED if nth == 4 else Stage.DECIDED, today, at)
        row.publishable = row.stage == Stage.DECIDED
        row.publish_consent = "Người được khen đồng ý (minh họa)" if row.publishable else ""
        rows.append(row)
    Nomination.objects.bulk_create(rows)


def _nomination(place: Unit, told: NominationTold, stage: Stage, today: date, at: datetime) -> Nomination:
    n = lot("khen", place.pk, told.name)
    proposed = today - timedelta(days=40 + n % 30)
    row = Nomination(
        id=uuid5(place_space(place), f"khen {told.name}"), place=place, stage=stage, proposed_on=proposed,
        proposed_by_name="", changed_at=at - timedelta(days=n % 30), changed_by_name="",
        **{name: getattr(told, name) for name in NominationTold.__dataclass_fields__},
    )  # fmt: skip
    if stage in (Stage.PUT, Stage.DECIDED):
        row.body, row.put_on = "Hội đồng Thi đua - Khen thưởng xã", proposed + timedelta(days=7)
        row.put_number = f"{12 + n}/TTr-UBND"
    if stage == Stage.DECIDED:
        row.decided_number, row.decided_on = f"{80 + n}/QĐ-UBND (minh họa)", proposed + timedelta(days=18)
        row.signer = "Chủ tịch UBND xã"
    if stage == Stage.DECLINED:
        row.decided_why, row.decided_on = "Thành tích chưa có minh chứng của thôn.", proposed + timedelta(days=18)
    return row
