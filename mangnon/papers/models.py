"""Filled forms with all their revisions, and the counters of numbers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from mangnon.lib.fields import SealedTextField
from mangnon.papers.slots import OwnerRef
from mangnon.places.models import Unit


class Sheet(models.Model):
    """One filled form: part of its owner, reached only through it, under its row security (``papers_of``).

    ``form`` and ``version`` are the definition it was filled in under, for ever. Once it has a number it stays
    as it is.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    owner_kind = models.CharField(max_length=60)
    owner_id = models.UUIDField()
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """The place in whose name it was made."""
    form = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    revision = models.IntegerField(default=1)
    filled_at = models.DateTimeField()
    filled_by = models.TextField()
    filled_by_name = models.TextField()
    number_kind = models.CharField(max_length=12, default="")
    number_year = models.SmallIntegerField(null=True)
    number = models.IntegerField(null=True)
    numbered_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "number_kind", "number_year", "number"],
                condition=Q(number__isnull=False),
                name="paper_number_once",
            ),
            models.CheckConstraint(
                name="paper_number_whole",
                condition=Q(number__isnull=True, number_year__isnull=True, numbered_at__isnull=True, number_kind="")
                | Q(number__gt=0, number_year__isnull=False, numbered_at__isnull=False) & ~Q(number_kind=""),
            ),
        )
        indexes = (
            models.Index(fields=["owner_kind", "owner_id", "filled_at"], name="paper_owner"),
            models.Index(fields=["form", "version"], name="paper_version"),
        )

    @property
    def owner(self) -> OwnerRef:
        """Whose it is."""
        return OwnerRef(self.owner_kind, self.owner_id)


class Revision(models.Model):
    """What a sheet said from one correction to the next. Rows are only ever added."""

    id = models.UUIDField(primary_key=True, editable=False)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="revisions")
    n = models.IntegerField()
    answers = models.JSONField()
    sealed = SealedTextField("papers.open")
    """The answers that the definition keeps closed, as JSON."""
    written_at = models.DateTimeField()
    written_by = models.TextField()
    written_by_name = models.TextField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=["sheet", "n"], name="paper_revision_once"),)


class Series(models.Model):
    """The last number that an office gave to a kind of paper in a year."""

    id = models.BigAutoField(primary_key=True)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    year = models.SmallIntegerField()
    last = models.IntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["place", "kind", "year"], name="paper_series_once"),)
