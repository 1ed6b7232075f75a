"""Tables that everybody who works here reads and only their own place writes, as migration operations."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

from mangnon.access.rowsecurity import NET, UNDO_NET

NOBODY = "false"
"""No place writes these: the province alone."""

_EVERYBODY = "create policy everybody on {table} for select to mangnon_app, mangnon_auditor using (true);"
_WITHIN = "create policy within on {table} for select to mangnon_app using ({within});"
_AUDITED = "create policy audited on {table} for select to mangnon_auditor using (true);"
_FORWARD = """
alter table {table} enable row level security; alter table {table} force row level security;
create policy owner_all on {table} to mangnon_owner using (true) with check (true);
create policy backup_reads on {table} for select to mangnon_backup using (true);
create policy wide on {table} to mangnon_wide using (true) with check (true);
create policy written on {table} for insert to mangnon_app with check ({written});
create policy changed on {table} for update to mangnon_app using ({changed}) with check ({changed});
revoke insert, update, delete on {table} from mangnon_auditor;
revoke delete on {table} from mangnon_app, mangnon_wide;
"""
_BACKWARD = """
grant insert, update, delete on {table} to mangnon_auditor; grant delete on {table} to mangnon_app, mangnon_wide;
drop policy owner_all on {table}; drop policy backup_reads on {table}; drop policy wide on {table};
drop policy written on {table}; drop policy changed on {table};
drop policy if exists everybody on {table}; drop policy if exists within on {table};
drop policy if exists audited on {table};
alter table {table} no force row level security; alter table {table} disable row level security;
"""


def own(place: str = "place_id") -> str:
    """The condition that the place in this column lies in the reach of whoever asks."""
    return f"coalesce({place} = any((select access_reach())::bigint[]), false)"


def part_of(root: str, key: str, *, condition: str | None = None) -> str:
    """The condition that a part's root (``root``, found by the part's column ``key``) may be written.

    ``condition`` speaks of the root as ``r``; without one, the root's own place decides. Parts of parts nest.
    The part's column is named with ``{table}``, which ``read_by_all`` fills in.
    """
    return f"exists (select 1 from {root} r where r.id = {{table}}.{key} and {condition or own('r.place_id')})"  # noqa: S608 - names from our migrations


def read_by_all(table: str, *, written: str) -> RunSQL:
    """Read by everybody who works here, written where ``written`` holds; never deleted; under the trigger net."""
    return _protect(_EVERYBODY, table=table, written=written, changed=written)


def read_within(table: str, *, within: str, written: str, changed: str | None = None, audited: bool = False) -> RunSQL:
    """Read where ``within`` holds and by the province, written where ``written`` holds; never deleted.

    ``changed``: where rows may be changed, if elsewhere than they may be added. ``audited``: auditors read every row.
    Under the trigger net.
    """
    readers = _WITHIN + (_AUDITED if audited else "")
    return _protect(readers, table=table, within=within, written=written, changed=changed or written)


def _protect(readers: str, *, table: str, **conditions: str) -> RunSQL:
    told = {"table": table} | {name: text.format(table=table) for name, text in conditions.items()}
    return RunSQL((_FORWARD + readers + NET).format(**told), (UNDO_NET + _BACKWARD).format(**told))
