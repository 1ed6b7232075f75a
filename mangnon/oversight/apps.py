"""The oversight room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OversightConfig(AppConfig):
    """Reading room, alerts, access reviews."""

    name = "mangnon.oversight"
    label = "oversight"
    verbose_name = _("Giám sát")

    def ready(self) -> None:
        """Read the rules of odd reading: a mistake in the file stops the start, not the night's work."""
        from mangnon.oversight.odd_reading import every_rule

        every_rule()
