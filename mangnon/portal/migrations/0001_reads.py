"""What the portal's role may read: public places, released services, law. Nothing else, and it writes nothing."""

from django.db import migrations

PLACES = "places_unit, places_parent, places_succession"
FORWARD = f"""
grant usage on schema public to mangnon_portal;
grant select on {PLACES} to mangnon_portal;
"""
BACKWARD = f"""
revoke select on {PLACES} from mangnon_portal;
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0004_boundary")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
