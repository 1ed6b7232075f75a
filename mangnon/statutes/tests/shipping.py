"""Puts the shipped files into the database as the owner does, without leaving the test's transaction."""

from __future__ import annotations

from functools import cache

from mangnon.statutes.loading import DATA, DOCUMENTS, _turn, add, definition_files, read_shipped
from mangnon.statutes.models import Source
from mangnon.statutes.register import load_documents
from mangnon.statutes.rules import Draft


@cache
def shipped() -> tuple[Draft, ...]:
    """The checked files, in the order of loading."""
    return tuple(sorted(map(read_shipped, definition_files()), key=_turn))


def ship() -> None:
    """Load all."""
    for draft in shipped():
        add(draft, source=Source.SHIPPED, by="")
    load_documents(sorted((DATA / DOCUMENTS).glob("*.yaml")), using="default")
