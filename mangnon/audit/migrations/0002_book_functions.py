"""The functions that write and seal the book, its policies, and the trigger net beneath."""

from pathlib import Path

from django.db import migrations

FORWARD = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
BACKWARD = """
drop schema net cascade;
drop table audit_sealing;
drop function audit_seal(integer);
drop function audit_book(timestamptz, text, text, text, text, text, text, bigint, text[], jsonb, text, bigint);
drop function audit_canonical(audit_entry);
drop function audit_never() cascade;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_book"), ("access", "0001_reach_function")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
