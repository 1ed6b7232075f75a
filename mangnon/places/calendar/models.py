"""Statements on days that people entered: append-only, each with its document."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class CalendarEntry(models.Model):
    """Days off ``[off_from, off_to)``, a day worked in exchange, or both, by one document.

    For the whole country without ``unit``, else for that unit and what lies in it. Nobody changes or deletes one;
    it is withdrawn. ``recorded_at`` is the database's clock: what was known when follows from it.
    """

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey("places.Unit", models.PROTECT, related_name="+", null=True)
    off_from = models.DateField(null=True)
    off_to = models.DateField(null=True)
    worked_on = models.DateField(null=True)
    name = models.CharField(max_length=120)
    document = models.CharField(max_length=300)
    confirmed = models.BooleanField()
    entered_by = models.TextField()
    """Who entered it, by name: the book holds the person."""
    entered_at = models.DateTimeField()
    recorded_at = models.DateTimeField(editable=False, db_default=Now())
    moved = models.JSONField(default=dict)
    """Name of a kind of deadline → how many it moved."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="calendar_entry_says_something",
                condition=Q(worked_on__isnull=False) | Q(off_from__isnull=False),
            ),
            models.CheckConstraint(
                name="calendar_entry_period",
                condition=Q(off_from__isnull=True, off_to__isnull=True)
                | Q(off_from__isnull=False, off_to__isnull=False, off_to__gt=F("off_from")),
            ),
            models.CheckConstraint(
                name="calendar_entry_off_or_worked",
                condition=Q(worked_on__isnull=True)
                | Q(off_from__isnull=True)
                | Q(worked_on__lt=F("off_from"))
                | Q(worked_on__gte=F("off_to")),
            ),
        )


class CalendarWithdrawal(models.Model):
    """That an entry no longer holds, from the moment on which it was recorded."""

    id = models.BigAutoField(primary_key=True)
    entry = models.OneToOneField(CalendarEntry, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=300)
    entered_by = models.TextField()
    entered_at = models.DateTimeField()
    recorded_at = models.DateTimeField(editable=False, db_default=Now())
    moved = models.JSONField(default=dict)
