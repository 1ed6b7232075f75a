"""Reads: one file through its owner, the files of a record for its page, and how the check for malware stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor, job
from mangnon.access.scope import acting
from mangnon.files import keeping, scanning
from mangnon.files.kinds import FACTS, Kind, told_size
from mangnon.files.models import State, StoredFile
from mangnon.files.refusals import ClosedFile, FileBlocked, NotChecked
from mangnon.files.slots import OwnerRef, Record, owner_of
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Forbidden, NotFound

READ = "files.read"


def reached(actor: Actor, file_id: UUID) -> tuple[StoredFile, Record]:
    """A file and the record it belongs to. Raises NotFound out of reach, Forbidden as its owner does."""
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None:
        raise NotFound
    return file, owner_of(file.owner_kind).look(actor, file.owner_id)


def refuse_unless_open(file: StoredFile) -> None:
    """Raise NotChecked in quarantine, FileBlocked when something was found."""
    if file.state == State.WAITING:
        raise NotChecked
    if file.state == State.BLOCKED:
        raise FileBlocked


def bytes_to_show(file: StoredFile) -> tuple[str, str]:
    """Disk name and media type of what everybody who sees the record may get: of a sensitive picture, patches.

    Raises NotChecked, FileBlocked, ClosedFile.
    """
    refuse_unless_open(file)
    if not file.sensitive:
        return file.disk_name, file.media
    if not file.blurred_name:
        raise ClosedFile
    return file.blurred_name, FACTS[Kind.JPEG].media


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file as a page shows it. ``url`` is empty while it can't be had; ``picture`` is what an img may load.

    A sensitive one has ``open_url`` (posts ``reason``) for those who may open it, and no ``url``.
    """

    id: UUID
    name: str
    about: str
    url: str
    picture: str
    open_url: str
    sensitive: bool
    state: State
    said: str
    stored_at: datetime
    stored_by_name: str


def shelf(actor: Actor, owner: OwnerRef) -> list[ShownFile]:
    """The files of a record, newest first. Call it after the record itself was seen."""
    rows = list(StoredFile.objects.filter(owner_kind=owner.kind, owner_id=owner.id).order_by("-recorded_at", "-id"))
    opens = any(file.sensitive for file in rows) and _may_open(actor, owner)
    return [_shown(file, opens=opens) for file in rows]


def _may_open(actor: Actor, owner: OwnerRef) -> bool:
    try:
        owner_of(owner.kind).open(actor, owner.id)
    except (NotFound, Forbidden):
        return False
    return True


def _shown(file: StoredFile, *, opens: bool) -> ShownFile:
    ready = file.state in (State.CLEAN, State.UNSCANNED)
    url = reverse("files:file", args=[file.pk])
    return ShownFile(
        id=file.pk,
        name=file.name,
        about=f"{FACTS[Kind(file.kind)].title}, {told_size(file.size)}",
        url=url if ready and not file.sensitive else "",
        picture=url if ready and file.is_image else "",
        open_url=reverse("files:open", args=[file.pk]) if ready and file.sensitive and opens else "",
        sensitive=file.sensitive,
        state=State(file.state),
        said=_said(file),
        stored_at=file.stored_at,
        stored_by_name=file.stored_by_name,
    )


def _said(file: StoredFile) -> str:
    if file.state == State.WAITING:
        return _("Đang chờ kiểm tra mã độc")
    if file.state == State.BLOCKED:
        return _("Có mã độc, đã khóa")
    if file.sensitive:
        return _("Nhạy cảm, chỉ hiện bản mờ") if file.is_image else _("Nhạy cảm, đang đóng")
    return ""


@dataclass(frozen=True, slots=True)
class Checking:
    """How the check for malware and the disk stand, for the administrator."""

    configured: bool
    answers: bool
    waiting: int
    unscanned: int
    blocked: int
    free_bytes: int

    @property
    def said(self) -> str:
        """One sentence."""
        if not self.configured:
            return _(
                "Chưa nối phần mềm quét mã độc: tệp gửi lên mở được ngay, chưa ai quét. Đặt MANGNON_CLAMAV để nối."
            )
        if not self.answers:
            return _("Phần mềm quét mã độc không trả lời: {n} tệp đang chờ, chưa ai mở được.").format(
                n=format_int(self.waiting)
            )
        return _("Phần mềm quét mã độc đang chạy; {n} tệp đang chờ.").format(n=format_int(self.waiting))


def checking() -> Checking:
    """Ask scanner, disk and table. Counted by a machine: administrators see no file."""
    with acting(job("files.status")):
        counts = StoredFile.objects.aggregate(
            waiting=Count("pk", filter=Q(state=State.WAITING)),
            unscanned=Count("pk", filter=Q(state=State.UNSCANNED)),
            blocked=Count("pk", filter=Q(state=State.BLOCKED)),
        )
    return Checking(
        scanning.configured(),
        scanning.configured() and scanning.answers(),
        counts["waiting"],
        counts["unscanned"],
        counts["blocked"],
        keeping.free_bytes(),
    )
