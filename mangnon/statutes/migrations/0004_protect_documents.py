"""Documents under forced row security: what has no place is everybody's, a commune's own is seen there and above.

Their relations, history and files are seen only with them. Auditors see what everybody sees.
"""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_root
from mangnon.files.protecting import files_of

SEEN = "coalesce(place_id is null or place_id = any((select access_reach())::bigint[]), false)"
BOTH_ENDS = (
    "(newer_id is null or exists (select 1 from statutes_document r where r.id = statutes_relation.newer_id))"
    " and (older_id is null or exists (select 1 from statutes_document r where r.id = statutes_relation.older_id))"
)
OF_DOCUMENT = "owner_kind = 'statutes.document' and exists (select 1 from statutes_document r where r.uid = owner_id)"
FORWARD = f"""
alter table statutes_document enable row level security; alter table statutes_document force row level security;
create policy owner_all on statutes_document to mangnon_owner using (true) with check (true);
create policy backup_reads on statutes_document for select to mangnon_backup using (true);
create policy reach on statutes_document to mangnon_app using ({SEEN}) with check ({SEEN});
create policy wide on statutes_document to mangnon_wide using (true) with check (true);
create policy book on statutes_document for select to mangnon_auditor using (place_id is null);

alter table statutes_relation enable row level security; alter table statutes_relation force row level security;
create policy owner_all on statutes_relation to mangnon_owner using (true) with check (true);
create policy backup_reads on statutes_relation for select to mangnon_backup using (true);
create policy reach on statutes_relation to mangnon_app using ({BOTH_ENDS}) with check ({BOTH_ENDS});
create policy wide on statutes_relation to mangnon_wide using (true) with check (true);
create policy book on statutes_relation for select to mangnon_auditor using ({BOTH_ENDS});

create policy book on statutes_reliance for select to mangnon_auditor using
  (exists (select 1 from statutes_document r where r.id = document_id));
create policy book on statutes_documentchange for select to mangnon_auditor using
  (exists (select 1 from statutes_document r where r.id = document_id));
create policy book_documents on files_storedfile for select to mangnon_auditor using ({OF_DOCUMENT});

revoke insert, update, delete on statutes_reliance, statutes_documentchange from mangnon_auditor;
revoke update, delete on statutes_documentchange from mangnon_app, mangnon_wide;
"""
BACKWARD = """
grant insert, update, delete on statutes_reliance, statutes_documentchange
  to mangnon_app, mangnon_wide, mangnon_auditor;
drop policy book_documents on files_storedfile;
drop policy book on statutes_documentchange;
drop policy book on statutes_reliance;
drop policy owner_all on statutes_relation; drop policy backup_reads on statutes_relation;
drop policy reach on statutes_relation; drop policy wide on statutes_relation; drop policy book on statutes_relation;
alter table statutes_relation no force row level security; alter table statutes_relation disable row level security;
drop policy owner_all on statutes_document; drop policy backup_reads on statutes_document;
drop policy reach on statutes_document; drop policy wide on statutes_document; drop policy book on statutes_document;
alter table statutes_document no force row level security; alter table statutes_document disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("statutes", "0003_local_documents"), ("access", "0001_reach_function"), ("files", "0002_protect")]
    operations = [
        protect_by_root("statutes_reliance", root="statutes_document", key="document_id"),
        protect_by_root("statutes_documentchange", root="statutes_document", key="document_id"),
        migrations.RunSQL(FORWARD, BACKWARD),
        files_of("statutes.document", "statutes_document", key="uid"),
    ]
