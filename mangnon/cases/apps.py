"""The cases room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Cases by the procedure of the law."""

    name = "mangnon.cases"
    label = "cases"
    verbose_name = _("Hồ sơ vụ việc")
