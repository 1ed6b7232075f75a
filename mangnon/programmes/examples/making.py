"""The demo's models: some of today with years and copies, one of a commune of before. For the demo alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid5

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.lib.names import fold
from mangnon.places.models import Unit
from mangnon.programmes.examples.actions import CopyTold, copy_example
from mangnon.programmes.examples.models import Example, ExampleState, ExampleYear
from mangnon.programmes.plans.making import lot, place_space

REFORM = date(2025, 7, 1)
TOLD: tuple[dict[str, Any], ...] = (
    {
        "kind": "drowning", "title": "Lớp bơi an toàn mùa hè", "run_by": "Đoàn xã, Trường THCS", "cost": 46_000_000,
        "money_source": "ngân sách xã 30 triệu đồng, đóng góp của phụ huynh",
        "does": "Mỗi hè mở bốn lớp dạy bơi và kỹ năng thoát nạn dưới nước ở hồ bơi lắp ghép của trường.",
        "whom": "Trẻ em 7 - 15 tuổi chưa biết bơi, ưu tiên thôn gần sông, hồ",
        "results": "Hai năm không có trẻ em đuối nước ở các thôn có lớp (số liệu minh họa).",
        "steps": "Rà danh sách trẻ em chưa biết bơi theo thôn trong tháng 4\nMượn sân trường, lắp hồ, kiểm tra nước"
        "\nMời huấn luyện viên có chứng chỉ, mỗi lớp không quá 15 em\nCó người cứu hộ và cán bộ y tế trực"
        "\nKiểm tra cuối lớp, báo phụ huynh em nào cần học thêm",
    },
    {
        "kind": "community_point", "title": "Điểm tư vấn trẻ em ở nhà sinh hoạt thôn",
        "run_by": "Cộng tác viên thôn, Hội Phụ nữ", "cost": 12_000_000, "money_source": "ngân sách xã",
        "does": "Chiều thứ bảy hằng tuần có người trực nghe trẻ em và cha mẹ, chỉ nơi giúp, chuyển việc cần can thiệp.",
        "whom": "Trẻ em và cha mẹ trong thôn", "results": "Cha mẹ hỏi nhiều nhất về việc học và mạng xã hội.",
        "steps": "Chọn nơi kín đáo, dễ đến\nTập huấn người trực hai ngày\nTreo số 111 và số của xã"
        "\nGhi sổ lượt đến, không ghi tên\nMỗi quý họp rút kinh nghiệm",
    },
    {
        "kind": "early_marriage", "title": "Nhóm bạn cùng tiến, không bỏ học", "run_by": "Trường THCS, già làng",
        "cost": 8_500_000, "money_source": "dự án của tổ chức phi chính phủ",
        "does": "Học sinh lớn kèm học sinh nhỏ; già làng cùng nhà trường đến nhà khi có em nghỉ học ba ngày liền.",
        "whom": "Học sinh lớp 6 - 9 có nguy cơ bỏ học", "results": "Số em bỏ học giữa năm giảm (số liệu minh họa).",
        "steps": "Lập danh sách em nghỉ học nhiều\nGhép nhóm ba, bốn em cùng thôn\nGià làng, giáo viên đến nhà"
        "\nTặng sách vở theo kỳ",
    },
    {
        "kind": "parents", "title": "Câu lạc bộ cha mẹ nuôi con không đòn roi", "run_by": "Hội Phụ nữ xã",
        "cost": 6_000_000, "money_source": "quỹ hội, ngân sách xã",
        "does": "Sinh hoạt mỗi tháng một buổi theo chủ đề; cha mẹ kể việc thật ở nhà và cùng tìm cách khác.",
        "whom": "Cha mẹ có con dưới 16 tuổi", "results": "", "steps": "",
    },
)  # fmt: skip


def make(home: Unit, officer: Actor, units: Sequence[Unit], before: Unit | None, at: datetime, today: date) -> None:
    """The demo's own commune has two, other communes one each; two copied the swimming class, one old one has ended."""
    others = [one for one in units if one.pk != home.pk]
    places = [home, home, *(others[n * 17 % len(others)] for n in range(2, 9))]
    made = [_example(place, TOLD[n % len(TOLD)], n, at) for n, place in enumerate(places)]
    made[7].state, made[7].state_on = ExampleState.PAUSED, date(today.year, 3, 2)
    made[7].state_why = "Người điều hành chuyển công tác, chưa có người thay"
    if before is not None:
        old = _example(before, TOLD[0], 20, at)
        old.since, old.until, old.state, old.state_on = date(2021, 6, 1), date(2025, 6, 30), "ended", date(2025, 6, 30)
        old.state_why = "Kết thúc cùng đơn vị hành chính cũ"
        made[0].copied_from, made[0].family = old, old.pk
        made.insert(0, old)
    Example.objects.bulk_create(made)
    ExampleYear.objects.bulk_create(row for one in made for row in _years(one, at, today))
    with acting(officer):
        for nth, place in enumerate((others[3], others[40])):
            copy = CopyTold(date(today.year, 4, 10 + nth), "Đoàn xã, Trường THCS", 38_000_000, "ngân sách xã")
            source = next(one for one in made if one.place_id == home.pk)
            copy_example(actor=officer, at=at, example_id=source.pk, place=place, told=copy)


def _example(place: Unit, told: dict[str, Any], nth: int, at: datetime) -> Example:
    since = REFORM.replace(month=8 + nth % 4) if place.valid_to is None else place.valid_from
    pk = uuid5(place_space(place), f"mo hinh {nth}")
    number = 30 + lot("mo hinh", place.pk, nth)
    return Example(
        id=pk, place=place, family=pk, since=since, changed_at=at, changed_by_name="", **told,
        search_key=fold(f"{told['title']} {told['run_by']}")[:240],
        decision=f"{number}/KH-UBND ngày {since.day}/{since.month}/{since.year} (minh họa)",
    )  # fmt: skip


def _years(one: Example, at: datetime, today: date) -> list[ExampleYear]:
    """Each year until the last that is over, and this one where the number of the place says so."""
    last = (one.until or today).year
    years = [year for year in range(one.since.year, last + 1) if year < today.year or lot(one.pk, year) % 3 == 0]
    return [_year(one, year, at) for year in years]


def _year(one: Example, year: int, at: datetime) -> ExampleYear:
    n = lot("ket qua", one.pk, year)
    return ExampleYear(
        example=one, year=year, people=60 + n, children=40 + n, spent=one.cost * (80 + n % 20) // 100,
        note="Số liệu minh họa", told_at=at, told_by_name="",
    )  # fmt: skip
