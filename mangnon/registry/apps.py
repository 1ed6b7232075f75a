"""The registry room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Children, households, circumstances, entitlements, accidents, look-alikes, rosters."""

    name = "mangnon.registry"
    label = "registry"
    verbose_name = _("Sổ trẻ em")

    def ready(self) -> None:
        """Rosters ask the scorer of look-alikes."""
        from mangnon.registry.rosters.finding import plug_in

        plug_in()
