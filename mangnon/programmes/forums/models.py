"""A forum of a place, its delegates in numbers, what children asked there, and what was answered.

No child stands here by name: delegates are counted, questions are in the children's words without whose. Everybody
who works here reads forums, questions and answers; a place writes its own, and answers what it was asked. The groups
of delegates, which can be as small as one child, are read by the place that holds the forum alone.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mangnon.lib.conditions import one_of
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.statutes.models import Document


class ForumKind(models.TextChoices):
    """Whether it is the forum of the level, or another one."""

    LEVEL = "level", _("diễn đàn trẻ em của cấp mình")
    OTHER = "other", _("diễn đàn khác (trường học, theo chủ đề)")


class Held(models.TextChoices):
    """How far a forum is."""

    PLANNED = "planned", _("đang chuẩn bị")
    HELD = "held", _("đã tổ chức")
    CANCELLED = "cancelled", _("không tổ chức")


class Forum(models.Model):
    """A forum. Its totals of children are those of its groups, written with each change of them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    carried_from = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    """The place that began it, where that is no more and its successor carries on."""
    kind = models.CharField(max_length=5, choices=ForumKind)
    year = models.PositiveSmallIntegerField()
    """That of its first day."""
    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=300, default="")
    starts_on = models.DateField()
    ends_on = models.DateField()
    venue = models.CharField(max_length=200, default="")
    plan = models.CharField(max_length=160, default="")
    """Number and date of its plan, as printed."""
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    """The same in the register, where it is there."""
    choosing = models.TextField(default="")
    """How delegates are chosen."""
    looked_back = models.TextField(default="")
    """What the plan says of the requests of the forum before."""
    adults = models.PositiveSmallIntegerField(default=0)
    volunteers = models.PositiveSmallIntegerField(default=0)
    guests = models.PositiveSmallIntegerField(default=0)
    children = models.PositiveSmallIntegerField(default=0)
    consents = models.PositiveSmallIntegerField(default=0)
    girls = models.PositiveSmallIntegerField(default=0)
    minority = models.PositiveSmallIntegerField(default=0)
    disabled = models.PositiveSmallIntegerField(default=0)
    remote = models.PositiveSmallIntegerField(default=0)
    special = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=9, choices=Held, default=Held.PLANNED)
    cancelled_why = models.CharField(max_length=500, default="")
    report = models.CharField(max_length=160, default="")
    """Number of the report that was sent upwards."""
    reported_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["place", "year"],
                name="forum_once_a_year",
                condition=Q(kind="level") & ~Q(state="cancelled") & Q(carried_from__isnull=True),
            ),
            models.CheckConstraint(name="forum_kind", condition=one_of("kind", ForumKind.values)),
            models.CheckConstraint(name="forum_state", condition=one_of("state", Held.values)),
            models.CheckConstraint(name="forum_days", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="forum_consents", condition=Q(consents__lte=F("children"))),
            models.CheckConstraint(name="forum_cancelled", condition=~Q(state="cancelled") | ~Q(cancelled_why="")),
        )
        indexes = (models.Index(fields=["place", "-starts_on"], name="forum_place"),)

    identified = False
    place_field = "place_id"

    def __str__(self) -> str:
        return self.title


class Sex(models.TextChoices):
    """Of a group of delegates."""

    GIRL = "girl", _("nữ")
    BOY = "boy", _("nam")


TRAITS = ("minority", "disabled", "remote", "special")
"""What is told of a group beside its sex, in the order of the columns."""


class ForumGroup(models.Model):
    """Delegates who are alike: how many, and how many consents of parents are there. Nobody's name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="groups", db_index=False)
    source = models.CharField(max_length=160)
    """The commune, village or school they come from."""
    source_key = models.CharField(max_length=160)
    """Folded."""
    sex = models.CharField(max_length=4, choices=Sex)
    minority = models.BooleanField(default=False)
    disabled = models.BooleanField(default=False)
    remote = models.BooleanField(default=False)
    special = models.BooleanField(default=False)
    """In special circumstances."""
    children = models.PositiveSmallIntegerField()
    consents = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["forum", "source_key", "sex", *TRAITS], name="forum_group_once"),
            models.CheckConstraint(name="forum_group_sex", condition=one_of("sex", Sex.values)),
            models.CheckConstraint(name="forum_group_consents", condition=Q(consents__lte=F("children"))),
        )


class Topic(models.TextChoices):
    """What a question is about. The list is ours."""

    HARM = "harm", _("bạo lực, xâm hại")
    SAFETY = "safety", _("tai nạn, đuối nước")
    SCHOOL = "school", _("học tập, trường lớp")
    HEALTH = "health", _("sức khỏe, dinh dưỡng")
    PLAY = "play", _("vui chơi, thể thao")
    ONLINE = "online", _("môi trường mạng")
    FAMILY = "family", _("gia đình, chăm sóc")
    VOICE = "voice", _("được lắng nghe, tham gia")
    OTHER = "other", _("điều khác")


class Asked(models.TextChoices):
    """What children said."""

    QUESTION = "question", _("câu hỏi")
    REQUEST = "request", _("kiến nghị")


class Answerer(models.TextChoices):
    """What sort of body must answer."""

    OFFICE = "office", _("ủy ban nhân dân, cơ quan của một xã, phường hoặc thành phố")
    BOARD = "board", _("ban bảo vệ trẻ em")
    OUTSIDE = "outside", _("cơ quan, tổ chức khác")


class ForumQuestion(models.Model):
    """A question or request in the children's words; who must answer it by when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="questions", db_index=False)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Asked)
    topic = models.CharField(max_length=6, choices=Topic)
    text = models.CharField(max_length=1_000)
    answerer = models.CharField(max_length=7, choices=Answerer)
    body = models.CharField(max_length=160)
    """The body by name."""
    place = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    """Whose office or board it is: they see it among their work and may write the answer."""
    due_on = models.DateField()
    warned_at = models.DateTimeField(null=True)
    """When its place was told that the day is near."""
    climbed_at = models.DateTimeField(null=True)
    """When leaders were told that it has passed."""
    version = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["forum", "number"], name="forum_question_number"),
            models.CheckConstraint(name="forum_question_kind", condition=one_of("kind", Asked.values)),
            models.CheckConstraint(name="forum_question_topic", condition=one_of("topic", Topic.values)),
            models.CheckConstraint(name="forum_question_answerer", condition=one_of("answerer", Answerer.values)),
            models.CheckConstraint(
                name="forum_question_whose", condition=Q(answerer="outside") | Q(place__isnull=False)
            ),
        )


class Done(models.TextChoices):
    """What came of an answer."""

    DONE = "done", _("đã làm")
    PARTLY = "partly", _("làm một phần")
    NOT_DONE = "not_done", _("chưa làm")


class ForumAnswer(models.Model):
    """The answer to a question; later whether what it says was done; since when it may be shown to everybody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    question = models.OneToOneField(ForumQuestion, models.PROTECT, related_name="answer")
    text = models.TextField()
    by = models.CharField(max_length=160)
    """Who answered: post and body."""
    on = models.DateField()
    done = models.CharField(max_length=8, choices=Done, default="")
    done_note = models.CharField(max_length=500, default="")
    done_on = models.DateField(null=True)
    """The day somebody looked."""
    published_on = models.DateField(null=True)
    published_by_name = models.CharField(max_length=120, default="")
    version = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.CheckConstraint(name="forum_answer_done", condition=one_of("done", ["", *Done.values])),
            models.CheckConstraint(name="forum_answer_looked", condition=Q(done="") | Q(done_on__isnull=False)),
            models.CheckConstraint(
                name="forum_answer_published", condition=Q(published_on__isnull=True) | ~Q(published_by_name="")
            ),
        )
        indexes = (
            models.Index(fields=["-published_on"], name="forum_answer_public", condition=Q(published_on__isnull=False)),
        )
