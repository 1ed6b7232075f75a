"""The operate room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperateConfig(AppConfig):
    """Backups, drills, health, the administrator's page."""

    name = "mangnon.operate"
    label = "operate"
    verbose_name = _("Vận hành")
