"""The groups of children for whom a service may be meant: those of the law of a day."""

from __future__ import annotations

from datetime import date

from mangnon.statutes.queries.definitions import all_of


def group_titles(on: date) -> dict[str, str]:
    """Code → title of each group of special circumstances, children at risk at the end, in the reader's language."""
    return {law.key: str(law.title) for law in all_of("circumstances", on)}
