"""Typed slots: what a lower room needs from higher ones, given at start instead of imported.

A slot is a frozen dataclass defined by the room that asks; a room's ``offers.py`` lists filled ones in ``OFFERS``.
"""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")

_filled: dict[type[Any], list[Any]] = {}


def add(offer: Any) -> None:
    """Take one filled slot."""
    _filled.setdefault(type(offer), []).append(offer)


def filled(slot: type[T]) -> list[T]:
    """Everything that was offered for a slot, in the order of floors."""
    return list(_filled.get(slot, ()))
