"""The ui room."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Screens kit, parts, tokens, help viewer: knows no subject."""

    name = "mangnon.ui"
    label = "ui"
