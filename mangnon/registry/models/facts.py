"""What every fact about a child carries: where it comes from, who wrote it down and when; and since when it is true."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.lib.periods import Period
from mangnon.places.models import DateRange


class Source(models.TextChoices):
    """How a fact became known."""

    PAPER = "paper", _("Theo giấy tờ")
    TOLD = "told", _("Gia đình khai")
    SEEN = "seen", _("Người đi thăm thấy")
    OFFICE = "office", _("Cơ quan khác cung cấp")
    ROSTER = "roster", _("Nhập từ tệp danh sách")


class Fact(models.Model):
    """A part of a child's record."""

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=8, choices=Source, default=Source.TOLD)
    note = models.TextField(default="", blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.TextField()
    """Uuid of a person, or the name of a job."""

    class Meta:
        abstract = True


class Spell(Fact):
    """A fact that holds for a period ``[valid_from, valid_to)``; without an end it still holds."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        """The days on which it holds."""
        return Period(self.valid_from, self.valid_to)


def lives(name: str) -> models.CheckConstraint:
    """A period holds at least one day."""
    return models.CheckConstraint(name=name, condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")))


def one_at_a_time(name: str, *fields: str) -> ExclusionConstraint:
    """No two periods of the same ``fields`` overlap: the database refuses."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in fields),
            (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
        ],
    )
