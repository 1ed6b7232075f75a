"""Sample: the leader's ten seconds (mock 07)."""

from __future__ import annotations

from typing import Any

from mangnon.ui.kit.frame import frame
from mangnon.ui.parts import (
    Act,
    Answer,
    Call,
    Cell,
    Chart,
    Column,
    Draw,
    Kind,
    Link,
    PageHead,
    Row,
    Series,
    Soft,
    State,
    Status,
    Table,
)

PLACES = (
    ("Xã Trà Vân", 2, 4, "Người phụ trách nghỉ thai sản, chưa có người thay", "Cử người tạm thay",
     "Hồ Văn Quyết"),
    ("Xã La Êê", 1, 3, "Đường sạt, chưa vào được thôn Đắc Ốc", "Nhờ đồn biên phòng", "Zơrâm Nghĩa"),
    ("Phường Hương Trà", 1, 1, "Chờ bệnh viện trả lời", "Gọi bệnh viện", "Phan Thị Mỹ Dung"),
    ("Xã Đông Giang", 1, 1, "Chưa ghi", "Hỏi xã", "Bríu Thị Hạnh"),
    ("Xã Thạnh Mỹ", 3, 2, "Bão, trường đóng cửa; xong ngày 25/11", "", "Bnướch Thị Thảo"),
    ("Xã Đại Lộc", 2, 1, "Chờ chữ ký; xong hôm nay", "", "Trương Công Định"),
)  # fmt: skip
WEEKS = ("7/9", "14/9", "21/9", "28/9", "5/10", "12/10", "19/10", "26/10", "2/11", "9/11", "16/11", "23/11")
IN_TIME = (11, 12, 13, 12, 14, 13, 15, 14, 19, 18, 24, 6)
LATER = (0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 2, 1)


def answers() -> tuple[Answer, ...]:
    """The three answers."""
    first = ("3 hồ sơ khẩn cấp đang mở, không hồ sơ nào quá 12 giờ. Hạn gần nhất 20:15 hôm nay, ",
             Link("xã Đông Giang", "#"), ".")  # fmt: skip
    return (
        Answer("Trẻ đang nguy hiểm đã có người nhận việc chưa?", "Rồi, cả 3 em", first, "done"),
        Answer(
            "Việc nào đang trễ?",
            "10 việc, ở 6 nơi",
            "Tuần trước 14 việc. 4 việc cần Sở giúp, 5 việc xã đã hẹn ngày xong, 1 việc chưa ghi lý do.",
            "late",
        ),
        Answer(
            "So với cùng tháng năm trước?",
            "Tin báo nhiều hơn 22%",
            "71 tin từ 2/11 đến nay, năm trước 58. Số tin được nhận trong 30 phút vẫn giữ ở mức 96%.",
        ),
    )


def late_places() -> Table:
    """Places that need help first."""
    columns = (
        Column("Nơi", Kind.NAME),
        Column("Việc trễ", Kind.NUMBER),
        Column("Trễ lâu nhất", Kind.NUMBER),
        Column("Vì sao, theo lời xã"),
        Column("Sở có thể làm"),
        Column("Gọi"),
        Column("", Kind.ACT),
    )
    rows = tuple(
        Row(
            (
                Cell(place),
                Cell(str(late)),
                Cell(status=Status(State.LATE, f"{days} ngày")),
                Cell(why),
                Cell((Link(can, "#can"),)) if can else Cell((Soft("Không cần"),)),
                Cell(who),
                Cell(call=Call("0905 000 120", f"Gọi {who}")),
            )
        )
        for place, late, days, why, can, who in PLACES
    )
    return Table("Nơi có việc trễ", columns, rows, roomy=True)


def weeks() -> Table:
    """The table beside the chart, newest first, with its sum."""
    columns = (
        Column("Tuần từ", Kind.NAME, soft=True),
        Column("Tin báo", Kind.NUMBER),
        Column("Trong 30 phút", Kind.NUMBER),
        Column("Muộn hơn", Kind.NUMBER),
    )
    newest = tuple(zip(WEEKS, IN_TIME, LATER, strict=True))[:-5:-1]
    rows = tuple(Row((Cell(week), Cell(str(a + b)), Cell(str(a)), Cell(str(b)))) for week, a, b in newest)
    total = Row((Cell("12 tuần"), Cell("178"), Cell("171"), Cell("7")))
    return Table("Tin báo theo tuần", columns, rows, total=total, cards=False, roomy=True)


def chart() -> Chart:
    """Bars of twelve weeks; the last is still running."""
    return Chart(
        "weeks",
        "Tin báo có được nhận trong 30 phút không?",
        "Có: 12 tuần qua 178 tin, 171 tin được nhận trong 30 phút (96%).",
        WEEKS,
        (Series("nhận trong 30 phút", IN_TIME), Series("muộn hơn", LATER, late=True)),
        running="tuần này",
        table=weeks(),
    )


def kinds_chart() -> Chart:
    """Four series side by side in one bar: colour, lightness and hatching."""
    return Chart(
        "kinds",
        "Tin báo về chuyện gì?",
        "Bạo lực nhiều nhất: 41 trên 94 tin của quý.",
        ("Tháng 9", "Tháng 10", "Tháng 11"),
        (
            Series("Bạo lực", (12, 14, 15)),
            Series("Bỏ mặc", (9, 8, 10)),
            Series("Bóc lột", (4, 6, 5)),
            Series("Khác", (3, 4, 4)),
        ),
    )


def trend_chart() -> Chart:
    """Two lines."""
    return Chart(
        "trend",
        "Trẻ được thăm đúng hẹn có tăng không?",
        "Có: từ 61 lên 88 em mỗi tháng.",
        ("6", "7", "8", "9", "10", "11"),
        (Series("đúng hẹn", (61, 66, 70, 79, 84, 88)), Series("sau hẹn", (20, 19, 17, 12, 9, 6))),
        Draw.LINES,
    )


def leader() -> tuple[str, dict[str, Any]]:
    """The province's morning."""
    shell = frame("Mười giây", place="Sở Y tế Đà Nẵng", name="Võ Thị Hồng Vân", role="Phó Giám đốc", leader=True)
    head = PageHead(
        "Sáng nay, toàn thành phố",
        line=("Thứ Hai 23/11/2026, số liệu lúc 10:40. 92 trên 94 xã, phường, đặc khu đã gửi trong 24 giờ; ",
              Link("thiếu 2", "#missing"), "."),
        acts=(Act("In một trang", "#print", "print"),),
    )  # fmt: skip
    return "ui/kit/leader.html", {
        "shell": shell,
        "head": head,
        "answers": answers(),
        "table": late_places(),
        "chart": chart(),
    }
