"""Who opens rounds, assigns visits, goes, and settles differences."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

KEEPERS = (Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER)
VISITORS = (Role.COLLABORATOR, *KEEPERS)

VERIFYING_RIGHTS = (
    read("registry.rechecks.see", _("Xem đợt phúc tra và kết quả"), *KEEPERS, Role.COMMUNE_CHAIR, Role.PROVINCE_LEADER),
    write("registry.rechecks.open", _("Mở đợt phúc tra"), *KEEPERS),
    write("registry.rechecks.close", _("Đóng đợt phúc tra"), *KEEPERS),
    write("registry.rechecks.assign", _("Giao người đi phúc tra"), *KEEPERS, Role.COMMUNE_CHAIR),
    write("registry.rechecks.visit", _("Đi phúc tra và gửi phiếu"), *VISITORS),
    write("registry.rechecks.look", _("Ghi lại việc người đi phúc tra mở hồ sơ (máy ghi)"), *VISITORS),
    write("registry.rechecks.settle", _("Xử lý điều khác khi phúc tra"), *KEEPERS),
)
