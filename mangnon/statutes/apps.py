"""The statutes room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatutesConfig(AppConfig):
    """Definitions and documents."""

    name = "mangnon.statutes"
    label = "statutes"
    verbose_name = _("Văn bản, quy định")
