"""An inspection or supervision with its team, what it found, and what it recommended.

Officials and bodies stand here by name, no child. Whoever answers for the place that leads or the place that was
inspected reads it, the province and auditors read all; the place that leads writes, the inspected place answers.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mangnon.lib.conditions import one_of
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.statutes.models import Document


class InspectionKind(models.TextChoices):
    """What sort of looking it is."""

    INSPECTION = "inspection", _("kiểm tra")
    SPECIALISED = "specialised", _("thanh tra")
    JOINT = "joint", _("kiểm tra liên ngành")
    FRONT = "front", _("giám sát của Mặt trận Tổ quốc")
    CRITICISM = "criticism", _("phản biện xã hội")


class Stage(models.TextChoices):
    """How far it is."""

    PLANNED = "planned", _("đã lên kế hoạch")
    HELD = "held", _("đã làm, đang theo dõi")
    CLOSED = "closed", _("đã kết thúc")
    CANCELLED = "cancelled", _("không làm")


class Inspection(models.Model):
    """Who looks at whom, on which grounds, when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=11, choices=InspectionKind)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    """The place that leads."""
    leader = models.CharField(max_length=160)
    """The body that leads, by name."""
    subject_place = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    """The inspected place, where it is one: its people read the inspection and answer."""
    subject = models.CharField(max_length=200)
    """Who is inspected, by name."""
    topics = models.TextField()
    decision = models.CharField(max_length=160, default="")
    """Number and date of the decision or plan, as printed."""
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    """The same in the register, where it is there."""
    planned_from = models.DateField()
    planned_to = models.DateField()
    held_on = models.DateField(null=True)
    minutes = models.TextField(default="")
    state = models.CharField(max_length=9, choices=Stage, default=Stage.PLANNED)
    cancelled_why = models.CharField(max_length=500, default="")
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.CheckConstraint(name="inspection_kind", condition=one_of("kind", InspectionKind.values)),
            models.CheckConstraint(name="inspection_state", condition=one_of("state", Stage.values)),
            models.CheckConstraint(name="inspection_days", condition=Q(planned_to__gte=F("planned_from"))),
            models.CheckConstraint(
                name="inspection_held",
                condition=~one_of("state", ["held", "closed"]) | Q(held_on__isnull=False),
            ),
            models.CheckConstraint(name="inspection_closed", condition=~Q(state="closed") | Q(closed_on__isnull=False)),
            models.CheckConstraint(name="inspection_cancelled", condition=~Q(state="cancelled") | ~Q(cancelled_why="")),
        )
        indexes = (models.Index(fields=["place", "-planned_from"], name="inspection_place"),)

    identified = False
    place_field = "place_id"

    def __str__(self) -> str:
        return f"{InspectionKind(self.kind).label}: {self.subject}".capitalize()


class Inspector(models.Model):
    """Somebody on the team."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="team", db_index=False)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    """Folded; with the inspection the same person."""
    post = models.CharField(max_length=160)
    agency = models.CharField(max_length=160)
    head = models.BooleanField(default=False)
    dropped_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["inspection", "name_key"], name="inspector_once", condition=Q(dropped_on__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["inspection"], name="inspector_one_head", condition=Q(head=True, dropped_on__isnull=True)
            ),
        )


class Severity(models.TextChoices):
    """How grave a finding is. The steps are ours."""

    NONE = "none", _("không vi phạm")
    MINOR = "minor", _("nhẹ")
    SERIOUS = "serious", _("nghiêm trọng")
    GRAVE = "grave", _("rất nghiêm trọng")


class Handling(models.TextChoices):
    """What sort of handling a finding led to."""

    NOTHING = "", _("không phải xử lý")
    DISCIPLINE = "discipline", _("kỷ luật")
    ADMINISTRATIVE = "administrative", _("xử phạt hành chính")
    CRIMINAL = "criminal", _("chuyển cơ quan điều tra, xử lý hình sự")


class Finding(models.Model):
    """What was found, which rule it breaks, how it was handled."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings", db_index=False)
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1_000)
    severity = models.CharField(max_length=7, choices=Severity)
    rule = models.CharField(max_length=200, default="")
    """Article and document, as printed."""
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    handling = models.CharField(max_length=14, choices=Handling, default="")
    handled_by = models.CharField(max_length=160, default="")
    handling_number = models.CharField(max_length=120, default="")
    handled_on = models.DateField(null=True)
    outcome = models.CharField(max_length=500, default="")
    version = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["inspection", "number"], name="finding_number"),
            models.CheckConstraint(name="finding_severity", condition=one_of("severity", Severity.values)),
            models.CheckConstraint(name="finding_handling", condition=one_of("handling", Handling.values)),
            models.CheckConstraint(name="finding_handled", condition=Q(handling="") | ~Q(handled_by="")),
        )


class Followed(models.TextChoices):
    """What came of a recommendation."""

    DONE = "done", _("đã làm")
    PARTLY = "partly", _("làm một phần")
    NOT_DONE = "not_done", _("chưa làm")


class Recommendation(models.Model):
    """What somebody must do or answer by when; the answer; what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="recommendations", db_index=False)
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1_000)
    who = models.CharField(max_length=160)
    """Who must answer, by name of post or body."""
    phone = models.CharField(max_length=40, default="")
    due_on = models.DateField()
    answer = models.TextField(default="")
    answered_on = models.DateField(null=True)
    answered_by_name = models.CharField(max_length=160, default="")
    followed = models.CharField(max_length=8, choices=Followed, default="")
    followed_note = models.CharField(max_length=500, default="")
    followed_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closed_by_name = models.CharField(max_length=120, default="")
    warned_at = models.DateTimeField(null=True)
    """When its place was told that the day is near."""
    climbed_at = models.DateTimeField(null=True)
    """When leaders were told that it has passed."""
    version = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["inspection", "number"], name="recommendation_number"),
            models.CheckConstraint(
                name="recommendation_followed", condition=one_of("followed", ["", *Followed.values])
            ),
            models.CheckConstraint(
                name="recommendation_looked", condition=Q(followed="") | Q(followed_on__isnull=False)
            ),
            models.CheckConstraint(name="recommendation_closed", condition=Q(closed_on__isnull=True) | ~Q(followed="")),
        )
        indexes = (models.Index(fields=["due_on"], name="recommendation_open", condition=Q(closed_on__isnull=True)),)
