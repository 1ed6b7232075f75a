"""What the room keeps: verifications of the book, heads that left the host, alerts, reviews of access."""

from __future__ import annotations

from django.db import models

from mangnon.accounts.models import Assignment
from mangnon.oversight.consents.models import Consent as Consent
from mangnon.oversight.consents.models import ConsentPerson as ConsentPerson
from mangnon.oversight.consents.models import ConsentWords as ConsentWords
from mangnon.oversight.incidents.models import ConcernedPerson as ConcernedPerson
from mangnon.oversight.incidents.models import Incident as Incident
from mangnon.oversight.incidents.models import IncidentStep as IncidentStep
from mangnon.oversight.incidents.models import IncidentTelling as IncidentTelling
from mangnon.oversight.requests.models import RequestStep as RequestStep
from mangnon.oversight.requests.models import RightsRequest as RightsRequest
from mangnon.oversight.retention.models import Hold as Hold
from mangnon.oversight.retention.models import Proposal as Proposal
from mangnon.oversight.retention.models import ProposalLine as ProposalLine
from mangnon.places.models import Unit


class Verification(models.Model):
    """One walk over the whole chain, and what didn't fit."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    by = models.TextField()
    """Uuid of a person, or the name of a job."""
    by_name = models.TextField()
    entries = models.BigIntegerField()
    heads = models.IntegerField()
    """Heads kept outside the database with which it was compared."""
    findings = models.IntegerField()
    sentences = models.JSONField(default=list)
    """The first findings in words."""
    seconds = models.FloatField()

    class Meta:
        indexes = (models.Index(fields=["-at"], name="verification_at"),)


class SentHead(models.Model):
    """One try to put the signed head where another machine keeps it; ``problem`` is empty when it went well."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    position = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    folder = models.CharField(max_length=400)
    problem = models.CharField(max_length=200, default="")

    class Meta:
        indexes = (models.Index(fields=["-at"], name="sent_head_at"),)


class Conclusion(models.TextChoices):
    """What somebody found out about an alert."""

    JUSTIFIED = "justified"
    EXPLAINED = "explained"
    BREACH = "breach"
    TOO_STRICT = "too_strict"


class Alert(models.Model):
    """Something odd that a person must look at. It names who read, never a child."""

    id = models.UUIDField(primary_key=True, editable=False)
    rule = models.CharField(max_length=60)
    rule_since = models.DateField(null=True)
    """First day of the definition by which it was raised; None for alerts about the book itself."""
    severity = models.CharField(max_length=8)
    about = models.CharField(max_length=40, default="")
    """Uuid of whoever read; empty when it is about the book itself."""
    about_name = models.TextField(default="")
    raised_at = models.DateTimeField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    entries = models.IntegerField(default=0)
    children = models.IntegerField(default=0)
    words = models.TextField(default="")
    """What happened, for alerts about the book itself."""
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    settled_by_name = models.TextField(default="")
    conclusion = models.CharField(max_length=12, choices=Conclusion, default="", blank=True)
    note = models.TextField(default="")

    class Meta:
        indexes = (
            models.Index(fields=["rule", "about"], name="alert_open", condition=models.Q(settled_at__isnull=True)),
        )

    @property
    def is_open(self) -> bool:
        """True until somebody has settled it."""
        return self.settled_at is None


class AlertEntry(models.Model):
    """An entry of the book behind an alert. No entry raises the same rule twice."""

    id = models.BigAutoField(primary_key=True)
    alert = models.ForeignKey(Alert, models.PROTECT, related_name="lines")
    rule = models.CharField(max_length=60)
    entry_id = models.BigIntegerField()
    children = models.JSONField(default=list)
    """Ids of the children that the finding is about, of those that the entry showed."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=["rule", "entry_id"], name="alert_entry_once"),)


class Watched(models.Model):
    """How far along the chain the rules have looked; one row, locked while they look."""

    name = models.CharField(max_length=40, primary_key=True)
    position = models.BigIntegerField(default=0)


class Review(models.Model):
    """Whether the people of one place still need their access: asked every six months, signed at the end."""

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by_name = models.TextField()
    due_on = models.DateField()
    """The last day on which it is in time."""
    signed_at = models.DateTimeField(null=True)
    signed_by = models.UUIDField(null=True)
    signed_by_name = models.TextField(default="")
    note = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["place"], condition=models.Q(signed_at__isnull=True), name="review_one_open_each"
            ),
        )
        indexes = (models.Index(fields=["place", "-opened_at"], name="review_place"),)


class Decision(models.TextChoices):
    """What became of one assignment in a review."""

    CONFIRMED = "confirmed"
    ENDED = "ended"
    LAPSED = "lapsed"
    """It ended in another way before anybody decided."""


class ReviewLine(models.Model):
    """One assignment that a review asks about."""

    id = models.BigAutoField(primary_key=True)
    review = models.ForeignKey(Review, models.PROTECT, related_name="lines")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision, default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["review", "assignment"], name="review_line_once"),)
