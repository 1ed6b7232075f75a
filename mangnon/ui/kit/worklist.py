"""Sample: the worklist (mocks 01 and 02)."""

from __future__ import annotations

from typing import Any

from mangnon.ui.kit.frame import OFFLINE, RECEIVE, frame
from mangnon.ui.parts import Act, Call, Link, PageHead, State, Status, Toast, Words, WorkGroup, WorkRow

CASE = "/_ui/case"


def _row(
    state: State, when: str, name: str, about: str, place: str, act: str, who: str, *, phone: bool = True
) -> WorkRow:
    call = Call("0905 000 111", f"Gọi về việc của {name}") if phone else None
    return WorkRow(Status(state, when), name, CASE, about, place, act, who, call=call)


def _now() -> WorkGroup:
    lines: tuple[WorkRow, ...] = (
        WorkRow(
            Status(State.URGENT, "Còn 9 giờ 33 phút", note="trước 20:15 hôm nay"),
            "Mơ",
            CASE,
            about="9 tuổi",
            place="A Duông",
            act="Đánh giá nguy cơ ban đầu",
            who="Hạnh",
            code="HS-0412 · khẩn cấp",
            act_note="14 trên 22 ô đã điền sẵn từ tin báo",
            call=Call("0905 000 112", "Gọi bà Nhiêu"),
            danger=True,
            current=True,
        ),
        WorkRow(
            Status(State.NEW, "Tin mới, chưa đọc", note="10:31, từ Tổng đài 111"),
            "Chưa rõ tên",
            CASE,
            about="khoảng 6 tuổi",
            place="A Dinh",
            act="Đọc và nhận tin",
            who="Chưa ai nhận",
            code="TB-1187",
            act_note="sau 11:01 tự báo Phó Chủ tịch xã",
            call=Call("111", "Gọi Tổng đài 111"),
        ),
    )
    return WorkGroup("Ngay bây giờ", lines)


def _today() -> WorkGroup:
    way_out: Words = (Link("Ghi vì sao trễ", "#late"), " hoặc ", Link("nhờ người giúp", "#help"))
    late = WorkRow(
        Status(State.LATE, "Trễ 1 ngày làm việc", note="hạn thứ Sáu 20/11"),
        "Đức",
        CASE,
        about="14 tuổi",
        place="Pà Nai",
        act="Trình kế hoạch hỗ trợ",
        who="Hạnh",
        code="HS-0398 · Bhling Văn Đức",
        act_note=way_out,
        call=Call("0905 000 113", "Gọi gia đình em Đức"),
    )
    due = State.DUE
    return WorkGroup(
        "Hôm nay",
        (
            late,
            _row(due, "Trước 14:00", "Bhrố", "12 tuổi", "Xà Nghìr", "Thăm tại nhà, lần 3 trên 4", "Hạnh"),
            _row(
                due, "Trước 16:30", "Hoa (con bà Liên)", "8 tuổi", "Ngã Ba",
                "Gọi lại cho trạm y tế về thẻ BHYT", "Hạnh",
            ),
            _row(
                due, "Trong ngày", "Gia Hân", "11 tuổi", "Gừng", "Ghi biên bản họp với nhà trường", "Hạnh",
                phone=False,
            ),
        ),
    )  # fmt: skip


def _week() -> WorkGroup:
    day = State.DAY
    return WorkGroup(
        "Bảy ngày tới",
        (
            _row(day, "2 ngày nữa, thứ Tư 25/11", "Khôi", "4 tuổi", "A Réh",
                 "Nộp hồ sơ xác nhận khuyết tật", "Hạnh"),
            _row(day, "3 ngày nữa, thứ Năm 26/11", "Hậu", "7 tuổi", "A Dung",
                 "Rà soát sau khi thực hiện kế hoạch", "Hạnh"),
            _row(day, "4 ngày nữa, thứ Sáu 27/11", "Thiên", "13 tuổi", "Pà Nai",
                 "Đến nhà cùng cô chủ nhiệm: em bỏ học", "Coor Thị Nghệ"),
            _row(day, "4 ngày nữa, thứ Sáu 27/11", "12 hộ thôn A Duông", "", "A Duông",
                 "Soát lại sổ theo dõi trẻ em quý IV", "Alăng Đớp"),
            _row(day, "7 ngày nữa, thứ Hai 30/11", "Kim Ánh", "15 tuổi", "Gừng",
                 "Bàn việc học nghề, đủ 16 tuổi ngày 9/12", "Hạnh"),
        ),
    )  # fmt: skip


def _waiting() -> WorkGroup:
    waits = State.WAITING
    return WorkGroup(
        "Đang chờ người khác",
        (
            _row(waits, "Chờ 2 ngày", "Y Na", "10 tuổi", "từ xã Trà Linh", "Xã Trà Linh bàn giao hồ sơ",
                 "Nguyễn Văn Toàn"),
            _row(waits, "Chờ 3 ngày", "Hiếu", "8 tuổi", "Ngã Ba", "Chủ tịch xã ký kế hoạch",
                 "Nguyễn Hữu Sanh"),
            _row(waits, "Chờ 5 ngày", "Nhung", "10 tuổi", "A Dung",
                 "Trung tâm CTXH trả lời về tư vấn tâm lý", "Trần Thị Mỹ Lệ"),
        ),
    )  # fmt: skip


def groups() -> tuple[WorkGroup, ...]:
    """The four groups of the day."""
    return (_now(), _today(), _week(), _waiting())


def home() -> tuple[str, dict[str, Any]]:
    """The officer's worklist."""
    head = PageHead(
        "Thứ Hai, 23/11/2026",
        line="Mai 24/11 nghỉ lễ: hạn tính theo ngày làm việc lùi một ngày, hạn 12 giờ thì không.",
        main=RECEIVE,
    )
    return "ui/kit/home.html", {"shell": frame("Việc cần làm"), "head": head, "groups": groups()}


def home_offline() -> tuple[str, dict[str, Any]]:
    """The same without a network, with a toast, and with a group that is empty."""
    template, context = home()
    quiet = WorkGroup("Ngay bây giờ", empty="Không có việc gì phải làm ngay.")
    toast = Toast("Đã ghi lần thăm em Bhrố", Act("Hoàn tác", "#undo", post=True))
    shell = frame("Việc cần làm", notice=OFFLINE)
    return template, {**context, "shell": shell, "groups": (quiet, *groups()[1:]), "toasts": (toast,)}
