"""Where a case crosses a border: to another commune, to somebody outside the team, to police and procuracy."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.cases.models.case import Case
from mangnon.cases.models.written import Written
from mangnon.places.models import Unit


class CaseMove(models.Model):
    """The child moved: the sender stays responsible until the receiver has accepted."""

    class State(models.TextChoices):
        """What became of it."""

        ASKED = "asked", _("Chờ nơi nhận trả lời")
        ACCEPTED = "accepted", _("Đã tiếp nhận")
        DECLINED = "declined", _("Không tiếp nhận")
        WITHDRAWN = "withdrawn", _("Nơi gửi rút lại")

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="moves")
    from_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    to_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    kept_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, db_index=False)
    """The second commune before the request: it comes back when the answer is no."""
    hand_over = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    asked_by_name = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.TextField(default="", blank=True)
    answer = models.TextField(default="", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case"], condition=Q(state="asked"), name="case_move_one_open"),)


class BreakGlass(models.Model):
    """Somebody outside the team looks into a case for four hours, with a reason; those above are told and judge it."""

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="openings")
    person = models.UUIDField()
    name = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    oversight = models.BooleanField(default=False)
    """By somebody above whose role opens cases: booked, but nobody need judge it."""
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    reviewed_by_name = models.TextField(default="", blank=True)
    justified = models.BooleanField(null=True)
    verdict = models.TextField(default="", blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="opening_by_another", condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=models.F("person"))
            ),
        )
        indexes = (models.Index(fields=["case", "person", "until"], name="opening_person"),)


class CriminalNotice(Written):
    """Paper to police, procuracy or court, and what came back.

    Joint circular 01/2022, articles 6 to 9; the court is asked to restrict the rights of parents or carers or to take
    the child from them (Law on Children, article 52(3)).
    """

    class To(models.TextChoices):
        """To whom."""

        POLICE = "police", _("Cơ quan điều tra, công an")
        PROCURACY = "procuracy", _("Viện kiểm sát")
        COURT = "court", _("Đề nghị Tòa án")

    case = models.ForeignKey(Case, models.CASCADE, related_name="criminal")
    to = models.CharField(max_length=10, choices=To)
    office_name = models.CharField(max_length=200)
    receiver = models.CharField(max_length=160, default="", blank=True)
    number = models.CharField(max_length=60, default="", blank=True)
    what = models.TextField()
    """What was sent; never a copy of the child's statement."""
    replied_on = models.DateField(null=True)
    reply = models.TextField(default="", blank=True)
    reply_number = models.CharField(max_length=60, default="", blank=True)
    replied_by_name = models.TextField(default="", blank=True)
