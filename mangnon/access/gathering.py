"""Collects what rooms declare: their rights and their offers, once, at start."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from mangnon.access import catalogue, offers


def room_modules(name: str) -> list[ModuleType]:
    """The module ``name`` of every installed room above this one that has it, in the order of floors."""
    rooms = [config.name for config in apps.get_app_configs() if config.name.startswith("mangnon.")]
    rooms.remove("mangnon.access")  # its own module of that name defines the mechanism
    return [import_module(f"{room}.{name}") for room in rooms if find_spec(f"{room}.{name}")]


@cache
def gather() -> None:
    """Read every room's rights, actions and offers. Raises CatalogueError or OfferError on a mistake."""
    for module in room_modules("rights"):
        catalogue.add(module.RIGHTS)
    room_modules("actions")
    for module in room_modules("offers"):
        for offer in module.OFFERS:
            offers.add(offer)
