"""Runs of backups and drills: rows are only ever added; none describes a person."""

from django.db import migrations, models

from mangnon.access.rowsecurity import watch

LASTING = """
revoke update, delete on operate_backuprun, operate_drill from mangnon_app, mangnon_wide, mangnon_auditor;
"""
UNDO = """
grant update, delete on operate_backuprun, operate_drill to mangnon_app, mangnon_wide, mangnon_auditor;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("audit", "0002_book_functions")]
    operations = [
        migrations.CreateModel(
            name="BackupRun",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("by_name", models.TextField()),
                ("scheduled", models.BooleanField()),
                ("file", models.CharField(max_length=300)),
                ("bytes", models.BigIntegerField(default=0)),
                ("sha256", models.CharField(default="", max_length=64)),
                ("head_position", models.BigIntegerField(default=0)),
                ("head_hash", models.CharField(default="", max_length=64)),
                ("rows", models.BigIntegerField(default=0)),
                ("files", models.BigIntegerField(default=0)),
                ("missing", models.IntegerField(default=0)),
                ("copied", models.BooleanField(default=False)),
                ("problem", models.CharField(default="", max_length=400)),
            ],
            options={"indexes": [models.Index(fields=["-started_at"], name="backup_run_at")]},
        ),
        migrations.CreateModel(
            name="Drill",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("by_name", models.TextField()),
                ("file", models.CharField(default="", max_length=300)),
                ("made_at", models.DateTimeField(null=True)),
                ("steps", models.JSONField(default=dict)),
                ("rows", models.BigIntegerField(default=0)),
                ("files", models.BigIntegerField(default=0)),
                ("entries", models.BigIntegerField(default=0)),
                ("problem", models.CharField(default="", max_length=400)),
            ],
            options={"indexes": [models.Index(fields=["-started_at"], name="drill_at")]},
        ),
        watch("operate_backuprun"),
        watch("operate_drill"),
        migrations.RunSQL(LASTING, UNDO),
    ]
