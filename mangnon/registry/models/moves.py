"""How a record goes on: to another commune with its agreement, out of the register, and back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.places.models import Hamlet, Unit
from mangnon.registry.models.children import Child


class Transfer(models.Model):
    """A commune asks another to take a child over; until it answers, both see the record."""

    class State(models.TextChoices):
        """What became of it."""

        ASKED = "asked", _("Chờ nơi nhận trả lời")
        ACCEPTED = "accepted", _("Đã tiếp nhận")
        DECLINED = "declined", _("Không tiếp nhận")
        WITHDRAWN = "withdrawn", _("Nơi gửi rút lại")

    id = models.UUIDField(primary_key=True, editable=False)
    child = models.ForeignKey(Child, models.CASCADE, related_name="transfers")
    from_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    to_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    moved_on = models.DateField()
    """The day from which the child lives there."""
    address = models.CharField(max_length=200, default="", blank=True)
    hand_over = models.TextField()
    """What the receiver must know."""
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(db_default=Now())
    asked_by = models.UUIDField()
    asked_by_name = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.TextField(default="")
    answer = models.TextField(default="")
    to_hamlet = models.ForeignKey(Hamlet, models.PROTECT, related_name="+", null=True, db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["child"], condition=Q(state="asked"), name="transfer_one_open"),)
        indexes = (
            models.Index(fields=["to_place"], condition=Q(state="asked"), name="transfer_to"),
            models.Index(fields=["from_place"], condition=Q(state="asked"), name="transfer_from"),
        )


class Departure(models.Model):
    """The child died, went abroad, left without saying where; and perhaps came back."""

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(Child, models.CASCADE, related_name="departures")
    kind = models.CharField(max_length=8)
    """``Child.left``."""
    on = models.DateField()
    where = models.CharField(max_length=200, default="", blank=True)
    cause = models.CharField(max_length=200, default="", blank=True)
    note = models.TextField(default="", blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.TextField()
    returned_on = models.DateField(null=True)
    returned_by = models.TextField(default="")
    ended = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    """Name of a table → ids of the periods that the departure closed: they go on when it was written by mistake."""
