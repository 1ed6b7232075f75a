"""Definitions with their versions, and the register of documents with how they relate."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mangnon.places.models import Unit


class Source(models.TextChoices):
    """Who brought it in."""

    SHIPPED = "shipped", _("đi cùng phần mềm")
    LOCAL = "local", _("địa phương nạp")


class Definition(models.Model):
    """One version of a definition. Rows are only ever added; a trigger refuses every change.

    Of the versions that begin on one day the latest row counts; a version without an end holds until the next begins.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, default="")
    citation = models.JSONField(default=list)
    confirmed = models.BooleanField()
    why = models.TextField(default="")
    body = models.JSONField()
    source = models.CharField(max_length=8, choices=Source)
    loaded_by = models.TextField()
    loaded_at = models.DateTimeField(db_default=Now())
    checksum = models.CharField(max_length=64)
    position = models.IntegerField(default=0)
    search_key = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "key", "version"], name="definition_version_once"),
            models.CheckConstraint(
                name="definition_lives", condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))
            ),
        )
        indexes = (models.Index(fields=["kind", "position", "key", "valid_from"], name="definition_order"),)

    def __str__(self) -> str:
        return self.said

    @property
    def said(self) -> str:
        """The title in the reader's language."""
        return self.title_en if get_language() == "en" and self.title_en else self.title


class Loaded(models.Model):
    """Remembers the state of the shipped files, so that an unchanged state costs one query."""

    name = models.CharField(max_length=20, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(db_default=Now())


class DocumentKind(models.TextChoices):
    """What a document is."""

    LAW = "law", _("luật")
    RESOLUTION = "resolution", _("nghị quyết")
    DECREE = "decree", _("nghị định")
    DECISION = "decision", _("quyết định")
    DIRECTIVE = "directive", _("chỉ thị")
    CIRCULAR = "circular", _("thông tư")
    JOINT_CIRCULAR = "joint_circular", _("thông tư liên tịch")
    PLAN = "plan", _("kế hoạch")
    PROGRAMME = "programme", _("chương trình")
    DISPATCH = "dispatch", _("công văn")
    TELEGRAM = "telegram", _("công điện")
    NOTICE = "notice", _("thông báo")
    REPORT = "report", _("báo cáo")
    OTHER = "other", _("văn bản khác")


class State(models.TextChoices):
    """Whether a document is in force, as far as is known."""

    IN_FORCE = "in_force", _("đang có hiệu lực")
    REPLACED = "replaced", _("đã bị thay thế")
    REPEALED = "repealed", _("đã bị bãi bỏ")
    EXPIRED = "expired", _("đã hết thời kỳ")
    UNKNOWN = "unknown", _("chưa rõ hiệu lực")


class Document(models.Model):
    """A legal or directing document. A number is unique only with its issuer and year.

    Row security shows those without a place to everybody who works here: the law, and what the province entered.
    One with a place is a commune's own: seen there and by the province (``statutes.whose``).
    """

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True, db_default=RandomUUID())
    """Made by the form that adds it, so that a second send adds nothing; under it the document owns files."""
    place = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    """The commune whose document it is; none for the law and for the province's."""
    version = models.PositiveIntegerField(default=1, db_default=1)
    withdrawn_at = models.DateTimeField(null=True)
    """Entered by mistake: it stays, out of lists and search."""
    withdrawn_why = models.TextField(default="", db_default="")
    code = models.CharField(max_length=24, unique=True, null=True)  # noqa: DJ001 - NULL: brought in locally
    number = models.CharField(max_length=80, default="")
    issued = models.CharField(max_length=12, default="")
    """The printed date as far as it is known: ``2019``, ``2019-12``, ``2019-12-23``."""
    issued_sort = models.DateField(default=date(1, 1, 1))
    year = models.IntegerField(null=True)
    issuer = models.CharField(max_length=160)
    kind = models.CharField(max_length=16, choices=DocumentKind)
    subject = models.TextField()
    about = models.TextField(default="")
    force_from = models.DateField(null=True)
    force_to = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.UNKNOWN)
    state_note = models.TextField(default="")
    gazette = models.CharField(max_length=80, default="")
    link = models.URLField(max_length=300, default="")
    doubt = models.TextField(default="")
    """What looks like a misprint; the printed value stays as it is."""
    confirmed = models.BooleanField(default=True)
    confirmed_note = models.TextField(default="")
    source = models.CharField(max_length=8, choices=Source)
    corrected_at = models.DateTimeField(null=True)
    """When a person last changed it here; from then on new releases leave it alone."""
    number_key = models.CharField(max_length=80, default="")
    search_key = models.TextField(default="")
    """A blank, the number in one piece, a blank, folded words, a blank: a word is found between blanks."""

    class Meta:
        indexes = (
            models.Index(fields=["issued_sort", "id"], name="document_order"),
            models.Index(fields=["year", "issued_sort"], name="document_year"),
            models.Index(fields=["number_key"], name="document_number"),
            GinIndex(fields=["search_key"], name="document_words", opclasses=["gin_trgm_ops"]),
        )

    identified = False
    place_field = "shelf_place"
    shelf_place: int | None = None
    """Whose share of the disk its files take, set by the door through which they come (``doors``)."""

    def __str__(self) -> str:
        return self.number or self.subject

    @property
    def is_local(self) -> bool:
        """Whether somebody entered it here."""
        return self.source == Source.LOCAL


class RelationKind(models.TextChoices):
    """What the newer document does to the older."""

    REPLACES = "replaces", _("thay thế")
    AMENDS = "amends", _("sửa đổi, bổ sung")
    RESTS = "rests", _("căn cứ vào")


class Relation(models.Model):
    """The newer document does something to the older; one of them may stand outside the register, by its words."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=8, choices=RelationKind)
    newer = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="does", null=True)
    older = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="undergoes", null=True)
    newer_words = models.CharField(max_length=200, default="")
    older_words = models.CharField(max_length=200, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "newer", "older", "newer_words", "older_words"],
                name="relation_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="relation_inside", condition=Q(newer__isnull=False) | Q(older__isnull=False)),
        )


class Reliance(models.Model):
    """What somebody said rests on a document: a definition by kind and key, or a task, an indicator in words."""

    id = models.BigAutoField(primary_key=True)
    document = models.ForeignKey(Document, models.CASCADE, related_name="reliances")
    kind = models.CharField(max_length=20, default="")
    key = models.CharField(max_length=60, default="")
    words = models.CharField(max_length=200, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["document", "kind", "key", "words"], name="reliance_once"),
            models.CheckConstraint(name="reliance_says", condition=~Q(key="") | ~Q(words="")),
        )


class DocumentChange(models.Model):
    """One line of a document's history: who did what to it, when and why. Rows are only ever added."""

    class Act(models.TextChoices):
        """What was done."""

        ADDED = "added", _("Đã thêm vào danh mục")
        CORRECTED = "corrected", _("Đã sửa")
        ENDED = "ended", _("Đã ghi hết hiệu lực")
        WITHDRAWN = "withdrawn", _("Đã rút khỏi danh mục")
        RESTORED = "restored", _("Đã đưa lại vào danh mục")
        ATTACHED = "attached", _("Đã gửi tệp")
        DETACHED = "detached", _("Đã gỡ tệp")

    id = models.BigAutoField(primary_key=True)
    document = models.ForeignKey(Document, models.CASCADE, related_name="changes", db_index=False)
    act = models.CharField(max_length=10, choices=Act)
    changed = models.JSONField(default=list)
    """Lines of field, old text, new text."""
    reason = models.TextField(default="")
    by = models.TextField()
    by_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["document", "-id"], name="change_document"),)
