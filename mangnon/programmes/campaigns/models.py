"""A campaign of a place for an occasion of a year: what is prepared, what is done, whom it reached, what it shows.

It describes offices and what they do; no table names a child. Everybody who works here reads all of it, a place writes
its own. When occasions fall and what they ask for is data (``programmes/data/occasions.yaml``).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mangnon.lib.conditions import one_of
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.statutes.models import Document


class Dip(models.TextChoices):
    """An occasion of the year."""

    TET = "tet", _("Tết Nguyên đán")
    CHILDREN_DAY = "children_day", _("Ngày Quốc tế Thiếu nhi")
    MONTH = "month_of_action", _("Tháng hành động Vì trẻ em")
    FAMILY_DAY = "family_day", _("Ngày Gia đình Việt Nam")
    MID_AUTUMN = "mid_autumn", _("Tết Trung thu")
    RIGHTS_DAY = "rights_day", _("Ngày Quyền trẻ em thế giới")
    OTHER = "other", _("Đợt truyền thông khác")


class Group(models.TextChoices):
    """Whom a campaign is for, and whom an activity reaches. A head is counted in one group."""

    BOYS = "boys", _("trẻ em nam")
    GIRLS = "girls", _("trẻ em nữ")
    CHILDREN = "children", _("trẻ em, chưa tách nam nữ")
    PARENTS = "parents", _("cha mẹ, người chăm sóc trẻ")
    TEACHERS = "teachers", _("giáo viên")
    OFFICERS = "officers", _("cán bộ, cộng tác viên, người ở thôn")
    OTHERS = "others", _("người dân khác")


AUDIENCE = (
    (Group.CHILDREN.value, pgettext_lazy("counted", "trẻ em")),
    *((one.value, one.label) for one in (Group.PARENTS, Group.TEACHERS, Group.OFFICERS, Group.OTHERS)),
)
"""For whom a campaign can be: boys and girls aren't told apart beforehand."""


class Campaign(models.Model):
    """What a place does for children at an occasion of a year. Its days are ``first_on`` to ``last_on``, both in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    carried_from = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    """The place that began it, where that is no more and its successor carries on."""
    year = models.PositiveSmallIntegerField()
    occasion = models.CharField(max_length=16, choices=Dip)
    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=300, default="")
    """The year's theme, as those above gave it out."""
    message = models.CharField(max_length=500, default="")
    """What people are to take home."""
    audience = ArrayField(models.CharField(max_length=12), default=list)
    """Values of ``AUDIENCE``."""
    first_on = models.DateField()
    last_on = models.DateField()
    order = models.CharField(max_length=200, default="")
    """Number and date of the document that orders it, as printed."""
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    """The same in the register, where it is there."""
    carries_out = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_by")
    """The campaign of the province for the same occasion."""
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    """The earlier campaign from which it was copied."""
    report_due = models.DateField(null=True)
    """The last day for its report, where the law wants one."""
    report_sent_on = models.DateField(null=True)
    report_number = models.CharField(max_length=80, default="")
    report_by_name = models.CharField(max_length=120, default="")
    report_warned_at = models.DateTimeField(null=True)
    """When its place was told that the day is near."""
    report_climbed_at = models.DateTimeField(null=True)
    """When those above were told that it has passed."""
    finished_on = models.DateField(null=True)
    learnt = models.TextField(default="")
    """What was learnt of it, for the next one."""
    dropped_on = models.DateField(null=True)
    dropped_why = models.CharField(max_length=500, default="")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["place", "year", "occasion"],
                name="campaign_once",
                condition=~Q(occasion="other") & Q(carried_from__isnull=True),
            ),
            models.CheckConstraint(name="campaign_occasion", condition=one_of("occasion", Dip.values)),
            models.CheckConstraint(name="campaign_days", condition=Q(last_on__gte=F("first_on"))),
            models.CheckConstraint(name="campaign_dropped", condition=Q(dropped_on__isnull=True) | ~Q(dropped_why="")),
            models.CheckConstraint(
                name="campaign_reported", condition=Q(report_sent_on__isnull=True) | ~Q(report_number="")
            ),
            models.CheckConstraint(
                name="campaign_one_end", condition=Q(finished_on__isnull=True) | Q(dropped_on__isnull=True)
            ),
        )
        indexes = (models.Index(fields=["year", "place"], name="campaign_year"),)

    identified = False
    place_field = "place_id"

    def __str__(self) -> str:
        return self.title

    @property
    def open(self) -> bool:
        """Whether something can still be written about it."""
        return self.finished_on is None and self.dropped_on is None


class Preparation(models.Model):
    """Something to be ready by a day: by whom, done when and by whom; or not needed, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="preparations", db_index=False)
    title = models.CharField(max_length=240)
    who = models.CharField(max_length=120, default="")
    """The person or the post, as it was told."""
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_by_name = models.CharField(max_length=120, default="")
    skipped_why = models.CharField(max_length=300, default="")
    warned_at = models.DateTimeField(null=True)
    """When its place was told that the day is near."""
    climbed_at = models.DateTimeField(null=True)
    """When leaders were told that it has passed."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(name="preparation_end", condition=Q(done_on__isnull=True) | Q(skipped_why="")),
        )
        indexes = (models.Index(fields=["campaign", "due_on"], name="preparation_due"),)

    def __str__(self) -> str:
        return self.title


class ActivityKind(models.TextChoices):
    """How people are reached."""

    LAUNCH = "launch", _("lễ phát động, ngày hội")
    TALK = "talk", _("nói chuyện, truyền thông ở trường")
    MEETING = "meeting", _("họp thôn, nhóm cha mẹ")
    VISIT = "visit", _("thăm nhà")
    LOUDSPEAKER = "loudspeaker", _("loa truyền thanh")
    LEAFLET = "leaflet", _("tờ rơi, áp phích, băng rôn")
    ONLINE = "online", _("mạng xã hội, trang tin")
    CONTEST = "contest", _("hội thi, câu lạc bộ")
    GIFTS = "gifts", _("tặng quà, học bổng")
    MEDICAL = "medical", _("khám, tư vấn sức khỏe")
    PLAY = "play", _("vui chơi, hoạt động hè, dạy bơi")
    CHECK = "check", _("rà soát nơi nguy hiểm với trẻ em")
    OTHER = "other", _("hoạt động khác")


class Topic(models.TextChoices):
    """What it is about."""

    ABUSE = "abuse", _("phòng, chống xâm hại, bạo lực trẻ em nói chung")
    SEXUAL = "sexual", _("phòng, chống xâm hại tình dục trẻ em")
    VIOLENCE = "violence", _("phòng, chống bạo lực trẻ em")
    DROWNING = "drowning", _("phòng, chống đuối nước trẻ em")
    INJURY = "injury", _("phòng, chống tai nạn, thương tích khác")
    HOTLINE = "hotline", _("Tổng đài 111, cách báo tin")
    LAW = "law", _("quyền trẻ em, Luật Trẻ em")
    ONLINE = "online", _("an toàn trên mạng")
    MARRIAGE = "marriage", _("phòng, chống tảo hôn")
    LABOUR = "labour", _("phòng, chống lao động trẻ em trái luật")
    CARE = "care", _("chăm sóc, dinh dưỡng, sức khỏe")
    JOY = "joy", _("vui chơi, tặng quà, động viên")


class Activity(models.Model):
    """One thing done in a campaign, or to be done: where, when, how, about what, at which cost, and what it was."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="activities", db_index=False)
    on = models.DateField()
    where = models.CharField(max_length=160)
    """Hamlet, school or whole commune, in words."""
    kind = models.CharField(max_length=12, choices=ActivityKind)
    topic = models.CharField(max_length=12, choices=Topic)
    title = models.CharField(max_length=200)
    planned = models.PositiveBigIntegerField(default=0)
    spent = models.PositiveBigIntegerField(default=0)
    """Money in đồng."""
    source = models.CharField(max_length=160, default="")
    """Whose money it is."""
    done = models.TextField(default="")
    """What was done; empty until it took place."""
    dropped_why = models.CharField(max_length=500, default="")
    version = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.CheckConstraint(name="activity_kind", condition=one_of("kind", ActivityKind.values)),
            models.CheckConstraint(name="activity_topic", condition=one_of("topic", Topic.values)),
            models.CheckConstraint(name="activity_end", condition=Q(done="") | Q(dropped_why="")),
        )
        indexes = (models.Index(fields=["campaign", "on"], name="activity_campaign"),)

    def __str__(self) -> str:
        return self.title

    @property
    def held(self) -> bool:
        """Whether it took place and was told of."""
        return bool(self.done)


class Reached(models.Model):
    """How many people of a group an activity reached."""

    id = models.BigAutoField(primary_key=True)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="reached", db_index=False)
    group = models.CharField(max_length=12, choices=Group)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["activity", "group"], name="reached_once"),
            models.CheckConstraint(name="reached_group", condition=one_of("group", Group.values)),
        )


class MaterialKind(models.TextChoices):
    """What is handed out, hung up or played."""

    LEAFLET = "leaflet", _("tờ rơi, sổ tay")
    POSTER = "poster", _("áp phích, băng rôn")
    AUDIO = "audio", _("bài phát thanh")
    VIDEO = "video", _("phim, phóng sự")
    SLIDES = "slides", _("bài trình chiếu, bài giảng")
    GAME = "game", _("trò chơi, tranh lật")
    OTHER = "other", _("tài liệu khác")


class Language(models.TextChoices):
    """In which language."""

    VIETNAMESE = "vi", _("tiếng Việt")
    CO_TU = "ktv", _("tiếng Cơ Tu")
    XO_DANG = "sed", _("tiếng Xơ Đăng, Ca Dong")
    GIE_TRIENG = "jeh", _("tiếng Giẻ Triêng, Bh’noong")
    CO = "cua", _("tiếng Co")
    SIGNS = "sign", _("ngôn ngữ ký hiệu")
    PICTURES = "pictures", _("chỉ có tranh, không lời")
    OTHER = "other", _("tiếng khác")


class Material(models.Model):
    """Something printed, recorded or made for a campaign. ``file``: its stored file, where it was sent in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="materials")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=MaterialKind)
    language = models.CharField(max_length=12, choices=Language)
    copies = models.PositiveIntegerField(default=0)
    file = models.UUIDField(null=True)
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.CheckConstraint(name="material_kind", condition=one_of("kind", MaterialKind.values)),
            models.CheckConstraint(name="material_language", condition=one_of("language", Language.values)),
        )

    def __str__(self) -> str:
        return self.title


class Consent(models.TextChoices):
    """Why a photo may be kept and shown to those who work here."""

    NOBODY = "nobody", _("không nhận ra ai trong ảnh (chụp từ sau, từ xa, chỉ có đồ vật)")
    ADULTS = "adults", _("chỉ có người lớn, họ đồng ý")
    WRITTEN = "written", _("có trẻ em; cha mẹ đồng ý bằng văn bản, trẻ từ đủ 7 tuổi cũng đồng ý")


class Photo(models.Model):
    """A photo of an activity with who consented and how; taken away when the consent ends."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="photos")
    file = models.UUIDField(unique=True)
    caption = models.CharField(max_length=200, default="")
    how = models.CharField(max_length=8, choices=Consent)
    consent = models.CharField(max_length=300)
    """Who consented, when, where the signed paper lies; without a child's name."""
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)
    removed_on = models.DateField(null=True)
    removed_why = models.CharField(max_length=300, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(name="photo_how", condition=one_of("how", Consent.values)),
            models.CheckConstraint(name="photo_consent", condition=~Q(consent="")),
            models.CheckConstraint(name="photo_removed", condition=Q(removed_on__isnull=True) | ~Q(removed_why="")),
        )
