"""Administrative units: a unit is a code and a period, since codes are used again."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.utils.translation import gettext_lazy as _

from mangnon.places.calendar.models import CalendarEntry as CalendarEntry
from mangnon.places.calendar.models import CalendarWithdrawal as CalendarWithdrawal
from mangnon.places.maps.models import Boundary as Boundary


class DateRange(Func):
    """``daterange(from, to)``: half-open, an empty end means still in force."""

    function = "daterange"
    output_field = models.TextField()


class Level(models.TextChoices):
    """The three levels until 30-06-2025; two remain."""

    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")
    COMMUNE = "commune", _("Cấp xã")


class Change(models.TextChoices):
    """How one unit became another."""

    WHOLE = "whole", _("nhập nguyên vẹn")
    SPLIT = "split", _("chia tách")
    RENAMED = "renamed", _("đổi tên")
    RELEVELLED = "relevelled", _("đổi loại")


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units by day."""

    def on(self, day: date) -> UnitQuerySet:
        """Those in force on ``day``."""
        return self.filter(_lives_on(day))


def _lives_on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Unit(models.Model):
    """One administrative unit during one life span ``[valid_from, valid_to)``.

    Codes are text with leading zeros. Loaded by the owner from ``data/``; the application only reads.
    """

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=5)
    level = models.CharField(max_length=8, choices=Level)
    kind = models.CharField(max_length=24)
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=40)
    confirmed = models.BooleanField(default=False)
    search_key = models.CharField(max_length=80)
    """Folded name with its kind: ``xa tra linh``."""
    bare_key = models.CharField(max_length=80)
    """Folded name without its kind: ``tra linh``."""
    sort_key = models.CharField(max_length=200, db_collation="C")
    reach = ArrayField(models.BigIntegerField(), default=list)
    """Ids of the commune-level units that a person assigned here answers for: those below it on its last day
    (or today), and their predecessors that went wholly into them; never one that was divided."""
    today = ArrayField(models.BigIntegerField(), default=list)
    """Ids of the units in force that it became, by any kind of succession; itself while it is in force."""
    provinces = ArrayField(models.BigIntegerField(), default=list)
    """Ids of the provinces of today on whose ground it lies."""

    objects = models.Manager.from_queryset(UnitQuerySet)()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="unit_one_at_a_time",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="unit_lives", condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))
            ),
        )
        indexes = (
            models.Index(fields=["code", "valid_from"], name="unit_code"),
            models.Index(fields=["sort_key", "id"], name="unit_sort"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def in_force(self) -> bool:
        """True while no end is known."""
        return self.valid_to is None

    def lives_on(self, day: date) -> bool:
        """Whether the unit is in force on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class Parent(models.Model):
    """Which unit a unit belonged to, by period; written by the loader alone, which makes periods follow each other."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="child_links")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    document = models.CharField(max_length=200, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "valid_from"], name="parent_one_at_a_time"),)


class Succession(models.Model):
    """One unit (or a part of it) became another on a day, by a legal document."""

    id = models.BigAutoField(primary_key=True)
    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="became")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="came_from")
    on = models.DateField()
    change = models.CharField(max_length=10, choices=Change)
    part = models.CharField(max_length=200, default="")
    document = models.CharField(max_length=200, default="")
    source = models.CharField(max_length=40)
    confirmed = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="succession_once", deferrable=Deferrable.DEFERRED
            ),
        )
        indexes = (models.Index(fields=["on"], name="succession_on"),)


class FlagKind(models.TextChoices):
    """What a place can be classed as for a period."""

    MOUNTAIN = "mountain", _("miền núi")
    SPECIALLY_DIFFICULT = "specially_difficult", _("đặc biệt khó khăn")


class Flag(models.Model):
    """A class of a unit during a period, such as mountain or specially difficult."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="flags")
    flag = models.CharField(max_length=20, choices=FlagKind)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=40)
    confirmed = models.BooleanField(default=False)


class Hamlet(models.Model):
    """A local sub-place (thôn, tổ dân phố) that a commune names; not an administrative unit.

    It keeps its id when its commune becomes another. The row says where it lies and what it is called since
    ``valid_from``; ``HamletPast`` where it lay and what it was called before.
    """

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="hamlets")
    name = models.CharField(max_length=80)
    search_key = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=200, db_collation="C")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["unit", "search_key"], condition=Q(valid_to__isnull=True), name="hamlet_name_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class HamletPast(models.Model):
    """Where a hamlet lay, or what it was called, during a past period."""

    id = models.BigAutoField(primary_key=True)
    hamlet = models.ForeignKey(Hamlet, models.CASCADE, related_name="pasts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField()


class Loaded(models.Model):
    """Which state of the data files the tables hold, so that an unchanged start costs one query.

    Reach and the like are reckoned for a day; they hold until the next day on which a unit begins or ends.
    """

    name = models.CharField(max_length=20, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    reckoned_on = models.DateField()
    holds_until = models.DateField(null=True)
    loaded_at = models.DateTimeField()


class Reorganisation(models.Model):
    """A day on which ``places reorganise`` ran: what has been moved so far and what was left to people."""

    id = models.BigAutoField(primary_key=True)
    on = models.DateField(unique=True)
    ran_at = models.DateTimeField()
    ran_by = models.TextField()
    moved = models.JSONField(default=dict)
    """Offer name → number of facts moved, over all runs for this day."""


class SplitTask(models.Model):
    """One fact in a divided unit, which a person has to place in one of the parts."""

    class State(models.TextChoices):
        """Open until a person decided."""

        OPEN = "open", _("chờ xếp")
        DONE = "done", _("đã xếp")

    id = models.BigAutoField(primary_key=True)
    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="tasks")
    offer = models.CharField(max_length=60)
    fact_id = models.CharField(max_length=40)
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["offer", "fact_id", "reorganisation"], name="split_task_once"),)
        indexes = (models.Index(fields=["state", "from_unit"], name="split_task_open"),)
