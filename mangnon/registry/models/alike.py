"""Look-alikes: pairs of records that may be one child, what people decided, and merges that can be undone."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.registry.models.children import Child


class LookAlike(models.Model):
    """Two records that may be one child. Seen by whoever reaches both of them, and by nobody else.

    ``first`` is the smaller id, so that a pair stands here once whichever of the two was entered later.
    """

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Chờ xem")
        NOT_SAME = "not_same", _("Không phải một trẻ")
        MERGED = "merged", _("Đã gộp")

    class Verdict(models.TextChoices):
        """What the score says; an open pair is at least possible."""

        CERTAIN = "certain", _("Gần như chắc chắn")
        LIKELY = "likely", _("Rất có thể")
        POSSIBLE = "possible", _("Có thể")

    id = models.UUIDField(primary_key=True, editable=False)
    first = models.ForeignKey(Child, models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Child, models.CASCADE, related_name="+")
    score = models.FloatField()
    verdict = models.CharField(max_length=8, choices=Verdict)
    reasons = ArrayField(models.CharField(max_length=20), default=list)
    """Codes of ``alike.reasons``."""
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    found_at = models.DateTimeField(db_default=Now())
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(default="")
    decided_by_name = models.TextField(default="")
    why = models.TextField(default="", blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["first", "second"], name="look_alike_once"),
            models.CheckConstraint(name="look_alike_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="look_alike_decided", condition=Q(state="open") ^ Q(decided_at__isnull=False)),
        )
        indexes = (
            models.Index(fields=["-score", "id"], condition=Q(state="open"), name="look_alike_open"),
            models.Index(fields=["-decided_at", "id"], condition=~Q(state="open"), name="look_alike_decided"),
        )


class Merge(models.Model):
    """Two records became one: how both looked before, what was moved, so that it can be undone at any time."""

    id = models.UUIDField(primary_key=True, editable=False)
    kept = models.ForeignKey(Child, models.PROTECT, related_name="+")
    dropped = models.ForeignKey(Child, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    by = models.TextField()
    by_name = models.TextField()
    why = models.TextField(default="", blank=True)
    before = models.JSONField()
    """Both records, and every fact of both, as they were: ``{"kept": {…}, "dropped": {…}, "facts": {table: […]}}``."""
    set = models.JSONField(default=dict)
    """What the merge wrote into the kept record: column → value; ``mother.…`` and ``father.…`` for parents."""
    moved = models.JSONField(default=list)
    """``[table, column, id]`` of each row that followed."""
    made = models.JSONField(default=list)
    """``[table, id, values]`` of each row that the merge wrote: names, remainders of periods."""
    undone_at = models.DateTimeField(null=True)
    undone_by = models.TextField(default="")
    undone_by_name = models.TextField(default="")
    undone_why = models.TextField(default="", blank=True)
    undecided = models.JSONField(default=list)
    """What the undoing could not decide, for people: ``[code, table, id or column]``."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["dropped"], condition=Q(undone_at__isnull=True), name="merged_once"),
            models.CheckConstraint(name="merge_two", condition=~Q(kept=F("dropped"))),
        )


class AlikeWeights(models.Model):
    """Frequencies and rates learnt from the register on a day; the latest row counts."""

    id = models.BigAutoField(primary_key=True)
    learnt_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    sample = models.IntegerField()
    """How many records they were learnt from."""
    pairs = models.IntegerField()
    """How many pairs beyond doubt the rates rest on."""
    body = models.JSONField()


class AlikeDue(models.Model):
    """A record that was written or changed and has not been compared since. Written by a trigger, read by the job."""

    child = models.OneToOneField(Child, models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField(db_default=Now())
