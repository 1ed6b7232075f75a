"""Every write on papers: fill in, correct, take a number, print, open what is sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.managers import Root
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.fields import reveal
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound, Refusal, StaleVersion
from mangnon.papers.answers import Answers, parted
from mangnon.papers.judging import judge
from mangnon.papers.models import Revision, Sheet
from mangnon.papers.numbering import PaperNumber, kind_of, next_number
from mangnon.papers.questions import Questionnaire, of_version
from mangnon.papers.slots import OwnerRef, owner_of, place_of

LEAST_REASON = 10


class AnswersUnfit(Refusal):
    """Answers that the definition doesn't take."""

    code = "papers.answers_unfit"
    sentence = _("Có {n} câu cần xem lại: {first}")


class NotThisForm(Refusal):
    """The record has no papers of this form."""

    code = "papers.not_this_form"
    sentence = _("Hồ sơ này không dùng mẫu “{form}”.")
    status = 404


class HasNumber(Refusal):
    """A paper with a number has gone out; it isn't changed any more."""

    code = "papers.has_number"
    sentence = _("Giấy này đã lấy số {number} nên không sửa được.")
    remedy = _("Lập một giấy mới thay cho giấy này.")
    status = 409


class NoNumber(Refusal):
    """Papers of this form carry no number."""

    code = "papers.no_number"
    sentence = _("{form} không lấy số văn bản: quy định chưa nêu ký hiệu của mẫu.")


class ReasonMissing(Refusal):
    """Opening what is sealed needs a reason."""

    code = "papers.reason_missing"
    sentence = _("Ghi lý do mở, ít nhất {least} chữ.")
    field = "reason"


@dataclass(frozen=True, slots=True)
class Filling:
    """What is filled in: the form with the version that was shown, and the answers."""

    form: str
    version: str
    answers: Answers


@action("papers.fill")
def fill_sheet(*, actor: Actor, at: datetime, owner: OwnerRef, filling: Filling) -> Sheet:
    """A new paper about a record. Raises NotFound, Forbidden (by the owner), NotThisForm, AnswersUnfit."""
    slot = owner_of(owner.kind)
    record = slot.doors.fill(actor, owner.id)
    if filling.form not in slot.forms:
        raise NotThisForm(form=filling.form)
    asked = of_version(filling.form, filling.version, local_day(at))
    refuse_unfit(asked, filling.answers, at)
    sheet = Sheet(
        id=new_id(),
        owner_kind=owner.kind,
        owner_id=owner.id,
        office_id=place_of(record),
        form=filling.form,
        version=filling.version,
        filled_at=at,
        filled_by=_id_of(actor),
        filled_by_name=actor.name,
    )
    sheet.save(force_insert=True)
    _revise(sheet, asked, filling.answers, actor, at)
    _book(actor, "papers.fill", at, record, sheet)
    return sheet


@action("papers.correct")
def correct_sheet(
    *, actor: Actor, at: datetime, sheet_id: UUID, revision: int, answers: Answers, keep_sealed: bool
) -> Sheet:
    """Other answers on a paper without a number; the earlier ones stay. Sealed answers are kept unless they were open.

    Raises NotFound, Forbidden (by the owner), HasNumber, StaleVersion, AnswersUnfit.
    """
    sheet, record = taken(actor, sheet_id, "fill")
    refuse_numbered(sheet)
    if sheet.revision != revision:
        raise StaleVersion
    asked = of_version(sheet.form, sheet.version, local_day(sheet.filled_at))
    whole = dict(answers)
    if keep_sealed:
        hidden = {one.key for one in asked.questions if one.sealed}
        whole = {key: one for key, one in answers.items() if key not in hidden} | sealed_answers(last_revision(sheet))
    refuse_unfit(asked, whole, at)
    sheet.revision += 1
    sheet.save(update_fields=["revision"])
    _revise(sheet, asked, whole, actor, at)
    _book(actor, "papers.correct", at, record, sheet, revision=sheet.revision)
    return sheet


@action("papers.number")
def number_sheet(*, actor: Actor, at: datetime, sheet_id: UUID) -> Sheet:
    """Take the next number of the office. Raises NotFound, Forbidden (by the owner), HasNumber, NoNumber."""
    sheet, record = taken(actor, sheet_id, "number")
    refuse_numbered(sheet)
    asked = of_version(sheet.form, sheet.version, local_day(sheet.filled_at))
    kind = kind_of(asked.form)
    if not kind:
        raise NoNumber(form=asked.number)
    year = local_day(at).year
    sheet.number_kind, sheet.number_year, sheet.numbered_at = kind, year, at
    sheet.number = next_number(place_id=sheet.office_id, kind=kind, year=year)
    sheet.save(update_fields=["number_kind", "number_year", "number", "numbered_at"])
    _book(actor, "papers.number", at, record, sheet, number=number_of(sheet), year=year)
    return sheet


@action("papers.print")
def book_print(*, actor: Actor, at: datetime, sheet_id: UUID, as_type: str, sealed: bool = False) -> Sheet:
    """Book that a paper is printed; with what is sealed only for those who may open it. Raises NotFound, Forbidden."""
    sheet, record = taken(actor, sheet_id, "open" if sealed else "print")
    if sealed:
        owner_of(sheet.owner_kind).doors.print(actor, sheet.owner_id)
    _book(actor, "papers.print", at, record, sheet, as_type=as_type, sealed=sealed, revision=sheet.revision)
    return sheet


@action("papers.open")
def open_sealed(*, actor: Actor, at: datetime, sheet_id: UUID, reason: str) -> tuple[Sheet, dict[str, Any]]:
    """Open what a paper keeps closed, this once. Raises NotFound, Forbidden (by the owner), ReasonMissing."""
    sheet, record = taken(actor, sheet_id, "open")
    why = " ".join(reason.split())
    if len(why) < LEAST_REASON:
        raise ReasonMissing(least=LEAST_REASON)
    _book(actor, "papers.open", at, record, sheet, reason=why[:500])
    return sheet, sealed_answers(last_revision(sheet))


def taken(actor: Actor, sheet_id: UUID, door: str) -> tuple[Sheet, Root]:
    """A sheet, locked, with its record, through one of the owner's doors. Raises NotFound, Forbidden."""
    found = Sheet.objects.filter(pk=sheet_id).first()
    if found is None:
        raise NotFound
    record: Root = getattr(owner_of(found.owner_kind).doors, door)(actor, found.owner_id)
    return Sheet.objects.select_for_update(of=("self",)).select_related("office").get(pk=sheet_id), record


def refuse_unfit(asked: Questionnaire, answers: Answers, at: datetime) -> None:
    """Raise AnswersUnfit when the definition doesn't take the answers."""
    wrong = judge(asked, answers, local_day(at))
    wrong |= {key: key for key in answers if key not in asked.by_key}
    if wrong:
        raise AnswersUnfit(n=len(wrong), first=next(iter(wrong.values())))


def refuse_numbered(sheet: Sheet) -> None:
    """Raise HasNumber."""
    if sheet.number is not None:
        raise HasNumber(number=number_of(sheet))


def number_of(sheet: Sheet) -> str:
    """Number and symbol, or nothing."""
    return str(PaperNumber(sheet.number, sheet.number_kind)) if sheet.number is not None else ""


def last_revision(sheet: Sheet) -> Revision:
    """What the sheet says now."""
    return Revision.objects.get(sheet=sheet, n=sheet.revision)


def sealed_answers(revision: Revision) -> dict[str, Any]:
    """The sealed answers; the caller has checked the right and books it, unless they only stay where they are."""
    answers: dict[str, Any] = json.loads(reveal(revision, "sealed") or "{}")
    return answers


def _revise(sheet: Sheet, asked: Questionnaire, answers: Answers, actor: Actor, at: datetime) -> None:
    opened, closed = parted(asked, answers)
    revision = Revision(
        id=new_id(), sheet=sheet, n=sheet.revision, answers=opened, written_at=at, written_by=_id_of(actor),
        written_by_name=actor.name,
    )  # fmt: skip
    revision.sealed = json.dumps(closed, ensure_ascii=False) if closed else None
    revision.save(force_insert=True)


def _id_of(actor: Actor) -> str:
    return str(actor.person_id or actor.name)


def _book(actor: Actor, name: str, at: datetime, record: Root, sheet: Sheet, **detail: Any) -> None:
    about: Mapping[str, Any] = {"sheet": str(sheet.pk), "form": f"{sheet.form} {sheet.version}", **detail}
    seen = [record.pk] if record.identified and name in ("papers.print", "papers.open") else []
    book(actor=actor, action=name, at=at, subject=record, place_id=place_of(record), seen=seen, **about)
