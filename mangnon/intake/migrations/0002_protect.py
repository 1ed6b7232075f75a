"""Reports under forced row security; the clock, the ledger and the secrecy of named people kept by the database."""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_place, protect_by_root, watch
from mangnon.accounts.held import held_functions
from mangnon.files.protecting import files_of
from mangnon.papers.protecting import papers_of

PARTS = ("reportedchild", "reporter", "suspect", "handover", "informationcorrection")
ME = "current_setting('mangnon.actor', true)"
INSIDE = "exists (select 1 from intake_harmreport r where r.id = intake_{part}.report_id)"
# People whom a report names never see it, whatever their role; a machine sees what is kept for somebody.
SECRECY = f"""
create policy mine on intake_harmreport to mangnon_app
  using (sender_sees and received_by::text = {ME}) with check (sender_sees and received_by::text = {ME});
create policy named on intake_harmreport as restrictive to mangnon_app, mangnon_wide
  using (not ({ME} = any (hidden_from::text[]))
    and (kept_for = '{{}}' or {ME} = any (kept_for::text[]) or {ME} !~ '^[0-9a-f]{{8}}-[0-9a-f-]{{27}}$'));
create policy mine on intake_contact to mangnon_app
  using (recorded_by::text = {ME}) with check (recorded_by::text = {ME});
revoke delete, truncate on intake_harmreport, intake_handover, intake_informationcorrection
  from mangnon_app, mangnon_wide;
"""  # noqa: S608 - our own names
NO_SECRECY = """
drop policy mine on intake_harmreport; drop policy named on intake_harmreport; drop policy mine on intake_contact;
"""
# The wide role sees a part only with its report, since a report may be hidden from provincial people too.
PARTS_WITH_ROOT = "".join(
    f"alter policy wide on intake_{part} using ({INSIDE.format(part=part)})"
    f" with check ({INSIDE.format(part=part)});"
    for part in PARTS
)
CLOCK = """
-- recorded_at is the database's clock and never changes; the first information is at most that, and never later than
-- it was stated.
create function intake_clock() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $f$
begin
  if tg_op = 'INSERT' then
    new.recorded_at := statement_timestamp();
    new.first_information_at := least(coalesce(new.first_information_at, new.recorded_at), new.recorded_at);
  else
    new.recorded_at := old.recorded_at;
    new.received_by := old.received_by;
    new.first_information_at := least(new.first_information_at, old.first_information_at);
  end if;
  return new;
end $f$;
create trigger intake_clock before insert or update on intake_harmreport for each row execute function intake_clock();
"""
NO_CLOCK = "drop trigger intake_clock on intake_harmreport; drop function intake_clock();"
CROSSING = """
-- The next number of an office: whoever receives may reach no office at all (a hotline).
create function intake_number(p_place bigint, p_year integer) returns integer language sql
  security definer set search_path = pg_catalog, public, pg_temp as $f$
  insert into papers_series (place_id, kind, year, last) values (p_place, 'TB', p_year, 1)
  on conflict (place_id, kind, year) do update set last = papers_series.last + 1 returning last
$f$;
comment on function intake_number(bigint, integer) is
  'crossing the reach: the next number of an office for a report; booked as intake.receive';
-- What a sender is told of a report, and is told again: number and times, nothing of the matter.
create function intake_receipt(p_report uuid) returns table (
    number text, recorded_at timestamptz, body_mark text, urgency text, accept_by timestamptz, place_id bigint,
    sender_sees boolean
  ) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $f$
  select r.number, r.recorded_at, r.body_mark, r.urgency, h.accept_by, h.to_place_id, r.sender_sees
  from intake_harmreport r join intake_handover h on h.report_id = r.id and h.step = 1
  where r.id = p_report and (r.received_by::text = current_setting('mangnon.actor', true)
    or current_setting('role', true) = 'mangnon_wide')
$f$;
comment on function intake_receipt(uuid) is
  'crossing the reach: a sender reads the receipt of its own report; number and times alone';
-- When colleagues on the rota are away: whoever hands a report over must know whom it will reach.
create function intake_away(p_people uuid[]) returns table (person_id uuid, away_from date, away_to date)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $f$
  select h.person_id, h.away_from, h.away_to from notices_habit h
  where h.person_id = any (p_people) and h.away_from is not null and h.away_to is not null
$f$;
comment on function intake_away(uuid[]) is 'crossing the reach: on which days colleagues are away; no child, no reason';
-- Hands a report to another place: afterwards it may lie outside of the reach of whoever hands it over.
create function intake_route(
  p_report uuid, p_place bigint, p_other bigint, p_hidden uuid[], p_kept uuid[], p_sender_sees boolean
) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $f$
declare
  v_me text := current_setting('mangnon.actor', true);
  v_wide boolean := current_setting('role', true) = 'mangnon_wide';
begin
  update intake_harmreport r
  set place_id = p_place, other_place_id = p_other, hidden_from = p_hidden, kept_for = p_kept,
    sender_sees = p_sender_sees
  where r.id = p_report and not (v_me = any (r.hidden_from::text[]))
    and (v_wide or r.place_id = any (access_reach()::bigint[]) or r.other_place_id = any (access_reach()::bigint[])
      or (r.sender_sees and r.received_by::text = v_me));
  if not found then
    raise exception 'no such report within reach' using errcode = 'insufficient_privilege';
  end if;
end $f$;
comment on function intake_route(uuid, bigint, bigint, uuid[], uuid[], boolean) is
  'crossing the reach: a report goes to the place that must act; booked as intake.receive, forward, return';
"""
NO_CROSSING = """
drop function intake_number(bigint, integer);
drop function intake_receipt(uuid);
drop function intake_away(uuid[]);
drop function intake_route(uuid, bigint, bigint, uuid[], uuid[], boolean);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_reports"),
        ("audit", "0003_net_in_sets"),
        ("files", "0002_protect"),
        ("papers", "0002_protect"),
        ("notices", "0002_protect"),
    ]
    operations = [
        protect_by_place("intake_harmreport", other="other_place_id"),
        protect_by_place("intake_contact"),
        *(protect_by_root(f"intake_{part}", root="intake_harmreport", key="report_id") for part in PARTS),
        migrations.RunSQL(SECRECY, NO_SECRECY),
        migrations.RunSQL(PARTS_WITH_ROOT, migrations.RunSQL.noop),
        migrations.RunSQL(CLOCK, NO_CLOCK),
        migrations.RunSQL(CROSSING, NO_CROSSING),
        watch("intake_event"),
        watch("intake_dutyturn"),
        watch("intake_alternate"),
        held_functions("intake_harmreport", open_when="t.state in ('taken', 'out_asked')"),
        papers_of("intake.report", "intake_harmreport"),
        files_of("intake.report", "intake_harmreport"),
    ]
