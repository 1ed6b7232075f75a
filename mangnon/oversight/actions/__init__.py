"""Every write of the room, by subject."""

from mangnon.oversight.actions import alerts, reviewing, sending, verifying

__all__ = ["alerts", "reviewing", "sending", "verifying"]
