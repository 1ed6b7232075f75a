"""The photo of a child: why it is kept, and until when it was."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from mangnon.registry.models.children import Child


class ChildPhoto(models.Model):
    """One photo, whose file hangs on it; at most one at a time. What was removed leaves its reason, not its picture."""

    id = models.UUIDField(primary_key=True, editable=False)
    child = models.ForeignKey(Child, models.CASCADE, related_name="photos", db_index=False)
    reason = models.CharField(max_length=300)
    added_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    added_by = models.TextField()
    added_by_name = models.TextField()
    removed_at = models.DateTimeField(null=True)
    removed_by_name = models.TextField(default="", blank=True)
    removed_why = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["child"], condition=Q(removed_at__isnull=True), name="photo_one_at_a_time"),
        )
        indexes = (models.Index(fields=["child", "-added_at"], name="photo_child"),)
