"""The demo's inspections: of the city, of the demo's own commune, by the Fatherland Front. For the demo alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid5

from mangnon.lib.dates import format_date
from mangnon.lib.names import fold
from mangnon.places.models import Unit
from mangnon.places.rules import in_line
from mangnon.programmes.inspections.models import Finding, Inspection, Inspector, Recommendation
from mangnon.programmes.plans.making import lot, place_space

TEAM = (
    ("Nguyễn Thị Kim Hoa", "Phó Giám đốc Sở", "Sở Y tế"),
    ("Trần Hữu Phúc", "Phó Trưởng phòng", "Công an thành phố"),
    ("Lê Thị Thu Hà", "Chuyên viên", "Sở Giáo dục và Đào tạo"),
)
FRONT = (
    ("Alăng Văn Minh", "Chủ tịch", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"),
    ("Bríu Thị Nga", "Chủ tịch", "Hội Liên hiệp Phụ nữ xã"),
    ("Zơrâm Đức An", "Bí thư", "Đoàn Thanh niên Cộng sản Hồ Chí Minh xã"),
)
TOPICS = (
    "Thực hiện pháp luật về bảo vệ trẻ em tại cơ sở\nTiếp nhận, xử lý tin báo trẻ em bị bạo lực, xâm hại\n"
    "Điều kiện an toàn, phòng, chống tai nạn thương tích"
)
MINUTES = "Đoàn làm việc với lãnh đạo và người phụ trách, xem hồ sơ, đi thực tế. Hai bên thống nhất nội dung biên bản."
FOUND = (
    ("Hồ bơi không có rào chắn, không có người cứu hộ trong giờ mở cửa", "serious", "Quy định về an toàn hồ bơi"),
    ("Sổ tiếp nhận tin báo ghi chưa đủ giờ nhận và người nhận", "minor", "Quy trình tiếp nhận tin báo"),
    ("Cơ sở đã niêm yết số 111 và bố trí người trực", "none", ""),
)  # fmt: skip
ASKED = (
    ("Làm rào quanh hồ bơi, bố trí người cứu hộ, báo cáo kèm ảnh", 30),
    ("Hướng dẫn lại người trực cách ghi sổ tiếp nhận tin báo", 15),
)  # fmt: skip


@dataclass
class Rows:
    """What is made, by table."""

    inspections: list[Inspection] = field(default_factory=list)
    team: list[Inspector] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)

    def save(self) -> None:
        """All of it."""
        Inspection.objects.bulk_create(self.inspections)
        Inspector.objects.bulk_create(self.team)
        Finding.objects.bulk_create(self.findings)
        Recommendation.objects.bulk_create(self.recommendations)


def make(city: Unit, communes: list[Unit], home: Unit, today: date, at: datetime) -> None:
    """Some of the city over the year, one that is planned, and the Front's in the demo's own commune."""
    rows = Rows()
    for nth, unit in enumerate([home, *(one for one in communes if one.pk != home.pk)][:40:4]):
        kind = ("joint", "inspection", "specialised")[nth % 3]
        leader = "Sở Y tế" if kind != "specialised" else "Thanh tra thành phố"
        day = today - timedelta(days=25 + 31 * nth)
        told = {"kind": kind, "leader": leader, "subject": f"UBND {in_line(unit.name)}", "subject_place": unit}
        _held(rows, city, day, today, at, nth, told)
    front = f"Ủy ban Mặt trận Tổ quốc Việt Nam {in_line(home.name)}"
    told = {"kind": "front", "leader": front, "subject": "Trường tiểu học trung tâm", "subject_place": home}
    _held(rows, home, today - timedelta(days=40), today, at, 1, told)
    ahead = {"kind": "joint", "leader": "Sở Y tế", "subject": "Các cơ sở trợ giúp trẻ em ngoài công lập"}
    _add(rows, city, today + timedelta(days=9), at, ahead)
    critic = {"kind": "criticism", "leader": front, "subject": "Dự thảo kế hoạch vì trẻ em năm tới của UBND xã"}
    _add(rows, home, today - timedelta(days=4), at, critic)
    rows.save()


def _add(rows: Rows, place: Unit, day: date, at: datetime, told: dict[str, Any]) -> Inspection:
    made = Inspection(
        id=uuid5(place_space(place), f"kiem tra {place.pk} {told['subject']} {day}"), place=place, topics=TOPICS,
        decision=f"{100 + lot('kt', told['subject'])}/QĐ ngày {format_date(day - timedelta(days=20))}",
        planned_from=day, planned_to=day + timedelta(days=1), changed_at=at, changed_by_name="", **told,
    )  # fmt: skip
    rows.inspections.append(made)
    for nth, (name, post, agency) in enumerate(FRONT if made.kind in ("front", "criticism") else TEAM):
        rows.team.append(
            Inspector(id=uuid5(made.pk, name), inspection=made, name=name, name_key=fold(name), post=post,
                      agency=agency, head=nth == 0)
        )  # fmt: skip
    return made


def _held(rows: Rows, place: Unit, day: date, today: date, at: datetime, nth: int, told: dict[str, Any]) -> None:
    made = _add(rows, place, day, at, told)
    made.state, made.held_on, made.minutes = "held", day, MINUTES
    for n, (text, severity, rule) in enumerate(FOUND[nth % 2 :], 1):
        row = Finding(id=uuid5(made.pk, text), inspection=made, number=n, text=text, severity=severity, rule=rule,
                      told_at=at, told_by_name="")  # fmt: skip
        if severity == "serious" and nth % 4 == 0:
            row.handling, row.handled_by = "administrative", "Chủ tịch UBND"
            row.handling_number, row.handled_on = f"{31 + nth}/QĐ-XPHC", min(day + timedelta(days=12), today)
            row.outcome = "Phạt tiền, buộc làm rào chắn; đã nộp phạt."
        rows.findings.append(row)
    for n, (text, days) in enumerate(ASKED[nth % 2 :], 1):
        _recommended(rows, made, n, text, day + timedelta(days=days), today, at)
    if all(one.closed_on for one in rows.recommendations if one.inspection is made):
        made.state, made.closed_on = "closed", today


def _recommended(rows: Rows, made: Inspection, n: int, text: str, due: date, today: date, at: datetime) -> None:
    k = lot("tra loi kien nghi", made.pk, n)
    row = Recommendation(
        id=uuid5(made.pk, text), inspection=made, number=n, text=text, who=made.subject[:160],
        phone=f"0900 {200 + k:03} {300 + n:03}", due_on=due, told_at=at, told_by_name="",
    )  # fmt: skip
    on = due - timedelta(days=k % 6)
    if on <= today and made.place_id != made.subject_place_id and k % 4:
        row.answer, row.answered_on, row.answered_by_name = "Đã làm xong, gửi kèm báo cáo và ảnh.", on, made.subject
        if k % 3:
            row.followed, row.followed_on = "done", min(on + timedelta(days=9), today)
            row.closed_on, row.closed_by_name = row.followed_on, "Sở Y tế"
    rows.recommendations.append(row)
