"""What came in by the public page: first into a box that strangers may only drop into, then into intake."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.intake.models.reports import HarmReport
from mangnon.lib.conditions import one_of
from mangnon.lib.fields import SealedTextField


class DropKind(models.TextChoices):
    """What was dropped."""

    REPORT = "report", _("tin báo")
    MORE = "more", _("viết thêm vào tin đã báo")


class Held(models.TextChoices):
    """Why a drop waits for somebody to look at it first. It is never refused and never thrown away by itself."""

    MANY = "many", _("nhiều tin từ cùng một nơi")
    FLOOD = "flood", _("quá nhiều tin trong một phút")
    TRAP = "trap", _("có dấu hiệu máy tự điền")


class WebDrop(models.Model):
    """One drop of a stranger, sealed. Its id becomes the report's, so that a second send adds nothing.

    Strangers drop through ``intake_drop`` and read a state back through ``intake_drop_state``; nothing else reaches
    this table but the job that takes drops in and provincial people who look at what is held.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=6, choices=DropKind)
    about = models.UUIDField(null=True)
    """The drop to which a later one adds."""
    code_mark = models.BinaryField(null=True, unique=True)
    """Keyed fingerprint of the receipt code; the code itself is kept nowhere."""
    body_mark = models.CharField(max_length=64)
    """Keyed fingerprint of what was sent, by which a second send is told from another."""
    story = SealedTextField("intake_story")
    identity = SealedTextField("reporter_identity")
    from_mark = models.BinaryField(null=True)
    """Keyed fingerprint of the address it came from, for counting; forgotten after a day."""
    danger = models.BooleanField(default=False, db_default=False)
    """Whether the child was said to be in danger now: taken in first."""
    held = models.CharField(max_length=5, choices=Held, default="", blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    taken_at = models.DateTimeField(null=True)
    """When it became a report, or part of one."""
    released_by = models.TextField(default="", db_default="")
    """Who let a held one go on: a person, or the job after its time."""
    aside_at = models.DateTimeField(null=True)
    aside_by = models.TextField(default="", db_default="")
    aside_why = models.CharField(max_length=200, default="", db_default="")
    """A person has looked at a held one and found no report in it."""
    tries = models.SmallIntegerField(default=0, db_default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(name="drop_held", condition=Q(held="") | one_of("held", ["many", "flood", "trap"])),
            models.CheckConstraint(name="drop_about", condition=Q(kind="report") | Q(about__isnull=False)),
            models.CheckConstraint(name="drop_one_end", condition=Q(taken_at__isnull=True) | Q(aside_at__isnull=True)),
        )
        indexes = (
            models.Index(fields=["recorded_at"], name="drop_recorded"),
            models.Index(fields=["from_mark", "recorded_at"], condition=Q(from_mark__isnull=False), name="drop_from"),
            models.Index(
                fields=["held", "recorded_at"],
                condition=Q(taken_at__isnull=True, aside_at__isnull=True),
                name="drop_waiting",
            ),
        )

    identified = True


class Addition(models.Model):
    """What the reporter wrote later, by the code of the receipt. A part of the report; rows are only ever added."""

    id = models.UUIDField(primary_key=True, editable=False)
    report = models.ForeignKey(HarmReport, models.PROTECT, related_name="additions")
    text = SealedTextField("intake_story")
    written_at = models.DateTimeField()
    """When it was dropped."""
    recorded_at = models.DateTimeField(db_default=Now())
