"""One row for each stored file. The bytes lie on the disk; the row says whose they are and whether they are open."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from mangnon.files.kinds import FACTS, IMAGES, Kind
from mangnon.files.slots import OwnerRef


class State(models.TextChoices):
    """How far the check for malware is."""

    WAITING = "waiting"
    """In quarantine: nobody opens it."""
    CLEAN = "clean"
    UNSCANNED = "unscanned"
    """Open, in an installation without a scanner; looked at as soon as there is one."""
    BLOCKED = "blocked"


class StoredFile(models.Model):
    """A part of its owner, reached only through it (``queries``); under the owner's row security (``files_of``)."""

    id = models.UUIDField(primary_key=True, editable=False)
    owner_kind = models.CharField(max_length=60)
    owner_id = models.UUIDField()
    stored_place = models.BigIntegerField()
    """The place that answered when it came: counted for the place's share, decides nothing else."""
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8)
    size = models.BigIntegerField()
    original_size = models.BigIntegerField()
    original_hash = models.CharField(max_length=64)
    """SHA-256 of what was sent: evidence, and how the same file is known again."""
    stored_hash = models.CharField(max_length=64)
    disk_name = models.CharField(max_length=48, unique=True)
    blurred_name = models.CharField(max_length=48, blank=True, default="")
    sensitive = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State)
    finding = models.CharField(max_length=200, blank=True, default="")
    """What the scanner called what it found."""
    checked_at = models.DateTimeField(null=True)
    stored_by = models.TextField()
    stored_by_name = models.TextField()
    stored_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["owner_kind", "owner_id", "original_hash"], name="file_once_per_owner"),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="file_has_bytes"),
        )
        indexes = (
            models.Index(fields=["stored_place"], include=["size"], name="file_place"),
            models.Index(
                fields=["recorded_at"],
                condition=models.Q(state__in=["waiting", "unscanned"]),
                name="file_to_scan",
            ),
        )

    @property
    def owner(self) -> OwnerRef:
        """Whose it is."""
        return OwnerRef(self.owner_kind, self.owner_id)

    @property
    def is_image(self) -> bool:
        """Whether it is a picture that was written anew."""
        return Kind(self.kind) in IMAGES

    @property
    def media(self) -> str:
        """The exact type it is served as."""
        return FACTS[Kind(self.kind)].media
