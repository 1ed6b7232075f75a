"""Cases for lists and worklists: what waits, how each person stands, what was late on a past day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.cases.models import Case, CaseMove, CaseState, CaseTask, Separation, StepRecord, TeamMember
from mangnon.cases.queries.reach import LIST, OVERSEE, listed
from mangnon.cases.rules.deadlines import SEPARATION
from mangnon.lib.dates import local_day
from mangnon.lib.workdays import end_of

WAITING = (CaseState.SUBMITTED, CaseState.CLOSING, CaseState.DOUBTED)
"""States in which somebody else than the officer acts."""
FIRST_ROWS = 50
"""Rows of a group that the overview shows."""
FIRST_LATE = 100
"""Steps that the page of a day shows; one more is read, to know that there are more."""
AHEAD = timedelta(days=7)
"""How far a worklist looks."""


def listed_cases(actor: Actor, at: datetime) -> QuerySet[Any]:
    """Every case of which the actor may know, with names of places and ``within``."""
    return listed(actor, at).annotate(place_name=F("place__name"), hamlet_name=F("hamlet__name"))


def open_cases_of(actor: Actor, at: datetime) -> QuerySet[Any]:
    """Open cases that are this person's work: led, shared, or overseen and waiting for a decision."""
    mine = Q(holder=actor.person_id) | Q(holder__isnull=True)
    rows = listed_cases(actor, at).filter(within=True, ended_at__isnull=True)
    calm = Q(state__in=[CaseState.APPROVED, CaseState.IMPLEMENTING], due_at__gt=at + AHEAD, accepted_at__isnull=False)
    rows = rows.exclude(calm)
    if not actor.reach(OVERSEE):
        return rows.filter(mine | Q(state=CaseState.DOUBTED))
    return rows.filter(mine | Q(state__in=WAITING) | Q(due_at__lte=at) | Q(emergency=True))


def led(actor: Actor) -> int | None:
    """How many open cases this person leads; None for those who lead none by their role."""
    if not actor.is_person or not actor.reach("cases.accept"):
        return None
    rows = Case.objects.visible_to(actor, "cases.accept")
    return rows.filter(holder=actor.person_id, ended_at__isnull=True).count()


def asked_here(actor: Actor) -> QuerySet[CaseMove]:
    """Moves that wait for an answer of this actor."""
    reach = actor.reach("cases.moves.accept")
    rows = CaseMove.objects.filter(state=CaseMove.State.ASKED).select_related("case", "from_place", "to_place")
    return rows if reach.everywhere else rows.filter(to_place__in=sorted(reach.places))


def tasks_of(actor: Actor) -> QuerySet[CaseTask]:
    """Open tasks of this person in open cases whose team it is still in, the nearest day first."""
    mine = TeamMember.objects.filter(person=actor.me, until__isnull=True).values("case")
    rows = CaseTask.objects.filter(CaseTask.OPEN, person=actor.me, case__ended_at__isnull=True, case__in=mine)
    return rows.select_related("case").order_by(F("due_on").asc(nulls_last=True), "pk")


@dataclass(frozen=True, slots=True)
class Load:
    """How one person stands."""

    name: str
    open: int
    overdue: int
    emergencies: int
    unaccepted: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What somebody who oversees must know at once; each group shows its first rows and says how many there are."""

    untaken: Group
    unaccepted: Group
    overdue: Group
    waiting: Group
    loads: tuple[Load, ...]
    open: int
    emergencies: int


@dataclass(frozen=True, slots=True)
class Group:
    """The first rows of a group, the nearest deadline first, and how many there are in all."""

    rows: tuple[Any, ...]
    total: int


def overview(actor: Actor, at: datetime) -> Overview:
    """Open cases within reach, by what is wrong with them."""
    wrongs = {
        "untaken": Q(holder__isnull=True),
        "unaccepted": Q(holder__isnull=False, accepted_at__isnull=True),
        "overdue": Q(due_at__lte=at),
        "waiting": Q(state__in=WAITING),
    }
    plain = Case.objects.visible_to(actor, LIST).filter(ended_at__isnull=True)
    totals = plain.aggregate(
        open=Count("pk"), emergencies=Count("pk", filter=Q(emergency=True)),
        untaken=Count("pk", filter=wrongs["untaken"]), unaccepted=Count("pk", filter=wrongs["unaccepted"]),
        overdue=Count("pk", filter=wrongs["overdue"]), waiting=Count("pk", filter=wrongs["waiting"]),
    )  # fmt: skip
    rows = listed_cases(actor, at).filter(ended_at__isnull=True).order_by(F("due_at").asc(nulls_last=True), "pk")
    groups = {
        name: Group(tuple(rows.filter(wrong)[:FIRST_ROWS]) if totals[name] else (), totals[name])
        for name, wrong in wrongs.items()
    }
    return Overview(
        **groups, loads=tuple(_loads(plain, wrongs)), open=totals["open"], emergencies=totals["emergencies"]
    )


def _loads(plain: QuerySet[Any], wrongs: dict[str, Q]) -> Iterator[Load]:
    held = plain.filter(holder__isnull=False).order_by().values("holder", "holder_name")
    counted = held.annotate(
        open=Count("pk"),
        overdue=Count("pk", filter=wrongs["overdue"]),
        emergencies=Count("pk", filter=Q(emergency=True)),
        unaccepted=Count("pk", filter=wrongs["unaccepted"]),
    )
    for one in counted.order_by("-overdue", "-open", "holder_name")[:FIRST_ROWS]:
        yield Load(one["holder_name"], one["open"], one["overdue"], one["emergencies"], one["unaccepted"])


@dataclass(frozen=True, slots=True)
class Late:
    """A step that was late on a day."""

    case: Case
    code: str
    due_at: datetime
    done_at: datetime | None
    reason: str


def late_on(actor: Actor, at: datetime, day: date) -> list[Late]:
    """What was late at the end of a day, today or any past one: legal terms, and separations past their last day.

    At most one more than ``FIRST_LATE``, the longest late first.
    """
    moment = min(end_of(day), at)
    mine = Case.objects.visible_to(actor, LIST).order_by().values("pk")
    steps = StepRecord.objects.filter(case__in=mine, due_at__lte=moment, derived=False, not_needed=False)
    steps = steps.exclude(case__ended_at__lte=F("due_at")).select_related("case").order_by("due_at", "pk")
    rows = list(steps.filter(done_at__isnull=True)[: FIRST_LATE + 1])
    if moment < at:  # a step can't have been done later than now
        rows += steps.filter(done_at__gt=moment)[: FIRST_LATE + 1]
    found = [
        Late(one.case, one.code, one.due_at, one.done_at, one.late_reason) for one in rows if one.due_at is not None
    ]
    apart = Separation.objects.filter(case__in=mine, until__lt=local_day(moment)).select_related("case")
    for one in apart.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))[: FIRST_LATE + 1]:
        ended = end_of(one.ended_on) if one.ended_on else None
        found.append(Late(one.case, SEPARATION, end_of(one.until), ended, one.end_reason))
    return sorted(found, key=lambda one: one.due_at)[: FIRST_LATE + 1]
