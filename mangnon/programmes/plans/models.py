"""Programmes with objectives, indicators and tasks; tasks of lower places hang on that of the higher one.

Everybody who works here reads all of it: it describes offices and what they do, no child. A place writes its own,
the province everything; row security says the same. A finished task keeps the place that did it for ever; an open one
goes to the successor when the map changes.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mangnon.lib.conditions import one_of
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.statutes.models import Document


class Programme(models.Model):
    """What a place sets out to do in some years, or in one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=240)
    about = models.TextField(default="")
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    carries_out = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_by")
    """The programme of a higher level, or of a longer period, that it carries out."""
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    """The earlier programme from which it was copied."""
    learnt = models.TextField(default="")
    """What was learnt of it, for the next one."""
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (models.CheckConstraint(name="programme_years", condition=Q(last_year__gte=F("first_year"))),)
        indexes = (models.Index(fields=["-last_year", "place"], name="programme_year"),)

    def __str__(self) -> str:
        return self.title

    @property
    def one_year(self) -> bool:
        """Whether it is the plan of one year."""
        return self.first_year == self.last_year


class Objective(models.Model):
    """A heading of a programme."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="objectives")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=240)
    about = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["programme", "number"], name="objective_number"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Better(models.TextChoices):
    """Which way is good."""

    MORE = "more", _("càng cao càng tốt")
    LESS = "less", _("càng thấp càng tốt")


class Goal(models.Model):
    """An indicator of an objective: where it began, what it is to be each year, what it was."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="goals")
    name = models.CharField(max_length=240)
    unit = models.CharField(max_length=24)
    better = models.CharField(max_length=4, choices=Better, default=Better.MORE)
    figure = models.CharField(max_length=60, default="")
    """Key of the figure that is computed from the records; empty where somebody enters it."""
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    baseline_year = models.PositiveSmallIntegerField(null=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")

    class Meta:
        constraints = (
            models.CheckConstraint(name="goal_better", condition=one_of("better", Better.values)),
            models.CheckConstraint(
                name="goal_baseline",
                condition=Q(baseline__isnull=True, baseline_year__isnull=True)
                | Q(baseline__isnull=False, baseline_year__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """What an indicator is to be in a year, what it was, where that was taken from, and why it was missed."""

    id = models.BigAutoField(primary_key=True)
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField()
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    actual = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    source = models.CharField(max_length=240, default="")
    why = models.CharField(max_length=500, default="")
    told_at = models.DateTimeField(null=True)
    told_by_name = models.CharField(max_length=120, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["goal", "year"], name="target_year"),
            models.CheckConstraint(name="target_source", condition=Q(actual__isnull=True) | ~Q(source="")),
        )


class Task(models.Model):
    """Something that a place does by a day. ``parent``: the task of the higher level that it is a share of."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="tasks")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="shares")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    """Its order under the objective; shares have that of the task they come from."""
    title = models.CharField(max_length=240)
    about = models.TextField(default="")
    owner = models.UUIDField(null=True)
    """Who does it; none while only the post is known."""
    owner_name = models.CharField(max_length=120, default="")
    """The person or the post, as it was told."""
    reports_to = models.CharField(max_length=120, default="")
    """To whom the owner answers."""
    starts_on = models.DateField()
    due_on = models.DateField()
    planned = models.PositiveBigIntegerField(default=0)
    allotted = models.PositiveBigIntegerField(default=0)
    spent = models.PositiveBigIntegerField(default=0)
    """Money in đồng."""
    progress = models.PositiveSmallIntegerField(default=0)
    """Per cent."""
    finished_on = models.DateField(null=True)
    delay = models.CharField(max_length=500, default="")
    """Why it is or was late."""
    yearly = models.BooleanField(default=False)
    """Comes again each year: copied into the next plan."""
    learnt = models.CharField(max_length=500, default="")
    dropped_on = models.DateField(null=True)
    dropped_why = models.CharField(max_length=500, default="")
    warned_at = models.DateTimeField(null=True)
    """When its owner was told that the day is near."""
    climbed_at = models.DateTimeField(null=True)
    """When those above were told that it has passed."""
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.CheckConstraint(name="task_days", condition=Q(due_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="task_finished",
                condition=Q(progress__lt=100, finished_on__isnull=True) | Q(progress=100, finished_on__isnull=False),
            ),
            models.CheckConstraint(name="task_dropped", condition=Q(dropped_on__isnull=True) | ~Q(dropped_why="")),
        )
        indexes = (
            models.Index(fields=["year", "place"], name="task_year"),
            models.Index(fields=["place", "due_on"], name="task_place"),
            models.Index(fields=["owner"], name="task_owner", condition=Q(finished_on__isnull=True)),
        )

    identified = False
    place_field = "place_id"

    def __str__(self) -> str:
        return self.title

    @property
    def open(self) -> bool:
        """Whether something has still to be done."""
        return self.finished_on is None and self.dropped_on is None


class Before(models.Model):
    """A task of an earlier year that this one carries on: several where communes were merged."""

    id = models.BigAutoField(primary_key=True)
    task = models.ForeignKey(Task, models.PROTECT, related_name="befores")
    earlier = models.ForeignKey(Task, models.PROTECT, related_name="afters")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["task", "earlier"], name="before_once"),)


class Basis(models.Model):
    """A document of the register on which a programme or a task rests."""

    id = models.BigAutoField(primary_key=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="grounds")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="grounds")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="basis_one",
                condition=Q(programme__isnull=True, task__isnull=False) | Q(programme__isnull=False, task__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["document", "programme"], name="basis_programme", condition=Q(task__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["document", "task"], name="basis_task", condition=Q(programme__isnull=True)
            ),
        )


class Line(models.Model):
    """One line of a task's history. Rows are only ever added."""

    class Act(models.TextChoices):
        """What was done."""

        ADDED = "added", _("Đã ghi việc")
        SHARED = "shared", _("Đã giao xuống")
        CHANGED = "changed", _("Đã sửa")
        TOLD = "told", _("Báo tiến độ")
        FINISHED = "finished", _("Đã xong")
        REOPENED = "reopened", _("Mở lại, chưa xong")
        ATTACHED = "attached", _("Đã gửi minh chứng")
        DROPPED = "dropped", _("Đã thôi không làm")
        REMINDED = "reminded", _("Đã nhắc")

    id = models.BigAutoField(primary_key=True)
    task = models.ForeignKey(Task, models.PROTECT, related_name="lines", db_index=False)
    act = models.CharField(max_length=8, choices=Act)
    text = models.CharField(max_length=500, default="")
    progress = models.PositiveSmallIntegerField(null=True)
    spent = models.PositiveBigIntegerField(null=True)
    by = models.TextField()
    by_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["task", "-id"], name="task_line"),)


class Kind(models.TextChoices):
    """Into what work for children can be adopted."""

    PARTY = "party", _("nghị quyết của cấp ủy, đại hội")
    PLAN = "plan", _("kế hoạch kinh tế - xã hội")
    BUDGET = "budget", _("dự toán ngân sách")


class Adoption(models.Model):
    """Whether a place took child protection into a document of a year, which one, and what money stands behind it."""

    id = models.BigAutoField(primary_key=True)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind)
    adopted = models.BooleanField()
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=240, default="")
    """The document as it is called, where the register doesn't have it; or why it wasn't adopted."""
    planned = models.PositiveBigIntegerField(default=0)
    allotted = models.PositiveBigIntegerField(default=0)
    spent = models.PositiveBigIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["place", "year", "kind"], name="adoption_once"),
            models.CheckConstraint(name="adoption_kind", condition=one_of("kind", Kind.values)),
        )
        indexes = (models.Index(fields=["year", "place"], name="adoption_year"),)
