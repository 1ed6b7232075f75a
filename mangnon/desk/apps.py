"""The desk room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Homes and palette."""

    name = "mangnon.desk"
    label = "desk"
    verbose_name = _("Việc cần làm")
