"""Who may do what: everybody reads; administrators load definitions; the province keeps the register."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

KEEPERS = (Role.PROVINCE_OFFICER, Role.PORTAL_PUBLISHER)
"""Who keeps the register: the department that directs the work, and who publishes for the public."""

RIGHTS = (
    read("statutes.see", _("Xem văn bản và quy định"), *Role),
    write("statutes.definitions.load", _("Nạp quy định từ tệp"), Role.ADMINISTRATOR, step_up=True),
    write("statutes.documents.add", _("Thêm văn bản"), *KEEPERS),
    write("statutes.documents.correct", _("Sửa thông tin văn bản"), *KEEPERS),
    write("statutes.documents.end", _("Ghi văn bản hết hiệu lực"), *KEEPERS),
)
