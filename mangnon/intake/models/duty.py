"""Who is on duty where and when; who takes over when the province's own people are named."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from mangnon.accounts.models import Person
from mangnon.places.models import Unit


class MomentRange(Func):
    """``tstzrange(from, to)``: half-open."""

    function = "tstzrange"
    output_field = models.TextField()


class DutyTurn(models.Model):
    """Somebody is on duty for an office during ``[starts_at, ends_at)``, day or night. Describes staff, no child."""

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="turn_lasts", condition=Q(ends_at__gt=F("starts_at"))),
            ExclusionConstraint(
                name="turn_once",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (MomentRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
            ),
        )
        indexes = (models.Index(fields=["place", "starts_at"], name="turn_place"),)


class Alternate(models.Model):
    """A named person of an office who takes a report that names the office's other people."""

    id = models.BigAutoField(primary_key=True)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(db_default=Now())
    named_by = models.TextField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["place"], condition=Q(ended_at__isnull=True), name="alternate_one"),
        )
