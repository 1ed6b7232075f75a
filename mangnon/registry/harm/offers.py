"""What accidents and spots give to the frame."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.notices.slots import Opens
from mangnon.registry.harm.queries import SEE
from mangnon.registry.harm.urls import HARM_PATTERNS
from mangnon.registry.harm.working import work
from mangnon.registry.slots import ChildAct, Shelf
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import WorkSource

PAGES = frozenset(pattern.name or "" for pattern in HARM_PATTERNS if pattern.name != "child_accident")
HARM_OFFERS: tuple[Any, ...] = (
    RailEntry(_("Tai nạn, điểm nguy cơ"), "registry:accidents", "alert", 110, SEE, short=_("Tai nạn"), covers=PAGES),
    ChildAct(_("Tai nạn"), "registry:child_accident", "registry.accidents.record", 15, Shelf.LIFE),
    WorkSource("registry.spots", work, pressing=False),
    Opens("registry.Accident", lambda thing: reverse("registry:accident", args=[thing])),
    Opens("registry.RiskSpot", lambda thing: reverse("registry:spot", args=[thing])),
)
