"""People round a case: its team, those it speaks of, notes, and what is kept closed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.cases.models.case import Case
from mangnon.cases.models.written import Written
from mangnon.lib.fields import SealedTextField


class TeamMember(models.Model):
    """Somebody who works on the case, and therefore sees it."""

    class Part(models.TextChoices):
        """As what."""

        LEAD = "lead", _("Phụ trách")
        WORKER = "worker", _("Cùng làm")
        APPROVER = "approver", _("Người quyết định")
        ADVISER = "adviser", _("Tư vấn")

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="team")
    person = models.UUIDField()
    name = models.TextField()
    part = models.CharField(max_length=8, choices=Part)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by_name = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "person"], condition=Q(until__isnull=True), name="team_once"),
        )
        indexes = (models.Index(fields=["person"], condition=Q(until__isnull=True), name="team_person"),)


class CasePerson(Written):
    """Somebody the case speaks of. Who is alleged to have done harm is named only in the closed part."""

    class Part(models.TextChoices):
        """What this person is to the child."""

        ALLEGED = "alleged", _("Người bị cho là gây hại")
        FAMILY = "family", _("Người trong gia đình")
        SAFE = "safe", _("Người lớn an toàn")
        HELPER = "helper", _("Người giúp")
        OTHER = "other", _("Người khác")

    class Bond(models.TextChoices):
        """How this person and the child get on, as far as is known."""

        UNKNOWN = "", _("Chưa rõ")
        CLOSE = "close", _("Gần gũi")
        PLAIN = "plain", _("Bình thường")
        TENSE = "tense", _("Căng thẳng")
        BROKEN = "broken", _("Không còn liên lạc")

    case = models.ForeignKey(Case, models.CASCADE, related_name="people")
    part = models.CharField(max_length=8, choices=Part)
    relation = models.CharField(max_length=80)
    """To the child: "bà ngoại"."""
    name = models.CharField(max_length=120, default="", blank=True)
    phone = models.CharField(max_length=20, default="", blank=True)
    born_year = models.SmallIntegerField(null=True)
    lives_with = models.BooleanField(null=True)
    """Whether this person lives in the child's home; None when it isn't known."""
    bond = models.CharField(max_length=6, choices=Bond, default=Bond.UNKNOWN, db_default="", blank=True)
    note = models.TextField(default="", blank=True)
    identity = SealedTextField("cases.sealed.open")
    """Name, year, address of somebody alleged."""
    untold = models.BooleanField(default=False)
    """Must not be told of the case."""
    untold_why = models.CharField(max_length=200, default="", blank=True)
    staff = models.UUIDField(null=True)
    """A person who works with this system: the case doesn't exist for them."""
    removed_at = models.DateTimeField(null=True)
    removed_by_name = models.TextField(default="", blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="alleged_unnamed", condition=~Q(part="alleged") | Q(name="", phone="")),
        )
        indexes = (models.Index(fields=["staff"], condition=Q(staff__isnull=False), name="case_person_staff"),)


class CaseNote(Written):
    """A note inside the team, or for those above alone."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    text = models.TextField()
    above_only = models.BooleanField(default=False)


class SealedFact(models.Model):
    """What only those with their own right may open, one opening at a time, each booked."""

    class About(models.TextChoices):
        """What it is about."""

        SEXUAL = "sexual", _("Chi tiết về xâm hại tình dục")
        HIV = "hiv", _("Tình trạng HIV")
        PLACEMENT = "placement", _("Nơi trẻ đang tạm trú")
        OTHER = "other", _("Điều phải giữ kín khác")

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="sealed_facts")
    about = models.CharField(max_length=9, choices=About)
    text = SealedTextField("cases.sealed.open")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    by_name = models.TextField()
