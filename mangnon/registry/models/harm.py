"""Accidents of children, and the spots of a commune where one may happen."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.access.managers import Root
from mangnon.places.models import Hamlet, Unit
from mangnon.registry.models.children import Child, Sex


class Accident(Root):
    """An injury or a drowning; kept by the commune where it happened, whether or not the child is in a register."""

    hamlet_field = "hamlet_id"
    identified = True

    class Outcome(models.TextChoices):
        """How it ended."""

        HEALED = "healed", _("Khỏi, không để lại di chứng")
        TREATED = "treated", _("Đang điều trị")
        LASTING = "lasting", _("Để lại di chứng, khuyết tật")
        DIED = "died", _("Tử vong")

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, related_name="+", null=True, db_index=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="+", null=True)
    child_name = models.CharField(max_length=120, default="", blank=True)
    """For a child who isn't in the register."""
    child_sex = models.CharField(max_length=1, choices=Sex)
    child_born_year = models.SmallIntegerField(null=True)
    happened_on = models.DateField()
    child_age = models.SmallIntegerField(null=True)
    """Full years on that day; in doubt the younger age."""
    cause = models.CharField(max_length=12)
    """A code of the list ``nguyen_nhan_tai_nan``, or a line of the report that the list doesn't have."""
    setting = models.CharField(max_length=12, default="", db_default="", blank=True)
    """At home, at school, elsewhere: a code of the list ``moi_truong_duoi_nuoc``; empty when it isn't known."""
    water = models.CharField(max_length=12, default="", blank=True)
    """For drownings: the same code, as the circular counts it."""
    where = models.CharField(max_length=160)
    spot = models.ForeignKey("registry.RiskSpot", models.PROTECT, related_name="+", null=True, db_index=False)
    outcome = models.CharField(max_length=8, choices=Outcome)
    died_on = models.DateField(null=True)
    story = models.TextField(default="", blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.TextField()
    version = models.IntegerField(default=1)

    class Meta(Root.Meta):
        indexes = (
            models.Index(fields=["place", "-happened_on", "id"], name="accident_place"),
            models.Index(fields=["-happened_on", "id"], name="accident_on"),
        )


class RiskSpot(Root):
    """A spot where children may come to harm: a pond without a fence, a stretch of road."""

    hamlet_field = "hamlet_id"

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, related_name="+", null=True, db_index=False)
    name = models.CharField(max_length=160)
    sort_key = models.CharField(max_length=300, db_collation="C")
    cause = models.CharField(max_length=12)
    """What may happen there: a cause as of an accident."""
    about = models.TextField(default="", blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    keeper = models.CharField(max_length=160, default="", blank=True)
    """Who answers for making it safe."""
    made_safe_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.TextField()
    version = models.IntegerField(default=1)

    class Meta(Root.Meta):
        indexes = (
            models.Index(fields=["place", "sort_key", "id"], name="risk_spot_place"),
            models.Index(fields=["sort_key", "id"], name="risk_spot_sort"),
        )


class SpotCheck(models.Model):
    """Somebody looked at a spot: what was done, what is still missing."""

    id = models.BigAutoField(primary_key=True)
    spot = models.ForeignKey(RiskSpot, models.CASCADE, related_name="checks")
    on = models.DateField()
    by_name = models.TextField()
    found = models.TextField()
    safe = models.BooleanField()
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.TextField()
