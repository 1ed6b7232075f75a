"""Sizes in words, and each level as the page shows it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mangnon.lib.numbers import format_decimal, format_int
from mangnon.lib.refusal import Text
from mangnon.operate.health.slots import Level
from mangnon.ui.parts import State as Shown

MIB = 2**20
STATES: dict[Level, Shown] = {Level.OK: Shown.DONE, Level.NOTICE: Shown.DUE, Level.BAD: Shown.LATE}
"""Not the red of a child in danger: amber for what must be done at once, plain for what can wait."""
LEVEL_WORDS: dict[Level, Text] = {
    Level.OK: _("Bình thường"),
    Level.NOTICE: _("Cần để ý"),
    Level.BAD: _("Cần xử lý ngay"),
}


def size_told(size: int) -> str:
    """``34 MB``, ``12,5 GB``."""
    whole = size // MIB
    return f"{format_decimal(whole / 1024)} GB" if whole >= 1024 else f"{format_int(whole)} MB"
