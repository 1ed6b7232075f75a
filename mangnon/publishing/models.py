"""Articles with every version, what was asked to be published, what is public now, signed pages, allowed domains.

``Live`` is the only table with articles that the portal's database role may read: whatever stands there was approved
by a second person, and its seal (a signature by a key outside the database) says so. No table holds HTML.
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mangnon.lib.ids import new_id
from mangnon.registry.models import Child


class ArticleKind(models.TextChoices):
    """What an article is."""

    NEWS = "news", _("tin tức")
    NOTICE = "notice", _("thông báo")
    GUIDE = "guide", _("hướng dẫn")


class Section(models.TextChoices):
    """Under which heading it stands; the value is a part of addresses."""

    WORK = "hoat-dong", _("Hoạt động")
    SAFETY = "an-toan", _("An toàn cho trẻ em")
    ABUSE = "phong-ngua-xam-hai", _("Phòng ngừa bạo lực, xâm hại")
    POLICY = "chinh-sach", _("Chính sách, trợ giúp")
    MODELS = "mo-hinh-hay", _("Mô hình hay, người tốt")
    PARENTS = "cha-me", _("Dành cho cha mẹ")
    CHILDREN = "danh-cho-em", _("Dành cho em")


class Language(models.TextChoices):
    """In which language it is written."""

    VI = "vi", _("tiếng Việt")
    EN = "en", _("tiếng Anh")


class State(models.TextChoices):
    """How far a request to publish has come."""

    WAITING = "waiting", _("chờ người thứ hai duyệt")
    SET = "set", _("đã duyệt, chờ đến giờ đăng")
    LIVE = "live", _("đang đăng")
    RETURNED = "returned", _("trả lại để sửa")
    REPLACED = "replaced", _("đã có bản mới hơn")
    WITHDRAWN = "withdrawn", _("đã gỡ xuống")


OPEN = (State.WAITING, State.SET)
"""States in which something is still to happen."""


class Article(models.Model):
    """A thing to read. The form that adds it makes its id, so that a second send adds nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=8, choices=ArticleKind)
    section = models.CharField(max_length=24, choices=Section)
    language = models.CharField(max_length=2, choices=Language)
    slug = models.SlugField(max_length=90)
    """The part of the address that is its own; fixed at the first publishing."""
    title = models.CharField(max_length=160)
    """The newest version's, for lists."""
    latest = models.PositiveIntegerField(default=1)
    """Number of the newest version, and what two editors are kept apart by."""
    state = models.CharField(max_length=12, default="")
    """State of its newest request to publish; empty: never asked for."""
    live_number = models.PositiveIntegerField(null=True)
    """Which version is public now."""
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["language", "slug"], name="article_address"),)
        indexes = (models.Index(fields=["-changed_at", "-id"], name="article_order"),)

    identified = False
    place_field = "shelf_place"
    shelf_place: int | None = None
    """Whose share of the disk its pictures take: the province's, set by the door through which they come."""

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One saved text of an article. Rows are only ever added."""

    id = models.BigAutoField(primary_key=True)
    article = models.ForeignKey(Article, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=400)
    body = models.TextField()
    """Markdown, cleaned: never HTML."""
    author = models.CharField(max_length=160)
    """As printed under the title: name and office."""
    by = models.UUIDField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["article", "number"], name="version_once"),)


class Publication(models.Model):
    """One request to publish one version, and what a second person decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    written_by = models.UUIDField()
    """Who wrote the version."""
    sent_by = models.UUIDField()
    sent_by_name = models.CharField(max_length=120)
    sent_at = models.DateTimeField()
    start = models.DateTimeField(null=True)
    """Not before this moment; none: as soon as it is approved."""
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=120, default="")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(default="")
    """Why it was returned or taken down."""
    seal = models.TextField(default="")
    """Signature over the approved text, by a key that isn't in the database."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["article"], name="publication_one_open", condition=Q(state="waiting") | Q(state="set")
            ),
            models.CheckConstraint(
                name="publication_second_person",
                condition=Q(decided_by__isnull=True) | (~Q(decided_by=F("sent_by")) & ~Q(decided_by=F("written_by"))),
            ),
            models.CheckConstraint(
                name="publication_decided",
                condition=Q(decided_by__isnull=False) | Q(state="waiting") | Q(state="withdrawn"),
            ),
        )
        indexes = (models.Index(fields=["state", "sent_at"], name="publication_waiting"),)


class Live(models.Model):
    """What the public reads of an article now: one row for each that is public. The portal reads this table alone."""

    article = models.OneToOneField(Article, models.PROTECT, primary_key=True, related_name="live")
    kind = models.CharField(max_length=8, choices=ArticleKind)
    section = models.CharField(max_length=24, choices=Section)
    language = models.CharField(max_length=2)
    slug = models.SlugField(max_length=90)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=400)
    body = models.TextField()
    author = models.CharField(max_length=160)
    pictures = models.JSONField(default=list)
    """Of each: id, alt, caption, width, height, sha256 of its bytes, kind of file."""
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    seal = models.TextField()
    """Signature over all of the above (``signing.seals``)."""
    title_words = SearchVectorField()
    words = SearchVectorField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["language", "slug"], name="live_address"),)
        indexes = (
            models.Index(fields=["language", "-published_at", "-article"], name="live_order"),
            models.Index(fields=["language", "section", "-published_at", "-article"], name="live_section"),
            GinIndex(fields=["title_words"], name="live_title_words"),
            GinIndex(fields=["words"], name="live_words"),
        )


class Word(models.Model):
    """A word of published articles with and without its marks, for suggestions after a slip."""

    word = models.CharField(max_length=40, primary_key=True)
    folded = models.CharField(max_length=40)
    articles = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (GinIndex(fields=["folded"], name="word_alike", opclasses=["gin_trgm_ops"]),)


class Seen(models.Model):
    """How often an article was opened: a number, and nothing about who."""

    article = models.OneToOneField(Article, models.PROTECT, primary_key=True, related_name="+")
    times = models.BigIntegerField(default=0)


class Picture(models.Model):
    """A picture of an article. The words for those who can't see it are required."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="pictures")
    file = models.UUIDField()
    """The stored file, in the files room."""
    alt = models.CharField(max_length=200)
    caption = models.CharField(max_length=200, default="")
    faces = models.PositiveSmallIntegerField(default=0)
    """How many children can be recognised in it."""
    cleared = models.PositiveSmallIntegerField(default=0)
    """For how many of them somebody has made sure that every consent is recorded."""
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=120)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(name="picture_told", condition=~Q(alt="")),)


class PictureChild(models.Model):
    """A child who can be recognised in a picture; seen only by those who see the child."""

    id = models.BigAutoField(primary_key=True)
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="children")
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    cleared_by_name = models.CharField(max_length=120)
    cleared_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["picture", "child"], name="picture_child_once"),)


class LinkDomain(models.Model):
    """A host that articles may link to: asked for by one person, confirmed by another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    host = models.CharField(max_length=253)
    why = models.CharField(max_length=300)
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_by_name = models.CharField(max_length=120, default="")
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=120, default="")
    ended_why = models.CharField(max_length=300, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["host"], name="domain_once", condition=Q(ended_at__isnull=True)),
            models.CheckConstraint(
                name="domain_second_person",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("asked_by")),
            ),
        )


class Manifest(models.Model):
    """What a page said when it was signed. Rows are only ever added; the highest number of an address counts."""

    id = models.BigAutoField(primary_key=True)
    address = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the canonical text, links and structure."""
    links = models.JSONField(default=list)
    made_at = models.DateTimeField()
    why = models.CharField(max_length=200, default="")
    signature = models.CharField(max_length=128)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["address", "language", "number"], name="manifest_once"),)


class Due(models.Model):
    """A page that must be signed anew, since something on it was published or taken down."""

    id = models.BigAutoField(primary_key=True)
    address = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    since = models.DateTimeField()
    why = models.CharField(max_length=200)
    gone = models.BooleanField(default=False)
    """Whether the page is no more."""
    seal = models.TextField(default="", db_default="")
    """Signature of the process that asked for it: a row that came by SQL alone signs nothing."""


class Release(models.Model):
    """A state of the code that frames pages: nothing is signed with it until two people have seen what it changes."""

    id = models.BigAutoField(primary_key=True)
    fingerprint = models.CharField(max_length=64, unique=True)
    noticed_at = models.DateTimeField()
    first_by = models.UUIDField(null=True)
    first_by_name = models.CharField(max_length=120, default="")
    first_at = models.DateTimeField(null=True)
    second_by = models.UUIDField(null=True)
    second_by_name = models.CharField(max_length=120, default="")
    second_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="release_second_person",
                condition=Q(second_by__isnull=True) | (Q(first_by__isnull=False) & ~Q(second_by=F("first_by"))),
            ),
        )


class Patrol(models.Model):
    """One round of the patrol: how many pages it opened and what it found."""

    id = models.BigAutoField(primary_key=True)
    began_at = models.DateTimeField()
    pages = models.PositiveIntegerField()
    findings = models.JSONField(default=list)

    class Meta:
        indexes = (models.Index(fields=["-began_at"], name="patrol_order"),)


class Line(models.Model):
    """One line of an article's history. Rows are only ever added."""

    class Act(models.TextChoices):
        """What was done."""

        ADDED = "added", _("Đã tạo bài")
        SAVED = "saved", _("Đã lưu bản mới")
        SENT = "sent", _("Đã gửi duyệt")
        TAKEN_BACK = "taken_back", _("Đã rút lại, không gửi duyệt nữa")
        APPROVED = "approved", _("Đã duyệt")
        PUBLISHED = "published", _("Đã đăng")
        RETURNED = "returned", _("Đã trả lại")
        WITHDRAWN = "withdrawn", _("Đã gỡ xuống")
        PICTURE = "picture", _("Đã thêm ảnh")
        REMOVED = "removed", _("Đã bỏ ảnh")
        CLEARED = "cleared", _("Đã xác nhận sự đồng ý cho ảnh")

    id = models.BigAutoField(primary_key=True)
    article = models.ForeignKey(Article, models.PROTECT, related_name="lines", db_index=False)
    act = models.CharField(max_length=12, choices=Act)
    number = models.PositiveIntegerField()
    reason = models.TextField(default="")
    by = models.TextField()
    by_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["article", "-id"], name="article_line"),)
