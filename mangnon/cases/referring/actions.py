"""A referral is sent, answered, carried out and judged; each act once, by whom it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import translation

from mangnon.access.actor import Actor
from mangnon.access.consenting import Whom, may
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.actions.doing import why
from mangnon.cases.models.case import Case
from mangnon.cases.models.people import CasePerson
from mangnon.cases.models.plans import Plan
from mangnon.cases.queries.reach import take_case
from mangnon.cases.queries.words import age_of
from mangnon.cases.referring.models import Referral, ReferralState, Shared
from mangnon.cases.referring.queries import for_staff
from mangnon.cases.referring.refusals import (
    AlreadyAnswered,
    ContactMissing,
    GroundNotHere,
    NameInContact,
    NameInText,
    NobodyThere,
    NoConsent,
    NotConsented,
    NothingToShare,
    SentTwice,
    StaffNamed,
    TakesNone,
    UnknownChild,
    WrongDay,
)
from mangnon.cases.referring.rules import AFTER, CONSENT, Ground, answer_term, consent, grounds
from mangnon.cases.referring.told import tell_sender, tell_staff
from mangnon.directory.models import Service, Staffing
from mangnon.directory.queries import service_seen
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound
from mangnon.lib.workdays import due
from mangnon.papers.numbering import next_number
from mangnon.places.calendar.queries import calendar_for

SEND, WITHDRAW, FEEDBACK = (f"cases.referrals.{one}" for one in ("send", "withdraw", "feedback"))
ACCEPT, DECLINE, FINISH = (f"cases.referrals.{one}" for one in ("accept", "decline", "finish"))
NUMBERS = "CG"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a service. ``shared``: values of ``Shared``; ``contact``: whom the provider may call."""

    service_id: UUID
    asked: str
    ground: str
    shared: tuple[str, ...] = ()
    contact: str = ""
    urgent: bool = False


@action("cases.referrals.send")
def send_referral(*, actor: Actor, at: datetime, case_id: UUID, referral_id: UUID, told: Asked) -> Referral:
    """Ask a service; sent twice under one id, asked once.

    Raises NotFound, NotOnTeam, CaseEnded, TakesNone, NobodyThere, StaffNamed, GroundNotHere, UnknownChild, NoConsent,
    NotConsented, NothingToShare, ContactMissing, NameInText, NameInContact, SentTwice.
    """
    case = take_case(actor, case_id, at, SEND)
    service = service_seen(told.service_id)
    again = Referral.objects.filter(pk=referral_id).first()
    if again is not None:
        if (again.case_id, again.service_id) != (case.pk, service.pk):
            raise SentTwice
        book(actor=actor, action=SEND, at=at, subject=again, again=True)
        return again
    staff = _staff_of(case, service)
    ground = _ground(case, told, at)
    row = Referral(
        id=referral_id, case=case, place_id=case.place_id, service=service, provider_id=service.provider_id,
        service_name=service.name, provider_name=service.provider.name, asked=told.asked.strip(), urgent=told.urgent,
        ground=ground.id, ground_cited=ground.citation, shared=sorted(set(told.shared)), sent_at=at,
        sent_by=actor.me, sent_by_name=actor.name, answer_by=_answer_by(case.place_id, at, urgent=told.urgent),
    )  # fmt: skip
    _share(row, case, told, at)
    row.number_year = local_day(at).year
    row.number = next_number(place_id=row.place_id, kind=NUMBERS, year=row.number_year)
    row.save(force_insert=True)
    book(
        actor=actor, action=SEND, at=at, subject=row, code=row.code, case=case.code, provider=str(row.provider_id),
        ground=row.ground, shared=row.shared,
    )  # fmt: skip
    tell_staff(actor, at, row, "cases.referral_sent", staff)
    return row


def _staff_of(case: Case, service: Service) -> list[UUID]:
    """Who will read it. Raises TakesNone, NobodyThere, StaffNamed."""
    closed = service.valid_to is not None or service.provider.valid_to is not None
    if closed or not service.takes_referrals:
        raise TakesNone
    rows = Staffing.objects.filter(provider=service.provider_id, valid_to__isnull=True)
    staff = list(rows.values_list("person_id", flat=True))
    if not staff:
        raise NobodyThere(provider=service.provider.name)
    if CasePerson.objects.filter(case=case, staff__in=staff).exists():
        raise StaffNamed
    return staff


def _answer_by(place_id: int, at: datetime, *, urgent: bool) -> datetime:
    return due(at, answer_term(local_day(at), urgent=urgent), calendar_for(place_id)) or at


def _ground(case: Case, told: Asked, at: datetime) -> Ground:
    """Raises GroundNotHere, UnknownChild, NoConsent, NotConsented."""
    known = {one.id: one for one in grounds(local_day(at))}
    if told.ground not in known:
        raise GroundNotHere(ground=told.ground)
    ground = known[told.ground]
    if ground.id == CONSENT:
        _consented(case, told, at)
    elif not _holds(ground, case):
        raise GroundNotHere(ground=ground)
    return ground


def _holds(ground: Ground, case: Case) -> bool:
    if ground.needs == "plan":
        return Plan.objects.filter(case=case, state=Plan.State.APPROVED).exists()
    return case.emergency if ground.needs == "emergency" else True


def _consented(case: Case, told: Asked, at: datetime) -> None:
    if case.child is None:
        raise UnknownChild
    rule = consent()
    answer = may(rule.purpose, Whom("registry.Child", str(case.child.pk)), born=case.child.born_from, at=at)
    if not answer.allowed:
        raise NoConsent(missing=" ".join(map(str, answer.missing)))
    beyond = [one for one in told.shared if rule.data[one] not in answer.data]
    if beyond:
        raise NotConsented(what=", ".join(str(Shared(one).label) for one in beyond))


def _share(row: Referral, case: Case, told: Asked, at: datetime) -> None:
    """Copy what was chosen, and nothing else. Raises NothingToShare, ContactMissing, NameInText, NameInContact."""
    with translation.override("vi"):
        age = age_of(case, local_day(at))
    known = {Shared.NAME: case.name, Shared.AGE: age, Shared.SEX: case.sex if case.sex != "9" else "",
             Shared.CONTACT: told.contact.strip()}  # fmt: skip
    for one in map(Shared, row.shared):
        if not known[one]:
            raise ContactMissing if one == Shared.CONTACT else NothingToShare(what=one.label)
        setattr(row, one.value, known[one])
    name = fold(case.name)
    if name and Shared.NAME not in row.shared:
        if name in fold(row.asked):
            raise NameInText
        if name in fold(row.contact):
            raise NameInContact


@action("cases.referrals.withdraw")
def withdraw_referral(
    *, actor: Actor, at: datetime, referral_id: UUID, version: int, reason: str, by_case: UUID
) -> Referral:
    """The case's people take it back, with a reason. Raises NotFound, NotOnTeam, AlreadyAnswered, ReasonMissing."""
    row = _of_team(actor, at, referral_id, WITHDRAW, by_case)
    _moved(row, "withdraw", version)
    row.withdrawn_at, row.withdrawn_by_name, row.withdrawn_why = at, actor.name, why(reason)
    _keep(row)
    book(actor=actor, action=WITHDRAW, at=at, subject=row)
    staff = Staffing.objects.filter(provider=row.provider_id, valid_to__isnull=True)
    tell_staff(actor, at, row, "cases.referral_withdrawn", list(staff.values_list("person_id", flat=True)))
    return row


@action("cases.referrals.feedback")
def give_feedback(
    *, actor: Actor, at: datetime, referral_id: UUID, version: int, feedback: str, by_case: UUID
) -> Referral:
    """What the case's people say of it afterwards; a later word takes the place of an earlier one.

    Raises NotFound, NotOnTeam, AlreadyAnswered, ReasonMissing.
    """
    row = _of_team(actor, at, referral_id, FEEDBACK, by_case)
    _moved(row, "feedback", version)
    row.feedback, row.feedback_at, row.feedback_by_name = why(feedback), at, actor.name
    _keep(row)
    book(actor=actor, action=FEEDBACK, at=at, subject=row)
    return row


@action("cases.referrals.accept")
def accept_referral(*, actor: Actor, at: datetime, referral_id: UUID, version: int, answer: str) -> Referral:
    """The provider takes the child on. Raises NotFound, AlreadyAnswered."""
    return _answered(actor, at, referral_id, "accept", version, answer.strip())


@action("cases.referrals.decline")
def decline_referral(*, actor: Actor, at: datetime, referral_id: UUID, version: int, answer: str) -> Referral:
    """The provider says no, with the reason. Raises NotFound, AlreadyAnswered, ReasonMissing."""
    return _answered(actor, at, referral_id, "decline", version, why(answer))


def _answered(actor: Actor, at: datetime, referral_id: UUID, act: str, version: int, answer: str) -> Referral:
    right = f"cases.referrals.{act}"
    row = _of_staff(actor, at, referral_id)
    if (row.answered_by, row.answer, row.state) == (actor.person_id, answer, AFTER[act, ReferralState.SENT]):
        book(actor=actor, action=right, at=at, subject=row, again=True)
        return row
    _moved(row, act, version)
    row.answered_at, row.answered_by, row.answered_by_name, row.answer = at, actor.me, actor.name, answer
    _keep(row)
    book(actor=actor, action=right, at=at, subject=row)
    tell_sender(actor, at, row)
    return row


@action("cases.referrals.finish")
def finish_referral(
    *, actor: Actor, at: datetime, referral_id: UUID, version: int, given: str, given_on: date
) -> Referral:
    """What was given, and on which day. Raises NotFound, AlreadyAnswered, WrongDay, ReasonMissing."""
    row = _of_staff(actor, at, referral_id)
    said = why(given)
    if (row.finished_by, row.given, row.given_on) == (actor.person_id, said, given_on):
        book(actor=actor, action=FINISH, at=at, subject=row, again=True)
        return row
    _moved(row, "finish", version)
    if not local_day(row.sent_at) <= given_on <= local_day(at):
        raise WrongDay(first=format_date(local_day(row.sent_at)))
    row.given, row.given_on = said, given_on
    row.finished_at, row.finished_by, row.finished_by_name = at, actor.me, actor.name
    _keep(row)
    book(actor=actor, action=FINISH, at=at, subject=row, on=given_on)
    tell_sender(actor, at, row)
    return row


def _of_team(actor: Actor, at: datetime, referral_id: UUID, right: str, case_id: UUID) -> Referral:
    """The row, locked after its case. Raises NotFound, Forbidden, NotOnTeam."""
    case = take_case(actor, case_id, at, right, ended=True)
    row = Referral.objects.select_for_update().filter(pk=referral_id, case=case).first()
    if row is None:
        raise NotFound
    return row


def _of_staff(actor: Actor, at: datetime, referral_id: UUID) -> Referral:
    """The row, locked. Raises NotFound."""
    for_staff(actor, at, referral_id)
    return Referral.objects.select_for_update().get(pk=referral_id)


def _moved(row: Referral, act: str, version: int) -> None:
    """Raises AlreadyAnswered when somebody came first, or the state doesn't allow it."""
    after = AFTER.get((act, row.state))
    if after is None or row.version != version:
        raise AlreadyAnswered(state=ReferralState(row.state).label)
    row.state = after


def _keep(row: Referral) -> None:
    row.version += 1
    row.save()
