"""Emergency protection and temporary separation (Decree 56/2017, articles 31 and 32)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from mangnon.cases.models.case import Case
from mangnon.cases.models.written import Written
from mangnon.lib.fields import SealedTextField


class EmergencyMeasure(Written):
    """What was decided in the twelve hours: a measure, or that none is needed and why."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="measures")
    needed = models.BooleanField()
    what = models.TextField()
    decided_by = models.CharField(max_length=160)


class Separation(Written):
    """The child is kept apart for a time: a decision on form 07, fifteen days at most unless an authority asks more."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="separations")
    ground = models.SmallIntegerField()
    """Which of the cases of article 32(1), by its place in the definition."""
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    signer = models.CharField(max_length=160)
    deputy = models.BooleanField(default=False)
    starts_on = models.DateField()
    until = models.DateField()
    """The last day; extensions move it."""
    goes_to = models.CharField(max_length=200)
    """Kind of place, no address."""
    address = SealedTextField("cases.sealed.open")
    warned_at = models.DateTimeField(null=True)
    """When whoever leads the case was told that the end is near; an extension begins anew."""
    climbed_at = models.DateTimeField(null=True)
    """When those above were told that the last day has passed."""
    ended_on = models.DateField(null=True)
    end_number = models.CharField(max_length=60, default="", blank=True)
    end_reason = models.TextField(default="", blank=True)
    ended_by_name = models.TextField(default="", blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="separation_runs", condition=Q(until__gte=F("starts_on"))),
            models.UniqueConstraint(fields=["case"], condition=Q(ended_on__isnull=True), name="separation_one_open"),
        )


class SeparationExtension(models.Model):
    """Each extension is a decision of its own, with number and day."""

    id = models.UUIDField(primary_key=True, editable=False)
    separation = models.ForeignKey(Separation, models.CASCADE, related_name="extensions")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    signer = models.CharField(max_length=160)
    was_until = models.DateField()
    until = models.DateField()
    asked_by = models.CharField(max_length=200, default="", blank=True)
    """The authority that asks for more than fifteen days."""
    reason = models.TextField()
    by_name = models.TextField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.CheckConstraint(name="extension_longer", condition=Q(until__gt=F("was_until"))),)
