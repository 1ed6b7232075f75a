"""Screens of the room."""

from mangnon.intake.views.acting import (
    Accept,
    AttachFile,
    ConfirmFirstInformation,
    ConfirmScreenOut,
    CorrectFirstInformation,
    Forward,
    LinkReports,
    Return,
    ScreenOut,
)
from mangnon.intake.views.entry import AlikeAtEntry, CountContact, Entry, ReceiptPage
from mangnon.intake.views.filling import Complete, IdentifyChild, WriteChild, WriteReporter, WriteSuspect
from mangnon.intake.views.held import HeldDrops, Release, SetAside
from mangnon.intake.views.listing import ReportList
from mangnon.intake.views.page import ReporterOpened, ReportPage
from mangnon.intake.views.rota import DropTurn, NameAlternate, PlanTurn, Rota

__all__ = [
    "Accept", "AlikeAtEntry", "AttachFile", "Complete", "ConfirmFirstInformation", "ConfirmScreenOut",
    "CorrectFirstInformation", "CountContact", "DropTurn", "Entry", "Forward", "HeldDrops", "IdentifyChild",
    "LinkReports", "NameAlternate", "PlanTurn", "ReceiptPage", "Release", "ReportList", "ReportPage",
    "ReporterOpened", "Return", "Rota", "ScreenOut", "SetAside", "WriteChild", "WriteReporter", "WriteSuspect",
]  # fmt: skip
