"""A sample root with one part, a placed fact, a receipt: what a child, a note, a residence, a report will be."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Now

from mangnon.access.actor import Actor, Reach
from mangnon.access.managers import GuardedQuerySet, Root
from mangnon.lib.fields import SealedTextField
from mangnon.places.models import Hamlet, Unit


class Sample(Root):
    """Stands for a child: guarded, identified, under row security, with a sealed value."""

    hamlet_field = "hamlet_id"
    other_place_field = "other_place_id"
    identified = True

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    other_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, related_name="+", null=True)
    full_name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=300, db_collation="C")
    born_year = models.SmallIntegerField()
    restricted = models.BooleanField(default=False)
    holder = models.UUIDField(null=True)
    """The person who has the open work on this sample."""
    secret = SealedTextField("testing.samples.open_secret")
    version = models.IntegerField(default=1)

    class Meta(Root.Meta):
        indexes = (
            models.Index(fields=["place", "sort_key", "id"], include=["other_place"], name="sample_place_sort"),
            models.Index(
                fields=["other_place", "sort_key", "id"],
                include=["place"],
                condition=models.Q(other_place__isnull=False),
                name="sample_other_sort",
            ),
            models.Index(fields=["sort_key", "id"], name="sample_sort"),
            models.Index(fields=["holder"], name="sample_holder"),
        )

    @classmethod
    def narrow(cls, rows: GuardedQuerySet[Any], reach: Reach, actor: Actor) -> GuardedQuerySet[Any]:
        """Restricted samples are for people with the whole commune, not for collaborators."""
        return rows.filter(restricted=False) if reach.narrowed else rows


class SampleNote(models.Model):
    """A part: reached only through its sample."""

    id = models.UUIDField(primary_key=True, editable=False)
    sample = models.ForeignKey(Sample, models.PROTECT, related_name="notes")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.TextField()


class SampleFact(models.Model):
    """A placed fact with a period, such as a residence; moved by a reorganisation while open."""

    id = models.BigAutoField(primary_key=True)
    sample_id = models.UUIDField(null=True)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    amount = models.IntegerField(default=1)

    class Meta:
        indexes = (models.Index(fields=["place", "valid_to"], name="sample_fact_place"),)


class SampleReceipt(models.Model):
    """Something sent by a machine that retries until it is answered: the sender makes the id, once."""

    id = models.UUIDField(primary_key=True, editable=False)
    person_id = models.UUIDField()
    body = models.TextField()
    recorded_at = models.DateTimeField(db_default=Now())
