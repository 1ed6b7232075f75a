"""What people say of a provider, a service and a place of service: the facts of the forms, and how a history reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.directory.models import Fee, Intake, Need, ProviderKind


@dataclass(frozen=True, slots=True)
class ProviderFacts:
    """What is known of a provider, as typed. ``contacts``: a line each, ``name; position; telephone; e-mail``."""

    name: str
    kind: str
    about: str = ""
    licence: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    link: str = ""
    public: bool = False
    said_by: str = ""
    contacts: str = ""


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What is known of a service. ``served``: ids of communes, empty when it serves the whole province."""

    name: str
    needs: tuple[str, ...]
    about: str = ""
    groups: tuple[str, ...] = ()
    age_from: int | None = None
    age_below: int | None = None
    eligibility: str = ""
    how: str = ""
    fee: str = Fee.UNKNOWN
    everywhere: bool = True
    served: tuple[int, ...] = ()
    takes_referrals: bool = True
    capacity: int | None = None
    public: bool = False


@dataclass(frozen=True, slots=True)
class LocationFacts:
    """Where and when a service is given. ``place``: the commune's id; none for a telephone line."""

    name: str = ""
    place: int | None = None
    address: str = ""
    phone: str = ""
    reaching: str = ""
    always: bool = False
    days_off: bool = False
    hours: str = ""
    """Lines as ``rules.parse_hours`` reads them."""


LABELS: dict[str, Any] = {
    "name": _("Tên"),
    "kind": _("Loại đơn vị"),
    "about": _("Giới thiệu"),
    "licence": _("Quyết định thành lập, đăng ký hoạt động"),
    "address": _("Địa chỉ"),
    "phone": _("Điện thoại"),
    "email": _("Thư điện tử"),
    "link": _("Trang web"),
    "public": _("Cho người dân xem"),
    "said_by": _("Ai cung cấp thông tin"),
    "contacts": _("Người liên hệ"),
    "needs": _("Đáp ứng nhu cầu"),
    "groups": _("Dành cho nhóm trẻ em"),
    "age_from": _("Từ tuổi"),
    "age_below": _("Dưới tuổi"),
    "eligibility": _("Điều kiện để được nhận"),
    "how": _("Cách đến với dịch vụ"),
    "fee": _("Chi phí"),
    "everywhere": _("Nơi phục vụ"),
    "served": _("Các xã, phường được phục vụ"),
    "takes_referrals": _("Nhận chuyển gửi từ hồ sơ"),
    "capacity": _("Sức nhận"),
    "free": _("Còn trống"),
    "intake": _("Khả năng nhận"),
    "place": _("Xã, phường"),
    "reaching": _("Lối vào"),
    "always": _("Mở cả ngày đêm"),
    "days_off": _("Mở cả ngày lễ"),
    "hours": _("Giờ mở cửa"),
}
"""Of forms, differences and histories."""
_CODED: dict[str, Any] = {"kind": ProviderKind, "fee": Fee, "intake": Intake, "needs": Need}


def kept(value: object) -> str:
    """A value as a history keeps it."""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def said(field: str, text: str) -> str:
    """A kept value as people read it; empty for nothing."""
    if not text:
        return ""
    if field in _CODED:
        labels = dict(_CODED[field].choices)
        return ", ".join(str(labels.get(one, one)) for one in text.split(", "))
    if field in ("public", "always", "days_off", "takes_referrals"):
        return str(_("có"))
    return str(_("toàn tỉnh, thành phố")) if field == "everywhere" else text
