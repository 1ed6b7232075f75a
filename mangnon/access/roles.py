"""The roles of one table: who exists, at which level, and what the database itself lets each of them see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Text


class Role(StrEnum):
    """Every role a person can be assigned; the value is stored, so it never changes."""

    COLLABORATOR = "collaborator"
    COMMUNE_OFFICER = "commune_officer"
    COMMUNE_CHAIR = "commune_chair"
    DISTRICT_OFFICER = "district_officer"
    DISTRICT_LEADER = "district_leader"
    PROVINCE_OFFICER = "province_officer"
    PROVINCE_LEADER = "province_leader"
    HOTLINE = "hotline"
    SERVICE_STAFF = "service_staff"
    FUND_ACCOUNTANT = "fund_accountant"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    PORTAL_EDITOR = "portal_editor"
    PORTAL_PUBLISHER = "portal_publisher"
    DATA_OFFICER = "data_officer"


class Net(StrEnum):
    """What row security shows: the second net, coarser than the rights table and independent of it."""

    PLACES = "places"
    """Rows of the communes in reach."""
    WIDE = "wide"
    """Rows of the whole authority (provincial people)."""
    BOOK = "book"
    """The book of acts, and no child, family or case."""
    NOTHING = "nothing"
    """No row that describes a child or family."""
    PUBLIC = "public"
    """Published things alone, and nothing can be written: whoever reads the public site."""


@dataclass(frozen=True, slots=True)
class RoleDefinition:
    """One line of the role table. ``ended``: the first day on which nobody may hold it any more."""

    role: Role
    name: Text
    level: str
    net: Net
    exclusive: bool = False
    """Held beside no other role (separation of duties)."""
    hamlet: bool = False
    """Bound to named hamlets of its commune."""
    ended: date | None = None
    keeps_watch: bool = False
    """A place must never be left without one by a machine (chair, duty officer)."""


DISTRICTS_ENDED = date(2025, 7, 1)  # the day the district level ended

_DEFINITIONS = (
    RoleDefinition(Role.COLLABORATOR, _("Cộng tác viên bảo vệ trẻ em"), "commune", Net.PLACES, hamlet=True),
    RoleDefinition(
        Role.COMMUNE_OFFICER,
        _("Người làm công tác bảo vệ trẻ em cấp xã"),
        "commune",
        Net.PLACES,
        keeps_watch=True,
    ),
    RoleDefinition(Role.COMMUNE_CHAIR, _("Lãnh đạo UBND cấp xã"), "commune", Net.PLACES, keeps_watch=True),
    RoleDefinition(
        Role.DISTRICT_OFFICER,
        _("Cán bộ Phòng Lao động - Thương binh và Xã hội"),
        "district",
        Net.PLACES,
        ended=DISTRICTS_ENDED,
    ),
    RoleDefinition(Role.DISTRICT_LEADER, _("Lãnh đạo UBND cấp huyện"), "district", Net.PLACES, ended=DISTRICTS_ENDED),
    RoleDefinition(Role.PROVINCE_OFFICER, _("Chuyên viên cấp tỉnh"), "province", Net.WIDE, keeps_watch=True),
    RoleDefinition(Role.PROVINCE_LEADER, _("Lãnh đạo cấp tỉnh"), "province", Net.WIDE, keeps_watch=True),
    RoleDefinition(Role.HOTLINE, _("Nhân viên trực đường dây"), "province", Net.NOTHING),
    RoleDefinition(Role.SERVICE_STAFF, _("Nhân viên cơ sở cung cấp dịch vụ"), "province", Net.NOTHING),
    RoleDefinition(Role.FUND_ACCOUNTANT, _("Kế toán Quỹ Bảo trợ trẻ em"), "province", Net.NOTHING),
    RoleDefinition(Role.AUDITOR, _("Người kiểm tra nhật ký"), "province", Net.BOOK, exclusive=True),
    RoleDefinition(Role.ADMINISTRATOR, _("Quản trị hệ thống"), "province", Net.NOTHING, exclusive=True),
    RoleDefinition(Role.PORTAL_EDITOR, _("Biên tập viên Cổng thông tin"), "province", Net.NOTHING),
    RoleDefinition(Role.PORTAL_PUBLISHER, _("Người duyệt đăng Cổng thông tin"), "province", Net.NOTHING),
    RoleDefinition(
        Role.DATA_OFFICER,
        _("Người phụ trách bảo vệ dữ liệu cá nhân"),
        "province",
        Net.BOOK,
        exclusive=True,
    ),
)

ROLES: dict[Role, RoleDefinition] = {definition.role: definition for definition in _DEFINITIONS}
