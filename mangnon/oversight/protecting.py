"""Tables of those who watch: shown to auditors, data officers and their machines, and to nobody else."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

from mangnon.access.rowsecurity import NET, UNDO_NET

_FORWARD = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy owner_all on {table} to mangnon_owner using (true) with check (true);
create policy backup_reads on {table} for select to mangnon_backup using (true);
create policy watchers on {table} to mangnon_auditor using (true) with check (true);
revoke {withheld} on {table} from mangnon_app, mangnon_wide, mangnon_auditor;
"""
_BACKWARD = """
drop policy if exists owner_all on {table};
drop policy if exists backup_reads on {table};
drop policy if exists watchers on {table};
grant {withheld} on {table} to mangnon_app, mangnon_wide, mangnon_auditor;
alter table {table} no force row level security;
alter table {table} disable row level security;
"""


def protect_for_watchers(table: str, *, lasting: bool = False) -> RunSQL:
    """Migration operation. Rows are never deleted; ``lasting`` ones are never changed either."""
    withheld = "update, delete" if lasting else "delete"
    told = {"table": table, "withheld": withheld}
    return RunSQL((_FORWARD + NET).format(**told), (UNDO_NET + _BACKWARD).format(**told))


def watchers_too(table: str) -> RunSQL:
    """Migration operation: beside those whom another policy lets in, those who watch; nobody deletes a row."""
    return RunSQL(
        f"create policy watchers on {table} to mangnon_auditor using (true) with check (true);"
        f" revoke delete on {table} from mangnon_app, mangnon_wide, mangnon_auditor;",
        f"drop policy watchers on {table}; grant delete on {table} to mangnon_app, mangnon_wide, mangnon_auditor;",
    )


def province_too(table: str) -> RunSQL:
    """Migration operation: beside those who watch, the machines and the leaders of the province."""
    return RunSQL(
        f"create policy wide on {table} to mangnon_wide using (true) with check (true);",
        f"drop policy wide on {table};",
    )


def administrators_too(table: str) -> RunSQL:
    """Migration operation: also whoever holds the administrator's role today, by what accounts say."""
    holds = (
        "exists (select 1 from accounts_assignment a where a.role = 'administrator'"
        " and a.person_id::text = current_setting('mangnon.actor', true)"
        " and a.valid_from <= (now() at time zone 'Asia/Ho_Chi_Minh')::date"
        " and a.valid_to > (now() at time zone 'Asia/Ho_Chi_Minh')::date)"
    )
    return RunSQL(
        f"create policy administrators on {table} to mangnon_app using ({holds}) with check ({holds});",
        f"drop policy administrators on {table};",
    )


def watchers_files(kind: str) -> RunSQL:
    """Migration operation: those who watch see, store and change files of a kind of record of this room."""
    inside = f"owner_kind = '{kind}'"
    name = kind.replace(".", "_")
    return RunSQL(
        f"create policy watchers_{name} on files_storedfile to mangnon_auditor using ({inside}) with check ({inside});",
        f"drop policy watchers_{name} on files_storedfile;",
    )
