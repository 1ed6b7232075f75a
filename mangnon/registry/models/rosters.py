"""A sheet that came for a place, what it did to the register, and how its headings were understood."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from mangnon.access.managers import Root
from mangnon.places.models import Unit


class RosterState(models.TextChoices):
    """How far a sheet has come."""

    RECEIVED = "received", _("Chờ chọn cột")
    CHECKING = "checking", _("Đang kiểm tra")
    CHECKED = "checked", _("Chờ xem và nhập")
    APPLYING = "applying", _("Đang nhập")
    APPLIED = "applied", _("Đã nhập")
    UNDONE = "undone", _("Đã hoàn tác")
    FAILED = "failed", _("Không nhập được")


class Roster(Root):
    """One file, for one place. Its bytes lie with the stored files; what was found in it lies here."""

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    hash = models.CharField(max_length=64)
    """SHA-256 of what was sent: the same file for the same place adds nothing."""
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=10, choices=RosterState, default=RosterState.RECEIVED)
    titles = models.JSONField(default=list)
    """The headings of the sheet, from left to right."""
    fingerprint = models.CharField(max_length=32, default="")
    mapping = models.JSONField(default=dict)
    """Index of a column, as text → our column."""
    layout = models.CharField(max_length=8, default="")
    rows = models.IntegerField(default=0)
    new = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    same = models.IntegerField(default=0)
    alike = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    faults = models.JSONField(default=list)
    """Errors and doubts: row, column, sentence, how to mend, kind; the first of them."""
    errors = models.IntegerField(default=0)
    doubts = models.JSONField(default=dict)
    """Kind of doubt → how many."""
    accepted = ArrayField(models.CharField(max_length=16), default=list)
    decided = models.JSONField(default=dict)
    """Number of a row → id of the child that it is, or "" when it is another."""
    preview = models.JSONField(default=dict)
    plan = models.CharField(max_length=64, default="")
    """Hash of everything that the preview would do."""
    received_at = models.DateTimeField()
    received_by = models.TextField()
    received_by_name = models.TextField()
    applied_at = models.DateTimeField(null=True)
    applied_by_name = models.TextField(default="")
    undone_at = models.DateTimeField(null=True)
    kept = ArrayField(models.UUIDField(), default=list)
    """Children that an undo left as they are, because somebody has changed them since."""
    trouble = models.TextField(default="")
    """Why it failed, in a sentence."""

    class Meta(Root.Meta):
        indexes = (
            models.Index(fields=["place", "-received_at"], name="roster_place"),
            models.Index(fields=["place", "hash"], name="roster_hash"),
        )
        verbose_name = _("Tệp danh sách")

    def __str__(self) -> str:
        return self.name

    @property
    def is_busy(self) -> bool:
        """Whether a machine works on it now."""
        return self.state in (RosterState.CHECKING, RosterState.APPLYING)


class RosterImprint(models.Model):
    """What one import did: written in its transaction, never changed.

    Whatever that transaction wrote carries the same ``xmin`` as this row; what has another was touched since.
    """

    roster = models.OneToOneField(Roster, models.CASCADE, primary_key=True, related_name="imprint")
    at = models.DateTimeField()
    children = ArrayField(models.UUIDField())
    """Children that it added."""
    households = ArrayField(models.UUIDField())
    row_hashes = models.BinaryField()
    """Twelve bytes for each row of the sheet, in its order."""
    digest = models.CharField(max_length=64)
    """SHA-256 over them, as it stands in the book."""
    before = models.JSONField()
    """Table → rows that were changed, as they were."""
    after = models.JSONField()
    """Child that was changed → print of all its rows when the import ended."""


class ColumnMap(models.Model):
    """How the headings of a place's sheet were understood the last time."""

    id = models.BigAutoField(primary_key=True)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    fingerprint = models.CharField(max_length=32)
    mapping = models.JSONField()
    used_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["place", "fingerprint", "-used_at"], name="column_map"),)
