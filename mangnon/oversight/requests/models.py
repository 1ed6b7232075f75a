"""Requests about personal data and the steps taken on each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mangnon.access.managers import Root
from mangnon.places.models import Unit


class Channel(models.TextChoices):
    """How a request came in."""

    PAPER = "paper", _("Đơn giấy, thư")
    COUNTER = "counter", _("Nói tại nơi tiếp dân")
    PORTAL = "portal", _("Cổng thông tin")


class Requester(models.TextChoices):
    """In what capacity somebody asks."""

    CHILD = "child", _("Chính trẻ em")
    PARENT = "parent", _("Cha, mẹ hoặc người giám hộ")
    REPRESENTATIVE = "representative", _("Người đại diện khác")
    AGENCY = "agency", _("Cơ quan, tổ chức")
    SELF = "self", _("Chính mình (người lớn)")


class Answer(models.TextChoices):
    """What was answered."""

    ACCEPTED = "accepted", _("Chấp nhận")
    REFUSED = "refused", _("Từ chối")


class RightsRequest(Root):
    """One request. It names a child, so each view of it is booked."""

    identified = True

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.IntegerField()
    year = models.IntegerField()
    code = models.CharField(max_length=30, unique=True)
    version = models.IntegerField(default=1)
    kind = models.CharField(max_length=20)
    kind_since = models.DateField()
    """First day of the definition by which it runs."""
    channel = models.CharField(max_length=10, choices=Channel)
    received_at = models.DateTimeField()
    """When it came in, as told; the clocks start here."""
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60)
    recorded_by_name = models.TextField()
    requester = models.CharField(max_length=16, choices=Requester)
    requester_name = models.CharField(max_length=120)
    requester_contact = models.CharField(max_length=200, default="", blank=True)
    identity = models.CharField(max_length=300, default="", blank=True)
    """What was looked at to know who asks; empty until somebody has looked."""
    subject_kind = models.CharField(max_length=60, default="", blank=True)
    subject_id = models.CharField(max_length=40, default="", blank=True)
    subject_name = models.CharField(max_length=120)
    subject_born = models.DateField(null=True)
    asked = models.TextField()
    conflict = models.CharField(max_length=1000, default="", blank=True)
    """Why whoever asks may be the one who harms; empty when nobody thinks so."""
    redirected_to = models.CharField(max_length=200, default="", blank=True)
    """The other representative or authority who stands for the child instead."""
    answer_due = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, default="", blank=True)
    answer_reason = models.TextField(default="", blank=True)
    answer_law = models.CharField(max_length=300, default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_by_name = models.TextField(default="", blank=True)
    fulfil_due = models.DateTimeField()
    extended_from = models.DateTimeField(null=True)
    """The due moment before the one extension."""
    approved_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    approved_by_name = models.TextField(default="", blank=True)
    fulfilled_at = models.DateTimeField(null=True)
    fulfilled_by = models.UUIDField(null=True)
    fulfilled_by_name = models.TextField(default="", blank=True)
    fulfilled_toward = models.CharField(max_length=200, default="", blank=True)
    closed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    """When people were last reminded of its clock."""

    class Meta(Root.Meta):
        indexes = (
            models.Index(fields=["place", "-id"], name="rightsrequest_place"),
            models.Index(fields=["fulfil_due"], name="rightsrequest_open", condition=models.Q(closed_at__isnull=True)),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(received_at__lte=models.F("recorded_at")), name="rightsrequest_not_from_tomorrow"
            ),
            models.CheckConstraint(
                condition=models.Q(conflict="") | models.Q(fulfilled_at__isnull=True) | ~models.Q(redirected_to=""),
                name="rightsrequest_conflict_redirected",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | models.Q(fulfilled_by__isnull=True)
                | ~models.Q(approved_by=models.F("fulfilled_by")),
                name="rightsrequest_two_people",
            ),
        )


class Step(models.TextChoices):
    """What was done on a request."""

    RECEIVED = "received", _("Nhận yêu cầu")
    IDENTIFIED = "identified", _("Kiểm tra người yêu cầu")
    FLAGGED = "flagged", _("Báo xung đột lợi ích")
    REDIRECTED = "redirected", _("Chuyển sang người đại diện khác")
    ANSWERED = "answered", _("Trả lời")
    EXTENDED = "extended", _("Gia hạn")
    APPROVED = "approved", _("Người thứ hai duyệt")
    FULFILLED = "fulfilled", _("Thực hiện")
    CLOSED = "closed", _("Kết thúc")
    MOVED = "moved", _("Lịch làm việc đổi hạn")


class RequestStep(models.Model):
    """One line of the history of a request; never changed."""

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(RightsRequest, models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    what = models.CharField(max_length=12, choices=Step)
    by_name = models.TextField()
    words = models.TextField(default="", blank=True)
    late_why = models.TextField(default="", blank=True)

    class Meta:
        indexes = (models.Index(fields=["request", "id"], name="requeststep_request"),)
