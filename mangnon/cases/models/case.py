"""A case: one child, one procedure, from the first information to the decision that ends it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor, Reach
from mangnon.access.managers import GuardedQuerySet, Root
from mangnon.lib.conditions import one_of
from mangnon.lib.refusal import Text
from mangnon.places.models import Hamlet, Unit
from mangnon.registry.models import Child


class CaseKind(models.TextChoices):
    """By which level of protection (Law on Children, articles 49 and 50)."""

    INTERVENTION = "intervention", _("Can thiệp")
    SUPPORT = "support", _("Hỗ trợ")
    CARE = "care", _("Chăm sóc thay thế")


class CaseState(models.TextChoices):
    """Where it stands. The ways from one to another are data: ``data/states.yaml``."""

    ASSESSING = "assessing", _("Đang đánh giá ban đầu")
    VERIFYING = "verifying", _("Đang xác minh, đánh giá cụ thể")
    PLANNING = "planning", _("Đang xây dựng kế hoạch")
    SUBMITTED = "submitted", _("Chờ phê duyệt kế hoạch")
    APPROVED = "approved", _("Đã phê duyệt kế hoạch")
    IMPLEMENTING = "implementing", _("Đang thực hiện")
    REVIEW = "review", _("Rà soát")
    CLOSING = "closing", _("Chờ quyết định kết thúc")
    CLOSED = "closed", _("Đã kết thúc")
    DOUBTED = "doubted", _("Chờ người thứ hai kết luận không có căn cứ")
    UNFOUNDED = "unfounded", _("Không có căn cứ")


ENDED = (CaseState.CLOSED, CaseState.UNFOUNDED)


class Case(Root):
    """One child's case. ``place`` is the commune responsible (where the child lives); ``other_place`` the commune of
    the incident, or the one that was asked to take the case over, while it acts too.

    The child may be unnamed: then ``label`` says which child is meant. The name is kept beside the link because the
    other commune doesn't see the register of the first.
    """

    other_place_field = "other_place_id"
    identified = True

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    other_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, db_index=False)
    incident_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, db_index=False)
    """Where it happened: a fact that no move changes."""
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, related_name="+", null=True, db_index=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="+", null=True)
    name = models.CharField(max_length=120, default="", blank=True)
    label = models.CharField(max_length=160, default="", blank=True)
    """Which child is meant when there is no name: "em trai khoảng 6 tuổi ở chợ"."""
    born = models.CharField(max_length=11, default="", blank=True)
    """``PartialDate.code``; empty when nothing is known."""
    sex = models.CharField(max_length=1, default="9")
    kind = models.CharField(max_length=14, choices=CaseKind)
    about = models.CharField(max_length=200, default="", blank=True)
    """In a few words, for lists: "nghi bị bạo lực trong nhà". No details of sexual abuse (``SealedFact``)."""
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    """The commune that numbered it."""
    number = models.IntegerField()
    number_year = models.SmallIntegerField()
    procedure = models.CharField(max_length=60)
    procedure_version = models.CharField(max_length=20)
    first_information_at = models.DateTimeField()
    """When any receiver first learned of it: legal clocks start here, and it never changes."""
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    opened_by_name = models.TextField()
    recorded_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=14, choices=CaseState, default=CaseState.ASSESSING)
    cycle = models.SmallIntegerField(default=1)
    """Which plan cycle runs: another one begins when the child isn't safe yet (Decree 56/2017, article 30(1)c)."""
    emergency = models.BooleanField(default=False)
    """The parallel track: danger now, or a separation that runs."""
    sealed = models.BooleanField(default=False)
    """Only the team knows that it exists: families of staff."""
    sealed_why = models.CharField(max_length=200, default="", blank=True)
    event = models.UUIDField(null=True)
    """The same in all cases of one event."""
    holder = models.UUIDField(null=True)
    """The officer who leads it; None while nobody does."""
    holder_name = models.TextField(default="", blank=True)
    accepted_at = models.DateTimeField(null=True)
    """When the holder took it on."""
    due_at = models.DateTimeField(null=True)
    """The next legal deadline, kept for lists; the steps are the truth."""
    due_step = models.CharField(max_length=40, default="", blank=True)
    proposed_by = models.UUIDField(null=True)
    """Who proposed to close it or to find it unfounded: somebody else decides."""
    proposed_by_name = models.TextField(default="", blank=True)
    proposed_at = models.DateTimeField(null=True)
    proposal = models.TextField(default="", blank=True)
    ended_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta(Root.Meta):
        constraints = (
            models.UniqueConstraint(fields=["office", "number_year", "number"], name="case_number_once"),
            models.CheckConstraint(name="case_name_or_label", condition=~Q(name="") | ~Q(label="")),
            models.CheckConstraint(name="case_ended", condition=one_of("state", ENDED) ^ Q(ended_at__isnull=True)),
        )
        indexes = (
            models.Index(fields=["place", "due_at", "id"], name="case_place_due"),
            models.Index(fields=["other_place"], condition=Q(other_place__isnull=False), name="case_other"),
            models.Index(fields=["due_at", "id"], name="case_due"),
            models.Index(fields=["-opened_at", "-id"], name="case_opened"),
            models.Index(fields=["place", "-opened_at", "-id"], name="case_place_opened"),
            models.Index(fields=["holder"], condition=Q(ended_at__isnull=True), name="case_holder"),
            models.Index(fields=["event"], condition=Q(event__isnull=False), name="case_event"),
            models.Index(fields=["procedure", "procedure_version"], name="case_procedure"),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """How it is called outside: ``HS-07/2026``."""
        return f"HS-{self.number:02}/{self.number_year}"

    @property
    def called(self) -> Text:
        """The child's name, or which child is meant."""
        return self.name or self.label

    @property
    def is_open(self) -> bool:
        """Whether work goes on."""
        return self.ended_at is None

    @classmethod
    def narrow(cls, rows: GuardedQuerySet[Any], reach: Reach, actor: Actor) -> GuardedQuerySet[Any]:
        """A sealed case exists for its team alone; a case that speaks of a member of staff never for that person."""
        if not actor.is_person:
            return rows
        me = actor.me
        team = cls._meta.apps.get_model("cases", "TeamMember")
        about = cls._meta.apps.get_model("cases", "CasePerson")
        mine = Exists(team._base_manager.filter(case=OuterRef("pk"), person=me, until__isnull=True))
        named = Exists(about._base_manager.filter(case=OuterRef("pk"), staff=me))
        return rows.filter(Q(sealed=False) | Q(holder=me) | mine).exclude(named)
