"""Rounds, a place's class for a time, its dossier in a round, and the points of each part of a criterion.

A dossier tells of offices and figures, of no child; everybody who works here reads it, a place writes its own. It
keeps the place that was judged for ever: what came after a merger shows it as that of the place before.
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mangnon.lib.conditions import one_of
from mangnon.lib.ids import new_id
from mangnon.places.models import DateRange, Unit
from mangnon.statutes.models import Document


class PlaceClass(models.Model):
    """Which least total holds for a place, from a day on; entered by a person. Its days: ``[valid_from, valid_to)``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=24)
    """Code of a threshold of the criteria."""
    decision = models.CharField(max_length=200)
    """Number and date of the document that says so, or on what grounds."""
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="place_class_one_at_a_time",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="place_class_lives", condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))
            ),
        )


class RoundKind(models.TextChoices):
    """Whether somebody is recognised at its end."""

    ASSESSMENT = "assessment", _("đánh giá, công nhận")
    SELF_CHECK = "self_check", _("tự kiểm tra")


class Round(models.Model):
    """A round that the province opens: the year, the document that orders it, until when communes send theirs."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=RoundKind)
    order = models.CharField(max_length=200)
    """Number and date of the document that orders it, as printed."""
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    """The same in the register, where it is there."""
    opens_on = models.DateField()
    """The day whose criteria hold."""
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["year", "kind"], name="round_once"),
            models.CheckConstraint(name="round_kind", condition=one_of("kind", RoundKind.values)),
            models.CheckConstraint(name="round_days", condition=Q(due_on__gte=F("opens_on"))),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}".capitalize()

    @property
    def decides(self) -> bool:
        """Whether somebody is recognised at its end."""
        return self.kind == RoundKind.ASSESSMENT


class Stand(models.TextChoices):
    """How far a dossier is."""

    DRAFT = "draft", _("đang chấm")
    SUBMITTED = "submitted", _("đã nộp")
    RETURNED = "returned", _("bị trả lại")
    VERIFIED = "verified", _("đã thẩm định")
    RECOGNISED = "recognised", _("được công nhận")
    REFUSED = "refused", _("không được công nhận")


OPEN = (Stand.DRAFT, Stand.RETURNED)
"""While the commune scores."""
DECIDED = (Stand.RECOGNISED, Stand.REFUSED)


class Dossier(models.Model):
    """What a place says of itself in a round, what the province found, and what was decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="dossiers")
    state = models.CharField(max_length=10, choices=Stand, default=Stand.DRAFT)
    definition = models.CharField(max_length=20)
    """Version of the criteria: that of the last scoring; from submission on it stays."""
    place_class = models.CharField(max_length=24, default="")
    """Class of the place when it was checked."""
    satisfaction = models.TextField(default="")
    """What children and people were asked, how many, what came of it."""
    self_total = models.PositiveIntegerField(default=0)
    checked_total = models.PositiveIntegerField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.UUIDField(null=True)
    submitted_by_name = models.CharField(max_length=120, default="")
    returned_why = models.CharField(max_length=500, default="")
    visit_on = models.DateField(null=True)
    visit_by = models.CharField(max_length=300, default="")
    minutes = models.TextField(default="")
    verified_by_name = models.CharField(max_length=120, default="")
    decided_number = models.CharField(max_length=80, default="")
    decided_on = models.DateField(null=True)
    signer = models.CharField(max_length=120, default="")
    decided_why = models.CharField(max_length=500, default="")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["place", "round"], name="dossier_once"),
            models.CheckConstraint(name="dossier_state", condition=one_of("state", Stand.values)),
            models.CheckConstraint(
                name="dossier_decided",
                condition=~one_of("state", [one.value for one in DECIDED])
                | (Q(decided_on__isnull=False) & ~Q(decided_number="")),
            ),
        )

    identified = False
    place_field = "place_id"

    def __str__(self) -> str:
        return f"{self.place.name}, {self.round.year}"


class Without(models.TextChoices):
    """How a part counts of which the year had no case at all: the law that was read doesn't say, somebody decides."""

    FULL = "full", _("không có trường hợp nào: tính đủ điểm")
    NONE = "none", _("không có trường hợp nào: không tính điểm")


class Score(models.Model):
    """The points of a part of a criterion; ``part`` 0: the criterion has no parts."""

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="scores", db_index=False)
    criterion = models.CharField(max_length=24)
    part = models.PositiveSmallIntegerField()
    self_points = models.PositiveIntegerField(null=True)
    checked_points = models.PositiveIntegerField(null=True)
    difference = models.CharField(max_length=300, default="")
    """Why the checked points differ."""
    evidence = models.CharField(max_length=600, default="")
    without = models.CharField(max_length=4, choices=Without, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["dossier", "criterion", "part"], name="score_once"),
            models.CheckConstraint(name="score_without", condition=one_of("without", ["", *Without.values])),
        )
