"""Screens on the calendar."""

from mangnon.places.calendar.views.changing import AddDays, WithdrawDays
from mangnon.places.calendar.views.reckoning import ReckonDue
from mangnon.places.calendar.views.year import YearPage

__all__ = ["AddDays", "ReckonDue", "WithdrawDays", "YearPage"]
