"""Where a fact of a unit comes from, in words. The keys are those of data/SOURCES.md, which says more."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SOURCES = {
    "vp022": _("danh mục của cơ quan thống kê, tháng 2/2020"),
    "vp040": _("danh mục của cơ quan thống kê, tháng 2/2021"),
    "vp060": _("danh mục của cơ quan thống kê, tháng 1/2025"),
    "vp2026": _("danh mục của cơ quan thống kê, năm 2026"),
    "vau104": _("danh mục của cơ quan thống kê, tháng 7/2025"),
    "vau-former": _("tên cũ ghi trong danh mục tháng 7/2025"),
    "nso-conv": _("bảng chuyển đổi của cơ quan thống kê, tháng 7/2025"),
    "repo-2026": _("danh mục mở, bản năm 2026"),
    "web-863": _("Nghị quyết 863/NQ-UBTVQH14 và báo địa phương"),
    "web-727": _("trang tin về Nghị quyết 727/NQ-UBTVQH15"),
    "web-1241": _("trang tin về Nghị quyết 1241/NQ-UBTVQH15"),
    "web-danang": _("báo về việc sắp xếp phường ở Đà Nẵng"),
    "domain": _("tài liệu của ngành"),
    "same-name": _("trùng tên trong cùng huyện"),
    "recalled": _("theo hiểu biết chung"),
    "judged": _("người biên soạn xác định"),
}


def source_words(keys: str) -> str:
    """The words for keys joined by "+"; an unknown key stands for itself."""
    return "; ".join(str(SOURCES.get(key, key)) for key in keys.split("+"))
