"""The places room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Administrative units."""

    name = "mangnon.places"
    label = "places"
    verbose_name = _("Địa bàn")
