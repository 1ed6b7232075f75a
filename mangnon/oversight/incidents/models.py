"""Incidents, what was done and told about each, and the frozen list of people whose data it concerns."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from mangnon.access.managers import Root
from mangnon.places.models import Unit


class Incident(Root):
    """One incident or drill. It names systems and people who work here, never a child."""

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """The province that answers for it."""
    code = models.CharField(max_length=30, unique=True)
    drill = models.BooleanField()
    version = models.IntegerField(default=1)
    kinds = ArrayField(models.CharField(max_length=20))
    what = models.TextField()
    systems = models.CharField(max_length=500, default="", blank=True)
    began_at = models.DateTimeField(null=True)
    known_at = models.DateTimeField()
    """When somebody knew of it; the clocks start here."""
    known_first_told = models.DateTimeField(null=True)
    """What was told before the one correction of ``known_at``."""
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60)
    recorded_by_name = models.TextField()
    alert_id = models.UUIDField(null=True, unique=True)
    """The alert from which it was opened."""
    lead = models.UUIDField(null=True)
    lead_name = models.TextField(default="", blank=True)
    list_released_until = models.DateTimeField(null=True)
    """Until when the long list of people may be taken out, by the word of a second person."""
    lessons = models.TextField(default="", blank=True)
    lessons_by = models.UUIDField(null=True)
    lessons_by_name = models.TextField(default="", blank=True)
    closed_at = models.DateTimeField(null=True)
    signed_by = models.UUIDField(null=True)
    signed_by_name = models.TextField(default="", blank=True)
    keep_until = models.DateField(null=True)
    reminded = ArrayField(models.CharField(max_length=60), default=list)
    """Which terms people were reminded of, as nearly and as fully over."""

    class Meta(Root.Meta):
        indexes = (models.Index(fields=["-id"], name="incident_open", condition=models.Q(closed_at__isnull=True)),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(known_at__lte=models.F("recorded_at")), name="incident_known_before_recorded"
            ),
            models.CheckConstraint(
                condition=models.Q(signed_by__isnull=True) | ~models.Q(signed_by=models.F("lessons_by")),
                name="incident_two_people",
            ),
        )


class Step(models.TextChoices):
    """What was done about an incident."""

    RECORDED = "recorded", _("Ghi sự cố")
    TAKEN = "taken", _("Nhận xử lý")
    CONTAINED = "contained", _("Ngăn chặn")
    DECIDED = "decided", _("Quyết định")
    FOUND = "found", _("Phát hiện thêm")
    CORRECTED = "corrected", _("Sửa lúc biết")
    DRAWN = "drawn", _("Lập danh sách người liên quan")
    RELEASED = "released", _("Cho xuất danh sách dài")
    LEARNT = "learnt", _("Bài học, đề nghị đóng")
    CLOSED = "closed", _("Ký đóng")


class IncidentStep(models.Model):
    """One line of its history; never changed."""

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    happened_at = models.DateTimeField()
    what = models.CharField(max_length=12, choices=Step)
    by_name = models.TextField()
    words = models.TextField(default="", blank=True)

    class Meta:
        indexes = (models.Index(fields=["incident", "-happened_at"], name="incidentstep_incident"),)


class IncidentTelling(models.Model):
    """Who was told of it, when and how; ``clock`` is the legal term that this meets, if any."""

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="tellings")
    clock = models.CharField(max_length=20, default="", blank=True)
    whom = models.CharField(max_length=200)
    how = models.CharField(max_length=300)
    told_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by_name = models.TextField()
    late_why = models.TextField(default="", blank=True)
    proof = models.UUIDField(null=True)
    """The stored file that proves it."""
    proof_name = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["incident", "clock"], condition=~models.Q(clock=""), name="incidenttelling_clock_once"
            ),
        )


class ConcernedPerson(models.Model):
    """Somebody whose data it concerns: from the book with the entries behind it, or told by name."""

    identified = True

    id = models.UUIDField(primary_key=True, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="people")
    kind = models.CharField(max_length=60, default="", blank=True)
    """Label of the model, as the book holds it; empty for somebody who isn't in the system."""
    thing = models.CharField(max_length=40)
    name = models.CharField(max_length=120, default="", blank=True)
    """As told, for somebody who isn't in the system."""
    entries = ArrayField(models.BigIntegerField(), default=list)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_how = models.CharField(max_length=300, default="", blank=True)
    told_by_name = models.TextField(default="", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["incident", "kind", "thing"], name="concernedperson_once"),)
        indexes = (models.Index(fields=["incident", "id"], name="concernedperson_incident"),)
