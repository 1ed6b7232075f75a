"""Policies of this room: an inbox is its owner's; two machines read what they need and no person does."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

_ROLES = "mangnon_app, mangnon_wide, mangnon_auditor"


def couriers_read(table: str, *machines: str) -> RunSQL:
    """Migration operation: named machines, which run in the wide role, may read a table that belongs to people."""
    names = ", ".join(f"'{one}'" for one in machines)
    return RunSQL(
        f"create policy couriers on {table} for select to mangnon_wide"
        f" using (current_setting('mangnon.actor', true) in ({names}));",
        f"drop policy couriers on {table};",
    )


def own_too(table: str, name: str, condition: str, command: str = "select") -> RunSQL:
    """Migration operation: beside the office that answers, whoever fits ``condition`` reaches a row."""
    checks = {"select": f"using ({condition})", "update": f"using ({condition}) with check ({condition})"}
    checked = checks.get(command, f"with check ({condition})")
    return RunSQL(
        f"create policy {name} on {table} for {command} to {_ROLES} {checked};", f"drop policy {name} on {table};"
    )
