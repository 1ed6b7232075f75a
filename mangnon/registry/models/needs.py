"""Special circumstances by period, what a child is entitled to, what it was given, and who has visited it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from mangnon.registry.models.children import Child
from mangnon.registry.models.facts import Fact, Spell, lives, one_at_a_time


class Sensitivity(models.IntegerChoices):
    """How far a group may be shown: our rule, kept with each definition of a group."""

    NORMAL = 0, _("Thường")
    HIGH = 1, _("Nhạy cảm")
    VERY_HIGH = 2, _("Rất nhạy cảm")


class Circumstance(Spell):
    """The child belongs to a group or sub-group of special circumstances, or of children at risk (``NC-…``).

    Very sensitive ones are read only through ``queries.circumstances``, which asks for their own right.
    """

    child = models.ForeignKey(Child, models.CASCADE, related_name="circumstances")
    code = models.CharField(max_length=12)
    """Group or sub-group of the law: ``HCDB-01``, ``HCDB-03.7``, ``NC-04``."""
    group = models.CharField(max_length=8)
    """The group of the code: ``HCDB-03``, ``NC``."""
    law_version = models.CharField(max_length=20)
    """Version of the definition under which it was recorded."""
    sensitivity = models.SmallIntegerField(choices=Sensitivity)
    evidence = models.TextField(default="", blank=True)
    decided_by = models.CharField(max_length=160, default="", blank=True)
    decision = models.CharField(max_length=60, default="", blank=True)
    decided_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = (lives("circumstance_lives"), one_at_a_time("circumstance_once", "child", "code"))
        indexes = (models.Index(fields=["group", "valid_from"], include=["child", "valid_to"], name="circ_group"),)


class Entitlement(Spell):
    """What the law gives this child: computed as a proposal, granted by a decision."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="entitlements")
    law = models.CharField(max_length=60)
    """Key of a definition of kind ``entitlement``."""
    law_version = models.CharField(max_length=20)
    line = models.CharField(max_length=40)
    """The line of the definition."""
    monthly_vnd = models.BigIntegerField(null=True, blank=True)
    decision = models.CharField(max_length=60, default="", blank=True)
    decided_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = (lives("entitlement_lives"), one_at_a_time("entitlement_once", "child", "law", "line"))


class Aid(Fact):
    """What was given to the child, when, by whom, of what value."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="aids", db_index=False)
    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="payments", null=True)
    given_on = models.DateField()
    for_month = models.DateField(null=True, blank=True)
    """The month that a monthly allowance is for: its first day."""
    kind = models.CharField(max_length=12)
    """A code of the list ``hinh_thuc_tro_giup``."""
    what = models.CharField(max_length=200)
    giver = models.CharField(max_length=160, default="", blank=True)
    value_vnd = models.BigIntegerField(null=True, blank=True)
    decision = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["entitlement", "for_month"],
                condition=models.Q(entitlement__isnull=False, for_month__isnull=False),
                name="aid_month_once",
            ),
        )
        indexes = (models.Index(fields=["child", "-given_on"], name="aid_child"),)


class Visit(Fact):
    """Somebody went to see the child: on what day, who, what was seen."""

    id = models.UUIDField(primary_key=True, editable=False)  # type: ignore[assignment]  # made on phones, sent once
    child = models.ForeignKey(Child, models.CASCADE, related_name="visits", db_index=False)
    on = models.DateField()
    by = models.UUIDField()
    by_name = models.TextField()
    met = ArrayField(models.CharField(max_length=8), default=list)
    """Who was met: ``child``, ``carer``, ``nobody``."""
    seen = models.TextField()
    worry = models.BooleanField(default=False)
    """Whether the visitor is worried about the child."""
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["child", "-on"], name="visit_child"),)
