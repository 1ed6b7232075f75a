"""The function every policy asks: which places may this transaction see?"""

from django.db import migrations

FORWARD = """
create function access_reach() returns bigint[] language sql stable parallel safe
  set search_path = pg_catalog, pg_temp
  as $$ select coalesce(nullif(current_setting('mangnon.reach', true), ''), '{}')::bigint[] $$;
comment on function access_reach() is 'places of the acting person, set by SET LOCAL in each transaction; unset means none';
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FORWARD, "drop function access_reach();")]
