"""What rosters give to the frame: whose files they are, and commands."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mangnon.files.slots import owned_by
from mangnon.places.slots import placed_facts
from mangnon.registry.models import Roster, RosterState
from mangnon.registry.rosters.actions import OWNER, SEE
from mangnon.registry.rosters.commands import COMMANDS
from mangnon.registry.rosters.urls import ROSTER_PATTERNS
from mangnon.ui.slots import RailEntry

PAGES = frozenset(f"registry:{pattern.name}" for pattern in ROSTER_PATTERNS)
OPEN = Q(state__in=[RosterState.RECEIVED, RosterState.CHECKING, RosterState.CHECKED])
ROSTER_OFFERS: tuple[Any, ...] = (
    placed_facts("registry.roster", _("Tệp danh sách chờ nhập"), model=Roster, open=OPEN),
    owned_by(
        OWNER,
        _("Tệp danh sách trẻ em"),
        Roster,
        look="registry.rosters.see",
        add="registry.rosters.receive",
        open="registry.rosters.receive",
    ),
    RailEntry(_("Nhập danh sách"), "registry:rosters", "upload", 45, SEE, covers=PAGES),
    *COMMANDS,
)
