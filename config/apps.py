"""The config app: hands the key ring to sealed columns and checks at start what must be right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from mangnon.access import offers
from mangnon.access.gathering import gather
from mangnon.lib.fields import set_key_ring
from mangnon.lib.secrets import KeptRing


class HouseConfig(AppConfig):
    """Loaded last, above every room."""

    name = "config"
    label = "house"

    def ready(self) -> None:
        """Gather rights and offers of all rooms; give sealed columns their keys, read when first needed."""
        from config.engine import ENGINE

        gather()
        offers.add(ENGINE)
        set_key_ring(ring)


def _seal_path() -> Path:
    from config.keys import seal_path

    return seal_path()


ring = KeptRing(_seal_path)
"""The key ring of this data folder, as its file is now."""


@register("mangnon", deploy=True)
def check_keys(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a key file that others could read (trust A-27)."""
    from mangnon.lib.keyfile import KeyFileError

    try:
        ring()
    except KeyFileError as trouble:
        return [Error(str(trouble), id="mangnon.K001")]
    return []
