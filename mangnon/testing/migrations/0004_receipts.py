"""Receipts: each person sees their own."""

import django.db.models.functions.datetime
from django.db import migrations, models

from mangnon.access.rowsecurity import protect_by_person


class Migration(migrations.Migration):
    dependencies = [("testing", "0003_held")]
    operations = [
        migrations.CreateModel(
            name="SampleReceipt",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("body", models.TextField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        protect_by_person("testing_samplereceipt"),
    ]
