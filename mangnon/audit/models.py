"""The book: entries, and the chain that the sealer lays over them.

Rows are written by SECURITY DEFINER functions only (``audit_book``, ``audit_seal``); no role of the web
application may insert, change or delete one. Sequence, time, transaction and hash come from the database.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Outcome(models.TextChoices):
    """What became of the act."""

    DONE = "done"
    DENIED = "denied"
    SEEN = "seen"


class Entry(models.Model):
    """One act, denial or view of identified children."""

    id = models.BigAutoField(primary_key=True)
    recorded_at = models.DateTimeField()
    happened_at = models.DateTimeField()
    actor = models.TextField()
    """Uuid of a person, or the name of a job or console actor, as the transaction was told."""
    actor_name = models.TextField()
    door = models.CharField(max_length=12)
    action = models.CharField(max_length=80)
    outcome = models.CharField(max_length=8, choices=Outcome)
    subject_kind = models.CharField(max_length=60, default="")
    subject_id = models.CharField(max_length=40, default="")
    place_id = models.BigIntegerField(null=True)
    seen = ArrayField(models.TextField(), default=list)
    """Ids of the identified children that a response showed."""
    detail = models.JSONField(default=dict)
    request_id = models.CharField(max_length=40, default="")
    session_id = models.BigIntegerField(null=True)
    xid = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="entry_subject"),
            models.Index(fields=["actor", "-id"], name="entry_actor"),
            models.Index(fields=["recorded_at"], name="entry_recorded"),
            models.Index(fields=["xid"], name="entry_xid"),
        )


class Link(models.Model):
    """One link of the chain: the entry's hash joined to all before it."""

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    entry_hash = models.BinaryField()
    chain_hash = models.BinaryField()
    sealed_at = models.DateTimeField()
