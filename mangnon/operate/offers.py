"""What operate gives to the frame and to the command line."""

from typing import Any

from mangnon.operate.backups.offers import BACKUPS
from mangnon.operate.health.offers import HEALTH
from mangnon.operate.keys.commands import COMMANDS as KEYS

OFFERS: tuple[Any, ...] = (*HEALTH, *BACKUPS, *KEYS)
