"""Households: who lives together, where, and of what class the household is in each year."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.access.managers import Root
from mangnon.places.models import Hamlet, Unit
from mangnon.registry.models.facts import Fact, Spell, lives, one_at_a_time


class Household(Root):
    """A household of a commune. Children point to it; their stays keep the history."""

    hamlet_field = "hamlet_id"

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, related_name="+", null=True, db_index=False)
    number = models.CharField(max_length=30, default="", blank=True)
    """The household's number in the commune's or the police's list."""
    head_name = models.CharField(max_length=120)
    head_born_year = models.SmallIntegerField(null=True, blank=True)
    head_personal_number = models.CharField(max_length=12, default="", blank=True)
    sort_key = models.CharField(max_length=300, db_collation="C")
    phone = models.CharField(max_length=15, default="", blank=True)
    address = models.CharField(max_length=200, default="", blank=True)
    closed_on = models.DateField(null=True)
    """The day from which nobody lives there as a household any more."""
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.TextField()
    version = models.IntegerField(default=1)

    class Meta(Root.Meta):
        indexes = (
            models.Index(fields=["place", "sort_key", "id"], name="household_place_sort"),
            models.Index(fields=["sort_key", "id"], name="household_sort"),
            models.Index(fields=["place", "number"], condition=~Q(number=""), name="household_number"),
            models.Index(fields=["phone"], condition=~Q(phone=""), name="household_phone"),
        )

    def __str__(self) -> str:
        return self.head_name


class HouseholdStay(Spell):
    """A child lives in a household; the relation is to its head (``quan_he_voi_chu_ho``)."""

    child = models.ForeignKey("registry.Child", models.CASCADE, related_name="stays")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    relation = models.CharField(max_length=1, default="", blank=True)

    class Meta:
        constraints = (lives("stay_lives"), one_at_a_time("stay_once", "child"))


class Member(Spell):
    """Somebody else of the household: the head and other people of age."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="members")
    full_name = models.CharField(max_length=120)
    sex = models.CharField(max_length=1, default="", blank=True)
    born_year = models.SmallIntegerField(null=True, blank=True)
    relation = models.CharField(max_length=1)
    """A code of the list ``quan_he_voi_chu_ho``."""
    personal_number = models.CharField(max_length=12, default="", blank=True)
    phone = models.CharField(max_length=15, default="", blank=True)

    class Meta:
        constraints = (lives("member_lives"),)


class HouseholdClass(Fact):
    """Poor, near-poor or neither in one year, by decision of the commune's chair (``loai_ho``)."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="classes", db_index=False)
    year = models.SmallIntegerField()
    klass = models.CharField(max_length=4)
    decision = models.CharField(max_length=60, default="", blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["household", "year"], name="household_class_once"),)
        verbose_name = _("Phân loại hộ")
