"""Every write of the room, by subject."""

from mangnon.oversight.actions import alerts, reviewing, sending, verifying
from mangnon.oversight.incidents import actions as incidents
from mangnon.oversight.requests import actions as requests

__all__ = ["alerts", "incidents", "requests", "reviewing", "sending", "verifying"]
