"""The ledger of hand-overs, complete from the receiver on; and the one correction of the first information."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.intake.models.reports import HarmReport
from mangnon.places.models import Unit


class ReturnReason(models.TextChoices):
    """Why a place doesn't accept what was handed to it."""

    NOT_HERE = "not_here", _("Không xảy ra ở địa bàn này")
    NAMED = "named", _("Liên quan đến cán bộ, cơ quan của nơi nhận")
    UNCLEAR = "unclear", _("Thiếu thông tin để biết trẻ nào, ở đâu")
    OTHER = "other", _("Lý do khác")


class HandOver(models.Model):
    """One step of a report from an office to an office; exactly one of them is open while nobody has accepted.

    The first row leads from whoever received it. Rows are never deleted, and nothing but their end is written later.
    """

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(HarmReport, models.PROTECT, related_name="hand_overs", db_index=False)
    step = models.SmallIntegerField()
    """1, 2, 3 … in the order of time."""
    from_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, db_index=False)
    from_name = models.TextField()
    """Who sent it on, as it is told to others."""
    from_person = models.UUIDField(null=True)
    to_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    to_person = models.UUIDField(null=True)
    """A named person, when it must be this one."""
    to_name = models.TextField(default="", blank=True)
    note = models.CharField(max_length=300, default="", blank=True)
    """Why it goes there, without anything of the child."""
    sent_at = models.DateTimeField(db_default=Now())
    accept_by = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.UUIDField(null=True)
    accepted_by_name = models.TextField(default="", blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_by_name = models.TextField(default="", blank=True)
    return_reason = models.CharField(max_length=10, choices=ReturnReason, default="", blank=True)
    return_note = models.CharField(max_length=300, default="", blank=True)
    passed_at = models.DateTimeField(null=True)
    """When it went on to another place before anybody had accepted."""
    climbed_at = models.DateTimeField(null=True)
    """When people were called because nobody had accepted in time."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["report", "step"], name="hand_over_step"),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(accepted_at__isnull=True, returned_at__isnull=True, passed_at__isnull=True),
                name="hand_over_one_open",
            ),
            models.CheckConstraint(
                name="hand_over_one_end",
                condition=Q(returned_at__isnull=True, passed_at__isnull=True)
                | Q(accepted_at__isnull=True, passed_at__isnull=True)
                | Q(accepted_at__isnull=True, returned_at__isnull=True),
            ),
            models.CheckConstraint(
                name="hand_over_named", condition=Q(accepted_at__isnull=True) | Q(accepted_by__isnull=False)
            ),
        )

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.accepted_at is None and self.returned_at is None and self.passed_at is None


class InformationCorrection(models.Model):
    """The first information was earlier than stated: proposed by one, confirmed by another, once in a report's life."""

    id = models.BigAutoField(primary_key=True)
    report = models.OneToOneField(HarmReport, models.PROTECT, related_name="correction")
    old = models.DateTimeField()
    new = models.DateTimeField()
    source = models.CharField(max_length=160)
    """How it is known."""
    proposed_by = models.UUIDField()
    proposed_by_name = models.TextField()
    proposed_at = models.DateTimeField(db_default=Now())
    confirmed_by = models.UUIDField(null=True)
    confirmed_by_name = models.TextField(default="", blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="correction_earlier", condition=Q(new__lt=F("old"))),
            models.CheckConstraint(
                name="correction_by_another", condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by"))
            ),
        )
