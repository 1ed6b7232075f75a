"""Lines that parts of the room give to pages they share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mangnon.lib.refusal import Text


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the home page's list of what is new."""

    title: Text
    url: str
    day: date


@dataclass(frozen=True, slots=True)
class Mapped:
    """A page in ``sitemap.xml``: its path, and the day on which it last changed when that is known."""

    path: str
    changed: date | None = None
