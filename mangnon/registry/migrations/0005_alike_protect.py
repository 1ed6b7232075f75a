"""Pairs and merges under the reach over both records; who was written or changed is noted for the comparing job.

The note is written by a SECURITY DEFINER trigger into a table that nobody bound to places can read: whoever enters
a child learns nothing from it, neither by its answer nor by its time, since the comparing itself happens later, in a
transaction of the job.
"""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_both, watch

FORWARD = """
create function registry_alike_due() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $f$
begin
  if tg_table_name = 'registry_parent' then
    insert into registry_alikedue (child_id) select distinct f.child_id from fresh f
      on conflict (child_id) do update set since = clock_timestamp();
  elsif tg_op = 'INSERT' then
    insert into registry_alikedue (child_id) select f.id from fresh f
      on conflict (child_id) do update set since = clock_timestamp();
  else
    insert into registry_alikedue (child_id) select f.id from fresh f join stale s on s.id = f.id
      where (f.full_name, f.born, f.sex, f.personal_number, f.external_code, f.place_id, f.hamlet_id, f.household_id,
             f.left, f.ethnicity)
        is distinct from (s.full_name, s.born, s.sex, s.personal_number, s.external_code, s.place_id, s.hamlet_id,
             s.household_id, s.left, s.ethnicity)
      on conflict (child_id) do update set since = clock_timestamp();
  end if;
  return null;
end $f$;
revoke all on function registry_alike_due() from public;
create trigger alike_due_new after insert on registry_child referencing new table as fresh
  for each statement execute function registry_alike_due();
create trigger alike_due_changed after update on registry_child referencing new table as fresh old table as stale
  for each statement execute function registry_alike_due();
create trigger alike_due_new after insert on registry_parent referencing new table as fresh
  for each statement execute function registry_alike_due();
create trigger alike_due_changed after update on registry_parent referencing new table as fresh
  for each statement execute function registry_alike_due();

alter table registry_alikedue enable row level security;
alter table registry_alikedue force row level security;
create policy owner_all on registry_alikedue to mangnon_owner using (true) with check (true);
create policy backup_reads on registry_alikedue for select to mangnon_backup using (true);
create policy wide on registry_alikedue to mangnon_wide using (true) with check (true);
revoke all on registry_alikedue from mangnon_app, mangnon_auditor;
revoke delete, truncate on registry_merge, registry_alikeweights from mangnon_app, mangnon_wide, mangnon_auditor;
"""
BACKWARD = """
drop trigger alike_due_new on registry_child;
drop trigger alike_due_changed on registry_child;
drop trigger alike_due_new on registry_parent;
drop trigger alike_due_changed on registry_parent;
drop function registry_alike_due();
drop policy owner_all on registry_alikedue;
drop policy backup_reads on registry_alikedue;
drop policy wide on registry_alikedue;
alter table registry_alikedue no force row level security;
alter table registry_alikedue disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_alike"), ("audit", "0002_book_functions")]
    operations = [
        protect_by_both("registry_lookalike", root="registry_child", keys=("first_id", "second_id")),
        protect_by_both("registry_merge", root="registry_child", keys=("kept_id", "dropped_id")),
        watch("registry_alikeweights"),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
