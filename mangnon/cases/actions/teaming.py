"""Who works on a case: taken on, given, the team, sealing, and being let in for four hours."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.access.roles import Role
from mangnon.accounts.models import Person
from mangnon.accounts.queries import officers_of
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.actions.doing import refuse_own, save_case, why
from mangnon.cases.models import BreakGlass, Case, TeamMember
from mangnon.cases.queries.reach import take_case
from mangnon.cases.refusals import LeadStays, NotHere
from mangnon.cases.told import tell_chairs, tell_people
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound

BREAK, ADD, REMOVE = "cases.glass.break", "cases.team.add", "cases.team.remove"
LET_IN = timedelta(hours=4)


@action("cases.accept")
def accept_case(*, actor: Actor, at: datetime, case_id: UUID) -> Case:
    """Take a case on: one's own that was given, or one that nobody leads. Raises NotFound, NotOnTeam, CaseEnded."""
    case = take_case(actor, case_id, at, "cases.accept")
    if case.holder not in (None, actor.me):
        raise NotFound
    case.holder, case.holder_name, case.accepted_at = actor.me, actor.name, at
    join_team(case, actor.me, actor.name, TeamMember.Part.LEAD, at, actor.name)
    save_case(case, at)
    book(actor=actor, action="cases.accept", at=at, subject=case)
    return case


@action("cases.assign")
def assign_case(*, actor: Actor, at: datetime, case_id: UUID, person_id: UUID) -> Case:
    """Give a case to an officer of the commune, who then takes it on. Raises NotOnTeam, CaseEnded, NotHere."""
    case = take_case(actor, case_id, at, "cases.assign")
    person = _worker(case, person_id, at, (Role.COMMUNE_OFFICER,))
    if case.holder not in (None, person.pk):
        TeamMember.objects.filter(case=case, person=case.holder, until__isnull=True).update(part=TeamMember.Part.WORKER)
    case.holder, case.holder_name, case.accepted_at = person.pk, person.full_name, None
    join_team(case, person.pk, person.full_name, TeamMember.Part.LEAD, at, actor.name)
    save_case(case, at)
    book(actor=actor, action="cases.assign", at=at, subject=case, to=str(person.pk))
    tell_people(actor, at, case, "cases.given", [person.pk])
    return case


def _worker(case: Case, person_id: UUID, at: datetime, roles: tuple[Role, ...]) -> Person:
    """Somebody who works where the case is, or where it happened. Raises NotHere."""
    places = {case.place_id, case.incident_place_id or case.place_id}
    people = [one for place in places for one in officers_of(place, local_day(at), roles)]
    found = next((one for one in people if one.pk == person_id), None)
    if found is None:
        known = Person.objects.filter(pk=person_id).first()
        raise NotHere(name=known.full_name if known else "?")
    return found


def join_team(case: Case, person: UUID, name: str, part: TeamMember.Part, at: datetime, by_name: str) -> None:
    """One row for each member at a time."""
    TeamMember.objects.update_or_create(
        case=case, person=person, until=None, defaults={"part": part},
        create_defaults={"part": part, "name": name, "since": at, "by_name": by_name},
    )  # fmt: skip


@action(ADD)
def add_to_team(*, actor: Actor, at: datetime, case_id: UUID, person_id: UUID, part: str) -> Case:
    """From now on somebody works on the case and sees it. Raises NotFound, NotOnTeam, CaseEnded, NotHere."""
    case = take_case(actor, case_id, at, ADD)
    person = _worker(case, person_id, at, (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR))
    join_team(case, person.pk, person.full_name, TeamMember.Part(part), at, actor.name)
    save_case(case, at)
    book(actor=actor, action=ADD, at=at, subject=case, person=str(person.pk), part=part)
    tell_people(actor, at, case, "cases.given", [person.pk])
    return case


@action(REMOVE)
def remove_from_team(*, actor: Actor, at: datetime, case_id: UUID, person_id: UUID) -> Case:
    """Somebody doesn't work on the case any more. Raises NotFound, NotOnTeam, LeadStays."""
    case = take_case(actor, case_id, at, REMOVE)
    row = TeamMember.objects.filter(case=case, person=person_id, until__isnull=True).first()
    if row is None:
        raise NotFound
    if case.holder == person_id:
        raise LeadStays(name=row.name)
    row.until = at
    row.save(update_fields=["until"])
    save_case(case, at)
    book(actor=actor, action=REMOVE, at=at, subject=case, person=str(person_id))
    return case


@action(BREAK)
def break_glass(*, actor: Actor, at: datetime, case_id: UUID, opening_id: UUID, reason: str) -> BreakGlass:
    """Be let in for four hours; whoever decides is told and judges it. Raises NotFound, Forbidden, ReasonMissing."""
    case = take(Case, case_id, actor, BREAK)
    told = why(reason)
    known = BreakGlass.objects.filter(case=case, person=actor.me, until__gt=at).first()
    row = known or BreakGlass.objects.create(
        id=opening_id, case=case, person=actor.me, name=actor.name, reason=told, at=at, until=at + LET_IN,
        oversight=actor.reach(BREAK).everywhere,
    )  # fmt: skip
    book(actor=actor, action=BREAK, at=at, subject=case, seen=[case.pk], reason=told, until=row.until.isoformat())
    if known is None and not row.oversight:
        tell_chairs(actor, at, case, "cases.glass_broken")
        tell_people(actor, at, case, "cases.glass_broken", [case.holder])
    return row


@action("cases.glass.review")
def review_glass(
    *, actor: Actor, at: datetime, case_id: UUID, opening_id: UUID, justified: bool, verdict: str
) -> BreakGlass:
    """Judge whether somebody had to be let in; never one's own. Raises NotFound, NotOnTeam, OwnWork, ReasonMissing."""
    case = take_case(actor, case_id, at, "cases.glass.review", ended=True)
    row = BreakGlass.objects.filter(pk=opening_id, case=case, reviewed_at__isnull=True).select_for_update().first()
    if row is None:
        raise NotFound
    refuse_own(actor, row.person)
    row.reviewed_at, row.reviewed_by, row.reviewed_by_name = at, actor.me, actor.name
    row.justified, row.verdict = justified, why(verdict)
    row.save()
    book(actor=actor, action="cases.glass.review", at=at, subject=case, opening=str(row.pk), justified=justified)
    return row


@action("cases.seal")
def seal_case(*, actor: Actor, at: datetime, case_id: UUID, reason: str) -> Case:
    """From now on only the team knows that the case exists. Raises NotFound, NotOnTeam, CaseEnded, ReasonMissing."""
    case = take_case(actor, case_id, at, "cases.seal")
    case.sealed, case.sealed_why = True, why(reason)[:200]
    part = TeamMember.Part.LEAD if case.holder == actor.me else TeamMember.Part.APPROVER
    if not TeamMember.objects.filter(case=case, person=actor.me, until__isnull=True).exists():
        join_team(case, actor.me, actor.name, part, at, actor.name)
    save_case(case, at)
    book(actor=actor, action="cases.seal", at=at, subject=case)
    return case


@action("cases.unseal")
def unseal_case(*, actor: Actor, at: datetime, case_id: UUID, reason: str) -> Case:
    """The reason to hide it is gone. Raises NotFound, NotOnTeam, CaseEnded, ReasonMissing."""
    case = take_case(actor, case_id, at, "cases.unseal")
    told = why(reason)
    case.sealed, case.sealed_why = False, ""
    save_case(case, at)
    book(actor=actor, action="cases.unseal", at=at, subject=case, reason=told)
    return case
