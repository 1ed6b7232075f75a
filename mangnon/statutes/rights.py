"""Who may do what: everybody reads; administrators load definitions; each office keeps its own documents."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

KEEPERS = (Role.PROVINCE_OFFICER, Role.PORTAL_PUBLISHER, Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
"""Who keeps documents, each their own office's (``whose.keeps``): for the province the department that directs the
work and who publishes for the public, with the shipped law; in a commune its officer and its leader."""

RIGHTS = (
    read("statutes.see", _("Xem văn bản và quy định"), *Role),
    write("statutes.definitions.load", _("Nạp quy định từ tệp"), Role.ADMINISTRATOR, step_up=True),
    write("statutes.documents.add", _("Thêm văn bản của cơ quan mình"), *KEEPERS),
    write("statutes.documents.correct", _("Sửa thông tin văn bản của cơ quan mình"), *KEEPERS),
    write("statutes.documents.end", _("Ghi văn bản của cơ quan mình hết hiệu lực"), *KEEPERS),
    write("statutes.documents.withdraw", _("Rút văn bản ghi nhầm khỏi danh mục"), *KEEPERS),
    write("statutes.documents.restore", _("Đưa văn bản đã rút lại vào danh mục"), *KEEPERS),
    write("statutes.documents.attach", _("Gửi tệp của văn bản"), *KEEPERS),
    write("statutes.documents.detach", _("Gỡ tệp của văn bản"), *KEEPERS),
)
