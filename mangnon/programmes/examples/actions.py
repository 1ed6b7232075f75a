"""Acts on models: written down, corrected, copied to another commune; they pause and end; each year is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import store
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound, StaleVersion
from mangnon.places.models import Unit
from mangnon.programmes.boards.actions import refused
from mangnon.programmes.examples.models import Example, ExampleState, ExampleYear
from mangnon.programmes.examples.refusals import (
    CopiedAlready,
    CopiedAtHome,
    DayBefore,
    ExampleEnded,
    MoreChildrenThanPeople,
    PlaceGone,
    StateUnfit,
    YearNotRun,
)
from mangnon.programmes.examples.rules import may_become, years_run
from mangnon.programmes.plans.actions.keeping import documents_named, must_keep, reason_of, same_version
from mangnon.programmes.plans.actions.telling import ACCEPTED
from mangnon.programmes.rights import (
    ADD_EXAMPLE,
    ATTACH_EXAMPLE,
    COPY_EXAMPLE,
    CORRECT_EXAMPLE,
    SET_EXAMPLE_STATE,
    TELL_EXAMPLE_YEAR,
)

OWNER = "programmes.example"
"""The kind under which models own files."""


@dataclass(frozen=True, slots=True)
class ExampleTold:
    """What is told of a model. ``cost``: đồng a year; ``steps``: a step a line."""

    kind: str
    title: str
    does: str
    whom: str
    run_by: str
    since: date
    cost: int = 0
    money_source: str = ""
    results: str = ""
    steps: str = ""
    decision: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class CopyTold:
    """What is different in the place that copies."""

    since: date
    run_by: str
    cost: int = 0
    money_source: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class YearTold:
    """What a year achieved. ``people`` holds the children too; ``spent`` in đồng."""

    people: int
    children: int
    spent: int = 0
    note: str = ""


def take_example(actor: Actor, right: str, example_id: UUID, *, ended: bool = False) -> Example:
    """A model of the own place, locked. Raises NotFound, Forbidden, ExampleEnded."""
    seen = Example.objects.select_related("place").filter(pk=example_id).first()
    if seen is None:
        raise NotFound
    must_keep(actor, right, seen.place)
    found = Example.objects.select_for_update(of=("self",)).select_related("place").get(pk=example_id)
    if found.until is not None and not ended:
        raise ExampleEnded(day=format_date(found.until))
    return found


@action(ADD_EXAMPLE)
def add_example(*, actor: Actor, at: datetime, place: Unit, told: ExampleTold, uid: UUID | None = None) -> Example:
    """A model of the own place; sent again it adds nothing. Raises Forbidden, PlaceGone, UnknownDocument."""
    must_keep(actor, ADD_EXAMPLE, place)
    if uid and (known := Example.objects.filter(pk=uid).first()):
        book(actor=actor, action=ADD_EXAMPLE, at=at, subject=known, again=True)
        return known
    made = Example(id=uid or new_id(), place=_standing(place), changed_at=at, changed_by_name=actor.name)
    made.family = made.pk
    _write(made, told, actor)
    made.save(force_insert=True)
    book(actor=actor, action=ADD_EXAMPLE, at=at, subject=made, kind=made.kind)
    return made


@action(CORRECT_EXAMPLE)
def correct_example(*, actor: Actor, at: datetime, example_id: UUID, version: int, told: ExampleTold) -> Example:
    """What is told of it. Raises NotFound, Forbidden, StaleVersion, DayBefore, UnknownDocument."""
    example = take_example(actor, CORRECT_EXAMPLE, example_id, ended=True)
    same_version(example, version)
    if example.until is not None and told.since > example.until:
        raise DayBefore(day=format_date(told.since))
    _write(example, told, actor)
    _touch(example, actor, at)
    book(actor=actor, action=CORRECT_EXAMPLE, at=at, subject=example, version=example.version)
    return example


def copy_id(source_id: UUID, place_id: int) -> UUID:
    """The id of a place's copy of a model: the same however often it is sent."""
    return uuid5(source_id, str(place_id))


@action(COPY_EXAMPLE)
def copy_example(*, actor: Actor, at: datetime, example_id: UUID, place: Unit, told: CopyTold) -> Example:
    """The same model begins in another place, with its own people, money and results.

    What it does, for whom and how come along; the same form sent again changes nothing. Raises NotFound, Forbidden,
    PlaceGone, CopiedAtHome, CopiedAlready.
    """
    source = Example.objects.filter(pk=example_id).first()
    if source is None:
        raise NotFound
    must_keep(actor, COPY_EXAMPLE, place)
    if source.place_id == place.pk:
        raise CopiedAtHome(place=place.name)
    known = Example.objects.filter(pk=copy_id(source.pk, place.pk)).first()
    if known is not None and (known.since, known.run_by) == (told.since, told.run_by.strip()):
        book(actor=actor, action=COPY_EXAMPLE, at=at, subject=known, again=True)
        return known
    made = Example(
        id=copy_id(source.pk, place.pk), place=_standing(place), kind=source.kind, title=source.title,
        does=source.does, whom=source.whom, steps=source.steps, run_by=told.run_by.strip(), since=told.since,
        cost=told.cost, money_source=told.money_source.strip(), decision=told.decision.strip(), copied_from=source,
        family=source.family, changed_at=at, changed_by_name=actor.name,
    )  # fmt: skip
    made.search_key = _key(made)
    with refused("programmes_example_pkey", CopiedAlready(place=place.name)):
        made.save(force_insert=True)
    book(actor=actor, action=COPY_EXAMPLE, at=at, subject=made, copied_from=str(source.pk))
    return made


@action(SET_EXAMPLE_STATE)
def set_example_state(
    *, actor: Actor, at: datetime, example_id: UUID, version: int, state: str, on: date, reason: str
) -> Example:
    """It pauses, ends after ``on``, or runs again. Raises NotFound, Forbidden, StaleVersion, StateUnfit, DayBefore."""
    example = take_example(actor, SET_EXAMPLE_STATE, example_id, ended=True)
    same_version(example, version)
    if state not in may_become(example.state):
        now, wanted = ExampleState(example.state).label, ExampleState(state).label
        raise StateUnfit(now=now, wanted=wanted)
    last = max(example.since, example.state_on or example.since)
    if on < last:
        raise DayBefore(day=format_date(last))
    example.state, example.state_on, example.state_why = state, on, reason_of(reason)
    example.until = on if state == ExampleState.ENDED else None
    _touch(example, actor, at)
    book(actor=actor, action=SET_EXAMPLE_STATE, at=at, subject=example, state=state, on=on.isoformat())
    return example


@action(TELL_EXAMPLE_YEAR)
def tell_example_year(
    *, actor: Actor, at: datetime, example_id: UUID, year: int, version: int, told: YearTold
) -> ExampleYear:
    """What a year achieved; ``version`` is that of what was told before, 0 when nothing was.

    Raises NotFound, Forbidden, YearNotRun, MoreChildrenThanPeople, StaleVersion.
    """
    example = take_example(actor, TELL_EXAMPLE_YEAR, example_id, ended=True)
    run = years_run(example.since, example.until, local_day(at))
    if year not in run:
        raise YearNotRun(year=year, first=example.since.year, last=run[0] if run else example.since.year)
    if told.children > told.people:
        raise MoreChildrenThanPeople(children=told.children, people=told.people)
    row = ExampleYear.objects.filter(example=example, year=year).first() or ExampleYear(
        example=example, year=year, version=0
    )
    if _says(row, told):
        book(actor=actor, action=TELL_EXAMPLE_YEAR, at=at, subject=row, place_id=example.place_id, again=True)
        return row
    if row.version != version:
        raise StaleVersion
    row.people, row.children, row.spent, row.note = told.people, told.children, told.spent, told.note.strip()
    row.version, row.told_at, row.told_by_name = version + 1, at, actor.name
    row.save()
    book(actor=actor, action=TELL_EXAMPLE_YEAR, at=at, subject=row, place_id=example.place_id, year=year)
    return row


@action(ATTACH_EXAMPLE)
def attach_example(*, actor: Actor, at: datetime, example_id: UUID, upload: Any) -> StoredFile:
    """Put a file to it; the same content again is the same file. Raises NotFound, Forbidden, FileRefused."""
    example = take_example(actor, ATTACH_EXAMPLE, example_id, ended=True)
    made = store(actor=actor, at=at, upload=upload, owner=OwnerRef(OWNER, example.pk), rules=ACCEPTED)
    book(actor=actor, action=ATTACH_EXAMPLE, at=at, subject=example, file=str(made.pk))
    return made


def _standing(place: Unit) -> Unit:
    if place.valid_to is not None:
        raise PlaceGone(place=place.name)
    return place


def _says(row: ExampleYear, told: YearTold) -> bool:
    """Whether exactly this was told already: the same form sent twice."""
    return row.version > 0 and YearTold(row.people, row.children, row.spent, row.note) == replace(
        told, note=told.note.strip()
    )


def _write(example: Example, told: ExampleTold, actor: Actor) -> None:
    example.document = next(iter(documents_named(actor, [told.document])), None)
    example.kind, example.since, example.cost = told.kind, told.since, told.cost
    for name in ("title", "does", "whom", "run_by", "money_source", "results", "steps", "decision"):
        setattr(example, name, getattr(told, name).strip())
    example.search_key = _key(example)


def _key(example: Example) -> str:
    return fold(f"{example.title} {example.run_by}")[:240]


def _touch(example: Example, actor: Actor, at: datetime) -> None:
    example.version += 1
    example.changed_at, example.changed_by_name = at, actor.name
    example.save()
