"""The desk room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Homes and palette."""

    name = "mangnon.desk"
    label = "desk"
