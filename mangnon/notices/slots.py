"""What rooms tell about their things, so that a notice leads to them through their own permission."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mangnon.access import offers


@dataclass(frozen=True, slots=True)
class Opens:
    """Where things of one kind open: label of the model, and the address for an id."""

    kind: str
    url: Callable[[str], str]


def address_of(kind: str, thing: str) -> str:
    """Where a thing opens; empty when no room says so."""
    found = next((one for one in offers.filled(Opens) if one.kind == kind), None)
    return found.url(thing) if found else ""


def opens(kind: str) -> bool:
    """Whether a room says where things of this kind open."""
    return any(one.kind == kind for one in offers.filled(Opens))
