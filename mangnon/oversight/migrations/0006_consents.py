"""Consents with the persons they are about. Those who watch read answers and no names; nothing is ever deleted."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.manager
from django.db import migrations, models

from mangnon.access.rowsecurity import protect_by_place, protect_by_root
from mangnon.files.protecting import files_of

WATCHED = """
create policy watchers_read on oversight_consent for select to mangnon_auditor using (true);
create policy with_person on oversight_consent as restrictive for insert to mangnon_app, mangnon_wide with check (
  exists (select 1 from oversight_consentperson p where p.id = person_id and p.place_id = oversight_consent.place_id));
revoke delete on oversight_consentperson, oversight_consent, oversight_consentwords
  from mangnon_app, mangnon_wide, mangnon_auditor;
"""
UNWATCHED = """
grant delete on oversight_consentperson, oversight_consent, oversight_consentwords
  to mangnon_app, mangnon_wide, mangnon_auditor;
drop policy with_person on oversight_consent;
drop policy watchers_read on oversight_consent;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0005_incidents"),
        ("places", "0003_calendar"),
        ("files", "0002_protect"),
        ("access", "0001_reach_function"),
        ("audit", "0002_book_functions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("purpose", models.CharField(max_length=40)),
                ("purpose_since", models.DateField()),
                (
                    "giver",
                    models.CharField(choices=[("child", "Child"), ("representative", "Representative")], max_length=16),
                ),
                (
                    "relation",
                    models.CharField(
                        blank=True,
                        choices=[("father", "Father"), ("mother", "Mother"), ("guardian", "Guardian")],
                        default="",
                        max_length=10,
                    ),
                ),
                ("agreed", models.BooleanField()),
                (
                    "data",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("paper", "Paper"), ("spoken", "Spoken"), ("screen", "Screen")], max_length=8
                    ),
                ),
                ("language", models.CharField(max_length=40)),
                ("given_on", models.DateField()),
                ("last_day", models.DateField(null=True)),
                ("fingerprint", models.CharField(max_length=64)),
                ("done_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("recorded_by_name", models.TextField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("proved_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by_name", models.TextField(default="")),
                ("conflict_at", models.DateTimeField(null=True)),
                ("conflict_by_name", models.TextField(default="")),
                ("cleared_at", models.DateTimeField(null=True)),
                ("cleared_by_name", models.TextField(default="")),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects_unguarded",
                "default_manager_name": "objects_unguarded",
                'indexes': [
                    models.Index(fields=["place", "-id"], name="consent_place"),
                ],
                'constraints': [
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("giver", "child"), ("relation", "")),
                    models.Q(("giver", "representative"), models.Q(("relation", ""), _negated=True)),
                    _connector="OR",
                ),
                name="consent_giver",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True), ("last_day__gte", models.F("given_on")), _connector="OR"
                ),
                name="consent_period",
            ),
                ],
            },
            managers=[
                ("objects_unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ConsentWords",
            fields=[
                (
                    "consent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="oversight.consent",
                    ),
                ),
                ("giver_name", models.CharField(blank=True, default="", max_length=120)),
                ("giver_key", models.CharField(blank=True, default="", max_length=300)),
                ("witness", models.CharField(blank=True, default="", max_length=120)),
                ("explained", models.TextField()),
                ("revoked_why", models.TextField(default="")),
                ("conflict_why", models.TextField(default="")),
                ("cleared_note", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="ConsentPerson",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_id", models.CharField(max_length=40)),
                ("full_name", models.CharField(max_length=120)),
                ("sort_key", models.CharField(db_collation="C", max_length=300)),
                ("born", models.DateField()),
                ("version", models.IntegerField(default=1)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects_unguarded",
                "default_manager_name": "objects_unguarded",
                'indexes': [
                    models.Index(fields=["place", "sort_key", "id"], name="consent_person_sort"),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=("subject_kind", "subject_id"), name="consent_person_once"),
                ],
            },
            managers=[
                ("objects_unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name="consent",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="oversight.consentperson"
            ),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["person", "purpose"], name="consent_person"),
        ),
        protect_by_place("oversight_consentperson"),
        protect_by_place("oversight_consent"),
        protect_by_root("oversight_consentwords", root="oversight_consent", key="consent_id"),
        files_of("oversight.consent", "oversight_consent"),
        migrations.RunSQL(WATCHED, UNWATCHED),
    ]
