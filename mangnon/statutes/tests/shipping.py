"""Puts the shipped files into the database as the owner does, without leaving the test's transaction."""

from __future__ import annotations

from copy import copy
from functools import cache

from mangnon.statutes.loading import DATA, DOCUMENTS, _turn, definition_files, read_shipped, row_of
from mangnon.statutes.models import Definition, Source
from mangnon.statutes.register import load_documents
from mangnon.statutes.rules import Draft


@cache
def shipped() -> tuple[Draft, ...]:
    """The checked files, in the order of loading."""
    return tuple(sorted(map(read_shipped, definition_files()), key=_turn))


@cache
def _rows() -> tuple[Definition, ...]:
    return tuple(row_of(draft, source=Source.SHIPPED, by="") for draft in shipped())


def put(*kinds: str) -> None:
    """Load the definitions of some kinds in one statement; without a kind, all."""
    Definition.objects.bulk_create([copy(row) for row in _rows() if not kinds or row.kind in kinds])


def ship() -> None:
    """Load all, documents too."""
    put()
    ship_documents()


def ship_documents() -> None:
    """Bring the documents to the state of the files."""
    load_documents(sorted((DATA / DOCUMENTS).glob("*.yaml")), using="default")
