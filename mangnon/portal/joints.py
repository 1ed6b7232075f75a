"""Where parts of the room join the pages they share: news on the home page, addresses in the map of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

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


LATEST: tuple[Callable[[datetime], Iterable[Item]], ...] = ()
"""Who fills "Tin mới" on the home page: called at a moment, under the portal's role; the newest first."""

MAPPED: tuple[Callable[[datetime], Iterable[Mapped]], ...] = ()
"""Who adds pages to ``sitemap.xml`` beside the standing ones; called in the same way."""
