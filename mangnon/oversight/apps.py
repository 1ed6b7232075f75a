"""The oversight room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OversightConfig(AppConfig):
    """Reading room, alerts, access reviews."""

    name = "mangnon.oversight"
    label = "oversight"
    verbose_name = _("Giám sát")

    def ready(self) -> None:
        """Read the files of definitions: a mistake in one stops the start, not the night's work."""
        from mangnon.oversight.consents.purposes import library
        from mangnon.oversight.incidents.definitions import every_kind as incidents
        from mangnon.oversight.incidents.definitions import form_08
        from mangnon.oversight.odd_reading import every_rule
        from mangnon.oversight.requests.definitions import every_kind as requests
        from mangnon.oversight.requests.redaction import redaction
        from mangnon.oversight.retention.terms import every_term

        for read in (every_rule, requests, redaction, incidents, form_08, library, every_term):
            read()
