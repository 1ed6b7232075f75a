"""What the book asks of higher rooms: who wants to hear of acts, inside their transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import models


@dataclass(frozen=True, slots=True)
class Hears:
    """Somebody who hears of acts whose names begin with one of ``starts``, when they are booked as done.

    ``hear(action, subject, at)`` runs in the act's transaction and reach; it must be short, and what it raises undoes
    the act.
    """

    name: str
    starts: tuple[str, ...]
    hear: Callable[[str, models.Model | None, datetime], None]
