"""Screens of re-verification."""

from mangnon.registry.verifying.views.report import ExportFigures, RoundPage
from mangnon.registry.verifying.views.rounds import CloseRound, DrawPage, OpenRound, RoundList
from mangnon.registry.verifying.views.settling import SettleDifference
from mangnon.registry.verifying.views.sheets import SheetList, SheetPage
from mangnon.registry.verifying.views.visiting import AssignVisit, AssignVisits, VisitList, VisitSheet

__all__ = [
    "AssignVisit",
    "AssignVisits",
    "CloseRound",
    "DrawPage",
    "ExportFigures",
    "OpenRound",
    "RoundList",
    "RoundPage",
    "SettleDifference",
    "SheetList",
    "SheetPage",
    "VisitList",
    "VisitSheet",
]
