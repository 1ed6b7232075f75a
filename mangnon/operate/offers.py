"""What operate gives to the frame and to the command line."""

from typing import Any

OFFERS: tuple[Any, ...] = ()
