"""What changes by the year: school, health insurance, doses, check-ups, disability."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from mangnon.registry.models.children import Child
from mangnon.registry.models.facts import Fact, Spell, lives, one_at_a_time


class Schooling(Fact):
    """School and grade in one school year."""

    class Status(models.TextChoices):
        """How the child stands with school in that year."""

        AT_SCHOOL = "at", _("Đang đi học")
        NOT_YET = "not_yet", _("Chưa đi học")
        DROPPED = "dropped", _("Bỏ học")
        NEVER = "never", _("Chưa từng đi học")
        DONE = "done", _("Đã học xong")

    child = models.ForeignKey(Child, models.CASCADE, related_name="schooling", db_index=False)
    year = models.SmallIntegerField()
    """The year in which the school year begins."""
    status = models.CharField(max_length=8, choices=Status)
    level = models.CharField(max_length=2, default="", blank=True)
    """A code of the list ``cap_hoc``."""
    grade = models.CharField(max_length=20, default="", blank=True)
    school = models.CharField(max_length=160, default="", blank=True)
    reason = models.CharField(max_length=200, default="", blank=True)
    """Why the child left school."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=["child", "year"], name="schooling_once"),)


class Insurance(Spell):
    """A health-insurance card."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="insurances")
    number = models.CharField(max_length=15, default="", blank=True)
    clinic = models.CharField(max_length=160, default="", blank=True)

    class Meta:
        constraints = (lives("insurance_lives"), one_at_a_time("insurance_once", "child"))


class Dose(Fact):
    """A vaccine that was given."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="doses", db_index=False)
    vaccine = models.CharField(max_length=80)
    """The wording of the table ``tiem_chung``, or another vaccine's name."""
    number = models.SmallIntegerField(default=1)
    given_on = models.DateField()
    given_at = models.CharField(max_length=160, default="", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["child", "vaccine", "number"], name="dose_once"),)


class Checkup(Fact):
    """A health check: length, weight, conclusion (one each year: Circular 23/2017/TT-BYT, article 3)."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="checkups", db_index=False)
    on = models.DateField()
    height_cm = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    weight_kg = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    underweight = models.BooleanField(null=True)
    stunted = models.BooleanField(null=True)
    overweight = models.BooleanField(null=True)
    conclusion = models.TextField(default="", blank=True)
    checked_at = models.CharField(max_length=160, default="", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["child", "on"], name="checkup_once"),)


class Disability(Spell):
    """Types and degree of a disability, by the council's certificate (Decree 28/2012, Circular 13/2021)."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="disabilities")
    types = ArrayField(models.CharField(max_length=1))
    """Codes of the list ``dang_khuyet_tat``."""
    degree = models.CharField(max_length=1, default="", blank=True)
    """A code of the list ``muc_do_khuyet_tat``; empty while no council has said."""
    label = models.CharField(max_length=120, default="", blank=True)
    certificate = models.CharField(max_length=60, default="", blank=True)
    certified_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (lives("disability_lives"), one_at_a_time("disability_once", "child"))
