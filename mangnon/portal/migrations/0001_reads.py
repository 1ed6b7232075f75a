"""What the portal's role may read: public places, released services, law. Nothing else, and it writes nothing."""

from django.db import migrations

OPEN = (
    "places_unit, places_parent, places_succession, places_flag, places_calendarentry, places_calendarwithdrawal, "
    "statutes_definition"
)
"""Tables without row security that hold nothing but what is public."""
DIRECTORY = "directory_provider, directory_service, directory_served, directory_location, directory_hours"
KINDS = ("law", "resolution", "decree", "decision", "directive", "circular", "joint_circular", "plan", "programme")
"""Kinds of documents that are published; letters, telegrams and reports of offices aren't."""
LAW = " or ".join(f"kind = '{kind}'" for kind in KINDS)
"""Written so that PostgreSQL reads it back from its own dump as it was (``lib.conditions``)."""
FORWARD = f"""
grant usage on schema public to mangnon_portal;
grant select on {OPEN} to mangnon_portal;
grant select on {DIRECTORY} to mangnon_portal;
grant select on statutes_document to mangnon_portal;
create policy published on directory_provider for select to mangnon_portal using (public and valid_to is null);
create policy published on directory_service for select to mangnon_portal using (public and valid_to is null
  and exists (select 1 from directory_provider r where r.id = provider_id));
create policy published on directory_served for select to mangnon_portal using (
  exists (select 1 from directory_service s where s.id = service_id));
-- the places of a shelter are never published: their addresses protect children
create policy published on directory_location for select to mangnon_portal using (valid_to is null
  and exists (select 1 from directory_service s where s.id = service_id and not ('shelter' = any (s.needs))));
create policy published on directory_hours for select to mangnon_portal using (
  exists (select 1 from directory_location l where l.id = location_id));
create policy published on statutes_document for select to mangnon_portal using (
  place_id is null and withdrawn_at is null and ({LAW}));
"""  # noqa: S608 - our own names
BACKWARD = f"""
drop policy published on statutes_document; drop policy published on directory_hours;
drop policy published on directory_location; drop policy published on directory_served;
drop policy published on directory_service; drop policy published on directory_provider;
revoke select on statutes_document from mangnon_portal;
revoke select on {DIRECTORY} from mangnon_portal;
revoke select on {OPEN} from mangnon_portal;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0004_boundary"), ("directory", "0002_protect"), ("statutes", "0004_protect_documents"),
        ("intake", "0004_protect_web_door"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
