"""The steps of a case with their legal deadlines: what was due when, what was done when, and when it was written."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from mangnon.cases.models.case import Case


class StepRecord(models.Model):
    """One step in one cycle. ``due_at`` is None for "ngay" and for steps without a term: they are never overdue.

    A step is done once; ``done_at`` is when it happened, ``recorded_at`` when the database learned of it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    cycle = models.SmallIntegerField(default=1)
    code = models.CharField(max_length=40)
    clock_from = models.DateTimeField(null=True)
    """The moment from which the term runs; None until that is known."""
    amount = models.SmallIntegerField(null=True)
    unit = models.CharField(max_length=12, default="", blank=True)
    due_at = models.DateTimeField(null=True)
    derived = models.BooleanField(default=False)
    """The law sets no own term: it follows from another step, and being late is no breach by itself."""
    done_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(null=True)
    done_by = models.TextField(default="", blank=True)
    done_by_name = models.TextField(default="", blank=True)
    not_needed = models.BooleanField(default=False)
    """Looked at and found not to apply: no emergency measure is needed."""
    late_reason = models.CharField(max_length=500, default="", blank=True)
    opened_at = models.DateTimeField(db_default=Now())
    warned_at = models.DateTimeField(null=True)
    """When whoever leads the case was told that the deadline is near."""
    climbed_at = models.DateTimeField(null=True)
    """When those above were told that it has passed."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "cycle", "code"], name="step_once_a_cycle"),
            models.CheckConstraint(
                name="step_done_recorded", condition=Q(done_at__isnull=True) | Q(recorded_at__isnull=False)
            ),
            models.CheckConstraint(
                name="step_late_says_why",
                condition=Q(done_at__isnull=True)
                | Q(due_at__isnull=True)
                | Q(derived=True)
                | Q(done_at__lte=F("due_at"))
                | ~Q(late_reason=""),
            ),
        )
        indexes = (
            models.Index(
                fields=["due_at"], condition=Q(done_at__isnull=True, due_at__isnull=False), name="step_open_due"
            ),
        )


class DueShift(models.Model):
    """The calendar was edited and an open deadline moved: the line that people see."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="due_shifts")
    code = models.CharField(max_length=40)
    was = models.DateTimeField()
    now = models.DateTimeField()
    because = models.TextField()
    at = models.DateTimeField()
