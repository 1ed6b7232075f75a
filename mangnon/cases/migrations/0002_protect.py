"""Cases under forced row security by both their communes, parts by their case; files, papers, held work."""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_place, protect_by_root
from mangnon.accounts.held import held_functions
from mangnon.files.protecting import files_of
from mangnon.papers.protecting import papers_of

OF_CASE = (
    "steprecord", "dueshift", "assessment", "meeting", "servicelog", "review", "plan", "approval", "emergencymeasure",
    "separation", "separationextension", "teammember", "caseperson", "casenote", "sealedfact", "casemove",
    "breakglass", "criminalnotice",
)  # fmt: skip
LET_GO = """
-- A commune says no: afterwards the case lies outside its reach, so no policy would let it write that row.
create function cases_let_go(p_move uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $f$
declare
  v_wide boolean := current_setting('role', true) = 'mangnon_wide';
begin
  update cases_case c set other_place_id = m.kept_place_id
  from cases_casemove m
  where m.id = p_move and m.state = 'declined' and c.id = m.case_id and c.other_place_id = m.to_place_id
    and (v_wide or m.to_place_id = any (access_reach()::bigint[]));
  if not found then
    raise exception 'no such move within reach' using errcode = 'insufficient_privilege';
  end if;
end $f$;
comment on function cases_let_go(uuid) is
  'crossing the reach: a commune that says no lets go of a case; booked as cases.moves.decline';
"""
NEVER_LATER = """
create function cases_clock_kept() returns trigger language plpgsql as $f$
begin
  if new.first_information_at > old.first_information_at then
    raise exception 'a legal clock never starts later' using errcode = 'restrict_violation';
  end if;
  return new;
end $f$;
create trigger cases_clock_kept before update of first_information_at on cases_case
  for each row execute function cases_clock_kept();
"""
TO_RECEIVER = "holder_name = (select p.full_name from accounts_person p where p.id = p_to), accepted_at = null"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_cases"),
        ("audit", "0002_book_functions"),
        ("accounts", "0001_people"),
        ("files", "0002_protect"),
        ("papers", "0002_protect"),
    ]
    operations = [
        protect_by_place("cases_case", other="other_place_id"),
        *(protect_by_root(f"cases_{part}", root="cases_case", key="case_id") for part in OF_CASE),
        protect_by_root("cases_planitem", root="cases_plan", key="plan_id"),
        files_of("cases.case", "cases_case"),
        papers_of("cases.case", "cases_case"),
        migrations.RunSQL(LET_GO, "drop function cases_let_go(uuid)"),
        migrations.RunSQL(NEVER_LATER, "drop trigger cases_clock_kept on cases_case; drop function cases_clock_kept()"),
        held_functions("cases_case", open_when="t.ended_at is null", also=TO_RECEIVER),
    ]
