"""A case begins: from a report, which may name several children, or from a child of the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.actions.doing import EMERGENCY, FORWARD, INTAKE, begin_steps, finish, save_case, writer
from mangnon.cases.models import Case, CaseKind, CasePerson, CaseReport, StepRecord, TeamMember
from mangnon.cases.queries.procedures import KEY, KIND
from mangnon.cases.queries.reach import TAKE, take_case
from mangnon.cases.refusals import HasOpenCase, InFuture
from mangnon.cases.told import tell_office
from mangnon.intake.models import HarmReport
from mangnon.lib.dates import format_datetime, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden
from mangnon.papers.numbering import next_number
from mangnon.places.models import Unit
from mangnon.statutes.queries import definition

OPEN, JOIN = "cases.open", "cases.reports.join"
NUMBERS = "HS"


@dataclass(frozen=True, slots=True)
class FromReport:
    """The report that a case comes from, as its opener sees it."""

    report: HarmReport
    reported_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known of a child whose case begins. ``case_id`` is made by the form: sent twice, opened once."""

    case_id: UUID
    kind: CaseKind
    place: Unit
    first_information_at: datetime
    name: str = ""
    label: str = ""
    born: str = ""
    sex: str = "9"
    about: str = ""
    child_id: UUID | None = None
    hamlet_id: int | None = None
    incident_place: Unit | None = None
    emergency: bool = False
    event: UUID | None = None
    source: FromReport | None = None
    hidden_from: tuple[UUID, ...] = field(default=())


@action(OPEN)
def open_cases(*, actor: Actor, at: datetime, openings: tuple[Opening, ...]) -> list[Case]:
    """Open a case for each child; those of one report are linked as one event. A second send opens nothing more.

    Raises Forbidden (neither commune is the actor's), HasOpenCase, InFuture, UnknownDefinition.
    """
    event = next((one.event for one in openings if one.event), None) or (new_id() if len(openings) > 1 else None)
    return [_open(actor, at, one, event) for one in openings]


def _open(actor: Actor, at: datetime, told: Opening, event: UUID | None) -> Case:
    known: Case | None = Case.objects.visible_to(actor, OPEN).filter(pk=told.case_id).first()
    if known is not None:
        book(actor=actor, action=OPEN, at=at, subject=known, again=True)
        return known
    office = _office(actor, told)
    _refuse_second(actor, told)
    if told.first_information_at > at:
        raise InFuture(moment=format_datetime(told.first_information_at))
    case = _row(actor, at, told, office, event)
    begin_steps(case)
    _link(actor, at, case, told)
    _team(actor, at, case)
    _begin(actor, at, case, told.source)
    save_case(case, at)
    book(
        actor=actor, action=OPEN, at=at, subject=case, number=case.code, kind=case.kind, emergency=case.emergency,
        report=told.source.report.number if told.source else "", law=f"{case.procedure} {case.procedure_version}",
    )  # fmt: skip
    if case.holder is None:
        tell_office(actor, at, case, "cases.untaken")
    return case


def _office(actor: Actor, told: Opening) -> Unit:
    """In whose name the case is numbered: the commune responsible, else that of the incident. Raises Forbidden."""
    reach = actor.reach(OPEN)
    found = next((one for one in (told.place, told.incident_place) if one is not None and one.pk in reach), None)
    if found is None:
        raise Forbidden(action=OPEN, place_id=told.place.pk)
    return found


def _refuse_second(actor: Actor, told: Opening) -> None:
    if told.child_id is None:
        return
    rows = Case.objects.visible_to(actor, OPEN).filter(child=told.child_id, ended_at__isnull=True, kind=told.kind)
    other = rows.first()
    if other is not None:
        raise HasOpenCase(code=other.code)


def _row(actor: Actor, at: datetime, told: Opening, office: Unit, event: UUID | None) -> Case:
    law = definition(KIND, KEY, local_day(at))
    year = local_day(at).year
    other = told.incident_place if told.incident_place and told.incident_place.pk != told.place.pk else None
    row: Case = Case.objects.create(
        id=told.case_id, place=told.place, other_place=other, incident_place=told.incident_place or told.place,
        hamlet_id=told.hamlet_id, child_id=told.child_id, name=told.name.strip(), label=told.label.strip(),
        born=told.born, sex=told.sex or "9", kind=told.kind, about=told.about.strip(), office=office,
        number=next_number(place_id=office.pk, kind=NUMBERS, year=year), number_year=year, procedure=law.key,
        procedure_version=law.version, first_information_at=told.first_information_at, opened_at=at,
        opened_by=writer(actor), opened_by_name=actor.name, emergency=told.emergency, event=event,
        sealed=bool(told.hidden_from),
    )  # fmt: skip
    return row


def _link(actor: Actor, at: datetime, case: Case, told: Opening) -> None:
    if told.source is not None:
        CaseReport.objects.create(
            case=case, report=told.source.report, reported_id=told.source.reported_id,
            number=told.source.report.number, linked_at=at, linked_by_name=actor.name,
        )  # fmt: skip
    for person in told.hidden_from:
        CasePerson.objects.create(
            id=new_id(), case=case, part=CasePerson.Part.OTHER, relation="được nêu trong tin báo", staff=person,
            done_at=at, by=writer(actor), by_name=actor.name,
        )  # fmt: skip


def _team(actor: Actor, at: datetime, case: Case) -> None:
    """Whoever opens it leads it where they are an officer of the commune responsible, else works with it."""
    if not actor.is_person:
        return
    leads = case.place_id in actor.reach(TAKE)
    if leads:
        case.holder, case.holder_name, case.accepted_at = actor.me, actor.name, at
    part = TeamMember.Part.LEAD if leads else TeamMember.Part.WORKER
    TeamMember.objects.create(case=case, person=actor.me, name=actor.name, part=part, since=at, by_name=actor.name)


def _begin(actor: Actor, at: datetime, case: Case, source: FromReport | None) -> None:
    """The information was received and passed on, by whoever did; a support case has no emergency step until somebody
    sees danger.
    """
    finish(case, INTAKE, case.first_information_at, actor=actor, at=at)
    finish(case, FORWARD, source.report.recorded_at if source else at, actor=actor, at=at)
    if source is not None:
        by, name = source.report.received_by, source.report.received_by_name
        rows = StepRecord.objects.filter(case=case, code__in=(INTAKE, FORWARD))
        rows.update(done_by=str(by) if by else writer(actor), done_by_name=name)
    if case.kind == CaseKind.SUPPORT and not case.emergency:
        StepRecord.objects.filter(case=case, code=EMERGENCY).update(not_needed=True)


@action(JOIN)
def join_report(
    *, actor: Actor, at: datetime, case_id: UUID, report: HarmReport, reported_id: UUID | None = None
) -> Case:
    """Another report tells of the same child: it joins the case, whose clock doesn't move.

    Raises NotFound, Forbidden, NotOnTeam, CaseEnded.
    """
    case = take_case(actor, case_id, at, JOIN)
    CaseReport.objects.get_or_create(
        case=case,
        report=report,
        defaults={
            "reported_id": reported_id, "number": report.number, "linked_at": at, "linked_by_name": actor.name,
        },
    )  # fmt: skip
    if report.event_id and case.event is None:
        case.event = report.event_id
    save_case(case, at)
    book(actor=actor, action=JOIN, at=at, subject=case, report=report.number)
    return case
