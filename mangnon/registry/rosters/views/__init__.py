"""Screens of rosters."""

from mangnon.registry.rosters.views.acts import Apply, Check, Decide, Undo
from mangnon.registry.rosters.views.leaving import ExportRegister, Remarks, Template
from mangnon.registry.rosters.views.listing import RosterList
from mangnon.registry.rosters.views.page import RosterPage, RosterProgress
from mangnon.registry.rosters.views.sending import ChooseColumns, SendRoster

__all__ = [
    "Apply",
    "Check",
    "ChooseColumns",
    "Decide",
    "ExportRegister",
    "Remarks",
    "RosterList",
    "RosterPage",
    "RosterProgress",
    "SendRoster",
    "Template",
    "Undo",
]
