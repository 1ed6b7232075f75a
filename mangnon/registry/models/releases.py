"""A long list of children leaves only when a second person has said so."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.places.models import Unit


class ListRelease(models.Model):
    """Somebody asks to take a list of more than 200 children out; somebody else says yes or no."""

    class State(models.TextChoices):
        """What became of it."""

        ASKED = "asked", _("Chờ người thứ hai")
        GRANTED = "granted", _("Đã đồng ý")
        REFUSED = "refused", _("Không đồng ý")

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """The commune whose children they are, or the province for a list of several."""
    query = models.CharField(max_length=400, default="", blank=True)
    """Conditions of the list, as its address carries them, in one order."""
    described = models.CharField(max_length=400, default="", blank=True)
    rows = models.IntegerField()
    """How many children the list held when it was asked for."""
    reason = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    asked_by = models.UUIDField()
    asked_by_name = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_by_name = models.TextField(default="", blank=True)
    answer = models.TextField(default="", blank=True)
    until = models.DateTimeField(null=True)
    """Until when the list may be taken out."""
    taken = models.IntegerField(default=0)
    """How often it was taken out."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="release_by_another", condition=Q(answered_by__isnull=True) | ~Q(answered_by=models.F("asked_by"))
            ),
            models.UniqueConstraint(
                fields=["asked_by", "query"], condition=Q(state="asked"), name="release_asked_once"
            ),
        )
