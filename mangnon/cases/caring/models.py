"""Carers of a commune, checks of their conditions, the quarterly list, placements with meetings and follow-up.

Law on Children, articles 60 to 69; Decree 56/2017, articles 38 to 48; Circular 14/2020.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.access.managers import Root
from mangnon.cases.models.case import Case
from mangnon.directory.models import Provider
from mangnon.lib.fields import SealedTextField
from mangnon.places.models import Unit
from mangnon.registry.models import Child


class CarerKind(models.TextChoices):
    """Who offers care; a relative only tells the commune, nobody registers him (Law on Children, article 65(4))."""

    RELATIVE = "relative", _("người thân thích")
    FAMILY = "family", _("cá nhân, gia đình không phải người thân thích")
    FOREIGNER = "foreigner", _("người nước ngoài cư trú tại Việt Nam")


class Carer(Root):
    """Somebody who offers to care for a child, as the commune where he lives holds it (forms 08 and 09)."""

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=CarerKind)
    name = models.CharField(max_length=120)
    born = models.DateField()
    sex = models.CharField(max_length=1, default="9")
    personal_number = models.CharField(max_length=12, default="", blank=True)
    phone = models.CharField(max_length=20, default="", blank=True)
    job = models.CharField(max_length=120, default="", blank=True)
    family = models.TextField(default="", blank=True)
    """Who lives in the house, and that they agree."""
    means = models.TextField(default="", blank=True)
    """Income and housing."""
    wishes = models.CharField(max_length=200, default="", blank=True)
    """Age, sex of a child, for how long."""
    health_on = models.DateField(null=True)
    """Day of the certificate of health: at most six months old at registration."""
    record_on = models.DateField(null=True)
    """Day of the judicial record, which a foreigner adds."""
    registered_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=200, default="", blank=True)
    fit = models.BooleanField(null=True)
    """What the last check of the conditions found; None while nobody has checked."""
    checked_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.TextField()
    version = models.IntegerField(default=1)
    sort_key = models.CharField(max_length=300, db_collation="C")

    class Meta(Root.Meta):
        constraints = (
            models.CheckConstraint(
                name="carer_withdrawn", condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_why="")
            ),
        )
        indexes = (models.Index(fields=["place", "sort_key", "id"], name="carer_place"),)

    def __str__(self) -> str:
        return self.name


class CarerCheck(models.Model):
    """The conditions of the law, checked by an officer on a day (form 11). Rows are only added."""

    id = models.BigAutoField(primary_key=True)
    carer = models.ForeignKey(Carer, models.CASCADE, related_name="checks")
    on = models.DateField()
    met = models.JSONField()
    """Point of article 63(2) → whether it is met."""
    note = models.TextField(default="", blank=True)
    fit = models.BooleanField()
    by = models.TextField()
    by_name = models.TextField()
    recorded_at = models.DateTimeField(db_default=Now())


class CarerList(Root):
    """The commune's list was looked through for a quarter (form 09, article 40(1))."""

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    quarter = models.DateField()
    """Its first day."""
    carers = models.IntegerField()
    at = models.DateTimeField()
    by_name = models.TextField()

    class Meta(Root.Meta):
        constraints = (models.UniqueConstraint(fields=["place", "quarter"], name="carer_list_once"),)


class PlacementState(models.TextChoices):
    """Where a placement stands."""

    PROPOSED = "proposed", _("Chờ quyết định")
    REFUSED = "refused", _("Không đồng ý")
    DECIDED = "decided", _("Chờ giao nhận")
    CARED = "cared", _("Đang chăm sóc")
    ENDED = "ended", _("Đã chấm dứt")


class Placement(Root):
    """One child with one carer. ``place``: where the carer lives, whose chair decides; ``other_place``: the child's.

    The child's name stands here too, since the carer's commune doesn't see the register of the other.
    """

    other_place_field = "other_place_id"
    identified = True

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    other_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, db_index=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    child_name = models.CharField(max_length=120)
    child_born = models.DateField()
    """The earliest day on which the child can have been born."""
    carer = models.ForeignKey(Carer, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", null=True)
    rank = models.SmallIntegerField()
    """Place in the order of priority of carers (Decree 56/2017, article 42(3)), from 1."""
    relation = models.CharField(max_length=80, default="", blank=True)
    """Of a relative to the child: "bà ngoại"."""
    why = models.TextField()
    """Why this carer, and why nobody who comes earlier in the order."""
    consent = models.TextField()
    """Written consent of guardian or parents, or which provision makes it needless (Law on Children, article 63(1))."""
    child_view = models.TextField(default="", blank=True)
    """What the child says; asked from seven years of age (article 60(3))."""
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField()
    proposed_by_name = models.TextField()
    decide_by = models.DateTimeField()
    number = models.CharField(max_length=60, default="", blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.TextField(default="", blank=True)
    deputy = models.BooleanField(default=False)
    """Signed for the chair ("KT.")."""
    answer = models.TextField(default="", blank=True)
    """Why not, when the answer is no."""
    hand_by = models.DateTimeField(null=True)
    due_moved = models.TextField(default="", blank=True)
    """Lines of terms that an edited calendar moved: from when, to when, why."""
    handed_on = models.DateField(null=True)
    handed_why_late = models.CharField(max_length=300, default="", blank=True)
    minutes = models.TextField(default="", blank=True)
    address = SealedTextField("cases.placements.open")
    """Where the child lives now: opened by its own right alone."""
    follow_on = models.DateField(null=True)
    """The day by which the officer looks in next."""
    hear_on = models.DateField(null=True)
    """The day by which the carer tells of the child next (Law on Children, article 64(1)b)."""
    grown_on = models.DateField(null=True)
    """When the young person of sixteen was assessed and help arranged (Circular 14/2020, article 13(4))."""
    grown_note = models.TextField(default="", db_default="", blank=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=4, default="", blank=True)
    """Point of article 69(1)."""
    end_number = models.CharField(max_length=60, default="", blank=True)
    end_note = models.TextField(default="", blank=True)
    ended_by_name = models.TextField(default="", blank=True)
    state = models.CharField(max_length=10, choices=PlacementState, default=PlacementState.PROPOSED)
    version = models.IntegerField(default=1)

    class Meta(Root.Meta):
        constraints = (
            models.CheckConstraint(
                name="placement_by_another", condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by"))
            ),
            models.CheckConstraint(
                name="placement_handed", condition=Q(handed_on__isnull=True) | Q(handed_on__gte=F("decided_on"))
            ),
            models.CheckConstraint(name="placement_ended", condition=Q(state="ended") ^ Q(ended_on__isnull=True)),
            models.UniqueConstraint(
                fields=["child"], condition=Q(state__in=["proposed", "decided", "cared"]), name="placement_one_open"
            ),
        )
        indexes = (
            models.Index(fields=["place", "id"], name="placement_place"),
            models.Index(fields=["other_place"], condition=Q(other_place__isnull=False), name="placement_other"),
        )

    def __str__(self) -> str:
        return self.child_name

    @property
    def is_open(self) -> bool:
        """Whether work goes on."""
        return self.state in (PlacementState.PROPOSED, PlacementState.DECIDED, PlacementState.CARED)


class CareMeeting(models.Model):
    """Child and carer met before the hand-over: at least twice (Circular 14/2020, articles 10(4)c and 11(2))."""

    id = models.BigAutoField(primary_key=True)
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="meetings")
    on = models.DateField()
    note = models.TextField()
    by_name = models.TextField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=["placement", "on"], name="care_meeting_day"),)


class CareFollow(models.Model):
    """How the child fares (form 13): conditions of life, health, body, mind, integration (Decree 56/2017, 43(2))."""

    class Verdict(models.TextChoices):
        """What the officer concludes."""

        WELL = "well", _("ổn định")
        HELP = "help", _("cần hỗ trợ thêm")
        UNSAFE = "unsafe", _("không an toàn, cần chấm dứt")

    id = models.BigAutoField(primary_key=True)
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="follows")
    on = models.DateField()
    living = models.TextField()
    health = models.TextField()
    mind = models.TextField()
    integration = models.TextField()
    child_view = models.TextField(default="", blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict)
    with_whom = models.CharField(max_length=160, default="", db_default="", blank=True)
    """Who came along: of a child from a facility its representative (Decree 56/2017, article 46)."""
    by_name = models.TextField()
    recorded_at = models.DateTimeField(db_default=Now())


class CareWord(models.Model):
    """What the carer tells the commune: after six months, each year, and at once when something happens."""

    id = models.UUIDField(primary_key=True, editable=False)
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="words")
    on = models.DateField()
    said = models.TextField()
    by_name = models.TextField()
    """Who of the commune wrote it down."""
    recorded_at = models.DateTimeField(db_default=Now())


class FacilityList(Root):
    """A facility sent the list of its children who need a family (form 14; Decree 56/2017, article 45).

    ``place``: of whoever received it, the commune or the province (Decree 147/2025).
    """

    identified = True

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    facility = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    received_on = models.DateField()
    note = models.TextField(default="", blank=True)
    match_by = models.DateTimeField()
    """By when it is compared with the lists of carers (step C8b)."""
    whole_by = models.DateTimeField()
    """By when the whole procedure is to end (step C8c)."""
    due_moved = models.TextField(default="", blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    by_name = models.TextField()
    version = models.IntegerField(default=1)

    class Meta(Root.Meta):
        constraints = (models.UniqueConstraint(fields=["place", "facility", "received_on"], name="facility_list_once"),)
        indexes = (models.Index(fields=["place", "-received_on", "id"], name="facility_list_place"),)

    def __str__(self) -> str:
        return self.facility.name


class FacilityChild(models.Model):
    """A child on such a list, until it has a family or needs none any more."""

    id = models.UUIDField(primary_key=True, editable=False)
    listed = models.ForeignKey(FacilityList, models.CASCADE, related_name="children")
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    born = models.DateField()
    sex = models.CharField(max_length=1, default="9")
    since = models.DateField(null=True)
    """In the facility from this day."""
    note = models.CharField(max_length=300, default="", blank=True)
    placement = models.ForeignKey(Placement, models.PROTECT, null=True, related_name="from_facility")
    left_on = models.DateField(null=True)
    """When the care in the facility ended (Decree 56/2017, article 48(3))."""
    left_number = models.CharField(max_length=60, default="", blank=True)
    settled_on = models.DateField(null=True)
    settled_why = models.CharField(max_length=300, default="", blank=True)
    by_name = models.TextField()
    recorded_at = models.DateTimeField(db_default=Now())

    OPEN = Q(left_on__isnull=True, settled_on__isnull=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="facility_child_settled", condition=Q(settled_on__isnull=True) | ~Q(settled_why="")
            ),
            models.UniqueConstraint(
                fields=["child"], condition=Q(left_on__isnull=True, settled_on__isnull=True), name="facility_child_once"
            ),
        )

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.left_on is None and self.settled_on is None
