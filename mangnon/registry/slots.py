"""Slots of the register: blocks of its pages, and rows of higher rooms that follow a child into a merge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.offers import filled
from mangnon.lib.refusal import Text
from mangnon.registry.models import Child
from mangnon.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Panel:
    """A block: its title, the template that draws it with ``panel.told``, and at most one link."""

    title: Text
    template: str
    told: Mapping[str, Any] = field(default_factory=dict)
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class ChildPanel:
    """A block beside a child's timeline. ``show`` gives None when there is nothing to show this actor."""

    name: str
    order: int
    show: Callable[[Actor, datetime, Child], Panel | None]


class Shelf(Enum):
    """Under which heading of "Ghi thêm" a line stands, in the order of the page."""

    NEEDS = _("Hoàn cảnh và hỗ trợ")
    LIFE = _("Học tập và sức khỏe")
    FAMILY = _("Gia đình và nơi ở")
    PERSON = _("Giấy tờ và nhân thân")
    GOING = _("Chuyển đi, thôi quản lý")


@dataclass(frozen=True, slots=True)
class ChildAct:
    """A line under "Ghi thêm" on a child's page: the view that takes the child's id, for those who hold ``action``."""

    label: Text
    view: str
    action: str
    order: int
    shelf: Shelf


def child_panels(actor: Actor, at: datetime, child: Child) -> list[Panel]:
    """All blocks for a child's page, in their order."""
    shown = (slot.show(actor, at, child) for slot in sorted(filled(ChildPanel), key=lambda one: one.order))
    return [panel for panel in shown if panel is not None]


def child_acts(actor: Actor, child: Child) -> dict[Shelf, list[ChildAct]]:
    """What this actor may write about the child, under headings; a heading without a line is left out."""
    acts = sorted(filled(ChildAct), key=lambda one: one.order)
    mine = [one for one in acts if child.place_id in actor.reach(one.action)]
    found = {shelf: [one for one in mine if one.shelf is shelf] for shelf in Shelf}
    return {shelf: listed for shelf, listed in found.items() if listed}


@dataclass(frozen=True, slots=True)
class Follows:
    """Rows that point to a child. When two records become one they move to the kept child, and back on undoing.

    A row that the database doesn't let move (one of a kind per child) stays with the dropped record, where the kept
    child's page shows it.
    """

    name: str
    title: Text
    model: type[models.Model]
    column: str = "child_id"

    @property
    def table(self) -> str:
        """How a merge remembers it."""
        return self.model._meta.db_table

    @property
    def rows(self) -> models.QuerySet[Any]:
        """All rows that row security shows."""
        return self.model._base_manager.all()


def followers() -> list[Follows]:
    """What follows, in the order of floors."""
    return filled(Follows)
