"""A board of a place for a period, its members with posts and periods, its meetings, and what those concluded.

Members are staff and officers of unions, no child; everybody who works here reads them, a place writes its own.
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mangnon.lib.conditions import one_of
from mangnon.lib.ids import new_id
from mangnon.places.models import DateRange, Unit
from mangnon.programmes.plans.models import Task
from mangnon.statutes.models import Document


class BoardKind(models.TextChoices):
    """What sort of body it is."""

    BOARD = "board", _("ban bảo vệ trẻ em")
    STANDING = "standing", _("nhóm thường trực bảo vệ trẻ em")


class Board(models.Model):
    """A body of a place from its decision on; one of a kind at a time. Its days are ``[valid_from, valid_to)``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=BoardKind)
    decision = models.CharField(max_length=160)
    """Number and date of the decision that set it up, as printed."""
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    """The same in the register, where it is there."""
    rules = models.CharField(max_length=160, default="")
    """Number and date of its working rules, as printed."""
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    ended_why = models.CharField(max_length=500, default="")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="board_one_at_a_time",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="board_kind", condition=one_of("kind", BoardKind.values)),
            models.CheckConstraint(
                name="board_lives", condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))
            ),
            models.CheckConstraint(name="board_ended", condition=Q(valid_to__isnull=True) | ~Q(ended_why="")),
        )

    def __str__(self) -> str:
        kind = str(self.get_kind_display())
        return f"{kind[:1].upper()}{kind[1:]}, {self.place.name}"


class Part(models.TextChoices):
    """What somebody is on a board."""

    HEAD = "head", _("trưởng")
    DEPUTY = "deputy", _("phó")
    MEMBER = "member", _("thành viên")
    SECRETARY = "secretary", _("thư ký")


class Member(models.Model):
    """Somebody on a board from a day to the day before another: by name and the post held outside of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    board = models.ForeignKey(Board, models.PROTECT, related_name="members", db_index=False)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    """Folded; with the board the same person."""
    post = models.CharField(max_length=200)
    """As the law's list has it, so that missing ones can be told, or another."""
    part = models.CharField(max_length=9, choices=Part)
    phone = models.CharField(max_length=40, default="")
    person = models.UUIDField(null=True)
    """The account, where this person has one."""
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    left_why = models.CharField(max_length=300, default="")

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="board_member_one_at_a_time",
                expressions=[
                    ("board", RangeOperators.EQUAL),
                    ("name_key", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="board_member_one_head",
                expressions=[
                    ("board", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                condition=Q(part="head"),
            ),
            models.CheckConstraint(name="board_member_part", condition=one_of("part", Part.values)),
            models.CheckConstraint(
                name="board_member_lives", condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))
            ),
        )


class Meeting(models.Model):
    """A meeting with its agenda and, afterwards, its minutes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    board = models.ForeignKey(Board, models.PROTECT, related_name="meetings", db_index=False)
    on = models.DateField()
    agenda = models.TextField()
    present = models.TextField(default="")
    """Who came, one a line."""
    minutes = models.TextField(default="")
    version = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        indexes = (models.Index(fields=["board", "-on"], name="meeting_board"),)

    identified = False

    @property
    def held(self) -> bool:
        """Whether its minutes are there."""
        return bool(self.minutes)


class Conclusion(models.Model):
    """What a meeting concluded; ``task``: the task of a plan that it became."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="conclusions")
    text = models.CharField(max_length=500)
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="conclusion")
    told_by_name = models.CharField(max_length=120)
    told_at = models.DateTimeField()
