"""Reads on law and documents."""

from mangnon.statutes.queries.definitions import (
    Law,
    UnknownDefinition,
    all_of,
    definition,
    ends,
    every_version,
    in_force,
    pinned,
)
from mangnon.statutes.queries.documents import (
    Tie,
    documents_of,
    of_number,
    rests_on,
    search_documents,
    ties,
)

__all__ = [
    "Law",
    "Tie",
    "UnknownDefinition",
    "all_of",
    "definition",
    "documents_of",
    "ends",
    "every_version",
    "in_force",
    "of_number",
    "pinned",
    "rests_on",
    "search_documents",
    "ties",
]
