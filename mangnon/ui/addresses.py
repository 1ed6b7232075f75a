"""Addresses by the name of a view, made once: reversing one for each row of a list costs more than drawing the row."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse


def address(view: str) -> str:
    """The address of a view without arguments; empty when the room that has it isn't installed."""
    return _made(view, _ground())


def row_addresses(view: str) -> Callable[[UUID | int], str]:
    """What gives the address of each row, for a view that takes one key. Raises NoReverseMatch when there is none."""
    ground = _ground()

    def address_of(key: UUID | int) -> str:
        before, after = _around(view, ground, uuid=isinstance(key, UUID))
        return f"{before}{key}{after}"

    return address_of


def _ground() -> tuple[str, str]:
    """What addresses depend on: the map of URLs and where the site hangs."""
    return get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()


@lru_cache(maxsize=1024)
def _made(view: str, _ground: tuple[str, str]) -> str:
    try:
        return reverse(view)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=1024)
def _around(view: str, _ground: tuple[str, str], *, uuid: bool) -> tuple[str, str]:
    """What stands before and after the key, found with a key that no address contains otherwise."""
    sample = str(UUID(int=2**128 - 1)) if uuid else "9876543210"
    before, _key, after = reverse(view, args=[sample]).partition(sample)
    return before, after
