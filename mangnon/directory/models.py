"""Providers, the services they give, the places and hours of each, contacts, who answers for them, and a history.

The shape is Open Referral's (organisation, service, service at a place, schedule, contact). A provider has a place when
a commune keeps it; none when the province does (``whose``). Everybody who works here reads all of it: it describes
offices and what they offer, no child.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mangnon.lib.ids import new_id
from mangnon.places.models import Unit


class ProviderKind(models.TextChoices):
    """What sort of body gives the service."""

    STATE = "state", _("cơ quan nhà nước")
    CENTRE = "centre", _("trung tâm, đơn vị sự nghiệp công lập")
    HEALTH = "health", _("cơ sở y tế")
    SCHOOL = "school", _("cơ sở giáo dục")
    ASSISTANCE = "assistance", _("cơ sở trợ giúp xã hội")
    UNION = "union", _("Mặt trận, đoàn thể, hội")
    CHARITY = "charity", _("tổ chức xã hội, tôn giáo, từ thiện")
    PRIVATE = "private", _("cơ sở tư nhân")
    FOREIGN = "foreign", _("tổ chức quốc tế, tổ chức phi chính phủ nước ngoài")


class Need(models.TextChoices):
    """What a service is for. The list is ours: it names what a case plan asks for, no law counts it so."""

    SHELTER = "shelter", _("tạm lánh, chỗ ở an toàn")
    CARE = "care", _("chăm sóc, nuôi dưỡng thay thế")
    HEALTH = "health", _("khám, chữa bệnh")
    MIND = "mind", _("hỗ trợ tâm lý")
    COUNSEL = "counsel", _("tư vấn, tham vấn gia đình")
    LEGAL = "legal", _("trợ giúp pháp lý")
    SCHOOLING = "schooling", _("học tập, trở lại trường")
    TRADE = "trade", _("học nghề, việc làm")
    MONEY = "money", _("hỗ trợ tiền, hiện vật")
    DISABILITY = "disability", _("phục hồi chức năng, hỗ trợ khuyết tật")
    PAPERS = "papers", _("giấy tờ, hộ tịch")
    SKILLS = "skills", _("kỹ năng, vui chơi, hòa nhập")
    RESCUE = "rescue", _("can thiệp khẩn cấp")


class Fee(models.TextChoices):
    """What it costs whoever comes."""

    FREE = "free", _("miễn phí")
    PARTLY = "partly", _("miễn, giảm cho một số đối tượng")
    PAID = "paid", _("có thu phí")
    UNKNOWN = "unknown", _("chưa rõ")


class Intake(models.TextChoices):
    """Whether it takes children now, as its people last said."""

    OPEN = "open", _("đang nhận")
    WAIT = "wait", _("nhận, phải chờ")
    FULL = "full", _("tạm hết chỗ")
    UNKNOWN = "unknown", _("chưa rõ")


class Lives(models.Model):
    """Something with a first day and, once it has ended, a day from which it is no more."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    ended_why = models.TextField(default="")

    class Meta:
        abstract = True


class Provider(Lives):
    """A body that helps children. The form that adds it makes its id, so that a second send adds nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    """The commune that keeps the entry; none when the province does."""
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=ProviderKind)
    about = models.TextField(default="")
    licence = models.CharField(max_length=160, default="")
    """The decision that set it up, or its registration, as printed."""
    address = models.CharField(max_length=200, default="")
    phone = models.CharField(max_length=40, default="")
    email = models.EmailField(max_length=120, default="")
    link = models.URLField(max_length=300, default="")
    public = models.BooleanField(default=False)
    """Whether the public may read of it: name, kind, about, address, phone, link and its public services."""
    said_by = models.CharField(max_length=160, default="")
    """Who told all this: a paper, a person of the provider."""
    checked_on = models.DateField()
    """When somebody last made sure that it is so."""
    version = models.PositiveIntegerField(default=1)
    search_key = models.TextField(default="")
    """A blank, folded words of the provider, a blank."""
    sort_key = models.CharField(max_length=400, db_collation="C")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="provider_lives", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
        )
        indexes = (models.Index(fields=["place"], name="provider_place"),)

    identified = False

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """Somebody at the provider whom staff may call; never shown to the public."""

    id = models.BigAutoField(primary_key=True)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=120)
    position = models.CharField(max_length=120, default="")
    phone = models.CharField(max_length=40, default="")
    email = models.EmailField(max_length=120, default="")


class Service(Lives):
    """What a provider gives: for which needs, to which children, under which conditions, how many at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="services")
    name = models.CharField(max_length=160)
    about = models.TextField(default="")
    needs = ArrayField(models.CharField(max_length=12, choices=Need))
    groups = ArrayField(models.CharField(max_length=12), default=list)
    """Codes of the groups of special circumstances it is for; none: for all children."""
    age_from = models.PositiveSmallIntegerField(null=True)
    age_below = models.PositiveSmallIntegerField(null=True)
    """Completed years: from the first, below the second."""
    eligibility = models.TextField(default="")
    how = models.TextField(default="")
    """How one comes in: by appointment, with which papers."""
    fee = models.CharField(max_length=8, choices=Fee, default=Fee.UNKNOWN)
    everywhere = models.BooleanField(default=True)
    """Serves the whole province; otherwise the places of ``Served``."""
    takes_referrals = models.BooleanField(default=True)
    capacity = models.PositiveSmallIntegerField(null=True)
    """Children at a time, or in a course; none where it isn't counted."""
    free = models.PositiveSmallIntegerField(null=True)
    intake = models.CharField(max_length=8, choices=Intake, default=Intake.UNKNOWN)
    counted_at = models.DateTimeField(null=True)
    """When its people last said how many they can take."""
    counted_by = models.TextField(default="")
    public = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    search_key = models.TextField(default="")
    """As the provider's, of both."""
    sort_key = models.CharField(max_length=400, db_collation="C")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="service_lives", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
            models.CheckConstraint(
                name="service_ages",
                condition=Q(age_from__isnull=True) | Q(age_below__isnull=True) | Q(age_below__gt=F("age_from")),
            ),
            models.CheckConstraint(
                name="service_free",
                condition=Q(free__isnull=True) | Q(capacity__isnull=True) | Q(free__lte=F("capacity")),
            ),
        )
        indexes = (
            models.Index(fields=["sort_key", "id"], name="service_order"),
            GinIndex(fields=["needs"], name="service_needs"),
        )

    identified = False

    def __str__(self) -> str:
        return self.name


class Served(models.Model):
    """A commune that a service serves, when it doesn't serve all."""

    id = models.BigAutoField(primary_key=True)
    service = models.ForeignKey(Service, models.CASCADE, related_name="served")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")


class Location(Lives):
    """A place where a service is given, or a line on which it is; with its hours."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="locations")
    place = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    """The commune where it stands; none for a telephone line."""
    name = models.CharField(max_length=160, default="")
    address = models.CharField(max_length=200, default="")
    phone = models.CharField(max_length=40, default="")
    reaching = models.CharField(max_length=200, default="")
    """The way in: floor, gate, ramp."""
    always = models.BooleanField(default=False)
    """Day and night, every day."""
    days_off = models.BooleanField(default=False)
    """Open on public holidays too."""

    class Meta:
        indexes = (models.Index(fields=["service"], name="location_service"),)


class Hours(models.Model):
    """One span of opening on one weekday (Monday is 0), in Vietnamese time; past midnight when it closes earlier."""

    id = models.BigAutoField(primary_key=True)
    location = models.ForeignKey(Location, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="hours_weekday", condition=Q(weekday__lte=6)),
            models.CheckConstraint(name="hours_last", condition=~Q(opens=F("closes"))),
        )


class Staffing(models.Model):
    """A person with an account who answers for a provider: sees the referrals to it, says how many it can take."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="staff")
    person_id = models.UUIDField()
    """Someone of ``accounts``, by id as everywhere below it."""
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    given_by = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["provider", "person_id"], name="staffing_once", condition=Q(valid_to__isnull=True)
            ),
        )
        indexes = (models.Index(fields=["person_id"], name="staffing_person"),)


class Line(models.Model):
    """One line of a provider's history: who did what, when and why. Rows are only ever added."""

    class Act(models.TextChoices):
        """What was done."""

        ADDED = "added", _("Đã thêm vào danh bạ")
        CORRECTED = "corrected", _("Đã sửa")
        CHECKED = "checked", _("Đã kiểm tra lại, vẫn đúng")
        CLOSED = "closed", _("Đã ghi ngừng hoạt động")
        REOPENED = "reopened", _("Đã ghi hoạt động lại")
        COUNTED = "counted", _("Đã cập nhật khả năng nhận")
        STAFFED = "staffed", _("Đã giao người phụ trách")
        UNSTAFFED = "unstaffed", _("Đã thôi giao người phụ trách")

    id = models.BigAutoField(primary_key=True)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="lines", db_index=False)
    about = models.CharField(max_length=160, default="")
    """The service or place it was done to; empty: the provider itself."""
    act = models.CharField(max_length=10, choices=Act)
    changed = models.JSONField(default=list)
    """Lines of field, old text, new text."""
    reason = models.TextField(default="")
    by = models.TextField()
    by_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["provider", "-id"], name="line_provider"),)
