"""Who records accidents and looks after spots: the people of the place, collaborators in their own hamlets."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

KEEPERS = (Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER)
FIELD = (Role.COLLABORATOR, *KEEPERS)
READERS = (
    Role.COLLABORATOR, Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.DISTRICT_OFFICER, Role.DISTRICT_LEADER,
    Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER,
)  # fmt: skip

HARM_RIGHTS = (
    read("registry.accidents.see", _("Xem tai nạn của trẻ em"), *READERS),
    write("registry.accidents.record", _("Ghi tai nạn của trẻ em"), *FIELD),
    write("registry.accidents.correct", _("Sửa tai nạn đã ghi"), *KEEPERS),
    read("registry.spots.see", _("Xem điểm nguy cơ"), *READERS),
    write("registry.spots.register", _("Ghi điểm nguy cơ"), *FIELD),
    write("registry.spots.correct", _("Sửa điểm nguy cơ"), *KEEPERS),
    write("registry.spots.check", _("Ghi lần kiểm tra điểm nguy cơ"), *FIELD),
)
