"""Asks every point that rooms watch, each by itself: one that can't be read doesn't hide the others."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy as _

from mangnon.access import offers
from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.operate.health.rules import worst
from mangnon.operate.health.slots import Group, Level, State, Watchpoint

logger = logging.getLogger("mangnon.health")

WATCHER = job("operate.health")
"""Reads figures; what needs the book takes its own actor."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point with its state."""

    watched: Watchpoint
    state: State


@dataclass(frozen=True, slots=True)
class Report:
    """All points in the order of the page."""

    at: datetime
    points: tuple[Point, ...]

    @property
    def level(self) -> Level:
        """How the whole stands: as its worst point."""
        return worst(*(one.state.level for one in self.points))

    @property
    def troubles(self) -> list[Point]:
        """What isn't well, the worst first."""
        order = list(Level)
        found = [one for one in self.points if one.state.level is not Level.OK]
        return sorted(found, key=lambda one: -order.index(one.state.level))

    def within(self, group: Group) -> list[Point]:
        """The points under one heading."""
        return [one for one in self.points if one.watched.group is group]


def report(at: datetime) -> Report:
    """Look at everything now."""
    return Report(at, tuple(Point(one, _looked_at(one, at)) for one in watchpoints()))


def watchpoints() -> list[Watchpoint]:
    """What rooms offered, in the order of the page."""
    return sorted(offers.filled(Watchpoint), key=lambda one: (list(Group).index(one.group), one.order))


def _looked_at(one: Watchpoint, at: datetime) -> State:
    try:
        with acting(WATCHER), transaction.atomic():
            return one.look(at)
    except (DatabaseError, OSError):
        logger.exception("the point %s could not be read", one.name)
        return State(Level.BAD, _("Không đọc được điểm này."), mend=_("Xem nhật ký máy để biết vì sao."))


def as_json(found: Report) -> dict[str, Any]:
    """What ``mangnon health --json`` prints."""
    return {
        "at": found.at.isoformat(),
        "level": found.level.value,
        "points": [
            {
                "name": one.watched.name,
                "group": one.watched.group.value,
                "title": str(one.watched.title),
                "level": one.state.level.value,
                "sentence": str(one.state.sentence),
                "mend": str(one.state.mend),
                "number": one.state.number,
                "since": one.state.since.isoformat() if one.state.since else None,
            }
            for one in found.points
        ],
    }
