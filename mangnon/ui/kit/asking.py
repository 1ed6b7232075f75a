"""Samples: a form with every field, sign-in, the pages of refusals."""

from __future__ import annotations

from typing import Any

from mangnon.ui.kit.frame import frame
from mangnon.ui.parts import (
    Act,
    Choice,
    ErrorPage,
    Field,
    Input,
    Link,
    PageHead,
    Steps,
    Wide,
    faults,
)

SEXES = (Choice("f", "Nữ", chosen=True), Choice("m", "Nam"), Choice("u", "Chưa rõ"))
WORRIES = (
    Choice("hurt", "Bị đánh, bị thương", chosen=True),
    Choice("alone", "Ở nhà một mình, không ai trông"),
    Choice("school", "Nghỉ học không rõ vì sao", hint="từ ba ngày trở lên"),
)
LANGUAGES = (Choice("", "Chọn một tiếng"), Choice("kinh", "Tiếng Việt"), Choice("katu", "Cơ Tu", chosen=True))


def fields() -> tuple[Field, ...]:
    """One field of each kind; two need another look."""
    return (
        Field("name", "Họ và tên", hint="Không biết thì để trống, ghi đặc điểm ở dưới.", value="Alăng Thị Mơ",
              optional=True, wide=Wide.NAME, autocomplete="off"),
        Field("born", "Ngày sinh", Input.DATE, "3/14/2017",
              "Ví dụ 14/3/2017. Không rõ ngày thì chỉ ghi năm.",
              "Tháng chỉ từ 1 đến 12. Có phải 3/14 là 14/3?", wide=Wide.SHORT),
        Field("sex", "Giới tính", Input.RADIO, choices=SEXES),
        Field("place", "Nơi ở hiện tại", Input.PLACE, "p rao",
              "Gõ tên xã nay hoặc tên cũ, có dấu hay không dấu đều được.",
              "Chọn một xã trong danh sách gợi ý.", suggest_url="/_ui/places"),
        Field("tongue", "Tiếng em nói ở nhà", Input.SELECT, choices=LANGUAGES, wide=Wide.NAME, optional=True),
        Field("worry", "Điều đáng lo", Input.CHECKS, hint="Chọn mọi điều đúng.", choices=WORRIES),
        Field("age", "Tuổi ước chừng", Input.NUMBER, "9", unit="tuổi", wide=Wide.TINY, optional=True),
        Field("what", "Chuyện gì đã xảy ra?", Input.AREA, "Có vết bầm ở cánh tay.",
              "Ghi lời người báo, không suy đoán."),
        Field("paper", "Giấy tờ kèm theo", Input.FILE, hint="Ảnh hoặc PDF, tối đa 5 MB. Đừng chụp thêm ảnh trẻ.",
              optional=True, accept="image/*,application/pdf"),
        Field("phone", "Số điện thoại người báo", Input.TEL, wide=Wide.NAME, optional=True),
        Field("consent", "Người báo đồng ý để xã gọi lại", Input.CHECK, hint="Không đồng ý thì tin vẫn được xử lý."),
        Field("code", "Mã hồ sơ", value="HS-0412", disabled=True, wide=Wide.SHORT),
    )  # fmt: skip


def form() -> tuple[str, dict[str, Any]]:
    """A form after an answer that found two things to look at."""
    asked = fields()
    return "ui/form.html", {
        "shell": frame("Tin báo"),
        "head": PageHead("Ghi tin báo", crumbs=(Link("Tin báo", "/_ui/home"), "tin mới")),
        "fields": asked,
        "faults": faults(asked),
        "button_label": "Ghi tin",
        "second": (Act("Hủy bỏ", "/_ui/home"),),
        "form_key": "/_ui/form",
        "draft_url": "/_ui/draft",
        "kept_at": None,
        "multipart": True,
    }


def step() -> tuple[str, dict[str, Any]]:
    """One question a page, as on a phone."""
    danger = (
        Choice("yes", "Có, trẻ đang gặp nguy hiểm"),
        Choice("unsure", "Tôi không chắc"),
        Choice("no", "Không, hiện trẻ an toàn", chosen=True),
    )
    return "ui/kit/step.html", {
        "shell": frame("Tin báo"),
        "steps": Steps(1, 5, back_url="#back", title="Báo tin về trẻ em"),
        "field": Field("danger", "Trẻ có đang gặp nguy hiểm ngay lúc này không?", Input.RADIO, choices=danger),
    }


def signin() -> tuple[str, dict[str, Any]]:
    """Sign-in after a wrong password."""
    asked = (
        Field("login", "Tên đăng nhập", value="hanh.briu", autocomplete="username"),
        Field("password", "Mật khẩu", Input.PASSWORD, error="Tên hoặc mật khẩu chưa đúng. Gõ lại cả hai."),
    )
    return "ui/kit/signin.html", {"shell": frame(""), "fields": asked, "faults": faults(asked)}


def errors() -> tuple[str, dict[str, Any]]:
    """The five bodies, one below the other."""
    home = Act("Về việc cần làm", "/_ui/home")
    return "ui/kit/errors.html", {
        "shell": frame("Tin báo"),
        "pages": (
            ErrorPage(
                "Không thấy trang này", "Có thể đường dẫn bị thiếu chữ, hoặc hồ sơ ở ngoài nơi bạn phụ trách.",
                "search", acts=(Act("Tìm trẻ, hộ, hồ sơ", "/_ui/list"), home),
            ),
            ErrorPage(
                "Việc này cần người có quyền khác", "Chủ tịch xã hoặc người được giao mới ký được kế hoạch.",
                "lock", acts=(Act("Nhờ người có quyền", "#ask"), home),
            ),
            ErrorPage(
                "Có lỗi ở phía hệ thống", "Việc vừa rồi chưa được lưu. Thử lại sau ít phút. Nếu trẻ đang nguy "
                "hiểm, gọi ngay 111.", "refresh", "K7Q4-20BM", (Act("Thử lại", "#again"), home),
            ),
            ErrorPage(
                "Tài khoản đang khóa", "Gõ sai mật khẩu nhiều lần. Sau 10:57 thử lại, hoặc gọi người quản trị.",
                "lock", acts=(home,),
            ),
            ErrorPage(
                "Không có mạng", "Trang này chưa có sẵn trên máy. Việc đã ghi vẫn còn và sẽ tự gửi khi có mạng.",
                "cloud-off", acts=(Act("Việc đang có trên máy", "#offline"),),
            ),
        ),
    }  # fmt: skip
