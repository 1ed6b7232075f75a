"""What the database is told about the actor at the start of each transaction (the second net)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from mangnon.access.actor import Actor
from mangnon.access.roles import Net

DATABASE_ROLES = {Net.WIDE: "mangnon_wide", Net.BOOK: "mangnon_auditor", Net.PUBLIC: "mangnon_portal"}
"""Nets that run under a database role of their own; the others stay mangnon_app."""

_current: ContextVar[Actor | None] = ContextVar("mangnon_scope", default=None)

SET_SCOPE = (
    "select set_config('mangnon.actor', %s, true), set_config('mangnon.reach', %s, true), set_config('role', %s, true)"
)


@contextmanager
def acting(actor: Actor | None) -> Iterator[None]:
    """Run a block with the database's reach set to this actor's; restored on leaving, however it ends.

    Inside an open transaction the settings change at once; a transaction opened later takes them at its start.
    """
    token = _current.set(actor)
    try:
        _refresh()
        yield
    finally:
        _current.reset(token)
        _refresh()


def current_actor() -> Actor | None:
    """The actor the database is told about; for plumbing only, rules take the actor as an argument."""
    return _current.get()


def in_one(actor: Actor, sql: str, params: Sequence[Any]) -> tuple[str, list[Any]]:
    """A statement behind the settings that tell who acts, as one text with its parameters.

    Sent outside of a transaction it is one of its own: there and back once instead of four times, committed when the
    answer is here. Its rows are the second set of results.
    """
    return f"{SET_SCOPE};\n{sql}", [*_settings(actor), *params]


def apply(connection: BaseDatabaseWrapper) -> None:
    """Tell the open transaction of ``connection`` who acts; called by the backend at each start."""
    actor = _current.get()
    if not connection.settings_dict.get("SCOPED"):
        return  # the owner's connection (migrations, verification) has policies of its own
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        cursor.execute(SET_SCOPE, _settings(actor))


def _settings(actor: Actor | None) -> tuple[str, str, str]:
    if actor is None:
        return "", "", "none"
    places = "{" + ",".join(map(str, sorted(actor.row_places))) + "}"
    return str(actor.person_id or actor.name), places, DATABASE_ROLES.get(actor.net, "none")


def _refresh() -> None:
    for connection in connections.all(initialized_only=True):
        if connection.connection is not None and connection.in_atomic_block and not connection.needs_rollback:
            apply(connection)
