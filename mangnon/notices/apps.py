"""The notices room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Outbox, inbox, letters, chains."""

    name = "mangnon.notices"
    label = "notices"
    verbose_name = _("Thông báo")

    def ready(self) -> None:
        """Read the kinds and chains of every room: a mistake in a file stops the start, not tonight's call."""
        from mangnon.notices.declared import every_chain, every_kind

        every_kind()
        every_chain()
