"""A child: what was true at birth, and what is kept beside it for lists."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear, Now
from django.utils.translation import gettext_lazy as _

from mangnon.access.managers import Root
from mangnon.lib.dates import PartialDate
from mangnon.lib.refusal import Text
from mangnon.places.models import Hamlet, Unit
from mangnon.registry.models.households import Household


class Sex(models.TextChoices):
    """Code list ``gioi_tinh``; 9 when it isn't known."""

    MALE = "1", _("Nam")
    FEMALE = "2", _("Nữ")
    UNKNOWN = "9", _("Chưa rõ")


class Nameless(models.TextChoices):
    """Why a child has no name yet."""

    NAMED = "", _("Đã có tên")
    NEWBORN = "newborn", _("Trẻ sơ sinh chưa đặt tên")
    FOUNDLING = "foundling", _("Trẻ bị bỏ rơi chưa được đặt tên")
    UNKNOWN = "unknown", _("Chưa biết tên")


class Registered(models.TextChoices):
    """Whether the birth was registered."""

    IN_TIME = "in_time", _("Đúng hạn")
    LATE = "late", _("Quá hạn")
    NO = "no", _("Chưa đăng ký")
    UNKNOWN = "unknown", _("Chưa rõ")


class Left(models.TextChoices):
    """Why a record isn't among the living children of its commune any more."""

    HERE = "", _("Đang quản lý")
    DIED = "died", _("Đã chết")
    AWAY = "away", _("Rời địa bàn, không rõ nơi đến")
    OUTSIDE = "outside", _("Chuyển ra ngoài tỉnh")
    ABROAD = "abroad", _("Ra nước ngoài")
    MERGED = "merged", _("Đã gộp vào hồ sơ khác")


class Birth(models.Model):
    """The day of birth as far as it is known: nothing is filled in (``PartialDate``)."""

    born = models.CharField(max_length=11)
    """``PartialDate.code``: ``2014``, ``2014-03``, ``2014-03-07``, each with ``~`` if estimated."""
    born_from = models.DateField()
    """The first day that it can be."""
    born_to = models.DateField()
    """The last day that it can be: age is counted from it, so that in doubt a person is a child."""
    born_year = models.GeneratedField(
        expression=ExtractYear("born_from"), output_field=models.SmallIntegerField(), db_persist=True
    )

    class Meta:
        abstract = True

    @property
    def birth(self) -> PartialDate:
        """The date of birth with what is known of it."""
        return PartialDate.parse(self.born)

    def set_birth(self, birth: PartialDate) -> None:
        """Keep a date in its three forms."""
        self.born, self.born_from, self.born_to = birth.code, birth.earliest(), birth.latest()


class Child(Root, Birth):
    """A child in the register of the commune where it actually lives.

    ``other_place`` is the commune that was asked to take the child over, until it answers: both see it. The personal
    number is never required and not unique: an equal number is the heaviest look-alike, no error of the database.
    Whether somebody is still a child is computed from the birth, never stored.
    """

    hamlet_field = "hamlet_id"
    other_place_field = "other_place_id"
    identified = True

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    other_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, db_index=False)
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, related_name="+", null=True, db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", null=True)
    full_name = models.CharField(max_length=120, blank=True)
    nameless = models.CharField(max_length=10, choices=Nameless, default="", blank=True)
    mark = models.CharField(max_length=120, default="", blank=True)
    """What tells this child from another of the same name in the village: "con ông Bảy"."""
    sort_key = models.CharField(max_length=300, db_collation="C")
    sex = models.CharField(max_length=1, choices=Sex)
    ethnicity = models.CharField(max_length=2, default="", blank=True)
    """Code list ``dan_toc``; empty when it isn't known."""
    nationality = models.CharField(max_length=2, default="VN")
    """ISO 3166-1 code; ``XX`` not determined, ``XS`` stateless."""
    personal_number = models.CharField(max_length=12, default="", blank=True)
    external_code = models.CharField(max_length=40, default="", blank=True)
    """The number that the child has in somebody else's list."""
    birth_place = models.CharField(max_length=160, default="", blank=True)
    home_place = models.CharField(max_length=160, default="", blank=True)
    registered = models.CharField(max_length=8, choices=Registered, default=Registered.UNKNOWN)
    certificate_number = models.CharField(max_length=40, default="", blank=True)
    certificate_on = models.DateField(null=True, blank=True)
    certificate_place = models.CharField(max_length=160, default="", blank=True)
    swims = models.BooleanField(null=True)
    """Whether the child can swim; None when nobody asked."""
    left = models.CharField(max_length=8, choices=Left, default="", blank=True)
    left_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, db_index=False)
    visited_on = models.DateField(null=True)
    """Day of the last visit; kept beside the visits for lists."""
    verified_on = models.DateField(null=True)
    """Day on which somebody last confirmed the record as a whole."""
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.TextField()
    """Uuid of a person, or the name of a job."""
    version = models.IntegerField(default=1)

    class Meta(Root.Meta):
        constraints = (
            models.CheckConstraint(name="child_name_or_reason", condition=~Q(full_name="") | ~Q(nameless="")),
            models.CheckConstraint(name="child_left_on", condition=Q(left="") | Q(left_on__isnull=False)),
            models.CheckConstraint(name="child_merged", condition=Q(left="merged") ^ Q(merged_into__isnull=True)),
            models.CheckConstraint(name="child_birth_order", condition=Q(born_to__gte=F("born_from"))),
        )
        indexes = (
            models.Index(
                fields=["place", "sort_key", "id"],
                include=["other_place", "left"],
                name="child_place_sort",
            ),
            models.Index(
                fields=["other_place", "sort_key", "id"],
                condition=Q(other_place__isnull=False),
                name="child_other_sort",
            ),
            models.Index(fields=["place", "born_from"], name="child_place_born"),
            models.Index(fields=["born_from"], name="child_born"),
            models.Index(fields=["sort_key", "id"], name="child_sort"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="child_merged_into"),
            models.Index(fields=["personal_number"], condition=~Q(personal_number=""), name="child_number"),
            models.Index(fields=["external_code"], condition=~Q(external_code=""), name="child_external"),
        )

    def __str__(self) -> str:
        return self.full_name or str(Nameless(self.nameless).label)

    @property
    def is_here(self) -> bool:
        """Whether the record is in use: the child lives, and lives in its commune."""
        return not self.left

    @property
    def called(self) -> Text:
        """The name, or in words why there is none."""
        return str(self)


class OtherName(models.Model):
    """A name at home, an earlier name, a name as somebody else writes it."""

    class Kind(models.TextChoices):
        """Where the name comes from."""

        HOUSE = "house", _("Tên gọi ở nhà")
        FORMER = "former", _("Tên trước đây")
        WRITTEN = "written", _("Cách viết khác")

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(Child, models.CASCADE, related_name="other_names", db_index=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["child", "name"], name="other_name_once"),)


class Correction(models.Model):
    """Something that never was true was put right: what stood there, what stands there now, and why."""

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(Child, models.PROTECT, related_name="corrections", db_index=False)
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.TextField()
    by_name = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["child", "-at"], name="correction_child"),)
