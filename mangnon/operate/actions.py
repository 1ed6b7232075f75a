"""Every write of the room, so that the catalogue knows it."""

from mangnon.operate.backups import actions as backups
from mangnon.operate.keys import actions as keys

__all__ = ["backups", "keys"]
