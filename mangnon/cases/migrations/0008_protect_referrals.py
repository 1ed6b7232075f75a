"""Referrals under forced row security: seen with their case, and by whoever answers for the provider.

The provider's people see the row itself and nothing of the case: its policies don't speak of them. What was sent
stays as it was sent, for everybody.
"""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_root

MINE = (
    "exists (select 1 from directory_staffing p where p.provider_id = cases_referral.provider_id and p.valid_to is null"
    " and p.person_id::text = current_setting('mangnon.actor', true))"
)
STAFF = (
    f"create policy staff_reads on cases_referral for select to mangnon_app using ({MINE});"
    f" create policy staff_answers on cases_referral for update to mangnon_app using ({MINE}) with check ({MINE});"
    " revoke delete on cases_referral from mangnon_app, mangnon_wide;"
)
STAFF_UNDO = (
    "grant delete on cases_referral to mangnon_app, mangnon_wide;"
    " drop policy staff_answers on cases_referral; drop policy staff_reads on cases_referral;"
)
KEPT = """
create function cases_referral_kept() returns trigger language plpgsql as $f$
begin
  if (new.case_id, new.service_id, new.provider_id, new.number, new.number_year, new.asked, new.ground,
      new.ground_cited, new.urgent, new.shared, new.name, new.age, new.sex, new.contact, new.sent_at, new.sent_by, new.answer_by)
     is distinct from
     (old.case_id, old.service_id, old.provider_id, old.number, old.number_year, old.asked, old.ground,
      old.ground_cited, old.urgent, old.shared, old.name, old.age, old.sex, old.contact, old.sent_at, old.sent_by, old.answer_by)
  then
    raise exception 'what was sent with a referral never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $f$;
create trigger cases_referral_kept before update on cases_referral
  for each row when (current_user in ('mangnon_app', 'mangnon_wide')) execute function cases_referral_kept();
"""
KEPT_UNDO = "drop trigger cases_referral_kept on cases_referral; drop function cases_referral_kept()"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_referrals"),
        ("audit", "0002_book_functions"),
        ("directory", "0002_protect"),
    ]
    operations = [
        protect_by_root("cases_referral", root="cases_case", key="case_id"),
        migrations.RunSQL(STAFF, STAFF_UNDO),
        migrations.RunSQL(KEPT, KEPT_UNDO),
    ]
