"""Persons about whom consent is asked, what each person said, and the words that only their commune sees."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from mangnon.access.actor import Actor, Reach
from mangnon.access.consenting import Whom
from mangnon.access.managers import GuardedQuerySet, Root
from mangnon.places.models import Unit


class ConsentPerson(Root):
    """A child as told, or a pointer to one in another room: by its kind and id there."""

    identified = True

    id = models.UUIDField(primary_key=True, editable=False)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=300, db_collation="C")
    born = models.DateField()
    version = models.IntegerField(default=1)
    recorded_at = models.DateTimeField(editable=False, db_default=Now())

    class Meta(Root.Meta):
        constraints = (models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="consent_person_once"),)
        indexes = (models.Index(fields=["place", "sort_key", "id"], name="consent_person_sort"),)

    @property
    def whom(self) -> Whom:
        """How other rooms know this person."""
        return Whom(self.subject_kind, self.subject_id)


class GivenBy(models.TextChoices):
    """Who speaks."""

    CHILD = "child"
    REPRESENTATIVE = "representative"


class Relation(models.TextChoices):
    """What a representative is to the child."""

    FATHER = "father"
    MOTHER = "mother"
    GUARDIAN = "guardian"


class Way(models.TextChoices):
    """How it was said."""

    PAPER = "paper"
    SPOKEN = "spoken"
    SCREEN = "screen"


class Consent(Root):
    """One answer of one person for one purpose. It holds no name, so that those who watch may read it.

    Nobody changes what was said: a new answer is a new row. It ends by its day, by withdrawal, or because who gave
    it turned out to be in conflict with the child.
    """

    identified = True

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(ConsentPerson, models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """As the person's: who answers today."""
    purpose = models.CharField(max_length=40)
    purpose_since = models.DateField()
    giver = models.CharField(max_length=16, choices=GivenBy)
    relation = models.CharField(max_length=10, choices=Relation, default="", blank=True)
    agreed = models.BooleanField()
    data = ArrayField(models.CharField(max_length=20))
    way = models.CharField(max_length=8, choices=Way)
    language = models.CharField(max_length=40)
    given_on = models.DateField()
    last_day = models.DateField(null=True)
    fingerprint = models.CharField(max_length=64)
    """Of all that was sent under this id: the same again is the same consent, anything else is refused."""
    done_at = models.DateTimeField()
    recorded_by = models.TextField()
    recorded_by_name = models.TextField()
    recorded_at = models.DateTimeField(editable=False, db_default=Now())
    proved_at = models.DateTimeField(null=True)
    """When a copy of the paper came in; the copy itself is asked where it counts."""
    revoked_at = models.DateTimeField(null=True)
    revoked_by_name = models.TextField(default="")
    conflict_at = models.DateTimeField(null=True)
    conflict_by_name = models.TextField(default="")
    cleared_at = models.DateTimeField(null=True)
    """When somebody said that all that rested on it is taken down."""
    cleared_by_name = models.TextField(default="")

    class Meta(Root.Meta):
        constraints = (
            models.CheckConstraint(
                name="consent_giver",
                condition=Q(giver="child", relation="") | (Q(giver="representative") & ~Q(relation="")),
            ),
            models.CheckConstraint(
                name="consent_period", condition=Q(last_day__isnull=True) | Q(last_day__gte=F("given_on"))
            ),
        )
        indexes = (
            models.Index(fields=["place", "-id"], name="consent_place"),
            models.Index(fields=["person", "purpose"], name="consent_person"),
        )

    @property
    def ended_at(self) -> Any:
        """When it was withdrawn or set aside, else None."""
        return self.revoked_at or self.conflict_at

    @property
    def must_be_cleared(self) -> bool:
        """Whether what rests on it must come down and nobody has said that it did."""
        return self.agreed and self.ended_at is not None and self.cleared_at is None

    @classmethod
    def narrow(cls, rows: GuardedQuerySet[Any], reach: Reach, actor: Actor) -> GuardedQuerySet[Any]:
        """Hamlets aren't known here, so people bound to hamlets reach none."""
        return rows.none() if reach.narrowed else rows


class ConsentWords(models.Model):
    """Who spoke, by name, and what was said around it: a part of the consent, not shown to those who watch."""

    consent = models.OneToOneField(Consent, models.PROTECT, primary_key=True, related_name="+")
    giver_name = models.CharField(max_length=120, default="", blank=True)
    giver_key = models.CharField(max_length=300, default="", blank=True)
    """The name folded: tells one representative from another."""
    witness = models.CharField(max_length=120, default="", blank=True)
    explained = models.TextField()
    revoked_why = models.TextField(default="")
    conflict_why = models.TextField(default="")
    cleared_note = models.TextField(default="")
