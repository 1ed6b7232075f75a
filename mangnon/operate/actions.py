"""Every write of the room, so that the catalogue knows it."""

from mangnon.operate.backups import actions as backups

__all__ = ["backups"]
