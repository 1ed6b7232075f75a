"""The directory under forced row security: everybody reads, each office writes its own, staff say what they can take.

Read by every role of the web but the portal; written where the provider stands in the reach, or has no place and the
writer sees the whole province. Somebody who answers for a provider may count its places (``directory.capacity``).
"""

from django.db import migrations

from mangnon.access.rowsecurity import watch

OWN = "coalesce(place_id = any((select access_reach())::bigint[]), false)"
OF_PROVIDER = f"exists (select 1 from directory_provider r where r.id = {{table}}.provider_id and {OWN})"
OF_SERVICE = (
    "exists (select 1 from directory_service s join directory_provider r on r.id = s.provider_id"
    f" where s.id = {{table}}.service_id and coalesce(r.place_id = any((select access_reach())::bigint[]), false))"
)
OF_LOCATION = (
    "exists (select 1 from directory_location l join directory_service s on s.id = l.service_id"
    " join directory_provider r on r.id = s.provider_id where l.id = {table}.location_id"
    " and coalesce(r.place_id = any((select access_reach())::bigint[]), false))"
)
MINE = (
    "exists (select 1 from directory_staffing p where p.provider_id = {table}.provider_id and p.valid_to is null"
    " and p.person_id::text = current_setting('mangnon.actor', true))"
)
WRITERS = {
    "directory_provider": OWN,
    "directory_contact": OF_PROVIDER,
    "directory_service": OF_PROVIDER,
    "directory_served": OF_SERVICE,
    "directory_location": OF_SERVICE,
    "directory_hours": OF_LOCATION,
    "directory_staffing": OF_PROVIDER,
    "directory_line": OF_PROVIDER,
}
PROTECT = """
alter table {table} enable row level security; alter table {table} force row level security;
create policy owner_all on {table} to mangnon_owner using (true) with check (true);
create policy backup_reads on {table} for select to mangnon_backup using (true);
create policy wide on {table} to mangnon_wide using (true) with check (true);
create policy everybody on {table} for select to mangnon_app, mangnon_auditor using (true);
create policy kept on {table} for insert to mangnon_app with check ({own});
create policy changed on {table} for update to mangnon_app using ({own}) with check ({own});
create policy gone on {table} for delete to mangnon_app using ({own});
revoke insert, update, delete on {table} from mangnon_auditor;
"""
UNDO = """
grant insert, update, delete on {table} to mangnon_auditor;
drop policy owner_all on {table}; drop policy backup_reads on {table}; drop policy wide on {table};
drop policy everybody on {table}; drop policy kept on {table}; drop policy changed on {table};
drop policy gone on {table};
alter table {table} no force row level security; alter table {table} disable row level security;
"""
STAFF = (
    "create policy counted on directory_service for update to mangnon_app"
    f" using ({MINE.format(table='directory_service')}) with check ({MINE.format(table='directory_service')});"
    " create policy counting on directory_line for insert to mangnon_app"
    f" with check ({MINE.format(table='directory_line')});"
    " revoke update, delete on directory_line from mangnon_app, mangnon_wide;"
    " revoke delete on directory_provider, directory_service, directory_location, directory_staffing"
    " from mangnon_app, mangnon_wide;"
)
STAFF_UNDO = (
    "grant delete on directory_provider, directory_service, directory_location, directory_staffing"
    " to mangnon_app, mangnon_wide;"
    " grant update, delete on directory_line to mangnon_app, mangnon_wide;"
    " drop policy counting on directory_line; drop policy counted on directory_service;"
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_directory"), ("access", "0001_reach_function"), ("audit", "0002_book_functions")]
    operations = [
        *(
            migrations.RunSQL(
                PROTECT.format(table=table, own=own.format(table=table)), UNDO.format(table=table)
            )
            for table, own in WRITERS.items()
        ),
        migrations.RunSQL(STAFF, STAFF_UNDO),
        *(watch(table) for table in WRITERS),
    ]
