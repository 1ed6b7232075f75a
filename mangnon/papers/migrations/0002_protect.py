"""Sheets under forced row security. Who of a commune sees one is said by its owner's room (``papers_of``)."""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_place, protect_by_root, watch

FORWARD = """
alter table papers_sheet enable row level security; alter table papers_sheet force row level security;
create policy owner_all on papers_sheet to mangnon_owner using (true) with check (true);
create policy backup_reads on papers_sheet for select to mangnon_backup using (true);
create policy wide on papers_sheet to mangnon_wide using (true) with check (true);
revoke update, delete, truncate on papers_revision from mangnon_app, mangnon_wide;
grant update (sealed) on papers_revision to mangnon_app, mangnon_wide; -- keys rotate
revoke delete, truncate on papers_sheet, papers_series from mangnon_app, mangnon_wide;
"""
BACKWARD = """
drop policy owner_all on papers_sheet; drop policy backup_reads on papers_sheet; drop policy wide on papers_sheet;
alter table papers_sheet no force row level security; alter table papers_sheet disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_sheets"), ("audit", "0002_book_functions")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        watch("papers_sheet"),
        protect_by_root("papers_revision", root="papers_sheet", key="sheet_id"),
        protect_by_place("papers_series"),
    ]
