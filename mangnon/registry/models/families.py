"""Father and mother as separate facts, and who takes care of the child."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mangnon.registry.models.children import Child
from mangnon.registry.models.facts import Fact, Spell, lives, one_at_a_time


class Which(models.TextChoices):
    """Father or mother."""

    FATHER = "father", _("Cha")
    MOTHER = "mother", _("Mẹ")


class Parent(Fact):
    """Who the father or the mother is. No row: nobody has said; ``unknown``: it isn't known who it is."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="parents", db_index=False)
    which = models.CharField(max_length=6, choices=Which)
    unknown = models.BooleanField(default=False)
    full_name = models.CharField(max_length=120, default="", blank=True)
    born_year = models.SmallIntegerField(null=True, blank=True)
    personal_number = models.CharField(max_length=12, default="", blank=True)
    ethnicity = models.CharField(max_length=2, default="", blank=True)
    work = models.CharField(max_length=120, default="", blank=True)
    phone = models.CharField(max_length=15, default="", blank=True)
    address = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["child", "which"], name="parent_once"),)


class ParentState(Spell):
    """Alive and caring, dead, missing, in prison, away for work …: several may hold at once (``tinh_trang_cha_me``)."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="parent_states")
    which = models.CharField(max_length=6, choices=Which)
    state = models.CharField(max_length=6)
    """A code of the list ``tinh_trang_cha_me``."""

    class Meta:
        constraints = (
            lives("parent_state_lives"),
            one_at_a_time("parent_state_once", "child", "which", "state"),
        )


class Carer(Spell):
    """Who takes care of the child, in its home or in substitute care."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="carers")
    full_name = models.CharField(max_length=120)
    relation = models.CharField(max_length=60)
    """A code or the wording of the list ``quan_he_nguoi_cham_soc``."""
    main = models.BooleanField(default=True)
    born_year = models.SmallIntegerField(null=True, blank=True)
    phone = models.CharField(max_length=15, default="", blank=True)
    address = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = (lives("carer_lives"),)
