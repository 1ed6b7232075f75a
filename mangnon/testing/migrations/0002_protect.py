"""Samples and notes under forced row security."""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_place, protect_by_root


class Migration(migrations.Migration):
    dependencies = [("testing", "0001_samples"), ("audit", "0002_book_functions")]
    operations = [
        protect_by_place("testing_sample", other="other_place_id"),
        protect_by_root("testing_samplenote", root="testing_sample", key="sample_id"),
        protect_by_place("testing_samplefact"),
    ]
