"""Holds and proposals of destruction. They name types, places and numbers, never a child."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mangnon.places.models import Unit


class Hold(models.Model):
    """Keeps records from being destroyed: of a type, a place, a subject, or what fits all that is named."""

    id = models.UUIDField(primary_key=True, editable=False)
    record = models.CharField(max_length=40, default="", blank=True)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    subject_kind = models.CharField(max_length=60, default="", blank=True)
    subject_id = models.CharField(max_length=40, default="", blank=True)
    reason = models.TextField()
    last_day = models.DateField(null=True)
    placed_at = models.DateTimeField()
    placed_by = models.TextField()
    placed_by_name = models.TextField()
    asked_at = models.DateTimeField(null=True)
    """When the first person asked to lift it."""
    asked_by = models.TextField(default="")
    asked_by_name = models.TextField(default="")
    asked_why = models.TextField(default="")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.TextField(default="")
    lifted_by_name = models.TextField(default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="hold_names_something",
                condition=~Q(record="") | Q(place__isnull=False) | ~Q(subject_id=""),
            ),
            models.CheckConstraint(
                name="hold_lifted_by_two",
                condition=Q(lifted_at__isnull=True)
                | (~Q(asked_by="") & ~Q(lifted_by="") & ~Q(lifted_by=F("asked_by"))),
            ),
        )
        indexes = (models.Index(fields=["-id"], name="hold_open", condition=Q(lifted_at__isnull=True)),)


class Stage(models.TextChoices):
    """How far a proposal is."""

    DRAWN = "drawn"
    CONFIRMED = "confirmed"
    APPROVED = "approved"
    DONE = "done"
    REJECTED = "rejected"


OPEN = (Stage.DRAWN, Stage.CONFIRMED, Stage.APPROVED)


class Proposal(models.Model):
    """Records of one type that are past their term, as a list that no longer changes."""

    id = models.UUIDField(primary_key=True, editable=False)
    record = models.CharField(max_length=40)
    term_since = models.DateField()
    before = models.DateTimeField()
    """Records whose term began before this moment."""
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAWN)
    rows = models.IntegerField()
    left_held = models.IntegerField()
    """Rows past their term that a hold kept off the list."""
    digest = models.CharField(max_length=64)
    """Of the ids on the list: what is approved is what was drawn up."""
    drawn_at = models.DateTimeField()
    drawn_by_name = models.TextField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.TextField(default="")
    confirmed_by_name = models.TextField(default="")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.TextField(default="")
    approved_by_name = models.TextField(default="")
    rejected_at = models.DateTimeField(null=True)
    rejected_by_name = models.TextField(default="")
    rejected_why = models.TextField(default="")
    done_at = models.DateTimeField(null=True)
    destroyed = models.IntegerField(default=0)
    held = models.IntegerField(default=0)
    gone = models.IntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["record"], condition=Q(stage__in=["drawn", "confirmed", "approved"]), name="proposal_one_open"
            ),
            models.CheckConstraint(
                name="proposal_approved_by_two",
                condition=Q(approved_at__isnull=True)
                | (~Q(confirmed_by="") & ~Q(approved_by="") & ~Q(approved_by=F("confirmed_by"))),
            ),
        )

    @property
    def left(self) -> int:
        """Rows about which nothing has been done yet."""
        return self.rows - self.destroyed - self.held - self.gone


class Outcome(models.TextChoices):
    """What became of one row."""

    DESTROYED = "destroyed"
    HELD = "held"
    GONE = "gone"


class ProposalLine(models.Model):
    """One row on a list."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="lines")
    row_id = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    since = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, default="", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["proposal", "row_id"], name="proposal_line_once"),)
        indexes = (models.Index(fields=["proposal", "id"], name="proposal_line_left", condition=Q(outcome="")),)
