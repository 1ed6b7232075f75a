"""Samples: a child's page (mock 03) and a case's page (mock 04)."""

from __future__ import annotations

from typing import Any

from mangnon.ui.kit.frame import frame
from mangnon.ui.parts import (
    Act,
    Call,
    Check,
    Choice,
    Clock,
    Closed,
    Contact,
    Fact,
    Field,
    Haste,
    Input,
    Link,
    PageHead,
    Reach,
    Relative,
    Soft,
    Stage,
    State,
    Status,
    Strong,
    Tab,
    Tag,
    TimelineEntry,
    Tone,
)

REASONS = (("visit", "Chuẩn bị gặp em"), ("assess", "Đánh giá nguy cơ"), ("other", "Việc khác, sẽ ghi rõ"))


def timeline() -> tuple[TimelineEntry, ...]:
    """What happened to Mơ, newest first."""
    return (
        TimelineEntry(
            "Hôm nay", "Gọi nhà trường", "phone",
            "Cô chủ nhiệm cho biết em nghỉ học từ thứ Năm 19/11, không ai xin phép. Bạn thân nhất của em là "
            "Riah Thị Nhung, cùng lớp.",
            "9:05", ("Bríu Thị Hạnh ghi", "Nguồn: cô Lê Thị Thu Hằng"),
        ),
        TimelineEntry(
            "Hôm nay", "Tin báo từ Tổng đài 111", "alert",
            "Người báo thấy em có vết bầm ở cánh tay và sợ về nhà. Sáng nay em không đến lớp.",
            "8:15", ("Mã chuyển 26-118402", "Người báo: chỉ người được giao mới xem"), danger=True,
        ),
        TimelineEntry(
            "12/11/2026", "Thăm tại nhà", "home-heart",
            "Em ở với bà ngoại, ăn uống bình thường. Bà đau khớp gối, khó đưa em đi học những ngày mưa.",
            "15:40", ("Alăng Đớp, cộng tác viên thôn", "2 ảnh căn bếp, không có ảnh trẻ"),
        ),
        TimelineEntry(
            "15/10/2026", "Trợ giúp", "gift",
            "Hỗ trợ chi phí học tập học kỳ I: 750.000 đồng. Bà ngoại đã ký nhận.",
            sources=("Trường Tiểu học Prao", (Link("Phiếu chi 88", "#88"),)),
        ),
        TimelineEntry("5/9/2026", "Học tập", "school", "Vào lớp 4, Trường Tiểu học Prao."),
        TimelineEntry(
            "1/7/2025", "Nơi ở", "home-move",
            "Thị trấn P Rao, huyện Đông Giang nhập vào xã Đông Giang, thành phố Đà Nẵng. Chỗ ở không đổi.",
            sources=("Nghị quyết 1659/NQ-UBTVQH15",),
        ),
        TimelineEntry(
            "18/2/2025", "Nơi ở", "home-move", "Mẹ vào Bình Dương làm công nhân. Hai chị em về ở với bà ngoại.",
            sources=("Alăng Đớp, cộng tác viên thôn",), corrects=(Link("mục ngày 20/2/2025", "#old"),),
        ),
    )  # fmt: skip


def kinds() -> tuple[Tab, ...]:
    """Kinds of entries with their counts."""
    counted = (("Tất cả", 23), ("Tin báo", 2), ("Thăm", 6), ("Đánh giá", 1), ("Trợ giúp", 7), ("Học tập", 4),
               ("Nơi ở", 3))  # fmt: skip
    return tuple(Tab(name, "#", count, active=nth == 0) for nth, (name, count) in enumerate(counted))


def family() -> tuple[Relative, ...]:
    """Who belongs to the household, and who is away."""
    return (
        Relative("Alăng Thị Nhiêu", "bà ngoại, cùng nhà"),
        Relative("Alăng Bảo Quốc", "em trai, 5 tuổi"),
        Relative("Alăng Thị Sương", "mẹ, đi làm ăn xa", away=True),
        Relative("Cha", "mất năm 2021", away=True),
    )


def closed() -> tuple[Closed, ...]:
    """Blocks that open with a reason."""
    return (
        Closed("Cha dượng và nơi tạm lánh", "#open", REASONS),
        Closed("Sức khỏe, tâm lý", "#open", REASONS),
    )


def detail() -> tuple[str, dict[str, Any]]:
    """A child's page."""
    old_name: tuple[Any, ...] = ("thôn A Duông, xã Đông Giang ", Soft("(P Rao cũ)"))
    head = PageHead(
        "Alăng Thị Mơ",
        crumbs=(Link("Trẻ em", "/_ui/list"), "A Duông"),
        facts=("Nữ, 9 tuổi (14/3/2017)", "Cơ Tu", old_name, "lớp 4"),
        tags=(
            Tag("Hồ sơ khẩn cấp HS-0412, còn 9 giờ 33 phút", "alert", Tone.DANGER, "/_ui/case"),
            Tag("Không gọi cha dượng", "no-call", Tone.DANGER),
            Tag("Dị ứng penicillin", "medicine"),
        ),
        main=Act("Ghi lần thăm", "/_ui/form", "pencil-plus", key="e"),
        acts=(Act("In", "#print", "print"),),
    )
    return "ui/kit/detail.html", {
        "shell": frame("Trẻ em"),
        "head": head,
        "tabs": kinds(),
        "timeline": timeline(),
        "carers": (Contact("Alăng Thị Nhiêu", "bà ngoại, 58 tuổi · nói tiếng Cơ Tu",
                           Call("0905 000 112", "Gọi bà Nhiêu")),),
        "workers": (Contact("Bríu Thị Hạnh", "từ 3/2/2025", Call("0905 000 114", "Gọi chị Hạnh")),),
        "deadlines": (
            Fact("Đánh giá ban đầu", status=Status(State.URGENT, "20:15 hôm nay")),
            Fact("Trình kế hoạch", "1/12/2026"),
            Fact("Thăm lại", "12/12/2026"),
        ),
        "family": family(),
        "closed": closed(),
    }  # fmt: skip


def stages(now: int = 1) -> tuple[Stage, ...]:
    """The eight steps, one of them open."""
    names = ("Tiếp nhận thông tin", "Đánh giá ban đầu", "Xác minh, đánh giá cụ thể", "Lập kế hoạch",
             "Phê duyệt", "Thực hiện", "Rà soát", "Kết thúc")  # fmt: skip
    notes = {0: "8:40 hôm nay", now: "đang ở đây"}
    return tuple(
        Stage(
            name,
            Reach.DONE if nth < now else Reach.NOW if nth == now else Reach.AHEAD,
            notes.get(nth, ""),
        )
        for nth, name in enumerate(names)
    )


def clock() -> Clock:
    """The twelve hours of the mock."""
    return Clock(
        "Còn 9 giờ 33 phút",
        "để quyết định có cần biện pháp khẩn cấp cho em hay không.",
        Haste.DANGER,
        20,
        began=(Strong("8:15"), " Tổng đài 111 nhận tin"),
        rule=("12 giờ liền, tính cả đêm và ngày nghỉ. ", Link("Vì sao?", "#why")),
        ends=(Strong("20:15 hôm nay"),),
        act=Act("Ghi đánh giá ban đầu", "/_ui/form", "clipboard", key="n"),
        act_note="mẫu 02 · đã điền sẵn 14 trên 22 ô",
    )


def checks() -> tuple[Check, ...]:
    """What must be ready at this step."""
    meet = "Bà ngoại nói tiếng Cơ Tu; chị Coor Thị Nghệ có thể đi cùng. Không gặp khi có cha dượng."
    return (
        Check("Báo cáo tiếp nhận thông tin, mẫu 01", done=True, by="Hạnh, 8:40"),
        Check("Gọi nhà trường", done=True, by="Hạnh, 9:05"),
        Check("Gặp em ở nơi em thấy an toàn", note=meet, now=True, act=Act("Ghi đã gặp", "#met", post=True)),
        Check("Đánh giá nguy cơ ban đầu, mẫu 02", url="/_ui/form"),
        Check("Trình Chủ tịch xã: áp dụng hay không áp dụng biện pháp khẩn cấp"),
    )


def people() -> tuple[Contact, ...]:
    """Whom to call."""
    lines = (
        ("Alăng Thị Nhiêu", "bà ngoại, người chăm sóc"),
        ("Nguyễn Hữu Sanh", "Chủ tịch UBND xã, người quyết định"),
        ("Lê Quang Vinh", "Công an xã, trực hôm nay"),
        ("Zơrâm Thị Nhàn", "Trạm y tế"),
        ("Tổng đài 111", "miễn phí, 24 giờ"),
    )
    return tuple(Contact(name, note, Call("111", f"Gọi {name}")) for name, note in lines)


def case() -> tuple[str, dict[str, Any]]:
    """A case's page."""
    head = PageHead(
        "Mơ, 9 tuổi: nghi bị bạo lực trong nhà",
        crumbs=(Link("Hồ sơ vụ việc", "/_ui/home"), "HS-0412"),
        status=Status(State.URGENT),
        line=("A Duông, xã Đông Giang · việc xảy ra và nơi ở cùng một xã · ",
              Link("Trang của em Mơ", "/_ui/detail")),
        acts=(Act("In mẫu 01", "#print", "print"), Act("Bàn giao", "#pass", "forward")),
    )  # fmt: skip
    note = Field(
        "note", "Ghi chú bàn giao", Input.AREA, rows=3,
        value="Bà Nhiêu có nhà sau 16:00. Em tin cô Hằng. Cha dượng làm rẫy bên A Réh, tối mới về.",
    )  # fmt: skip
    return "ui/kit/case.html", {
        "shell": frame("Hồ sơ vụ việc"),
        "head": head,
        "stages": stages(),
        "clock": clock(),
        "checks": checks(),
        "people": people(),
        "note": note,
        "note_choices": (Choice("1", "Chị Coor Thị Nghệ"),),
        "timeline": (
            TimelineEntry("Hôm nay", "Gọi nhà trường", "phone", "Em nghỉ học từ thứ Năm 19/11, không ai xin "
                          "phép.", "9:05"),
            TimelineEntry("Hôm nay", "Mở hồ sơ", "folder-open", "Từ tin báo TB-1186, mã chuyển của 111: "
                          "26-118402.", "8:40"),
        ),
    }  # fmt: skip
