"""Every write on consents: recorded once, never changed, withdrawn at any time, set aside for a conflict."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from mangnon.access.actor import Actor
from mangnon.access.consenting import Whom, end_uses, may, uses
from mangnon.access.doors import see, take
from mangnon.accounts.queries import covers
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import store
from mangnon.files.kinds import PAPERS
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import age_on, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.names import clean_name, fold, sort_key
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.oversight.consents import refusals
from mangnon.oversight.consents.models import Consent, ConsentPerson, ConsentWords, GivenBy, Way
from mangnon.oversight.consents.purposes import Purpose, purpose_on
from mangnon.oversight.consents.queries import FILES, in_conflict, namesake, take_consent
from mangnon.oversight.consents.rights import ATTACH, CLEAR, CONFLICT, CORRECT, RECORD, REVOKE
from mangnon.places.models import Unit

OWN_KIND = "oversight.ConsentPerson"
SHORTEST_WHY = 10


@dataclass(frozen=True, slots=True)
class Person:
    """A child as told. ``whom`` when another room knows it; ``another`` when a namesake is somebody else."""

    full_name: str
    born: date
    place_id: int
    whom: Whom | None = None
    another: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What was said and how."""

    purpose: str
    giver: str
    agreed: bool
    data: tuple[str, ...]
    way: str
    given_on: date
    language: str
    explained: str
    relation: str = ""
    giver_name: str = ""
    witness: str = ""
    last_day: date | None = None
    in_conflict: bool = False

    @property
    def fingerprint(self) -> str:
        """The same for the same content."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@action(RECORD)
def record_consent(*, actor: Actor, at: datetime, consent_id: UUID, about: Person | UUID, told: Told) -> Consent:
    """Keep what somebody said. The same id with the same content changes nothing.

    Raises NotFound, Forbidden, or one of ``refusals``.
    """
    _one_at_a_time(consent_id)
    known = Consent.objects.visible_to(actor, RECORD).filter(pk=consent_id).first()
    if known is not None:
        return _again(actor, at, known, told)
    person = _person(actor, about)
    purpose = _check(told, person, local_day(at))
    made = _row(actor, at, consent_id, person, purpose, told)
    made.save(force_insert=True)
    name = clean_name(told.giver_name) if told.giver == GivenBy.REPRESENTATIVE else ""
    ConsentWords.objects.create(
        consent=made, giver_name=name, giver_key=fold(name), witness=clean_name(told.witness),
        explained=told.explained.strip(),
    )  # fmt: skip
    book(
        actor=actor, action=RECORD, at=at, subject=made, purpose=made.purpose, giver=made.giver, agreed=made.agreed,
        way=made.way, person_concerned=str(person.pk),
    )  # fmt: skip
    return made


def _one_at_a_time(key: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"oversight.consents.{key}"])


def _again(actor: Actor, at: datetime, known: Consent, told: Told) -> Consent:
    if known.fingerprint != told.fingerprint:
        raise refusals.OtherContent
    book(actor=actor, action=RECORD, at=at, subject=known, again=True)
    return known


def _row(actor: Actor, at: datetime, pk: UUID, person: ConsentPerson, purpose: Purpose, told: Told) -> Consent:
    spoken_for = told.giver == GivenBy.REPRESENTATIVE
    return Consent(
        id=pk, person=person, place_id=person.place_id, purpose=purpose.id, purpose_since=purpose.valid_from,
        giver=told.giver, relation=told.relation if spoken_for else "", agreed=told.agreed,
        data=[kind for kind in purpose.data if kind in told.data], way=told.way, language=told.language.strip(),
        given_on=told.given_on, last_day=told.last_day, fingerprint=told.fingerprint, done_at=at,
        recorded_by=str(actor.person_id or actor.name), recorded_by_name=actor.name,
    )  # fmt: skip


def _person(actor: Actor, about: Person | UUID) -> ConsentPerson:
    if isinstance(about, UUID):
        return take(ConsentPerson, about, actor, RECORD)
    place = Unit.objects.filter(pk=about.place_id).first()
    if place is None or not covers(actor, RECORD, place):
        raise Forbidden(action=RECORD, place_id=about.place_id)
    name = clean_name(about.full_name)
    key = sort_key(name)
    _one_at_a_time(f"{place.pk} {key} {about.born}")
    if about.whom is None and not about.another:
        double = namesake(actor, RECORD, place_id=place.pk, sort_key=key, born=about.born)
        if double is not None:
            raise refusals.AlreadyKnown(name=double.full_name, born=about.born.strftime("%-d/%-m/%Y"))
    return _new_person(actor, about, place, name, key)


def _new_person(actor: Actor, about: Person, place: Unit, name: str, key: str) -> ConsentPerson:
    pk = new_id()
    whom = about.whom or Whom(OWN_KIND, str(pk))
    reached = ConsentPerson.objects.visible_to(actor, RECORD)
    known: ConsentPerson | None = reached.filter(subject_kind=whom.kind, subject_id=whom.id).first()
    if known is not None:
        return known
    made = ConsentPerson(
        id=pk, subject_kind=whom.kind, subject_id=whom.id, place=place, full_name=name, sort_key=key, born=about.born
    )
    made.save(force_insert=True)
    return made


def _check(told: Told, person: ConsentPerson, today: date) -> Purpose:
    if told.given_on > today or told.given_on < person.born:
        raise refusals.DayWrong
    if told.last_day is not None and told.last_day < told.given_on:
        raise refusals.DayWrong
    purpose = purpose_on(told.purpose, told.given_on)
    if purpose is None or purpose.duty:
        raise refusals.PurposeUnknown
    if not set(told.data) & set(purpose.data):
        raise refusals.NoDataChosen
    if told.way == Way.SPOKEN and not told.witness.strip():
        raise refusals.WitnessMissing
    _check_giver(told, person, purpose)
    return purpose


def _check_giver(told: Told, person: ConsentPerson, purpose: Purpose) -> None:
    if told.giver == GivenBy.CHILD:
        if age_on(person.born, told.given_on) < purpose.own_from:
            raise refusals.TooYoung(n=purpose.own_from)
        return
    if not told.relation or not told.giver_name.strip():
        raise refusals.GiverMissing
    if told.in_conflict or in_conflict(person, fold(clean_name(told.giver_name))):
        raise refusals.InConflict


@action(REVOKE)
def revoke_consent(*, actor: Actor, at: datetime, consent_id: UUID, why: str = "") -> Consent:
    """End a consent from now on; what was done before stays, and so does the row.

    Raises NotFound, Forbidden, AlreadyRevoked, NothingToRevoke.
    """
    consent, told = take_consent(actor, consent_id, REVOKE)
    if consent.revoked_at is not None:
        raise refusals.AlreadyRevoked(name=consent.revoked_by_name)
    if not consent.agreed:
        raise refusals.NothingToRevoke
    consent.revoked_at, consent.revoked_by_name = at, actor.name
    consent.save(update_fields=["revoked_at", "revoked_by_name"])
    told.revoked_why = why.strip()
    told.save(update_fields=["revoked_why"])
    _end_uses(actor, REVOKE, consent, at)
    book(actor=actor, action=REVOKE, at=at, subject=consent, purpose=consent.purpose, giver=consent.giver)
    return consent


def _end_uses(actor: Actor, right: str, consent: Consent, at: datetime) -> None:
    """What rests on it comes down now, unless what others said still allows it."""
    person = see(ConsentPerson, consent.person_id, actor, right)
    if not may(consent.purpose, person.whom, born=person.born, at=at).allowed:
        end_uses(consent.purpose, person.whom, at)


@action(CONFLICT)
def mark_conflict(*, actor: Actor, at: datetime, consent_id: UUID, why: str) -> Consent:
    """Say that a representative may be the one who harms: all they said for this child counts no more.

    Raises NotFound, Forbidden, NotRepresentative, WhyMissing.
    """
    consent, told = take_consent(actor, consent_id, CONFLICT)
    if consent.giver != GivenBy.REPRESENTATIVE:
        raise refusals.NotRepresentative
    if len(why.strip()) < SHORTEST_WHY:
        raise refusals.WhyMissing(n=SHORTEST_WHY)
    same = ConsentWords.objects.filter(consent__person_id=consent.person_id, giver_key=told.giver_key)
    rows = Consent.objects.visible_to(actor, CONFLICT).filter(pk__in=same.values("pk"), conflict_at__isnull=True)
    ended = {one.purpose: one for one in rows}
    aside = rows.update(conflict_at=at, conflict_by_name=actor.name)
    told.conflict_why = why.strip()
    told.save(update_fields=["conflict_why"])
    for one in ended.values():
        _end_uses(actor, CONFLICT, one, at)
    book(actor=actor, action=CONFLICT, at=at, subject=consent, entries=aside)
    consent.refresh_from_db()
    return consent


@action(CLEAR)
def clear_uses(*, actor: Actor, at: datetime, consent_id: UUID, note: str) -> Consent:
    """Say that all that rested on an ended consent is taken down. Raises NothingToClear, StillUsed, WhyMissing."""
    consent, told = take_consent(actor, consent_id, CLEAR)
    if not consent.must_be_cleared:
        raise refusals.NothingToClear
    person = see(ConsentPerson, consent.person_id, actor, CLEAR)
    left = uses(actor, consent.purpose, person.whom)
    if left and not may(consent.purpose, person.whom, born=person.born, at=at).allowed:
        raise refusals.StillUsed(n=format_int(len(left)))
    if len(note.strip()) < SHORTEST_WHY:
        raise refusals.WhyMissing(n=SHORTEST_WHY)
    consent.cleared_at, consent.cleared_by_name = at, actor.name
    consent.save(update_fields=["cleared_at", "cleared_by_name"])
    told.cleared_note = note.strip()
    told.save(update_fields=["cleared_note"])
    book(actor=actor, action=CLEAR, at=at, subject=consent, purpose=consent.purpose)
    return consent


@action(ATTACH)
def attach_proof(*, actor: Actor, at: datetime, consent_id: UUID, upload: Any) -> StoredFile:
    """Put a copy of the paper to a consent. Raises NotFound, Forbidden, FileRefused."""
    consent, _told = take_consent(actor, consent_id, ATTACH)
    made = store(actor=actor, at=at, upload=upload, owner=OwnerRef(FILES, consent.pk), rules=PAPERS)
    if consent.proved_at is None:
        consent.proved_at = at
        consent.save(update_fields=["proved_at"])
    book(actor=actor, action=ATTACH, at=at, subject=consent, file=str(made.pk))
    return made


@action(CORRECT)
def correct_person(
    *, actor: Actor, at: datetime, person_id: UUID, full_name: str, born: date, version: int
) -> ConsentPerson:
    """Correct a name or birthday as told. Raises NotFound, Forbidden, StaleVersion, DayWrong."""
    person = take(ConsentPerson, person_id, actor, CORRECT)
    if person.version != version:
        raise StaleVersion
    if person.subject_kind != OWN_KIND:
        raise NotFound
    first = Consent.objects.visible_to(actor, CORRECT).filter(person=person).order_by("given_on").first()
    if born > local_day(at) or (first is not None and born > first.given_on):
        raise refusals.DayWrong
    name = clean_name(full_name)
    changed = [what for what, differs in (("name", name != person.full_name), ("born", born != person.born)) if differs]
    person.full_name, person.sort_key, person.born, person.version = name, sort_key(name), born, version + 1
    person.save(update_fields=["full_name", "sort_key", "born", "version"])
    book(actor=actor, action=CORRECT, at=at, subject=person, changed=changed)
    return person
