"""What this room gives to slots of lower rooms."""

from typing import Any

OFFERS: tuple[Any, ...] = ()
