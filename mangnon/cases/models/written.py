"""What every part of a case that somebody wrote has in common."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Written(models.Model):
    """``done_at``: when it happened; ``recorded_at``: the database's clock. The form makes the id."""

    id = models.UUIDField(primary_key=True, editable=False)
    done_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    by = models.TextField()
    """Uuid of a person, or the name of a job."""
    by_name = models.TextField()

    class Meta:
        abstract = True
