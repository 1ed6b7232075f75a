"""Tasks inside the team of a case: who does what by when, besides the steps of the law."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mangnon.cases.models.case import Case
from mangnon.cases.models.written import Written


class CaseTask(Written):
    """One thing that somebody of the team was asked to do. ``by`` asked for it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    what = models.CharField(max_length=300)
    person = models.UUIDField()
    person_name = models.TextField()
    due_on = models.DateField(null=True)
    """The last day; None for something without a term."""
    told_late_at = models.DateTimeField(null=True)
    """When both were told that its day has passed."""
    finished_at = models.DateTimeField(null=True)
    finished_by_name = models.TextField(default="", blank=True)
    result = models.TextField(default="", blank=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_by_name = models.TextField(default="", blank=True)
    dropped_why = models.CharField(max_length=300, default="", blank=True)

    OPEN = Q(finished_at__isnull=True, dropped_at__isnull=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="case_task_one_end", condition=Q(finished_at__isnull=True) | Q(dropped_at__isnull=True)
            ),
        )
        indexes = (
            models.Index(
                fields=["person", "due_on"], condition=Q(finished_at__isnull=True, dropped_at__isnull=True),
                name="case_task_person",
            ),
        )  # fmt: skip

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.finished_at is None and self.dropped_at is None
