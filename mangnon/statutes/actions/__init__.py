"""Every write of law and documents."""

from mangnon.statutes.actions.attaching import ACCEPTED, OWNER, attach_file, detach_file
from mangnon.statutes.actions.definitions import NotLocal, load_definition
from mangnon.statutes.actions.documents import (
    add_document,
    correct_document,
    end_document,
    restore_document,
    withdraw_document,
)
from mangnon.statutes.actions.keeping import take_document

__all__ = [
    "ACCEPTED",
    "OWNER",
    "NotLocal",
    "add_document",
    "attach_file",
    "correct_document",
    "detach_file",
    "end_document",
    "load_definition",
    "restore_document",
    "take_document",
    "withdraw_document",
]
