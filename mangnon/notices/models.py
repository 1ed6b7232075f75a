"""Who was told what, what went out by which channel, how people want to be told, chains and their lines."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mangnon.notices.rules import QUIET_FROM, QUIET_TO
from mangnon.places.models import Unit


class Telling(models.Model):
    """One fact that was told, once. Written by ``notices_tell`` in the transaction of the act that tells it."""

    id = models.UUIDField(primary_key=True, editable=False)
    fact = models.CharField(max_length=300, unique=True)
    """Kind, thing and key: the same fact told again changes nothing."""
    kind = models.CharField(max_length=60)
    kind_since = models.DateField()
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    code = models.CharField(max_length=30)
    """What people call the thing, such as TB-1187; the only thing about it that leaves the system."""
    words = models.JSONField(default=dict)
    """What fills the title inside the system."""
    urgent = models.BooleanField(default=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    """The office that tells: it sees what became of the letters."""
    chain_id = models.UUIDField(null=True)
    told_by = models.TextField(default="")
    told_by_name = models.TextField(default="")
    told_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["place", "-id"], name="telling_place"),
            models.Index(fields=["told_by", "-id"], name="telling_by"),
            models.Index(fields=["subject_kind", "subject_id"], name="telling_subject"),
        )


class Notice(models.Model):
    """What lies in one person's inbox."""

    id = models.UUIDField(primary_key=True, editable=False)
    telling = models.ForeignKey(Telling, models.PROTECT, related_name="notices")
    person_id = models.UUIDField()
    code = models.CharField(max_length=20, unique=True)
    """The end of its link; opens nothing without signing in as this person."""
    unread = models.SmallIntegerField(default=1)
    """1 until it is read, then 0: a number, since the list is ordered by it."""
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["telling", "person_id"], name="notice_once"),)
        indexes = (models.Index(fields=["person_id", "-unread", "-id"], name="notice_inbox"),)


class Channel(models.TextChoices):
    """How a notice reaches somebody."""

    APP = "app"
    EMAIL = "email"
    SMS = "sms"


class State(models.TextChoices):
    """What became of a delivery."""

    WAITING = "waiting"
    SENT = "sent"
    READ = "read"
    DROPPED = "dropped"
    """Not needed any more, or there is no address."""
    DEAD = "dead"


class Delivery(models.Model):
    """The outbox: one notice by one channel. It holds a code, no text and no address."""

    id = models.UUIDField(primary_key=True, editable=False)
    telling = models.ForeignKey(Telling, models.PROTECT, related_name="deliveries")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    code = models.CharField(max_length=30)
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=8, choices=State)
    urgent = models.BooleanField(default=False)
    why = models.CharField(max_length=40, default="", blank=True)
    tries = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField()
    since = models.DateTimeField()
    """Since when it waits: since it was told, or since somebody had it sent again."""
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["channel", "-urgent", "due_at"], name="delivery_due", condition=models.Q(state="waiting")
            ),
            models.Index(fields=["telling"], name="delivery_telling"),
            models.Index(fields=["notice"], name="delivery_notice"),
            models.Index(fields=["-id"], name="delivery_dead", condition=models.Q(state="dead")),
        )


class Try(models.Model):
    """One try to send, and how it ended: the log of a delivery, kept as long as the delivery."""

    id = models.BigAutoField(primary_key=True)
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="log")
    at = models.DateTimeField()
    why = models.CharField(max_length=40, default="", blank=True)
    """Empty when it went well."""
    seconds = models.FloatField(default=0)


class Preference(models.Model):
    """Whether one person wants one kind by one channel; only what differs from the kind's own is kept."""

    id = models.BigAutoField(primary_key=True)
    person_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=8, choices=Channel)
    wanted = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person_id", "kind", "channel"], name="preference_once"),)


class Habit(models.Model):
    """When one person wants to be left alone, and when they are away."""

    person_id = models.UUIDField(primary_key=True)
    quiet = models.BooleanField(default=True)
    quiet_from = models.TimeField(default=QUIET_FROM)
    quiet_to = models.TimeField(default=QUIET_TO)
    away_from = models.DateField(null=True)
    away_to = models.DateField(null=True)
    """The last day away."""


class ChainState(models.TextChoices):
    """Where a chain stands."""

    RUNNING = "running"
    EXHAUSTED = "exhausted"
    """Everybody was told and nobody answered; the province knows."""
    ACKNOWLEDGED = "acknowledged"


class Chain(models.Model):
    """A chain that runs until somebody takes the matter."""

    id = models.UUIDField(primary_key=True, editable=False)
    fact = models.CharField(max_length=300, unique=True)
    definition = models.CharField(max_length=60)
    since = models.DateField()
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    code = models.CharField(max_length=30)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    named = ArrayField(models.UUIDField(), default=list)
    told = ArrayField(models.UUIDField(), default=list)
    state = models.CharField(max_length=12, choices=ChainState, default=ChainState.RUNNING)
    position = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField()
    started_by = models.TextField()
    started_by_name = models.TextField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.UUIDField(null=True)
    acknowledged_by_name = models.TextField(default="")

    class Meta:
        indexes = (
            models.Index(fields=["due_at"], name="chain_due", condition=models.Q(state="running")),
            models.Index(fields=["subject_kind", "subject_id"], name="chain_subject"),
            models.Index(fields=["place", "-id"], name="chain_place"),
        )


class ChainLine(models.Model):
    """One thing that happened in a chain: somebody told, passed over, or the answer."""

    id = models.BigAutoField(primary_key=True)
    chain = models.ForeignKey(Chain, models.PROTECT, related_name="lines")
    at = models.DateTimeField()
    step = models.SmallIntegerField()
    whom = models.CharField(max_length=20)
    what = models.CharField(max_length=12)
    person_id = models.UUIDField(null=True)
    name = models.TextField(default="")
    why = models.CharField(max_length=20, default="", blank=True)

    class Meta:
        indexes = (models.Index(fields=["chain", "id"], name="chain_line"),)
