"""When something was written down is the database's clock, and nobody changes it afterwards."""

from django.db import migrations

KEPT = (
    "case", "assessment", "meeting", "servicelog", "review", "plan", "approval", "emergencymeasure", "separation",
    "separationextension", "caseperson", "casenote", "sealedfact", "breakglass", "criminalnotice", "carer",
    "carercheck", "caremeeting", "carefollow",
)  # fmt: skip
CLOCK = """
create function cases_recorded() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $f$
begin
  new.recorded_at := case when tg_op = 'INSERT' then statement_timestamp() else old.recorded_at end;
  return new;
end $f$;
-- A step is recorded when it is done, once.
create function cases_step_recorded() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $f$
begin
  if tg_op = 'UPDATE' and old.done_at is not null then
    new.recorded_at := old.recorded_at;
  else
    new.recorded_at := case when new.done_at is null then null else statement_timestamp() end;
  end if;
  return new;
end $f$;
create trigger cases_step_recorded before insert or update on cases_steprecord
  for each row execute function cases_step_recorded();
"""
NO_CLOCK = """
drop trigger cases_step_recorded on cases_steprecord;
drop function cases_step_recorded();
drop function cases_recorded();
"""
ON = """create trigger cases_recorded before insert or update on cases_{part}
  for each row execute function cases_recorded()"""
OFF = "drop trigger cases_recorded on cases_{part}"


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_protect_caring")]
    operations = [
        migrations.RunSQL(CLOCK, NO_CLOCK),
        *(migrations.RunSQL(ON.format(part=part), OFF.format(part=part)) for part in KEPT),
    ]
