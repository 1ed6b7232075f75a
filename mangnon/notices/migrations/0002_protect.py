"""Inboxes and habits belong to one person; tellings and chains to the office that answers; the one way to tell."""

from pathlib import Path

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_person, protect_by_place, protect_by_root
from mangnon.notices.protecting import couriers_read, own_too

FUNCTIONS = (Path(__file__).parent / "0002_functions.sql").read_text(encoding="utf-8")
TOLD = (
    "exists (select 1 from notices_notice n where n.telling_id = notices_telling.id"
    " and n.person_id::text = current_setting('mangnon.actor', true))"
)
CALLED = "current_setting('mangnon.actor', true) = any(told::text[])"
OWN = "told_by = current_setting('mangnon.actor', true)"


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_notices"), ("audit", "0002_book_functions"), ("access", "0001_reach_function")]
    operations = [
        protect_by_place("notices_telling"),
        own_too("notices_telling", "told", TOLD),
        own_too("notices_telling", "teller", OWN),
        protect_by_person("notices_notice"),
        couriers_read("notices_notice", "notices.outbox"),
        protect_by_person("notices_preference"),
        protect_by_person("notices_habit"),
        couriers_read("notices_habit", "notices.outbox", "notices.chains"),
        protect_by_place("notices_chain"),
        own_too("notices_chain", "starts", "true", "insert"),
        own_too("notices_chain", "called_see", CALLED),
        own_too("notices_chain", "called_answer", CALLED, "update"),
        protect_by_root("notices_chainline", root="notices_chain", key="chain_id"),
        migrations.RunSQL(FUNCTIONS, "drop function notices_tell(jsonb, jsonb, jsonb);"),
    ]
