"""What is done in a case: assessments, meetings, visits and services, reviews."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mangnon.cases.models.case import Case
from mangnon.cases.models.written import Written


class ChildView(models.TextChoices):
    """Whether the child was asked for its own view (Law on Children, from the age of 7)."""

    ASKED = "asked", _("Đã hỏi, ghi ở dưới")
    UNABLE = "unable", _("Chưa hỏi được, ghi lý do ở dưới")
    YOUNG = "young", _("Trẻ chưa đủ 7 tuổi")


class Heard(Written):
    """A part in which the child's own view is recorded."""

    child_view = models.CharField(max_length=8, choices=ChildView, default=ChildView.UNABLE)
    child_said = models.TextField(default="", blank=True)
    """What the child wishes, or why it couldn't be asked. Never a statement about what happened."""

    class Meta:
        abstract = True


class Assessment(Heard):
    """The conclusion of a person on form 02, 03 or 06; the answers are the paper's, with all their revisions."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="assessments")
    cycle = models.SmallIntegerField(default=1)
    form = models.CharField(max_length=20)
    """Key of the definition: ``mau-02``, ``mau-03``, ``mau-06``."""
    sheet = models.UUIDField()
    """The paper, and the revision that was concluded from."""
    revision = models.IntegerField()
    counts = models.JSONField(default=dict)
    """Key of a table of the form → level → how many: shown, never added up."""
    conclusion = models.TextField()
    danger_now = models.BooleanField(null=True)
    """Form 02: whether an emergency measure is needed, as the person concludes."""


class Meeting(Heard):
    """The meeting on the child's needs, with its minutes."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="meetings")
    cycle = models.SmallIntegerField(default=1)
    place_text = models.CharField(max_length=200, default="", blank=True)
    led_by = models.CharField(max_length=160)
    present = models.TextField()
    minutes = models.TextField()
    needs = models.TextField()
    """What was found to be needed, in the order of urgency."""


class LogKind(models.TextChoices):
    """What was done."""

    VISIT = "visit", _("Thăm trẻ")
    CALL = "call", _("Gọi điện")
    SERVICE = "service", _("Dịch vụ cho trẻ")
    OTHER = "other", _("Việc khác")


class ServiceLog(Written):
    """A visit, a call, a service: written in two minutes."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="log", db_index=False)
    kind = models.CharField(max_length=8, choices=LogKind)
    what = models.TextField()
    with_whom = models.CharField(max_length=200, default="", blank=True)
    provider = models.CharField(max_length=200, default="", blank=True)
    plan_item = models.ForeignKey("cases.PlanItem", models.PROTECT, related_name="log", null=True, db_index=False)
    safe = models.BooleanField(null=True)
    """Whether the child was seen and safe; None when it wasn't seen."""

    class Meta:
        indexes = (models.Index(fields=["case", "-done_at"], name="case_log"),)


class Review(Heard):
    """Form 06: how the child is after the plan, and what is proposed."""

    class Proposal(models.TextChoices):
        """What the officer proposes."""

        CLOSE = "close", _("Kết thúc hỗ trợ, can thiệp, lưu hồ sơ")
        GO_ON = "go_on", _("Tiếp tục, xây dựng kế hoạch mới")

    case = models.ForeignKey(Case, models.CASCADE, related_name="reviews")
    cycle = models.SmallIntegerField(default=1)
    sheet = models.UUIDField()
    revision = models.IntegerField()
    counts = models.JSONField(default=dict)
    no_risk = models.BooleanField()
    """The child is no longer at risk of abuse (Decree 56/2017, article 30)."""
    stable = models.BooleanField()
    """Body, mind and feelings are stable (as above)."""
    conclusion = models.TextField()
    proposal = models.CharField(max_length=6, choices=Proposal)
