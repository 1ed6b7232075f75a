"""The style page: every part in every state that a screen can bring it into."""

from __future__ import annotations

from typing import Any

from mangnon.ui.kit import asking, children, province, records, worklist
from mangnon.ui.kit.frame import frame
from mangnon.ui.parts import (
    Act,
    Cell,
    Change,
    Clock,
    Column,
    Confirm,
    EmptyState,
    Fact,
    Grant,
    Haste,
    Hint,
    Kind,
    Link,
    Matrix,
    MatrixRow,
    PageHead,
    Progress,
    Row,
    State,
    Status,
    Steps,
    Strong,
    Table,
    Toast,
    TreeNode,
)

COLOURS = (
    "page", "sheet", "sunk", "rail", "ink", "ink2", "ink3", "line", "line2", "edge", "accent", "accent-soft",
    "shoot", "stem", "danger", "danger-soft", "late", "late-soft", "info", "info-soft", "fault", "fault-soft",
    "band",
)  # fmt: skip
LONG = "Bh’nướch Thị Thuỳ Nguyễn Ngọc Quỳnh Ánh Dương"
STATUSES = (
    (Status(State.URGENT, "Khẩn cấp · còn 9 giờ 33 phút"), "trẻ đang hoặc có thể bị hại nặng"),
    (Status(State.LATE, "Trễ 2 ngày"), "quá hạn, chỉ khi đã quá"),
    (Status(State.NEW), "chưa ai đọc"),
    (Status(State.DOING), "có người nhận"),
    (Status(State.DUE, "Trước 16:30"), "có hạn, chưa đến"),
    (Status(State.DAY, "2 ngày nữa, thứ Tư 25/11"), "có ngày hẹn"),
    (Status(State.WAITING), "việc ở người khác"),
    (Status(State.DONE), "đủ điều kiện, đã ký"),
    (Status(State.TODO), "trong danh mục"),
    (Status(State.UNFOUNDED), "đã kiểm tra, ghi ai kết luận"),
    (Status(State.RESTRICTED), "mở thì được ghi lại"),
    (Status(State.UNSENT), "còn trên máy này"),
    (Status(State.PASSED), "chờ nơi nhận xác nhận"),
)


def acts() -> dict[str, Act]:
    """Buttons in every state."""
    drop = Confirm(
        "Xóa bản nháp kế hoạch của em Đức?",
        "Bản nháp mất hẳn, không lấy lại được. Hồ sơ vẫn còn.",
        "Xóa bản nháp",
        "#drop",
    )
    return {
        "main": Act("Ghi đánh giá ban đầu", "#", "clipboard", key="x"),
        "plain": Act("Bàn giao", "#", "forward"),
        "post": Act("Nhận việc", "#", post=True),
        "bare": Act("Hủy bỏ", "#"),
        "off": Act("Chưa gửi được", disabled=True),
        "asks": Act("Xóa bản nháp", "#ask", "trash", asks=drop),
    }


def clocks() -> tuple[Clock, ...]:
    """Small clocks: danger, calm, late."""
    late = ("hạn 20/11/2026 · ", Link("ghi vì sao", "#"), " · ", Link("nhờ người giúp", "#"))
    return (
        Clock("Còn 9 giờ 33 phút", "trước 20:15 hôm nay · 12 giờ từ lúc nhận tin", Haste.DANGER),
        Clock("Còn 4 ngày làm việc", "trước 1/12/2026 · 24/11 nghỉ lễ nên không tính"),
        Clock("Trễ 1 ngày làm việc", late, Haste.LATE),
    )


def late_clock() -> Clock:
    """The big clock when its time is past: the reason or help, never a pause."""
    return Clock(
        "Trễ 1 ngày làm việc",
        "Kế hoạch hỗ trợ, can thiệp chưa được trình.",
        Haste.LATE,
        100,
        began=(Strong("13/11"), " xong đánh giá"),
        rule=("5 ngày làm việc: 16, 17, 18, 19, 20/11. ", Link("Vì sao?", "#why")),
        ends=(Strong("thứ Sáu 20/11"),),
        act=Act("Ghi vì sao trễ", "#why-late"),
        act_note="hoặc nhờ người giúp",
    )


def money() -> Table:
    """Figures of one width, with a sum."""
    columns = (Column("Khoản", Kind.NAME), Column("Số tiền (đồng)", Kind.NUMBER))
    rows = (
        Row((Cell("Chi phí học tập"), Cell("750.000"))),
        Row((Cell("Trợ cấp tháng 11"), Cell("1.111.000"))),
        Row((Cell(LONG), Cell("11.111.111"))),
    )
    return Table("Đã chi", columns, rows, total=Row((Cell("Cộng"), Cell("12.972.111"))), cards=False)


def changes() -> tuple[Change, ...]:
    """Old beside new."""
    return (
        Change("Ngày sinh", "năm 2017", "14/3/2017"),
        Change("Nơi ở", "Thị trấn P Rao, huyện Đông Giang", "Thôn A Duông, xã Đông Giang"),
        Change("Điện thoại", "", "0905 000 112"),
        Change("Ghi chú cũ", "Gọi cha dượng khi cần", ""),
    )


def matrix() -> Matrix:
    """Rights and roles."""
    yes, no, own = Grant(given=True), Grant(given=False), Grant(given=True, limit="việc của mình")
    return Matrix(
        "Ai được làm gì",
        ("Cộng tác viên thôn", "Cán bộ xã", "Chủ tịch xã", "Chuyên viên Sở"),
        (
            ("Hồ sơ vụ việc", (MatrixRow("Xem", (own, yes, yes, yes)), MatrixRow("Ký kế hoạch", (no, no, yes, no)))),
            ("Trẻ em", (MatrixRow("Ghi lần thăm", (yes, yes, no, no), note="trong xã"),)),
        ),
    )  # fmt: skip


def places() -> tuple[TreeNode, ...]:
    """Places inside places."""
    hamlets = (TreeNode("Thôn A Duông", "#", "58 trẻ em", current=True), TreeNode("Thôn A Dinh", "#", "41 trẻ em"))
    communes = (
        TreeNode("Xã Đông Giang", "#", "gồm thị trấn P Rao cũ", hamlets, open=True),
        TreeNode("Xã Bến Giằng", "#", "nhập từ ba xã năm 2025", more_url="/_ui/kids"),
    )
    return (TreeNode("Thành phố Đà Nẵng", "#", "94 xã, phường, đặc khu", communes, open=True),)


def showroom() -> tuple[str, dict[str, Any]]:
    """The style page."""
    head = PageHead(
        "Các phần dựng nên màn hình",
        line="Be Vietnam Pro, chữ số đều nhau trong bảng, giãn dòng từ 1,5.",
    )
    return "ui/kit.html", {"shell": frame("Việc cần làm"), "head": head, **_small(), **_record(), **_whole()}


def _small() -> dict[str, Any]:
    """Parts of a word or a line."""
    _, detail = records.detail()
    undo = Act("Hoàn tác", "#undo", post=True)
    return {
        "colours": COLOURS,
        "statuses": STATUSES,
        "acts": acts(),
        "tags": detail["head"].tags,
        "tabs": records.kinds(),
        "toast": Toast("Đã ghi lần thăm em Bhrố", undo),
        "hint": Hint("Mỗi dòng là một việc, không phải một trẻ. Bấm J, K để đi, Enter để mở.", "#seen"),
        "empty": EmptyState(
            "Hôm nay chưa có tin báo nào.",
            "Khi Tổng đài 111, nhà trường hay người dân báo tin, tin hiện ở đây và máy này sẽ reo. "
            "Có người vừa gọi đến?",
            Act("Tiếp nhận tin", "#"),
        ),
        "progress": Progress("Đang nhập 1.840 trên 6.216 dòng, còn khoảng 2 phút.", 1840, 6216, "Đang nhập"),
        "steps": Steps(2, 5, back_url="#back"),
    }


def _record() -> dict[str, Any]:
    """Parts of a record's page."""
    return {
        "clock": records.clock(),
        "late_clock": late_clock(),
        "clocks": clocks(),
        "stages": records.stages(3),
        "checks": records.checks(),
        "timeline": records.timeline()[:3],
        "contacts": records.people()[:3],
        "facts": (
            Fact("Họ và tên", LONG, change_url="#"),
            Fact("Nơi ở", "thôn A Duông", change_url="#"),
            Fact("Hồ sơ", status=Status(State.DOING)),
        ),
        "family": records.family(),
        "closed": records.closed(),
    }


def _whole() -> dict[str, Any]:
    """Tables, lists, charts, forms."""
    return {
        "money": money(),
        "list_table": children.rows(),
        "sentence": children.sentence(),
        "bar": children.bar(),
        "groups": worklist.groups()[:2],
        "answers": province.answers(),
        "charts": (province.chart(), province.kinds_chart(), province.trend_chart()),
        "fields": asking.fields(),
        "changes": changes(),
        "matrix": matrix(),
        "places": places(),
    }
