"""Inspections under forced row security: read by the place that leads and by the inspected one, by auditors and the
province; written by the place that leads, recommendations (their answers) by the inspected place too.
"""

from django.db import migrations

from mangnon.programmes.protecting import own, part_of, read_within

BOTH = f"({own('{place}')} or {own('{subject}')})"
READ = BOTH.format(place="place_id", subject="subject_place_id")
READ_PART = part_of(
    "programmes_inspection", "inspection_id", condition=BOTH.format(place="r.place_id", subject="r.subject_place_id")
)
WRITE_PART = part_of("programmes_inspection", "inspection_id")
TABLES = {
    "programmes_inspection": (READ, own()),
    "programmes_inspector": (READ_PART, WRITE_PART),
    "programmes_finding": (READ_PART, WRITE_PART),
    "programmes_recommendation": (READ_PART, READ_PART),
}


class Migration(migrations.Migration):
    dependencies = [("programmes", "0009_inspections")]
    operations = [
        read_within(table, within=within, written=written, audited=True)
        for table, (within, written) in TABLES.items()
    ]
