"""Plans in versions, what they hold, and decisions of the chair."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.cases.models.case import Case


class Plan(models.Model):
    """One version of the plan. A later one replaces it when the chair approves that."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("Đang soạn")
        SUBMITTED = "submitted", _("Đã trình")
        RETURNED = "returned", _("Trả lại để sửa")
        APPROVED = "approved", _("Đã phê duyệt")
        REPLACED = "replaced", _("Đã thay bằng bản sau")

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="plans")
    cycle = models.SmallIntegerField(default=1)
    n = models.SmallIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    goals = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    author = models.UUIDField()
    author_name = models.TextField()
    written_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    submitted_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "n"], name="plan_version_once"),
            models.CheckConstraint(name="plan_runs", condition=Q(ends_on__gte=F("starts_on"))),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=["draft", "submitted", "returned"]), name="plan_one_open"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state="approved"), name="plan_one_in_force"),
        )


class PlanItem(models.Model):
    """A service or task of a plan: what, who, with whom, when, what it costs (Decree 56/2017, article 28(3))."""

    id = models.UUIDField(primary_key=True, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    position = models.SmallIntegerField()
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=200)
    provider = models.CharField(max_length=200, default="", blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    money_vnd = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["plan", "position"], name="plan_item_place"),)


class Approval(models.Model):
    """A decision: of the chair in the system, or a signed paper that somebody other than the author recorded."""

    class Of(models.TextChoices):
        """What was decided on."""

        PLAN = "plan", _("Kế hoạch")
        CLOSING = "closing", _("Kết thúc hồ sơ")
        UNFOUNDED = "unfounded", _("Không có căn cứ")
        REOPENING = "reopening", _("Mở lại hồ sơ")

    class Way(models.TextChoices):
        """How."""

        SYSTEM = "system", _("Duyệt trong hệ thống")
        PAPER = "paper", _("Ghi lại văn bản đã ký")

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="approvals")
    of = models.CharField(max_length=9, choices=Of)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="approvals", null=True)
    yes = models.BooleanField()
    way = models.CharField(max_length=6, choices=Way, default=Way.SYSTEM)
    author = models.UUIDField()
    """Whoever proposed it."""
    by = models.UUIDField()
    by_name = models.TextField()
    at = models.DateTimeField()
    """When it was decided: the day of the signature for a paper."""
    recorded_at = models.DateTimeField(db_default=Now())
    remark = models.TextField(default="", blank=True)
    number = models.CharField(max_length=60, default="", blank=True)
    signed_on = models.DateField(null=True)
    signer = models.CharField(max_length=160, default="", blank=True)
    deputy = models.BooleanField(default=False)
    """Signed "KT. CHỦ TỊCH" by a deputy."""
    file = models.UUIDField(null=True)
    """The scan, a file of the case."""

    class Meta:
        constraints = (
            models.CheckConstraint(name="approval_by_another", condition=~Q(by=F("author"))),
            models.CheckConstraint(
                name="approval_paper_whole",
                condition=Q(way="system") | Q(signed_on__isnull=False) & ~Q(number="") & ~Q(signer=""),
            ),
        )
