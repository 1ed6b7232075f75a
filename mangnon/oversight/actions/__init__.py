"""Every write of the room, by subject."""

from mangnon.oversight.actions import alerts, reviewing, sending, verifying
from mangnon.oversight.consents import actions as consents
from mangnon.oversight.incidents import actions as incidents
from mangnon.oversight.requests import actions as requests
from mangnon.oversight.retention import actions as retention

__all__ = ["alerts", "consents", "incidents", "requests", "retention", "reviewing", "sending", "verifying"]
