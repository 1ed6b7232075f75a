"""A model of child protection in a place, and what it achieved year by year.

A model tells of work and figures, of no child; everybody who works here reads it, a place writes its own.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mangnon.lib.conditions import one_of
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.statutes.models import Document


class ExampleState(models.TextChoices):
    """Whether it runs."""

    RUNNING = "running", _("đang hoạt động")
    PAUSED = "paused", _("tạm dừng")
    ENDED = "ended", _("đã kết thúc")


class Example(models.Model):
    """A model in a place. Copied ones keep from which, and the first of all of them (``family``)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    """Code of ``data/examples.yaml``."""
    title = models.CharField(max_length=200)
    search_key = models.CharField(max_length=240)
    """Title and people who run it, folded."""
    does = models.TextField()
    whom = models.CharField(max_length=300)
    """For whom, in words."""
    run_by = models.CharField(max_length=300)
    """Organisations and posts that run it."""
    since = models.DateField()
    until = models.DateField(null=True)
    """Its last day; only of one that has ended."""
    cost = models.BigIntegerField(default=0)
    """Đồng a year."""
    money_source = models.CharField(max_length=200, default="")
    results = models.TextField(default="")
    """What came of it, in words."""
    steps = models.TextField(default="")
    """How to do the same, a step a line."""
    decision = models.CharField(max_length=200, default="")
    """Number and date of the document that founded it, as printed."""
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    """The same in the register, where it is there."""
    state = models.CharField(max_length=8, choices=ExampleState, default=ExampleState.RUNNING)
    state_on = models.DateField(null=True)
    """Since when it is so, after the first change."""
    state_why = models.CharField(max_length=500, default="")
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")
    family = models.UUIDField(db_index=True)
    """Id of the model that all of them come from; its own for that one."""
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.CheckConstraint(name="example_state", condition=one_of("state", ExampleState.values)),
            models.CheckConstraint(
                name="example_ended",
                condition=(Q(until__isnull=True) & ~Q(state="ended")) | (Q(until__gte=F("since")) & Q(state="ended")),
            ),
            models.CheckConstraint(name="example_why", condition=Q(state="running") | ~Q(state_why="")),
            models.CheckConstraint(name="example_cost", condition=Q(cost__gte=0)),
        )

    identified = False
    place_field = "place_id"

    def __str__(self) -> str:
        return self.title


class ExampleYear(models.Model):
    """What a model achieved in a year: people and children served, đồng spent."""

    id = models.BigAutoField(primary_key=True)
    example = models.ForeignKey(Example, models.PROTECT, related_name="years", db_index=False)
    year = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    """Everybody served, children among them."""
    children = models.PositiveIntegerField()
    spent = models.BigIntegerField(default=0)
    note = models.CharField(max_length=500, default="")
    version = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["example", "year"], name="example_year_once"),
            models.CheckConstraint(name="example_year_people", condition=Q(children__lte=F("people"))),
            models.CheckConstraint(name="example_year_spent", condition=Q(spent__gte=0)),
        )
