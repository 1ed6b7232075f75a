"""Rosters under forced row security, with their files; what an import did is never changed afterwards."""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_place, protect_by_root
from mangnon.files.protecting import files_of


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_rosters"), ("files", "0002_protect")]
    operations = [
        protect_by_place("registry_roster"),
        protect_by_root("registry_rosterimprint", root="registry_roster", key="roster_id"),
        protect_by_place("registry_columnmap"),
        files_of("registry.roster", "registry_roster"),
        migrations.RunSQL(
            "revoke update, delete, truncate on registry_rosterimprint from mangnon_app, mangnon_wide;",
            "grant update, delete on registry_rosterimprint to mangnon_app, mangnon_wide;",
        ),
    ]
