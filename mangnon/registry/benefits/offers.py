"""What entitlements give to the frame."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.registry.benefits.actions import RECORD
from mangnon.registry.benefits.showing import benefits_panel
from mangnon.registry.slots import ChildAct, ChildPanel, Shelf

BENEFIT_OFFERS: tuple[Any, ...] = (
    ChildPanel("benefits", 40, benefits_panel),
    ChildAct(_("Trợ giúp đã trao"), "registry:record_aid", RECORD, 16, Shelf.NEEDS),
)
