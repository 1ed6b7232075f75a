"""The wrapper that sets the actor's reach at the start of every transaction (SET LOCAL, never for a session)."""

from __future__ import annotations

from django.db.backends.postgresql import base

from mangnon.access import scope


class DatabaseWrapper(base.DatabaseWrapper):
    """Leaving autocommit begins a transaction: the one moment at which its reach is set.

    Settings are local to the transaction, so nothing stays on a connection that serves the next person; outside
    a transaction nothing is set, and row security shows no row.
    """

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001 - Django's signature
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # private, yet the one hook
        if not autocommit:
            scope.apply(self)
