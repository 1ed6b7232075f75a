"""Screens of accidents and spots."""

from mangnon.registry.harm.views.accident import AccidentPage
from mangnon.registry.harm.views.forming import CorrectAccident, RecordAccident, RecordChildAccident
from mangnon.registry.harm.views.listing import AccidentList
from mangnon.registry.harm.views.report import InjuryReportPage
from mangnon.registry.harm.views.spot import CheckSpot, CorrectSpot, RegisterSpot, SpotPage
from mangnon.registry.harm.views.spots import SpotList

__all__ = [
    "AccidentList",
    "AccidentPage",
    "CheckSpot",
    "CorrectAccident",
    "CorrectSpot",
    "InjuryReportPage",
    "RecordAccident",
    "RecordChildAccident",
    "RegisterSpot",
    "SpotList",
    "SpotPage",
]
