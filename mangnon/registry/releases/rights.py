"""Who asks for a long list, and who may be the second person."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

KEEPERS = (Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER)
SECONDS = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)

RELEASE_RIGHTS = (
    read("registry.releases.see", _("Xem đề nghị xuất danh sách dài"), *SECONDS),
    write("registry.releases.ask", _("Xin xuất danh sách dài"), *KEEPERS),
    write("registry.releases.answer", _("Là người thứ hai cho xuất danh sách dài"), *SECONDS),
)
