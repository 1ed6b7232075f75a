"""What backups give to the frame."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.notices.slots import Opens
from mangnon.operate.backups.commands import COMMANDS
from mangnon.operate.backups.watching import POINTS
from mangnon.ui.slots import RailEntry


def _page(_thing: str) -> str:
    return reverse("operate:backups")


BACKUPS: tuple[Any, ...] = (
    RailEntry(
        _("Sao lưu"),
        "operate:backups",
        "copy",
        order=910,
        action="operate.backups.see",
        yearly=True,
        covers=frozenset({"backups"}),
    ),
    Opens("operate.BackupRun", _page),
    Opens("operate.Drill", _page),
    *POINTS,
    *COMMANDS,
)
