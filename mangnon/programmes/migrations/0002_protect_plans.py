"""Plans under forced row security: everybody who works here reads them, a place writes its own.

A row is written where its place lies in the reach; the province writes all. Parts of a programme are written by
whoever writes the programme. Lines of a history are only ever added.
"""

from django.db import migrations

from mangnon.access.rowsecurity import watch
from mangnon.accounts.held import held_functions
from mangnon.files.protecting import files_of

OWN = "coalesce({place} = any((select access_reach())::bigint[]), false)"
OF_PROGRAMME = (
    "exists (select 1 from programmes_programme r where r.id = {{table}}.programme_id and {own})"
).format(own=OWN.format(place="r.place_id"))
OF_OBJECTIVE = (
    "exists (select 1 from programmes_objective o join programmes_programme r on r.id = o.programme_id"
    " where o.id = {{table}}.objective_id and {own})"
).format(own=OWN.format(place="r.place_id"))
OF_GOAL = (
    "exists (select 1 from programmes_goal g join programmes_objective o on o.id = g.objective_id"
    " join programmes_programme r on r.id = o.programme_id where g.id = {{table}}.goal_id and {own})"
).format(own=OWN.format(place="r.place_id"))
OF_TASK = "exists (select 1 from programmes_task r where r.id = {{table}}.task_id and {own})".format(
    own=OWN.format(place="r.place_id")
)
WRITERS = {
    "programmes_programme": OWN.format(place="place_id"),
    "programmes_objective": OF_PROGRAMME,
    "programmes_goal": OF_OBJECTIVE,
    "programmes_target": OF_GOAL,
    "programmes_task": OWN.format(place="place_id"),
    "programmes_before": OF_TASK,
    "programmes_basis": f"({OF_PROGRAMME} or {OF_TASK})",
    "programmes_line": OF_TASK,
    "programmes_adoption": OWN.format(place="place_id"),
}
PROTECT = """
alter table {table} enable row level security; alter table {table} force row level security;
create policy owner_all on {table} to mangnon_owner using (true) with check (true);
create policy backup_reads on {table} for select to mangnon_backup using (true);
create policy wide on {table} to mangnon_wide using (true) with check (true);
create policy everybody on {table} for select to mangnon_app, mangnon_auditor using (true);
create policy written on {table} for insert to mangnon_app with check ({own});
create policy changed on {table} for update to mangnon_app using ({own}) with check ({own});
create policy gone on {table} for delete to mangnon_app using ({own});
revoke insert, update, delete on {table} from mangnon_auditor;
"""
UNDO = """
grant insert, update, delete on {table} to mangnon_auditor;
drop policy owner_all on {table}; drop policy backup_reads on {table}; drop policy wide on {table};
drop policy everybody on {table}; drop policy written on {table}; drop policy changed on {table};
drop policy gone on {table};
alter table {table} no force row level security; alter table {table} disable row level security;
"""
NEVER_DELETED = ("programme", "objective", "goal", "target", "task", "before", "adoption")


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0001_plans"), ("access", "0001_reach_function"), ("audit", "0003_net_in_sets"),
        ("files", "0002_protect"), ("statutes", "0004_protect_documents"),
    ]  # fmt: skip
    operations = [
        *(
            migrations.RunSQL(PROTECT.format(table=table, own=own.format(table=table)), UNDO.format(table=table))
            for table, own in WRITERS.items()
        ),
        migrations.RunSQL(
            "revoke update, delete on programmes_line from mangnon_app, mangnon_wide",
            "grant update, delete on programmes_line to mangnon_app, mangnon_wide",
        ),
        *(
            migrations.RunSQL(
                f"revoke delete on programmes_{name} from mangnon_app, mangnon_wide",
                f"grant delete on programmes_{name} to mangnon_app, mangnon_wide",
            )
            for name in NEVER_DELETED
        ),
        *(watch(table) for table in WRITERS),
        files_of("programmes.task", "programmes_task"),
        held_functions(
            "programmes_task", holder="owner", open_when="t.finished_on is null and t.dropped_on is null",
            also="owner_name = (select p.full_name from accounts_person p where p.id = p_to), version = t.version + 1",
        ),
    ]  # fmt: skip
