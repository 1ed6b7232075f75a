"""The papers room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    """Filled forms, their numbers and their prints."""

    name = "mangnon.papers"
    label = "papers"
    verbose_name = _("Giấy tờ, biểu mẫu")
