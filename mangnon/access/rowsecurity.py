"""Row security as migration operations: one line puts a table under forced policies and the trigger net."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

_ENABLE = "alter table {table} enable row level security; alter table {table} force row level security;"
_OWNER = (
    "create policy owner_all on {table} to mangnon_owner using (true) with check (true);"
    " create policy backup_reads on {table} for select to mangnon_backup using (true);"
)
_UNDO = (
    "drop policy if exists owner_all on {table}; drop policy if exists backup_reads on {table};"
    " drop policy if exists reach on {table}; drop policy if exists wide on {table};"
    " drop policy if exists own on {table};"
    " alter table {table} no force row level security; alter table {table} disable row level security;"
)
NET = (
    "do $net$ begin"
    " if to_regprocedure('net.cover(regclass)') is not null then perform net.cover('{table}');"
    " else"
    " create trigger net_row after insert or update or delete on {table}"
    " for each row execute function net.row_changed();"
    " create trigger net_truncate before truncate on {table} execute function net.truncated();"
    " end if; end $net$;"
)
"""A table made before ``audit.0003_net_in_sets`` gets its triggers anew when that one is applied."""
UNDO_NET = "".join(
    f"drop trigger if exists {name} on {{table}};" for name in ("net_insert", "net_delete", "net_row", "net_truncate")
)


def protect_by_place(table: str, *, place: str = "place_id", other: str | None = None) -> RunSQL:
    """Rows are seen and written by whoever answers for ``place`` (or ``other``), and by provincial people.

    ``place`` and ``other`` name columns that hold the id of a commune-level unit.
    """
    inside = _within_reach(place, other)
    policies = (
        f"create policy reach on {table} to mangnon_app using ({inside}) with check ({inside});"
        f" create policy wide on {table} to mangnon_wide using (true) with check (true);"
    )
    return _operation(table, policies)


def remake_by_place(table: str, *, place: str = "place_id", other: str | None = None) -> RunSQL:
    """Give a table that ``protect_by_place`` protected earlier the present form of its policy: same rows, quicker."""
    inside = _within_reach(place, other)
    return RunSQL(f"alter policy reach on {table} using ({inside}) with check ({inside})", RunSQL.noop)


def _within_reach(place: str, other: str | None) -> str:
    """The condition of the policy.

    Under ``coalesce`` the planner reads nothing into it. Bare, it multiplies the share of rows that the condition
    lets through with that of the places named in the query, expects a handful of rows where there are thousands,
    and sorts them all instead of walking an ordered index. The price: the policy alone finds no index, so every
    query names its places as literals, as ``visible_to`` does.
    """
    inside = " or ".join(f"{column} = any((select access_reach())::bigint[])" for column in (place, other) if column)
    return f"coalesce({inside}, false)"


def protect_by_root(table: str, *, root: str, key: str) -> RunSQL:
    """Rows of a part are seen only with their root, and can't be hung on a root that one can't see."""
    inside = f"exists (select 1 from {root} r where r.id = {table}.{key})"  # noqa: S608 - names from our migrations
    policies = (
        f"create policy reach on {table} to mangnon_app using ({inside}) with check ({inside});"
        f" create policy wide on {table} to mangnon_wide using (true) with check (true);"
    )
    return _operation(table, policies)


def protect_by_both(table: str, *, root: str, keys: tuple[str, str]) -> RunSQL:
    """Rows about two roots are seen only by whoever sees both of them."""
    one, other = (f"exists (select 1 from {root} r where r.id = {table}.{key})" for key in keys)  # noqa: S608 - as above
    policies = (
        f"create policy reach on {table} to mangnon_app using ({one} and {other}) with check ({one} and {other});"
        f" create policy wide on {table} to mangnon_wide using (true) with check (true);"
    )
    return _operation(table, policies)


def protect_by_person(table: str, *, person: str = "person_id") -> RunSQL:
    """Rows belong to one person (drafts, saved filters): nobody else sees them, whatever their role."""
    own = f"{person}::text = current_setting('mangnon.actor', true)"
    roles = "mangnon_app, mangnon_wide, mangnon_auditor"
    return _operation(table, f"create policy own on {table} to {roles} using ({own}) with check ({own});")


def watch(table: str) -> RunSQL:
    """Put a table without row security under the trigger net all the same (people, assignments, places)."""
    return RunSQL(NET.format(table=table), UNDO_NET.format(table=table))


def _operation(table: str, policies: str) -> RunSQL:
    forward = _ENABLE.format(table=table) + _OWNER.format(table=table) + policies + NET.format(table=table)
    return RunSQL(forward, UNDO_NET.format(table=table) + _UNDO.format(table=table))
