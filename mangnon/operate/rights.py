"""Who may look after the system: its backups and its health. None of it shows a child."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import Right, read
from mangnon.access.roles import Role

RIGHTS: tuple[Right, ...] = (
    read("operate.health.see", _("Xem tình trạng hệ thống"), Role.ADMINISTRATOR, Role.AUDITOR, Role.DATA_OFFICER),
)
