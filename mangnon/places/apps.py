"""The places room."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Administrative units."""

    name = "mangnon.places"
    label = "places"
