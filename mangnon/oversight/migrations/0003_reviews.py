"""Reviews of access: who confirmed whose assignment. They describe people who work here, and no child."""

import django.db.models.deletion
from django.db import migrations, models

from mangnon.access.rowsecurity import watch


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0002_alerts"),
        ("accounts", "0002_watch_and_throttle"),
        ("places", "0002_watch"),
    ]
    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("opened_at", models.DateTimeField()),
                ("opened_by_name", models.TextField()),
                ("due_on", models.DateField()),
                ("signed_at", models.DateTimeField(null=True)),
                ("signed_by", models.UUIDField(null=True)),
                ("signed_by_name", models.TextField(default="")),
                ("note", models.TextField(default="")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["place", "-opened_at"], name="review_place")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("signed_at__isnull", True)), fields=("place",), name="review_one_open_each"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("confirmed", "Confirmed"), ("ended", "Ended"), ("lapsed", "Lapsed")],
                        default="",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.UUIDField(null=True)),
                ("decided_by_name", models.TextField(default="")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.assignment"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="oversight.review"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("review", "assignment"), name="review_line_once")],
            },
        ),
        watch("oversight_review"),
        watch("oversight_reviewline"),
    ]
