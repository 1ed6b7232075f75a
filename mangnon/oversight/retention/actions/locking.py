"""Holds and destruction never overlap: whoever holds back waits for the batch that runs, and the next one sees it."""

from __future__ import annotations

from django.db import connection

HOLDS = "oversight.retention.holds"


def lock_holds() -> None:
    """Taken by whoever changes holds, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [HOLDS])


def read_holds() -> None:
    """Taken by whoever acts on what the holds say."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(hashtext(%s))", [HOLDS])
