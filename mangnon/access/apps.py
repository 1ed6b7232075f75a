"""The access room."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Gathers every room's rights once all rooms are loaded, and checks them."""

    name = "mangnon.access"
    label = "access"

    def ready(self) -> None:
        """Register the start-up checks."""
        from mangnon.access import checks  # noqa: F401 - registers itself with Django's checks
