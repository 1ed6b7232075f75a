"""Every write of the room, by subject."""

from mangnon.accounts.actions import assigning, idling, inviting, joining, leaving, own

__all__ = ["assigning", "idling", "inviting", "joining", "leaving", "own"]
