"""Alerts, the entries behind them, and how far the rules have looked."""

import django.db.models.deletion
from django.db import migrations, models

from mangnon.oversight.protecting import protect_for_watchers


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_reading")]
    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("rule", models.CharField(max_length=60)),
                ("rule_since", models.DateField(null=True)),
                ("severity", models.CharField(max_length=8)),
                ("about", models.CharField(default="", max_length=40)),
                ("about_name", models.TextField(default="")),
                ("raised_at", models.DateTimeField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("entries", models.IntegerField(default=0)),
                ("children", models.IntegerField(default=0)),
                ("words", models.TextField(default="")),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.UUIDField(null=True)),
                ("settled_by_name", models.TextField(default="")),
                (
                    "conclusion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("justified", "Justified"),
                            ("explained", "Explained"),
                            ("breach", "Breach"),
                            ("too_strict", "Too Strict"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("note", models.TextField(default="")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)), fields=["rule", "about"], name="alert_open"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AlertEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("rule", models.CharField(max_length=60)),
                ("entry_id", models.BigIntegerField()),
                ("children", models.JSONField(default=list)),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="oversight.alert"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("rule", "entry_id"), name="alert_entry_once")],
            },
        ),
        migrations.CreateModel(
            name="Watched",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("position", models.BigIntegerField(default=0)),
            ],
        ),
        protect_for_watchers("oversight_alert"),
        protect_for_watchers("oversight_alertentry", lasting=True),
        protect_for_watchers("oversight_watched"),
    ]
