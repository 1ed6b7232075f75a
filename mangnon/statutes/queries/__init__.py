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
    step_titles,
)
from mangnon.statutes.queries.documents import (
    Tie,
    document_seen,
    documents_of,
    history,
    listed_documents,
    of_number,
    rests_on,
    said_to_rest,
    search_documents,
    ties,
    with_same_number,
)

__all__ = [
    "Law",
    "Tie",
    "UnknownDefinition",
    "all_of",
    "definition",
    "document_seen",
    "documents_of",
    "ends",
    "every_version",
    "history",
    "in_force",
    "listed_documents",
    "of_number",
    "pinned",
    "rests_on",
    "said_to_rest",
    "search_documents",
    "step_titles",
    "ties",
    "with_same_number",
]
