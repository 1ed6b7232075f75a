"""The accounts room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People and how they sign in."""

    name = "mangnon.accounts"
    label = "accounts"
    verbose_name = _("Người dùng")
