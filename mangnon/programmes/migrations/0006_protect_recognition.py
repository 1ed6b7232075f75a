"""Recognition under forced row security: everybody who works here reads it, a place writes its own dossier.

Rounds and classes are the province's alone.
"""

from django.db import migrations

from mangnon.access.rowsecurity import watch
from mangnon.files.protecting import files_of

OWN = "coalesce({place} = any((select access_reach())::bigint[]), false)"
OF_DOSSIER = "exists (select 1 from programmes_dossier r where r.id = {{table}}.dossier_id and {own})".format(
    own=OWN.format(place="r.place_id")
)
WRITERS = {
    "programmes_round": "false",
    "programmes_placeclass": "false",
    "programmes_dossier": OWN.format(place="place_id"),
    "programmes_score": OF_DOSSIER,
}
PROTECT = """
alter table {table} enable row level security; alter table {table} force row level security;
create policy owner_all on {table} to mangnon_owner using (true) with check (true);
create policy backup_reads on {table} for select to mangnon_backup using (true);
create policy wide on {table} to mangnon_wide using (true) with check (true);
create policy everybody on {table} for select to mangnon_app, mangnon_auditor using (true);
create policy written on {table} for insert to mangnon_app with check ({own});
create policy changed on {table} for update to mangnon_app using ({own}) with check ({own});
revoke insert, update, delete on {table} from mangnon_auditor;
revoke delete on {table} from mangnon_app, mangnon_wide;
"""
UNDO = """
grant insert, update, delete on {table} to mangnon_auditor; grant delete on {table} to mangnon_app, mangnon_wide;
drop policy owner_all on {table}; drop policy backup_reads on {table}; drop policy wide on {table};
drop policy everybody on {table}; drop policy written on {table}; drop policy changed on {table};
alter table {table} no force row level security; alter table {table} disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0005_recognition")]
    operations = [
        *(
            migrations.RunSQL(PROTECT.format(table=table, own=own.format(table=table)), UNDO.format(table=table))
            for table, own in WRITERS.items()
        ),
        *(watch(table) for table in WRITERS),
        files_of("programmes.dossier", "programmes_dossier"),
    ]
