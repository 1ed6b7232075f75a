"""Files under forced row security. Who of a commune sees one is said by its owner's room (``files_of``)."""

from django.db import migrations

from mangnon.access.rowsecurity import watch

FORWARD = """
alter table files_storedfile enable row level security; alter table files_storedfile force row level security;
create policy owner_all on files_storedfile to mangnon_owner using (true) with check (true);
create policy backup_reads on files_storedfile for select to mangnon_backup using (true);
create policy wide on files_storedfile to mangnon_wide using (true) with check (true);
"""
BACKWARD = """
drop policy owner_all on files_storedfile; drop policy backup_reads on files_storedfile;
drop policy wide on files_storedfile;
alter table files_storedfile no force row level security; alter table files_storedfile disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("files", "0001_stored_files"), ("audit", "0002_book_functions")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD), watch("files_storedfile")]
