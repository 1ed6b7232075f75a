"""Tellings, inboxes, the outbox with its log, preferences, chains."""

import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0003_calendar"),
    ]

    operations = [
        migrations.CreateModel(
            name="Habit",
            fields=[
                ("person_id", models.UUIDField(primary_key=True, serialize=False)),
                ("quiet", models.BooleanField(default=True)),
                ("quiet_from", models.TimeField(default=datetime.time(21, 0))),
                ("quiet_to", models.TimeField(default=datetime.time(6, 0))),
                ("away_from", models.DateField(null=True)),
                ("away_to", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Chain",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("fact", models.CharField(max_length=300, unique=True)),
                ("definition", models.CharField(max_length=60)),
                ("since", models.DateField()),
                ("kind", models.CharField(max_length=60)),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_id", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=30)),
                (
                    "named",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                (
                    "told",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Running"), ("exhausted", "Exhausted"), ("acknowledged", "Acknowledged")],
                        default="running",
                        max_length=12,
                    ),
                ),
                ("position", models.SmallIntegerField(default=0)),
                ("due_at", models.DateTimeField()),
                ("started_at", models.DateTimeField()),
                ("started_by", models.TextField()),
                ("started_by_name", models.TextField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("acknowledged_by", models.UUIDField(null=True)),
                ("acknowledged_by_name", models.TextField(default="")),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"),
                ),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(("state", "running")), fields=["due_at"], name="chain_due"),
                    models.Index(fields=["subject_kind", "subject_id"], name="chain_subject"),
                    models.Index(fields=["place", "-id"], name="chain_place"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChainLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("step", models.SmallIntegerField()),
                ("whom", models.CharField(max_length=20)),
                ("what", models.CharField(max_length=12)),
                ("person_id", models.UUIDField(null=True)),
                ("name", models.TextField(default="")),
                ("why", models.CharField(blank=True, default="", max_length=20)),
                (
                    "chain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="notices.chain"
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(fields=["chain", "id"], name="chain_line"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("kind", models.CharField(max_length=60)),
                (
                    "channel",
                    models.CharField(choices=[("app", "App"), ("email", "Email"), ("sms", "Sms")], max_length=8),
                ),
                ("wanted", models.BooleanField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person_id", "kind", "channel"), name="preference_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("fact", models.CharField(max_length=300, unique=True)),
                ("kind", models.CharField(max_length=60)),
                ("kind_since", models.DateField()),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_id", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=30)),
                ("words", models.JSONField(default=dict)),
                ("urgent", models.BooleanField(default=False)),
                ("chain_id", models.UUIDField(null=True)),
                ("told_by", models.TextField(default="")),
                ("told_by_name", models.TextField(default="")),
                ("told_at", models.DateTimeField()),
                (
                    "place",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(fields=["place", "-id"], name="telling_place"),
                    models.Index(fields=["told_by", "-id"], name="telling_by"),
                    models.Index(fields=["subject_kind", "subject_id"], name="telling_subject"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("code", models.CharField(max_length=20, unique=True)),
                ("unread", models.SmallIntegerField(default=1)),
                ("told_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "telling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="notices.telling"
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(fields=["person_id", "-unread", "-id"], name="notice_inbox"),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=("telling", "person_id"), name="notice_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("code", models.CharField(max_length=30)),
                (
                    "channel",
                    models.CharField(choices=[("app", "App"), ("email", "Email"), ("sms", "Sms")], max_length=8),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sent", "Sent"),
                            ("read", "Read"),
                            ("dropped", "Dropped"),
                            ("dead", "Dead"),
                        ],
                        max_length=8,
                    ),
                ),
                ("urgent", models.BooleanField(default=False)),
                ("why", models.CharField(blank=True, default="", max_length=40)),
                ("tries", models.SmallIntegerField(default=0)),
                ("due_at", models.DateTimeField()),
                ("since", models.DateTimeField()),
                ("lease", models.UUIDField(null=True)),
                ("leased_until", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="notices.notice"
                    ),
                ),
                (
                    "telling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="notices.telling"
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(
                condition=models.Q(("state", "waiting")), fields=["channel", "-urgent", "due_at"], name="delivery_due"
            ),
                    models.Index(fields=["telling"], name="delivery_telling"),
                    models.Index(fields=["notice"], name="delivery_notice"),
                    models.Index(condition=models.Q(("state", "dead")), fields=["-id"], name="delivery_dead"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Try",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("why", models.CharField(blank=True, default="", max_length=40)),
                ("seconds", models.FloatField(default=0)),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="log", to="notices.delivery"
                    ),
                ),
            ],
        ),
    ]
