"""The programmes room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """What is planned for children, who does it by when, and what came of it."""

    name = "mangnon.programmes"
    label = "programmes"
    verbose_name = _("Chương trình, kế hoạch")
