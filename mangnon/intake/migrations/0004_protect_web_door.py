"""The box of the public page under forced row security; the two functions by which strangers use it (ADR 0013)."""

from django.db import migrations

from mangnon.access.rowsecurity import NET, UNDO_NET, protect_by_root

BOX = """
alter table intake_webdrop enable row level security; alter table intake_webdrop force row level security;
create policy owner_all on intake_webdrop to mangnon_owner using (true) with check (true);
create policy backup_reads on intake_webdrop for select to mangnon_backup using (true);
create policy wide on intake_webdrop to mangnon_wide using (true) with check (true);
revoke delete on intake_webdrop from mangnon_app, mangnon_wide, mangnon_auditor;
revoke update, delete on intake_addition from mangnon_app, mangnon_wide, mangnon_auditor;
alter policy wide on intake_addition
  using (exists (select 1 from intake_harmreport r where r.id = intake_addition.report_id))
  with check (exists (select 1 from intake_harmreport r where r.id = intake_addition.report_id));
"""
NO_BOX = """
alter policy wide on intake_addition using (true) with check (true);
grant update, delete on intake_addition to mangnon_app, mangnon_wide, mangnon_auditor;
grant delete on intake_webdrop to mangnon_app, mangnon_wide, mangnon_auditor;
drop policy owner_all on intake_webdrop; drop policy backup_reads on intake_webdrop; drop policy wide on intake_webdrop;
alter table intake_webdrop no force row level security; alter table intake_webdrop disable row level security;
"""
DOORS = """
-- A stranger drops a report, or something to add to one. The same id again adds nothing and gives the same answer.
-- No row: the code to which something was to be added is none.
create function intake_drop(
  p_id uuid, p_kind text, p_codes bytea[], p_code_mark bytea, p_body_mark text, p_story bytea, p_identity bytea,
  p_from bytea, p_danger boolean, p_odd boolean, p_most_from integer, p_most_all integer
) returns table (recorded_at timestamptz, body_mark text, held text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $f$
#variable_conflict use_column
declare
  v_about uuid;
  v_held text := '';
begin
  if p_kind = 'more' then
    select d.id into v_about from intake_webdrop d where d.kind = 'report' and d.code_mark = any (p_codes);
    if v_about is null then
      return;
    end if;
  end if;
  if p_odd then
    v_held := 'trap';
  elsif (select count(*) from (
      select from intake_webdrop d where d.from_mark = p_from and d.recorded_at > now() - interval '1 hour'
      limit p_most_from) x) >= p_most_from then
    v_held := 'many';
  elsif (select count(*) from (
      select from intake_webdrop d where d.recorded_at > now() - interval '1 minute' limit p_most_all) x
    ) >= p_most_all then
    v_held := 'flood';
  end if;
  insert into intake_webdrop (
    id, kind, about, code_mark, body_mark, story, identity, from_mark, danger, held, released_by, aside_by, aside_why)
  values (
    p_id, p_kind, v_about, p_code_mark, p_body_mark, p_story, p_identity, p_from, p_danger, v_held, '', '', '')
  on conflict (id) do nothing;
  return query select d.recorded_at, d.body_mark::text, d.held::text from intake_webdrop d where d.id = p_id;
end $f$;
comment on function intake_drop(uuid, text, bytea[], bytea, text, bytea, bytea, bytea, boolean, boolean, integer, integer)
  is 'crossing the reach: a stranger drops a sealed report into the box; booked as intake.take_in when it is taken in';
-- What whoever holds a code is told: one of four neutral words and when it came. Nothing of the matter.
create function intake_drop_state(p_codes bytea[]) returns table (step text, recorded_at timestamptz, additions integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $f$
  select
    case
      when r.state in ('settled', 'screened_out') or d.aside_at is not null then 'done'
      when r.state in ('taken', 'out_asked') then 'taken'
      when r.id is not null then 'sent'
      else 'received'
    end,
    d.recorded_at, (select count(*)::integer from intake_webdrop m where m.about = d.id)
  from intake_webdrop d left join intake_harmreport r on r.id = d.id
  where d.kind = 'report' and d.code_mark = any (p_codes)
$f$;
comment on function intake_drop_state(bytea[]) is
  'crossing the reach: whoever holds a receipt code reads one of four neutral words; nothing of the matter';
revoke execute on function
  intake_drop(uuid, text, bytea[], bytea, text, bytea, bytea, bytea, boolean, boolean, integer, integer),
  intake_drop_state(bytea[]) from mangnon_app, mangnon_wide, mangnon_auditor;
grant execute on function
  intake_drop(uuid, text, bytea[], bytea, text, bytea, bytea, bytea, boolean, boolean, integer, integer),
  intake_drop_state(bytea[]) to mangnon_portal;
"""
NO_DOORS = """
drop function intake_drop(uuid, text, bytea[], bytea, text, bytea, bytea, bytea, boolean, boolean, integer, integer);
drop function intake_drop_state(bytea[]);
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_web_door")]
    operations = [
        protect_by_root("intake_addition", root="intake_harmreport", key="report_id"),
        migrations.RunSQL(BOX, NO_BOX),
        migrations.RunSQL(NET.format(table="intake_webdrop"), UNDO_NET.format(table="intake_webdrop")),
        migrations.RunSQL(DOORS, NO_DOORS),
    ]
