"""Verifications, heads that left, and the index by which "who looked at this child" is answered."""

from django.db import migrations, models

from mangnon.oversight.protecting import protect_for_watchers

SEEN = "create index oversight_entry_seen on audit_entry using gin (seen) where outcome = 'seen';"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("audit", "0002_book_functions")]
    operations = [
        migrations.CreateModel(
            name="SentHead",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("position", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("folder", models.CharField(max_length=400)),
                ("problem", models.CharField(default="", max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["-at"], name="sent_head_at")],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("by_name", models.TextField()),
                ("entries", models.BigIntegerField()),
                ("heads", models.IntegerField()),
                ("findings", models.IntegerField()),
                ("sentences", models.JSONField(default=list)),
                ("seconds", models.FloatField()),
            ],
            options={
                "indexes": [models.Index(fields=["-at"], name="verification_at")],
            },
        ),
        protect_for_watchers("oversight_senthead", lasting=True),
        protect_for_watchers("oversight_verification", lasting=True),
        migrations.RunSQL(SEEN, "drop index oversight_entry_seen;"),
    ]
