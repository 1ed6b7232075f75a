"""The config app: hands the key ring to sealed columns and checks at start what must be right."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from mangnon.access.gathering import gather
from mangnon.lib.fields import set_key_ring
from mangnon.lib.secrets import KeyRing


class HouseConfig(AppConfig):
    """Loaded last, above every room."""

    name = "config"
    label = "house"

    def ready(self) -> None:
        """Gather rights and offers of all rooms; give sealed columns their keys, read when first needed."""
        gather()
        set_key_ring(ring)


@cache
def ring() -> KeyRing:
    """The key ring of this data folder. Raises KeyFileError when the file is missing or open to others."""
    from config.keys import seal_path

    return KeyRing.load(seal_path())


@register("mangnon", deploy=True)
def check_keys(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a key file that others could read (trust A-27)."""
    from mangnon.lib.keyfile import KeyFileError

    try:
        ring()
    except KeyFileError as trouble:
        return [Error(str(trouble), id="mangnon.K001")]
    return []
