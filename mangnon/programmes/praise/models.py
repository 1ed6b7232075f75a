"""A nomination: who is to be praised for what, how far it is, what was decided, whether it may be made public.

It is read where it was written and in the province; what was decided and may be made public is read by everybody who
works here. A child is named only with the consent of a parent and of the child itself: the database refuses otherwise.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mangnon.lib.conditions import one_of
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit


class Whom(models.TextChoices):
    """Who is praised."""

    PERSON = "person", _("người lớn")
    GROUP = "group", _("tập thể")
    ORGANISATION = "organisation", _("cơ quan, tổ chức")
    CHILD = "child", _("trẻ em")


class Deciding(models.TextChoices):
    """At which level it is decided."""

    COMMUNE = "commune", _("cấp xã")
    PROVINCE = "province", _("cấp tỉnh, thành phố")
    MINISTRY = "ministry", _("bộ, trung ương")


class Stage(models.TextChoices):
    """How far it is."""

    DRAFT = "draft", _("đang soạn")
    PROPOSED = "proposed", _("đã đề nghị")
    PUT = "put", _("đã trình")
    DECIDED = "decided", _("được khen")
    DECLINED = "declined", _("không khen")


class Nomination(models.Model):
    """One who is proposed for a commendation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    whom = models.CharField(max_length=12, choices=Whom)
    name = models.CharField(max_length=160)
    about = models.CharField(max_length=300)
    """Post, work place or address, as the paper will have it."""
    child_consent = models.CharField(max_length=300, default="")
    """Of a child: how and when it agreed to be named."""
    parent_consent = models.CharField(max_length=300, default="")
    """Of a child: which parent or guardian agreed, when, where the paper lies."""
    deed = models.TextField()
    """What for."""
    level = models.CharField(max_length=8, choices=Deciding)
    form = models.CharField(max_length=24)
    """Code of ``data/praise.yaml``."""
    proposer = models.CharField(max_length=200)
    """Which place, organisation or person proposes it."""
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.DRAFT)
    proposed_on = models.DateField(null=True)
    proposed_by = models.UUIDField(null=True)
    proposed_by_name = models.CharField(max_length=120, default="")
    body = models.CharField(max_length=200, default="")
    """The deciding body."""
    put_on = models.DateField(null=True)
    put_number = models.CharField(max_length=80, default="")
    """Number of the paper that puts it before the body."""
    decided_number = models.CharField(max_length=80, default="")
    decided_on = models.DateField(null=True)
    signer = models.CharField(max_length=120, default="")
    decided_why = models.CharField(max_length=500, default="")
    """Why not."""
    decided_by_name = models.CharField(max_length=120, default="")
    """Who wrote the decision down."""
    publishable = models.BooleanField(default=False)
    publish_consent = models.CharField(max_length=300, default="")
    """Who agreed to its being made public, when, where the paper lies."""
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.CheckConstraint(name="nomination_whom", condition=one_of("whom", Whom.values)),
            models.CheckConstraint(name="nomination_level", condition=one_of("level", Deciding.values)),
            models.CheckConstraint(name="nomination_stage", condition=one_of("stage", Stage.values)),
            models.CheckConstraint(
                name="nomination_child_agreed",
                condition=~Q(whom="child") | (~Q(child_consent="") & ~Q(parent_consent="")),
            ),
            models.CheckConstraint(
                name="nomination_decided",
                condition=~Q(stage="decided") | (Q(decided_on__isnull=False) & ~Q(decided_number="")),
            ),
            models.CheckConstraint(name="nomination_declined", condition=~Q(stage="declined") | ~Q(decided_why="")),
            models.CheckConstraint(
                name="nomination_public",
                condition=Q(publishable=False) | (Q(stage="decided") & ~Q(publish_consent="")),
            ),
        )

    place_field = "place_id"

    def __str__(self) -> str:
        return self.name

    @property
    def identified(self) -> bool:
        """Whether the row names a child: each view of it is booked."""
        return self.whom == Whom.CHILD
