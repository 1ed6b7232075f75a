"""Long lists leave with a second person; the database knows that it is another one."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from mangnon.access.rowsecurity import protect_by_place


class Migration(migrations.Migration):
    dependencies = [("registry", "0016_sent"), ("places", "0003_calendar")]
    operations = [
        migrations.CreateModel(
            name="ListRelease",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("query", models.CharField(blank=True, default="", max_length=400)),
                ("described", models.CharField(blank=True, default="", max_length=400)),
                ("rows", models.IntegerField()),
                ("reason", models.TextField()),
                ("state", models.CharField(choices=[("asked", "Chờ người thứ hai"), ("granted", "Đã đồng ý"), ("refused", "Không đồng ý")], default="asked", max_length=8)),
                ("asked_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("asked_by", models.UUIDField()),
                ("asked_by_name", models.TextField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.UUIDField(null=True)),
                ("answered_by_name", models.TextField(blank=True, default="")),
                ("answer", models.TextField(blank=True, default="")),
                ("until", models.DateTimeField(null=True)),
                ("taken", models.IntegerField(default=0)),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("answered_by__isnull", True), models.Q(("answered_by", models.F("asked_by")), _negated=True), _connector="OR"), name="release_by_another"),
                    models.UniqueConstraint(condition=models.Q(("state", "asked")), fields=("asked_by", "query"), name="release_asked_once"),
                ],
            },
        ),
        protect_by_place("registry_listrelease"),
    ]
