"""People round a case, notes, sealed facts, files, and the track of police and procuracy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.actions.doing import check_moment, save_case, why
from mangnon.cases.actions.working import written
from mangnon.cases.models import CaseNote, CasePerson, CriminalNotice, SealedFact, Separation
from mangnon.cases.queries.reach import take_case
from mangnon.cases.queries.sheets import OWNER
from mangnon.cases.told import tell_people
from mangnon.files.actions import store
from mangnon.files.kinds import PAPERS
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef
from mangnon.lib.fields import reveal
from mangnon.lib.refusal import NotFound

ATTACH, OPEN_SEALED = "cases.files.attach", "cases.sealed.open"


@dataclass(frozen=True, slots=True)
class PersonTold:
    """Somebody round the case. For whoever is alleged, name, telephone and note go into the closed part."""

    part: str
    relation: str
    name: str = ""
    phone: str = ""
    note: str = ""
    born_year: int | None = None
    lives_with: bool | None = None
    bond: str = ""
    untold: bool = False
    untold_why: str = ""
    staff: UUID | None = None


@action("cases.people.add")
def add_person(*, actor: Actor, at: datetime, case_id: UUID, row_id: UUID, told: PersonTold) -> CasePerson:
    """Write down somebody round the case. Raises NotFound, NotOnTeam, CaseEnded."""
    case = take_case(actor, case_id, at, "cases.people.add")
    known = CasePerson.objects.filter(pk=row_id, case=case).first()
    if known is not None:
        book(actor=actor, action="cases.people.add", at=at, subject=case, again=True)
        return known
    alleged = told.part == CasePerson.Part.ALLEGED
    row = CasePerson(
        id=row_id, case=case, part=told.part, relation=told.relation.strip(), name="" if alleged else told.name.strip(),
        phone="" if alleged else told.phone.strip(), note="" if alleged else told.note.strip(), untold=told.untold,
        born_year=None if alleged else told.born_year, lives_with=told.lives_with, bond=told.bond,
        untold_why=told.untold_why.strip(), staff=told.staff, **written(actor, at),
    )  # fmt: skip
    if alleged:
        row.identity = "; ".join(filter(None, (told.name.strip(), told.phone.strip(), told.note.strip()))) or None
    row.save(force_insert=True)
    save_case(case, at)
    book(actor=actor, action="cases.people.add", at=at, subject=case, part=told.part, untold=told.untold)
    return row


@action("cases.people.remove")
def remove_person(*, actor: Actor, at: datetime, case_id: UUID, row_id: UUID) -> CasePerson:
    """Somebody was written down by mistake; that they stood there stays. Raises NotFound, NotOnTeam, CaseEnded."""
    case = take_case(actor, case_id, at, "cases.people.remove")
    row = CasePerson.objects.filter(pk=row_id, case=case, removed_at__isnull=True).first()
    if row is None:
        raise NotFound
    row.removed_at, row.removed_by_name = at, actor.name
    row.save(update_fields=["removed_at", "removed_by_name"])
    save_case(case, at)
    book(actor=actor, action="cases.people.remove", at=at, subject=case, row=str(row.pk))
    return row


@action("cases.notes.add")
def add_note(
    *, actor: Actor, at: datetime, case_id: UUID, note_id: UUID, text: str, above_only: bool = False,
    mentioned: tuple[UUID, ...] = (),
) -> CaseNote:  # fmt: skip
    """A note inside the team, or for those above alone; who is mentioned is told.

    Raises NotFound, NotOnTeam, CaseEnded.
    """
    case = take_case(actor, case_id, at, "cases.notes.add")
    row, made = CaseNote.objects.get_or_create(
        id=note_id, defaults={"case": case, "text": text.strip(), "above_only": above_only, **written(actor, at)}
    )
    if made:
        save_case(case, at)
        members = set(case.team.filter(until__isnull=True).values_list("person", flat=True))
        tell_people(actor, at, case, "cases.mentioned", members & set(mentioned))
    book(actor=actor, action="cases.notes.add", at=at, subject=case, above_only=above_only)
    return row


@action("cases.sealed.write")
def write_sealed(*, actor: Actor, at: datetime, case_id: UUID, fact_id: UUID, about: str, text: str) -> SealedFact:
    """Keep something that only its own right opens. Raises NotFound, NotOnTeam, CaseEnded."""
    case = take_case(actor, case_id, at, "cases.sealed.write")
    known = SealedFact.objects.filter(pk=fact_id, case=case).first()
    if known is None:
        known = SealedFact(id=fact_id, case=case, about=about, at=at, by_name=actor.name)
        known.text = text.strip()
        known.save(force_insert=True)
        save_case(case, at)
    book(actor=actor, action="cases.sealed.write", at=at, subject=case, about=about)
    return known


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened this once: a heading and the text."""

    about: str
    text: str


@action(OPEN_SEALED)
def open_sealed(*, actor: Actor, at: datetime, case_id: UUID, reason: str) -> list[Opened]:
    """Open what the case keeps closed, this once, with a reason. Raises NotFound, NotOnTeam, ReasonMissing."""
    case = take_case(actor, case_id, at, OPEN_SEALED, ended=True)
    told = why(reason)
    found = [
        Opened(str(SealedFact.About(one.about).label), reveal(one, "text") or "")
        for one in SealedFact.objects.filter(case=case).order_by("at", "pk")
    ]
    alleged = CasePerson.objects.filter(case=case, removed_at__isnull=True, identity__isnull=False)
    found += [Opened(one.relation, reveal(one, "identity") or "") for one in alleged]
    apart = Separation.objects.filter(case=case, address__isnull=False).order_by("-starts_on")
    found += [Opened(one.goes_to, reveal(one, "address") or "") for one in apart]
    book(actor=actor, action=OPEN_SEALED, at=at, subject=case, seen=[case.pk], reason=told, opened=len(found))
    return found


@action(ATTACH)
def attach_file(*, actor: Actor, at: datetime, case_id: UUID, upload: Any, sensitive: bool = True) -> StoredFile:
    """Put a file to a case, closed unless said otherwise; ``store`` books it. Raises NotOnTeam, FileRefused."""
    take_case(actor, case_id, at, ATTACH)
    return store(actor=actor, at=at, upload=upload, owner=OwnerRef(OWNER, case_id), rules=PAPERS, sensitive=sensitive)


@dataclass(frozen=True, slots=True)
class NoticeTold:
    """Paper to police or procuracy."""

    to: str
    office_name: str
    what: str
    number: str = ""
    receiver: str = ""


@action("cases.police.notify")
def notify_police(
    *, actor: Actor, at: datetime, case_id: UUID, notice_id: UUID, told: NoticeTold, done_at: datetime
) -> CriminalNotice:
    """Police or procuracy were told (joint circular 01/2022, article 8). Raises NotOnTeam, CaseEnded, InFuture."""
    case = take_case(actor, case_id, at, "cases.police.notify")
    check_moment(case, done_at, at)
    row, made = CriminalNotice.objects.get_or_create(
        id=notice_id,
        defaults={
            "case": case, "to": told.to, "office_name": told.office_name.strip(), "what": told.what.strip(),
            "number": told.number.strip(), "receiver": told.receiver.strip(), **written(actor, done_at),
        },
    )  # fmt: skip
    if made:
        save_case(case, at)
    book(actor=actor, action="cases.police.notify", at=at, subject=case, to=told.to, number=told.number)
    return row


@action("cases.police.reply")
def record_reply(
    *, actor: Actor, at: datetime, case_id: UUID, notice_id: UUID, replied_on: date, reply: str, number: str = ""
) -> CriminalNotice:
    """What came back. Raises NotFound, NotOnTeam."""
    case = take_case(actor, case_id, at, "cases.police.reply", ended=True)
    row = CriminalNotice.objects.filter(pk=notice_id, case=case).select_for_update().first()
    if row is None:
        raise NotFound
    row.replied_on, row.reply, row.reply_number = replied_on, reply.strip(), number.strip()
    row.replied_by_name = actor.name
    row.save(update_fields=["replied_on", "reply", "reply_number", "replied_by_name"])
    save_case(case, at)
    book(actor=actor, action="cases.police.reply", at=at, subject=case, notice=str(row.pk))
    return row
