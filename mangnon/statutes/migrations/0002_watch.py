"""Definitions are only ever added, by anybody's hand; documents are written by those who may, never thrown away."""

from django.db import migrations

from mangnon.access.rowsecurity import watch

GUARD = """
create function statutes_definition_stands() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'a definition never changes: add a version' using errcode = 'restrict_violation';
end $$;
create trigger definition_stands before update or delete on statutes_definition
  for each row execute function statutes_definition_stands();
create trigger definition_stays before truncate on statutes_definition
  for each statement execute function statutes_definition_stands();

create function statutes_definition_apart() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (
    select from statutes_definition o where o.kind = new.kind and o.key = new.key and o.valid_from <> new.valid_from
      and ((o.valid_from < new.valid_from and new.valid_from < o.valid_to)
        or (new.valid_from < o.valid_from and o.valid_from < new.valid_to))
  ) then
    raise exception 'the periods of two versions overlap' using errcode = 'exclusion_violation';
  end if;
  return new;
end $$;
create trigger definition_apart before insert on statutes_definition
  for each row execute function statutes_definition_apart();

revoke update, delete on statutes_definition from mangnon_app, mangnon_wide, mangnon_auditor;
revoke insert, update, delete on statutes_loaded from mangnon_app, mangnon_wide, mangnon_auditor;
revoke delete on statutes_document from mangnon_app, mangnon_wide, mangnon_auditor;
revoke insert, update, delete on statutes_definition, statutes_document, statutes_relation from mangnon_auditor;
"""
OPEN = """
grant insert, update, delete on statutes_definition, statutes_document, statutes_relation, statutes_loaded
  to mangnon_app, mangnon_wide, mangnon_auditor;
drop trigger definition_apart on statutes_definition;
drop trigger definition_stands on statutes_definition;
drop trigger definition_stays on statutes_definition;
drop function statutes_definition_apart();
drop function statutes_definition_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("statutes", "0001_law"), ("access", "0001_reach_function"), ("audit", "0002_book_functions")]
    operations = [
        watch("statutes_definition"),
        watch("statutes_document"),
        watch("statutes_relation"),
        migrations.RunSQL(GUARD, OPEN),
    ]
