"""The files room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """What people send: photos, papers, sheets. Knows no subject."""

    name = "mangnon.files"
    label = "files"
    verbose_name = _("Tệp đính kèm")
