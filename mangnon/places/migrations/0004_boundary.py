"""Borders that a province loads itself: public ground, read by everybody."""

import django.db.models.deletion
from django.db import migrations, models

from mangnon.access.rowsecurity import watch


class Migration(migrations.Migration):
    dependencies = [("places", "0003_calendar")]
    operations = [
        migrations.CreateModel(
            name="Boundary",
            fields=[
                ("unit", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="+", serialize=False, to="places.unit")),
                ("rings", models.JSONField()),
                ("source", models.CharField(max_length=200)),
                ("loaded_by", models.TextField()),
                ("loaded_at", models.DateTimeField()),
            ],
        ),
        watch("places_boundary"),
    ]
