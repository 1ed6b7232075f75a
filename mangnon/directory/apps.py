"""The directory room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Providers and their services."""

    name = "mangnon.directory"
    label = "directory"
    verbose_name = _("Dịch vụ")
