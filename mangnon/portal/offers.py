"""What the public site gives to other rooms: which of its pages are signed."""

from __future__ import annotations

from typing import Any

from mangnon.portal.news import PAGES

OFFERS: tuple[Any, ...] = (PAGES,)
