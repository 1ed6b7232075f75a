"""What this sub-room gives: the page's line of the rail, the command, the points that operate watches itself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.operate.health import beneath, machine, store
from mangnon.operate.health.commands import COMMANDS
from mangnon.ui.slots import RailEntry

HEALTH: tuple[Any, ...] = (
    RailEntry(
        _("Tình trạng hệ thống"),
        "operate:health",
        "shield",
        order=840,
        action="operate.health.see",
        short=_("Tình trạng"),
        covers=frozenset({"health"}),
    ),
    *machine.POINTS,
    *store.POINTS,
    *beneath.POINTS,
    *COMMANDS,
)
