"""Whoever leads an open incident doesn't leave it behind: it goes to a receiver with the person's other work."""

from django.db import migrations

from mangnon.accounts.held import held_functions


class Migration(migrations.Migration):
    dependencies = [("oversight", "0007_retention"), ("accounts", "0003_watch_hamlets")]
    operations = [
        held_functions(
            "oversight_incident",
            holder="lead",
            open_when="t.closed_at is null",
            also="lead_name = (select p.full_name from accounts_person p where p.id = p_to), version = t.version + 1",
        ),
    ]
