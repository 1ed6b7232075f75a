"""Who answers the provincial telephone sees what came by the public page, as they see what they took in themselves.

Nobody received such a report: without this nobody at the telephone could say that it has come. People whom it names,
and those from whom it is kept, stay shut out by the restrictive policy ``named``. What was put aside may be destroyed
once its term is over (``intake.retaining``), and nothing else of the box.
"""

from django.db import migrations

DESK = """(select exists (
  select from accounts_assignment a where a.person_id::text = current_setting('mangnon.actor', true)
    and a.role = 'hotline' and (now() at time zone 'Asia/Ho_Chi_Minh')::date >= a.valid_from
    and (now() at time zone 'Asia/Ho_Chi_Minh')::date < a.valid_to))"""
WEB = f"channel = 'web' and received_by is null and {DESK}"
HELD = f"held <> '' and taken_at is null and aside_at is null and {DESK}"
FORWARD = f"""
create policy desk on intake_harmreport to mangnon_app using ({WEB}) with check ({WEB});
create policy desk on intake_webdrop to mangnon_app using ({HELD}) with check ({HELD});
create policy only_aside on intake_webdrop as restrictive for delete to mangnon_wide
  using (aside_at < now() - interval '30 days');
grant delete on intake_webdrop to mangnon_wide;
"""
BACKWARD = """
revoke delete on intake_webdrop from mangnon_wide; drop policy only_aside on intake_webdrop;
drop policy desk on intake_webdrop; drop policy desk on intake_harmreport;
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_protect_web_door"), ("accounts", "0001_people")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
