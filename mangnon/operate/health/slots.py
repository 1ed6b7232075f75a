"""The slot for what can go wrong: a room names a figure or a state, the administrator's page and metrics show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Text


class Level(StrEnum):
    """How a point stands, best first."""

    OK = "ok"
    NOTICE = "notice"
    """Somebody should look at it this week."""
    BAD = "bad"
    """Something doesn't work, or soon won't."""


class Group(StrEnum):
    """Under which heading a point stands, in the order of the page."""

    MACHINE = "machine"
    DATABASE = "database"
    WORK = "work"
    FILES = "files"
    BACKUPS = "backups"
    BOOK = "book"


GROUP_TITLES: dict[Group, Text] = {
    Group.MACHINE: _("Máy chủ"),
    Group.DATABASE: _("Cơ sở dữ liệu"),
    Group.WORK: _("Việc nền và thư"),
    Group.FILES: _("Tệp"),
    Group.BACKUPS: _("Sao lưu"),
    Group.BOOK: _("Nhật ký và quyền truy cập"),
}


@dataclass(frozen=True, slots=True)
class State:
    """How a point stands now. The sentence holds no personal data: it is read in monitoring systems too."""

    level: Level
    sentence: Text
    number: float | None = None
    """For metrics: bytes, seconds, pieces."""
    link: str = ""
    """Where it is mended or told in full; shown to those who may open it."""
    since: datetime | None = None
    mend: Text = ""
    """What to do, when it isn't well."""


@dataclass(frozen=True, slots=True)
class Watchpoint:
    """One thing that is watched. ``look`` runs in a machine's scope and reads, never writes; it takes the time."""

    name: str
    """Stable and ours, such as ``files.scanner``: the key in JSON, the label in metrics."""
    title: Text
    look: Callable[[datetime], State]
    order: int
    group: Group = Group.MACHINE
