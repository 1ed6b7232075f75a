"""Acts on samples: the pattern of every later room's actions."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import store
from mangnon.files.kinds import ANYTHING
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef
from mangnon.lib.ids import new_id
from mangnon.lib.names import clean_name, sort_key
from mangnon.lib.refusal import Forbidden, Refusal, StaleVersion
from mangnon.notices.actions import Ref, Told, start_chain, tell
from mangnon.places.models import Unit
from mangnon.testing.models import Sample, SampleNote, SampleReceipt

FILES = "testing.sample"
"""The kind under which samples own files."""


class NameMissing(Refusal):
    """A sample needs a name."""

    code = "name_missing"
    sentence = _("Chưa có tên.")
    remedy = _("Ghi tên rồi lưu lại.")
    field = "full_name"


@action("testing.samples.add")
def add_sample(
    *, actor: Actor, at: datetime, place: Unit, full_name: str, born_year: int, hamlet_id: int | None = None
) -> Sample:
    """A new sample in a place within reach. Raises NameMissing, Forbidden."""
    name = clean_name(full_name)
    if not name:
        raise NameMissing
    if place.pk not in actor.reach("testing.samples.add"):
        raise Forbidden(action="testing.samples.add", place_id=place.pk)
    sample = Sample(
        id=new_id(), place=place, hamlet_id=hamlet_id, full_name=name, sort_key=sort_key(name), born_year=born_year
    )
    sample.save(force_insert=True)
    book(actor=actor, action="testing.samples.add", at=at, subject=sample)
    return sample


@action("testing.samples.note")
def add_note(*, actor: Actor, at: datetime, sample_id: UUID, text: str) -> SampleNote:
    """Write a note on a sample within reach. Raises NotFound, Forbidden."""
    sample = take(Sample, sample_id, actor, "testing.samples.note")
    note = SampleNote(
        id=new_id(), sample=sample, text=text, written_at=at, written_by=str(actor.person_id or actor.name)
    )
    note.save(force_insert=True)
    book(actor=actor, action="testing.samples.note", at=at, subject=sample, note=str(note.pk))
    return note


@action("testing.samples.rename")
def rename_sample(*, actor: Actor, at: datetime, sample_id: UUID, full_name: str, version: int) -> Sample:
    """Change the name. Raises NotFound, Forbidden, NameMissing, StaleVersion."""
    sample = take(Sample, sample_id, actor, "testing.samples.rename")
    name = clean_name(full_name)
    if not name:
        raise NameMissing
    if sample.version != version:
        raise StaleVersion
    was, sample.full_name, sample.sort_key = sample.full_name, name, sort_key(name)
    sample.version += 1
    sample.save(update_fields=["full_name", "sort_key", "version"])
    book(
        actor=actor, action="testing.samples.rename", at=at, subject=sample, changed=["full_name"], was_known=bool(was)
    )
    return sample


@action("testing.samples.attach")
def attach(*, actor: Actor, at: datetime, sample_id: UUID, upload: Any, sensitive: bool = False) -> StoredFile:
    """Put a file to a sample within reach. Raises NotFound, Forbidden, FileRefused."""
    owner = OwnerRef(FILES, sample_id)
    return store(actor=actor, at=at, upload=upload, owner=owner, rules=ANYTHING, sensitive=sensitive)


class ReceiptMalformed(Refusal):
    """What was sent is no receipt."""

    code = "receipt_malformed"
    sentence = _("Nội dung gửi đến không đọc được: cần id (uuid) và body (chữ, tối đa {most} ký tự).")
    remedy = _("Sửa rồi gửi lại.")


class OtherBody(Refusal):
    """The id was used before, for something else; nothing is overwritten."""

    code = "other_body"
    sentence = _("Mã này đã được nhận với nội dung khác.")
    remedy = _("Nội dung mới cần mã mới.")
    status = 409


def receive(*, actor: Actor, at: datetime, receipt_id: UUID, body: str) -> SampleReceipt:
    """Keep it once, whatever is retried, even at the same moment. Raises OtherBody, Forbidden."""
    known = _known(receipt_id)
    if known is None:
        try:
            return keep_receipt(actor=actor, at=at, receipt_id=receipt_id, body=body)
        except IntegrityError:  # its twin was faster, and has committed by now; our savepoint is undone
            known = _known(receipt_id)
    if known is None or known.body != body:  # row security hides what another person sent under this id
        raise OtherBody
    return known


def _known(receipt_id: UUID) -> SampleReceipt | None:
    return SampleReceipt.objects.filter(pk=receipt_id).first()


@action("testing.receipts.receive")
def keep_receipt(*, actor: Actor, at: datetime, receipt_id: UUID, body: str) -> SampleReceipt:
    """A new receipt with its entry in the book. Raises IntegrityError when the id is taken."""
    receipt = SampleReceipt(id=receipt_id, person_id=actor.me, body=body)
    receipt.save(force_insert=True)
    book(actor=actor, action="testing.receipts.receive", at=at, subject=receipt)
    return receipt


def reference(sample: Sample) -> Ref:
    """How a sample is called outside: a code of figures, nothing of its name."""
    return Ref("testing.Sample", str(sample.pk), f"MT-{int(sample.pk.hex[-6:], 16)}")


@action("testing.samples.hand_over")
def hand_over(*, actor: Actor, at: datetime, sample_id: UUID, to: UUID) -> Told:
    """Give the open work on a sample to somebody, who is told of it. Raises NotFound, Forbidden."""
    sample = take(Sample, sample_id, actor, "testing.samples.hand_over")
    sample.holder = to
    sample.save(update_fields=["holder"])
    book(actor=actor, action="testing.samples.hand_over", at=at, subject=sample, receiver=str(to))
    return tell(
        actor=actor, at=at, to=[to], kind="testing.handed", about=reference(sample), key=str(to),
        words={"place": sample.place.name}, place_id=sample.place_id,
    )  # fmt: skip


@action("testing.samples.alarm")
def alarm(*, actor: Actor, at: datetime, sample_id: UUID, named: tuple[UUID, ...] = ()) -> UUID:
    """Call people about a sample until somebody takes it; the id of the chain. Raises NotFound, Forbidden."""
    sample = take(Sample, sample_id, actor, "testing.samples.alarm")
    book(actor=actor, action="testing.samples.alarm", at=at, subject=sample)
    return start_chain(actor=actor, at=at, about=reference(sample), place_id=sample.place_id, named=named)
