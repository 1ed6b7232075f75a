"""What a browser calls itself, in words a person recognises."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Zalo", "Zalo"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""The first that stands in the text decides: most of them also claim to be Chrome or Safari."""
_MACHINES = (
    ("iPhone", gettext_lazy("điện thoại iPhone")),
    ("iPad", gettext_lazy("máy tính bảng iPad")),
    ("Android", gettext_lazy("điện thoại Android")),
    ("Windows", gettext_lazy("máy tính Windows")),
    ("Mac OS", gettext_lazy("máy tính Mac")),
    ("CrOS", gettext_lazy("máy Chromebook")),
    ("Linux", gettext_lazy("máy tính Linux")),
)


def device_words(agent: str) -> str:
    """``Chrome trên máy tính Windows``; an unknown one is called so."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    machine = next((str(name) for sign, name in _MACHINES if sign in agent), "")
    if browser and machine:
        return _("{browser} trên {machine}").format(browser=browser, machine=machine)
    return browser or machine or _("máy không rõ loại")
