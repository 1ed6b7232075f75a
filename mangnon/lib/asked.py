"""Words that come without a form of Django's, which would refuse what no database keeps."""

from __future__ import annotations

from django.http import QueryDict


def asked(told: QueryDict, name: str) -> str:
    """What somebody typed in one box; without NUL, which PostgreSQL neither keeps nor compares."""
    return told.get(name, "").replace("\0", "")
