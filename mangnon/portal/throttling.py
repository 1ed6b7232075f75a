"""How often an address may try codes: counted for ten minutes, under a keyed mark of the address, then forgotten."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache

from mangnon.intake.settings import web_door
from mangnon.lib.dates import local_day
from mangnon.lib.fields import key_ring

MINUTES = 10
EVERYBODY = "portal:codes:all"
SHARED = 50
"""How many addresses' worth of tries everybody together may make."""


def may_try_code(address: str, at: datetime) -> bool:
    """Count one more try; whether it is within what one address, and everybody together, may try."""
    most = web_door(local_day(at)).most_tries
    mine = f"portal:codes:{key_ring().blind_index(address, 'portal_tries').hex()[:32]}"
    return _counted(mine) <= most and _counted(EVERYBODY) <= most * SHARED


def _counted(key: str) -> int:
    cache.add(key, 0, MINUTES * 60)
    try:
        return cache.incr(key)
    except ValueError:  # it ended between the two
        return 1
