"""What is taught (curricula), a course of a place with its sessions, who comes to it, and what came of it.

Whoever is named here is grown up. Children and parents of a talk are counted and never named. Courses are read by
everybody who works here; the people on their lists only by the place that runs the course, the place they come from,
the place they work in today, and themselves.
"""

from __future__ import annotations

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mangnon.lib.conditions import one_of
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.statutes.models import Document


class Audience(models.TextChoices):
    """Whom a course is for. Parents and children come by number only, never by name."""

    OFFICER = "officer", _("người làm công tác bảo vệ trẻ em cấp xã")
    CHAIR = "chair", _("lãnh đạo UBND cấp xã")
    STAFF = "staff", _("cán bộ quân dân chính xã")
    VILLAGE = "village", _("cán bộ thôn")
    COLLABORATOR = "collaborator", _("cộng tác viên")
    TEACHER = "teacher", _("giáo viên")
    PARENT = "parent", _("phụ huynh")
    CHILD = "child", _("trẻ em")


COUNTED = (Audience.PARENT, Audience.CHILD)
"""Who is counted and never named."""
NAMED = tuple(one for one in Audience if one not in COUNTED)
MOST_POINTS = (10, 100)


class Curriculum(models.Model):
    """What is taught, to whom, for how long, and after how many months it must be refreshed (None: never)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=240)
    topics = models.TextField()
    """One a line."""
    hours = models.PositiveSmallIntegerField()
    audience = ArrayField(models.CharField(max_length=12, choices=Audience), default=list)
    refresh_months = models.PositiveSmallIntegerField(null=True)
    least_share = models.PositiveSmallIntegerField()
    """Of a hundred sessions, how many somebody must have attended for a certificate."""
    most_points = models.PositiveSmallIntegerField()
    """Of the tests before and after: 10 or 100."""
    source = models.CharField(max_length=500)
    """Where topics and figures come from; what is ours says so."""
    shipped = models.BooleanField(default=False)
    """Comes with the system; others were added by the province."""
    ended_on = models.DateField(null=True)
    """Since when no new course is planned by it."""
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="curriculum_share", condition=Q(least_share__gte=1) & Q(least_share__lte=100)
            ),
            models.CheckConstraint(
                name="curriculum_points", condition=Q(most_points=10) | Q(most_points=100)
            ),
            models.CheckConstraint(
                name="curriculum_hours", condition=Q(hours__gte=1) & Q(hours__lte=400)
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class CourseState(models.TextChoices):
    """How far a course is."""

    PLANNED = "planned", _("đang chuẩn bị, đang học")
    FINISHED = "finished", _("đã kết thúc")
    DROPPED = "dropped", _("không tổ chức")


class Course(models.Model):
    """A course that a place runs. The figures of its end are written when it is finished."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    curriculum = models.ForeignKey(Curriculum, models.PROTECT, related_name="courses")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=240)
    year = models.PositiveSmallIntegerField()
    """Of its first day."""
    starts_on = models.DateField()
    ends_on = models.DateField()
    venue = models.CharField(max_length=200)
    planned_number = models.PositiveIntegerField()
    planned = models.BigIntegerField(default=0)
    """Đồng."""
    spent = models.BigIntegerField(default=0)
    """Đồng."""
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=CourseState, default=CourseState.PLANNED)
    named = models.PositiveIntegerField(default=0)
    """People on its list at its end."""
    passed = models.PositiveIntegerField(default=0)
    """Of them, who attended enough."""
    parents = models.PositiveIntegerField(default=0)
    children = models.PositiveIntegerField(default=0)
    """Reached and counted, not named."""
    before = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    """Mean of the test before, of those who took both."""
    after = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    summary = models.TextField(default="")
    dropped_why = models.CharField(max_length=500, default="")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    class Meta:
        indexes = (models.Index(fields=["year", "starts_on"], name="course_year"),)
        constraints = (
            models.CheckConstraint(name="course_state", condition=one_of("state", CourseState.values)),
            models.CheckConstraint(name="course_days", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="course_money", condition=Q(planned__gte=0) & Q(spent__gte=0)),
            models.CheckConstraint(name="course_passed", condition=Q(passed__lte=F("named"))),
            models.CheckConstraint(name="course_dropped", condition=~Q(state="dropped") | ~Q(dropped_why="")),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def open(self) -> bool:
        """Whether it is still prepared or held."""
        return self.state == CourseState.PLANNED


class Trainer(models.Model):
    """Somebody who teaches, as the place that wrote them down knows them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    organisation = models.CharField(max_length=200)
    topics = models.CharField(max_length=500, default="")
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["name_key", "organisation"], name="trainer_once"),)

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"


class Session(models.Model):
    """A part of a course on a day; ``held``: False when it didn't take place after all."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey(Course, models.PROTECT, related_name="sessions", db_index=False)
    on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    topic = models.CharField(max_length=240)
    trainer = models.ForeignKey(Trainer, models.PROTECT, null=True, related_name="sessions")
    held = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["course", "on", "starts"], name="session_once"),
            models.CheckConstraint(name="session_hours", condition=Q(ends__gt=F("starts"))),
        )


class Answer(models.TextChoices):
    """What somebody said to the invitation."""

    ASKED = "asked", _("chưa trả lời")
    COMING = "coming", _("sẽ dự")
    REFUSED = "refused", _("không dự được")


class Sex(models.TextChoices):
    """As the list of the course has it; empty when it isn't there."""

    FEMALE = "female", _("nữ")
    MALE = "male", _("nam")


class Trainee(models.Model):
    """Somebody on the list of a course: a person with an account, or another by name. Grown up, never a child."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey(Course, models.PROTECT, related_name="trainees")
    person = models.UUIDField(null=True, db_index=True)
    """The account, where there is one."""
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """The place they come from."""
    audience = models.CharField(max_length=12, choices=Audience)
    post = models.CharField(max_length=160, default="")
    """What they do there, in words."""
    sex = models.CharField(max_length=6, choices=Sex, default="")
    ethnicity = models.CharField(max_length=60, default="")
    phone = models.CharField(max_length=40, default="")
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.ASKED)
    refused_why = models.CharField(max_length=300, default="")
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    before = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    after = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    passed_on = models.DateField(null=True)
    """The last day of the finished course, for who attended enough."""
    office = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    number = models.PositiveIntegerField(null=True)
    """Of the certificate, without gaps for each office and year."""
    number_year = models.PositiveSmallIntegerField(null=True)
    certified_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["course", "person"], condition=Q(person__isnull=False), name="trainee_person_once"
            ),
            models.UniqueConstraint(
                fields=["course", "place", "name_key", "post"], condition=Q(person__isnull=True),
                name="trainee_named_once",
            ),
            models.UniqueConstraint(fields=["office", "number_year", "number"], name="trainee_number_once"),
            models.CheckConstraint(name="trainee_audience", condition=one_of("audience", NAMED)),
            models.CheckConstraint(name="trainee_answer", condition=one_of("answer", Answer.values)),
            models.CheckConstraint(name="trainee_sex", condition=one_of("sex", ("", *Sex.values))),
            models.CheckConstraint(
                name="trainee_scores",
                condition=(Q(before__isnull=True) | Q(before__gte=Decimal(0), before__lte=Decimal(100)))
                & (Q(after__isnull=True) | Q(after__gte=Decimal(0), after__lte=Decimal(100))),
            ),
            models.CheckConstraint(
                name="trainee_certificate",
                condition=Q(
                    number__isnull=True, office__isnull=True, number_year__isnull=True, certified_on__isnull=True
                )
                | Q(
                    number__isnull=False, office__isnull=False, number_year__isnull=False, certified_on__isnull=False,
                    passed_on__isnull=False,
                ),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class How(models.TextChoices):
    """How it was written down that somebody came."""

    LIST = "list", _("danh sách")
    QR = "qr", _("mã QR")


class Attendance(models.Model):
    """Whether somebody on the list came to a session."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance", db_index=False)
    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="attendance")
    present = models.BooleanField()
    how = models.CharField(max_length=4, choices=How)
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "trainee"], name="attendance_once"),
            models.CheckConstraint(name="attendance_how", condition=one_of("how", How.values)),
        )
