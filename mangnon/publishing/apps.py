"""The publishing room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """Articles until they are public, and the watch over them afterwards."""

    name = "mangnon.publishing"
    label = "publishing"
    verbose_name = _("Tin bài")
