"""Where a child is registered and where it actually lives: two facts, each by period."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mangnon.places.models import Hamlet, Unit
from mangnon.registry.models.children import Child
from mangnon.registry.models.facts import Spell, lives, one_at_a_time


class Residence(Spell):
    """One of the two places of a child. The actual one decides which commune answers (``Child.place``)."""

    class Kind(models.TextChoices):
        """Registered or actual."""

        REGISTERED = "registered", _("Nơi thường trú")
        ACTUAL = "actual", _("Nơi ở hiện tại")

    child = models.ForeignKey(Child, models.CASCADE, related_name="residences")
    kind = models.CharField(max_length=10, choices=Kind)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, db_index=False)
    """A unit of the authority; None when it lies elsewhere, then ``address`` names it."""
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, related_name="+", null=True, db_index=False)
    address = models.CharField(max_length=200, default="", blank=True)
    status = models.CharField(max_length=4, default="", blank=True)
    """A code of the list ``tinh_trang_cu_tru``."""

    class Meta:
        constraints = (lives("residence_lives"), one_at_a_time("residence_once", "child", "kind"))
        indexes = (models.Index(fields=["place", "kind", "valid_from"], name="residence_place"),)
