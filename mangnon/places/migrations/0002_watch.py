"""Units are read by everybody and written by the owner alone; hamlets and divided facts are under the net."""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_place, watch

ONLY_OWNER = """
revoke insert, update, delete on places_unit, places_parent, places_succession, places_flag, places_loaded
  from mangnon_app, mangnon_wide, mangnon_auditor;
"""
AGAIN = """
grant insert, update, delete on places_unit, places_parent, places_succession, places_flag, places_loaded
  to mangnon_app, mangnon_wide, mangnon_auditor;
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0001_units"), ("access", "0001_reach_function"), ("audit", "0002_book_functions")]
    operations = [
        watch("places_hamlet"),
        watch("places_hamletpast"),
        watch("places_reorganisation"),
        protect_by_place("places_splittask", place="from_unit_id"),
        migrations.RunSQL(ONLY_OWNER, AGAIN),
    ]
