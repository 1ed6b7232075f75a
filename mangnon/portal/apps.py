"""The portal room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Public pages, read under a database role of their own."""

    name = "mangnon.portal"
    label = "portal"
    verbose_name = _("Cổng thông tin")
