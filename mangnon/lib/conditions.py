"""Conditions for CHECK constraints that PostgreSQL writes the same way however often they are dumped and loaded."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q


def one_of(field: str, values: Iterable[str]) -> Q:
    """``field`` is one of ``values``, at least one, as ``a = x OR a = y``.

    ``Q(field__in=[…])`` would become ``a::text = ANY ((ARRAY[…]::varchar[])::text[])``, which PostgreSQL reads back
    from its own dump as another expression. A restore compares constraints with the original's and would call it
    tampered with.
    """
    return reduce(or_, (Q((field, value)) for value in values))
