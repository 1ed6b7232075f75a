"""Where parts of the room join the pages they share: news on the home page, addresses in the map of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from mangnon.portal.lines import Item, Mapped
from mangnon.portal.news import latest_items
from mangnon.portal.news import mapped as mapped_news

__all__ = ["LATEST", "MAPPED", "Item", "Mapped"]

LATEST: tuple[Callable[[datetime], Iterable[Item]], ...] = (latest_items,)
"""Who fills "Tin mới" on the home page: called at a moment, under the portal's role; the newest first."""

MAPPED: tuple[Callable[[datetime], Iterable[Mapped]], ...] = (mapped_news,)
"""Who adds pages to ``sitemap.xml`` beside the standing ones; called in the same way."""
