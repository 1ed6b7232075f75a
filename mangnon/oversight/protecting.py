"""Tables of those who watch: shown to auditors, data officers and their machines, and to nobody else."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

_FORWARD = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy owner_all on {table} to mangnon_owner using (true) with check (true);
create policy backup_reads on {table} for select to mangnon_backup using (true);
create policy watchers on {table} to mangnon_auditor using (true) with check (true);
revoke {withheld} on {table} from mangnon_app, mangnon_wide, mangnon_auditor;
create trigger net_row after insert or update or delete on {table} for each row execute function net.row_changed();
create trigger net_truncate before truncate on {table} execute function net.truncated();
"""
_BACKWARD = """
drop trigger if exists net_row on {table};
drop trigger if exists net_truncate on {table};
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
    return RunSQL(_FORWARD.format(table=table, withheld=withheld), _BACKWARD.format(table=table, withheld=withheld))
