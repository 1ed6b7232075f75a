"""Every write on files: store, open what is sensitive, remove, and the scanner's verdict."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Sum

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files import cleaning, keeping, scanning
from mangnon.files.kinds import Accepts, Kind, told_size
from mangnon.files.models import State, StoredFile
from mangnon.files.refusals import OwnerFull, PlaceFull, ReasonMissing
from mangnon.files.scanning import Verdict
from mangnon.files.slots import OwnerRef, Record, owner_of, place_of
from mangnon.lib.ids import new_id
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import NotFound

LEAST_REASON = 10


@action("files.store")
def store(
    *, actor: Actor, at: datetime, upload: Any, owner: OwnerRef, rules: Accepts, sensitive: bool = False
) -> StoredFile:
    """Take a file for its owner. The same content sent again is the same file.

    Raises NotFound, Forbidden (by the owner), or a FileRefused. Bytes are written before the row: whatever dies in
    between, no row is without its bytes, and bytes without a row are swept away after a day.
    """
    record = owner_of(owner.kind).add(actor, owner.id)
    sent = cleaning.read(upload, rules)
    known = StoredFile.objects.filter(owner_kind=owner.kind, owner_id=owner.id, original_hash=sent.hash).first()
    if known is not None:
        return _sent_again(known, record, actor, at, sensitive=sensitive)
    harmless = cleaning.make_harmless(sent, rules)
    _refuse_over_quota(owner, record, len(harmless.data))
    blurred = harmless.blurred if sensitive else None
    with _kept(harmless.data) as disk_name, _kept(blurred) as blurred_name:
        made = _row(actor, at, owner, record, sent, harmless)
        made.disk_name, made.blurred_name, made.sensitive = disk_name, blurred_name, sensitive
        made.save(force_insert=True)
        _book(actor, "files.store", at, record, made, hash=made.original_hash, size=made.size, sensitive=sensitive)
    return made


def _row(
    actor: Actor, at: datetime, owner: OwnerRef, record: Record, sent: cleaning.Sent, harmless: cleaning.Harmless
) -> StoredFile:
    return StoredFile(
        id=new_id(),
        owner_kind=owner.kind,
        owner_id=owner.id,
        stored_place=place_of(record),
        name=harmless.name,
        kind=harmless.kind,
        size=len(harmless.data),
        original_size=len(sent.data),
        original_hash=sent.hash,
        stored_hash=harmless.hash,
        state=State.WAITING if scanning.configured() else State.UNSCANNED,
        stored_by=str(actor.person_id or actor.name),
        stored_by_name=actor.name,
        stored_at=at,
    )


def _sent_again(known: StoredFile, record: Record, actor: Actor, at: datetime, *, sensitive: bool) -> StoredFile:
    """One file, however often it is sent. Once somebody has called it sensitive, it stays so."""
    if sensitive and not known.sensitive:
        _close(known)
    _book(actor, "files.store", at, record, known, again=True, sensitive=known.sensitive)
    return known


def _close(known: StoredFile) -> None:
    with keeping.opened(known.disk_name) as content:
        harmless = cleaning.Harmless(Kind(known.kind), known.name, content.read())
    with _kept(harmless.blurred) as blurred_name:
        known.sensitive, known.blurred_name = True, blurred_name
        known.save(update_fields=["sensitive", "blurred_name"])


@action("files.open")
def open_sensitive(*, actor: Actor, at: datetime, file_id: UUID, reason: str) -> StoredFile:
    """Open a sensitive file this once, with a reason. Raises NotFound, Forbidden (by the owner), ReasonMissing."""
    file = _found(file_id)
    record = owner_of(file.owner_kind).open(actor, file.owner_id)
    why = " ".join(reason.split())
    if len(why) < LEAST_REASON:
        raise ReasonMissing(least=LEAST_REASON)
    seen = [record.pk] if record.identified else []
    _book(actor, "files.open", at, record, file, seen=seen, reason=why[:500])
    return file


@action("files.remove")
def remove(*, actor: Actor, at: datetime, file_id: UUID, reason: str) -> None:
    """Take a file away: its row now, its bytes by the sweeper. Its hash stays in the book. Raises as ``open``."""
    file = _found(file_id)
    record = owner_of(file.owner_kind).add(actor, file.owner_id)
    why = " ".join(reason.split())
    if len(why) < LEAST_REASON:
        raise ReasonMissing(least=LEAST_REASON)
    _book(actor, "files.remove", at, record, file, hash=file.original_hash, reason=why[:500])
    file.delete()


@action("files.judge")
def judge(*, actor: Actor, at: datetime, file_id: UUID, verdict: Verdict | None) -> StoredFile:
    """What the scanner said; None opens a waiting file where there is no scanner any more. Raises NotFound."""
    file = StoredFile.objects.select_for_update().filter(pk=file_id).first()
    if file is None:
        raise NotFound
    if verdict is None:
        file.state = State.UNSCANNED
    else:
        file.state, file.finding = State.CLEAN if verdict.clean else State.BLOCKED, verdict.found
    file.checked_at = at
    file.save(update_fields=["state", "finding", "checked_at"])
    book(
        actor=actor, action="files.judge", at=at, subject=file, place_id=file.stored_place,
        state=file.state, finding=file.finding,
    )  # fmt: skip
    return file


def _found(file_id: UUID) -> StoredFile:
    """A file that row security lets through; its owner is asked next."""
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None:
        raise NotFound
    return file


def _book(actor: Actor, what: str, at: datetime, record: Record, file: StoredFile, **detail: Any) -> None:
    """The book speaks of the owner, so that its page shows what happened to its files; the name isn't repeated."""
    book(
        actor=actor, action=what, at=at, subject=record, place_id=place_of(record), file=str(file.pk), kind=file.kind,
        **detail,
    )  # fmt: skip


def _refuse_over_quota(owner: OwnerRef, record: Record, size: int) -> None:
    """Raises OwnerFull, PlaceFull. The owner is locked; a place may go over by what arrives at the same moment."""
    mine = StoredFile.objects.filter(owner_kind=owner.kind, owner_id=owner.id)
    has = mine.aggregate(count=Count("pk"), used=Sum("size", default=0))
    if has["count"] >= settings.FILES_PER_OWNER or has["used"] + size > settings.FILES_OWNER_BYTES:
        raise OwnerFull(
            count=format_int(has["count"]),
            used=told_size(has["used"]),
            files=format_int(settings.FILES_PER_OWNER),
            most=told_size(settings.FILES_OWNER_BYTES),
        )
    here = StoredFile.objects.filter(stored_place=place_of(record)).aggregate(used=Sum("size", default=0))
    if here["used"] + size > settings.FILES_PLACE_BYTES:
        raise PlaceFull(most=told_size(settings.FILES_PLACE_BYTES))


@contextmanager
def _kept(data: bytes | None) -> Iterator[str]:
    """Bytes on the disk while their row is written; taken away again when that fails. Empty for no bytes."""
    name = keeping.keep(data) if data is not None else ""
    try:
        yield name
    except BaseException:
        if name:
            keeping.drop(name)
        raise
