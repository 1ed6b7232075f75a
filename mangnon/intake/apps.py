"""The intake room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """Reports of harm and the duty rota."""

    name = "mangnon.intake"
    label = "intake"
    verbose_name = _("Tin báo")
