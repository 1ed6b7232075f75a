"""What came of each backup and of each drill. Rows are only ever added."""

from __future__ import annotations

from django.db import models


class BackupRun(models.Model):
    """One backup that ended; ``problem`` is empty when it lies whole where it should."""

    id = models.BigAutoField(primary_key=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    by_name = models.TextField()
    scheduled = models.BooleanField()
    """Whether it lies on the shelf and takes part in the rotation; else somebody asked for a file of their own."""
    file = models.CharField(max_length=300)
    bytes = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, default="")
    head_position = models.BigIntegerField(default=0)
    head_hash = models.CharField(max_length=64, default="")
    rows = models.BigIntegerField(default=0)
    files = models.BigIntegerField(default=0)
    missing = models.IntegerField(default=0)
    """Files of which the database knows but whose bytes weren't there."""
    copied = models.BooleanField(default=False)
    """Whether it lies in the second folder too, read back."""
    problem = models.CharField(max_length=400, default="")

    class Meta:
        indexes = (models.Index(fields=["-started_at"], name="backup_run_at"),)

    @property
    def good(self) -> bool:
        """Whether one can restore from it."""
        return not self.problem


class Drill(models.Model):
    """One restore that was tried in a place of its own, and what it proved."""

    id = models.BigAutoField(primary_key=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    by_name = models.TextField()
    file = models.CharField(max_length=300, default="")
    made_at = models.DateTimeField(null=True)
    """When the backup that was tried had been made."""
    steps = models.JSONField(default=dict)
    """What was checked, and how it went: step → words; empty words mean that there was nothing to check."""
    rows = models.BigIntegerField(default=0)
    files = models.BigIntegerField(default=0)
    entries = models.BigIntegerField(default=0)
    problem = models.CharField(max_length=400, default="")

    class Meta:
        indexes = (models.Index(fields=["-started_at"], name="drill_at"),)

    @property
    def good(self) -> bool:
        """Whether everything fitted."""
        return not self.problem
