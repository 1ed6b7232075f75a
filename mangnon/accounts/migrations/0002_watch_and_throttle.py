"""People, assignments and invitations under the trigger net; the table in which sign-in throttling counts."""

from django.db import migrations

from mangnon.access.rowsecurity import watch

THROTTLE = """
create unlogged table accounts_throttle (cache_key varchar(255) primary key, value text not null,
  expires timestamptz not null);
create index accounts_throttle_expires on accounts_throttle (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people"), ("audit", "0002_book_functions")]
    operations = [
        watch("accounts_person"),
        watch("accounts_assignment"),
        watch("accounts_invitation"),
        migrations.RunSQL(THROTTLE, "drop table accounts_throttle;"),
    ]
