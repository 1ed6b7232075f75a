"""Keys are rotated by the owner of the tables, so the application needs no right to change a sealed answer."""

from django.db import migrations

FORWARD = "revoke update (sealed) on papers_revision from mangnon_app, mangnon_wide;"
BACKWARD = "grant update (sealed) on papers_revision to mangnon_app, mangnon_wide;"


class Migration(migrations.Migration):
    dependencies = [("papers", "0002_protect")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
