"""A referral: everything that the provider may read stands in the row itself, so that nobody there needs the case."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.cases.models.case import Case
from mangnon.directory.models import Provider, Service
from mangnon.lib.conditions import one_of
from mangnon.places.models import Unit


class ReferralState(models.TextChoices):
    """Where a referral stands."""

    SENT = "sent", _("Chờ đơn vị trả lời")
    ACCEPTED = "accepted", _("Đơn vị đã nhận")
    DECLINED = "declined", _("Đơn vị không nhận")
    DONE = "done", _("Đã cung cấp")
    WITHDRAWN = "withdrawn", _("Đã rút")


class Shared(models.TextChoices):
    """What may go with a referral, each only when somebody chose it; a code always goes."""

    NAME = "name", _("họ tên của trẻ")
    AGE = "age", _("tuổi của trẻ")
    SEX = "sex", _("giới tính của trẻ")
    CONTACT = "contact", _("người để đơn vị liên hệ")


class Referral(models.Model):
    """One request to one service. What was sent never changes; the answers of the provider are added to it.

    Read by whoever is inside the case, and by those who answer for the provider (migration 0007).
    """

    identified = True

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    """The commune that asks."""
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+", db_index=False)
    service_name = models.CharField(max_length=160)
    provider_name = models.CharField(max_length=160)
    """Both as they were called on the day."""
    number = models.IntegerField()
    number_year = models.SmallIntegerField()
    asked = models.TextField()
    """What is asked for; the form warns that the provider reads it as it stands."""
    urgent = models.BooleanField(default=False)
    answer_by = models.DateTimeField()
    ground = models.CharField(max_length=40)
    """``consent``, or the id of a duty in ``data/referring.yaml``."""
    ground_cited = models.CharField(max_length=300)
    """The provision as it stood on the day."""
    shared = ArrayField(models.CharField(max_length=8, choices=Shared), default=list)
    name = models.CharField(max_length=120, default="", blank=True)
    age = models.CharField(max_length=40, default="", blank=True)
    """In words, ``9 tuổi``: a day of birth is more than a service needs."""
    sex = models.CharField(max_length=1, default="", blank=True)
    contact = models.CharField(max_length=200, default="", blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField()
    sent_by_name = models.TextField()
    recorded_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=ReferralState, default=ReferralState.SENT)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_by_name = models.TextField(default="", blank=True)
    answer = models.TextField(default="", blank=True)
    """When and how the child may come; or why the provider says no."""
    given_on = models.DateField(null=True)
    given = models.TextField(default="", blank=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.UUIDField(null=True)
    finished_by_name = models.TextField(default="", blank=True)
    feedback = models.TextField(default="", blank=True)
    """What the case's people say of it; the provider reads it too."""
    feedback_at = models.DateTimeField(null=True)
    feedback_by_name = models.TextField(default="", blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.TextField(default="", blank=True)
    withdrawn_why = models.TextField(default="", blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["place", "number_year", "number"], name="referral_number_once"),
            models.CheckConstraint(name="referral_name_chosen", condition=Q(name="") | Q(shared__contains=["name"])),
            models.CheckConstraint(name="referral_age_chosen", condition=Q(age="") | Q(shared__contains=["age"])),
            models.CheckConstraint(name="referral_sex_chosen", condition=Q(sex="") | Q(shared__contains=["sex"])),
            models.CheckConstraint(
                name="referral_contact_chosen", condition=Q(contact="") | Q(shared__contains=["contact"])
            ),
            models.CheckConstraint(
                name="referral_answered",
                condition=one_of("state", ["sent", "withdrawn"]) | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(name="referral_given", condition=~Q(state="done") | Q(given_on__isnull=False)),
        )
        indexes = (
            models.Index(fields=["provider", "-sent_at", "-id"], name="referral_provider"),
            models.Index(fields=["answer_by"], condition=Q(state="sent"), name="referral_waiting"),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """How it is called outside: ``CG-03/2026``, not the number of the case."""
        return f"CG-{self.number:02}/{self.number_year}"

    @property
    def is_open(self) -> bool:
        """Whether the provider still has something to do."""
        return self.state in (ReferralState.SENT, ReferralState.ACCEPTED)
