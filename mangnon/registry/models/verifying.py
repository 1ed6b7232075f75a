"""Re-verification by random sample: rounds, the sample of each commune, what a second visitor answered."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mangnon.access.managers import Root
from mangnon.places.models import Hamlet, Unit
from mangnon.registry.models.children import Child


class RecheckRound(models.Model):
    """A round: for which period, how many children of each commune, drawn by which seed."""

    class Measure(models.TextChoices):
        """What a size counts."""

        NUMBER = "number", _("số trẻ")
        PERCENT = "percent", _("phần trăm")

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    """Who opened it: the province, or one commune for itself."""
    title = models.CharField(max_length=120)
    first_day = models.DateField()
    due_on = models.DateField()
    """The last day for visits."""
    frame_on = models.DateField()
    """The day whose residents were drawn from: that of the opening."""
    measure = models.CharField(max_length=8, choices=Measure)
    size = models.IntegerField()
    special_size = models.IntegerField(default=0)
    """The size for children in special circumstances, drawn apart; 0: they are drawn with the others."""
    seed = models.CharField(max_length=32)
    rules_since = models.DateField()
    """Which list of fields is asked."""
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    opened_by_name = models.TextField()
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.TextField(default="", blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="recheck_days", condition=Q(due_on__gte=models.F("first_day"))),
            models.CheckConstraint(name="recheck_sizes", condition=Q(size__gt=0, special_size__gte=0)),
        )

    def __str__(self) -> str:
        return self.title


class RecheckShare(models.Model):
    """The sample of one commune as it was drawn: numbers and fingerprints, no child; at the close, its figures."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(RecheckRound, models.PROTECT, related_name="shares", db_index=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    """The unit as it was on that day; its rows go to whoever answers for it later."""
    frame_general = models.IntegerField()
    frame_special = models.IntegerField()
    drawn_general = models.IntegerField()
    drawn_special = models.IntegerField()
    frame_digest = models.CharField(max_length=64)
    sample_digest = models.CharField(max_length=64)
    frozen = models.JSONField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "place"], name="recheck_share_once"),)


class RecheckFrame(models.Model):
    """Out of which children one commune's sample was drawn; never changed, so that anybody may draw again."""

    share = models.OneToOneField(RecheckShare, models.PROTECT, primary_key=True, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    general = ArrayField(models.UUIDField())
    special = ArrayField(models.UUIDField())


class Recheck(Root):
    """One child of a sample: who goes, what they answered, whether the differences are settled."""

    hamlet_field = "hamlet_id"
    identified = True

    class State(models.TextChoices):
        """How far it is."""

        DRAWN = "drawn", _("Chưa giao")
        ASSIGNED = "assigned", _("Đã giao")
        SENT = "sent", _("Chờ xử lý khác biệt")
        DONE = "done", _("Xong")

    class Outcome(models.TextChoices):
        """Whether the child was met, or why not."""

        MET = "met", _("Đã gặp trẻ hoặc gia đình")
        ABSENT = "absent", _("Gia đình đi vắng, chưa gặp")
        MOVED = "moved", _("Đã chuyển đi nơi khác")
        DIED = "died", _("Trẻ đã mất")
        NO_SUCH = "no_such", _("Không có trẻ này ở đây")

    class Stratum(models.TextChoices):
        """Which draw it came out of."""

        GENERAL = "general", _("mẫu chung")
        SPECIAL = "special", _("mẫu hoàn cảnh đặc biệt")

    id = models.UUIDField(primary_key=True, editable=False)
    round = models.ForeignKey(RecheckRound, models.PROTECT, related_name="+", db_index=False)
    share = models.ForeignKey(RecheckShare, models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, related_name="+", null=True, db_index=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    stratum = models.CharField(max_length=8, choices=Stratum)
    rank = models.IntegerField()
    """Its place in the draw of its stratum, from 1."""
    state = models.CharField(max_length=8, choices=State, default=State.DRAWN)
    visitor = models.UUIDField(null=True)
    assigned_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    """When the visitor first opened the child's record before sending: the answers were no longer blind."""
    outcome = models.CharField(max_length=8, choices=Outcome, default="", blank=True)
    visited_on = models.DateField(null=True)
    note = models.TextField(default="", blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by_name = models.TextField(default="", blank=True)
    settled_on = models.DateField(null=True)

    class Meta(Root.Meta):
        constraints = (models.UniqueConstraint(fields=["round", "child"], name="recheck_once"),)
        indexes = (
            models.Index(fields=["place", "state", "id"], name="recheck_place"),
            models.Index(fields=["round", "rank", "id"], name="recheck_round"),
            models.Index(fields=["visitor"], condition=Q(state="assigned"), name="recheck_visitor"),
        )


class RecheckAnswer(models.Model):
    """One field of one visit: what was said, what the register held then, and what became of the difference."""

    class Result(models.TextChoices):
        """How both compare."""

        EQUAL = "equal", _("Giống")
        SPELLING = "spelling", _("Khác cách viết")
        DIFFERENT = "different", pgettext_lazy("recheck", "Khác")
        MISSING = "missing", _("Sổ chưa ghi")
        UNKNOWN = "unknown", _("Không rõ")

    class Settled(models.TextChoices):
        """What the officer did about a difference."""

        OPEN = "", _("Chưa xử lý")
        CORRECTED = "corrected", _("Đã sửa sổ")
        KEPT = "kept", _("Giữ như sổ")

    id = models.BigAutoField(primary_key=True)
    recheck = models.ForeignKey(Recheck, models.PROTECT, related_name="answers", db_index=False)
    field = models.CharField(max_length=40)
    """A code of the list of fields, or ``met``: whether the child is there at all."""
    said = models.TextField(blank=True)
    held = models.TextField(blank=True)
    """As the register held it when the visit was sent."""
    result = models.CharField(max_length=10, choices=Result)
    settled = models.CharField(max_length=10, choices=Settled, default="", blank=True)
    reason = models.TextField(default="", blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by_name = models.TextField(default="", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["recheck", "field"], name="recheck_answer_once"),)
