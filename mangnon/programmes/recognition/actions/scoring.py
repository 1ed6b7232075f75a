"""A commune scores itself, again and again, with evidence; when every part is scored it sends the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import store
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound, StaleVersion
from mangnon.places.models import Unit
from mangnon.programmes.boards.actions import refused
from mangnon.programmes.plans.actions.keeping import must_keep, same_version
from mangnon.programmes.plans.actions.telling import ACCEPTED
from mangnon.programmes.recognition.models import OPEN, Dossier, Round, Score, Stand
from mangnon.programmes.recognition.queries import communes_on, law_of, law_on
from mangnon.programmes.recognition.rules import Key, Line, lines, total, unscored
from mangnon.programmes.refusals import DossierShut, NotServed, TooManyPoints, Unscored, WithoutUntold
from mangnon.programmes.rights import PROVE, SCORE, SUBMIT

OWNER = "programmes.dossier"
"""The kind under which dossiers own files."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a commune says of a part."""

    points: int | None
    evidence: str = ""
    without: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the province found of a part."""

    points: int | None
    difference: str = ""


def take_dossier(actor: Actor, right: str, dossier_id: UUID, *states: str) -> Dossier:
    """A dossier of the own place, locked, in one of some states. Raises NotFound, Forbidden, DossierShut."""
    seen = Dossier.objects.select_related("place").filter(pk=dossier_id).first()
    if seen is None:
        raise NotFound
    must_keep(actor, right, seen.place)
    found = Dossier.objects.select_for_update(of=("self",)).select_related("place", "round").get(pk=dossier_id)
    if states and found.state not in states:
        raise DossierShut(state=Stand(found.state).label)
    return found


def touch(dossier: Dossier, *, actor: Actor, at: datetime) -> None:
    """Save it as a new version by this person."""
    dossier.version += 1
    dossier.changed_at, dossier.changed_by_name = at, actor.name
    dossier.save()


def within(line: Line, points: int | None, most: int) -> int | None:
    """Points that a part can have. ``most``: where the table doesn't say. Raises TooManyPoints."""
    limit = most if line.most is None else line.most
    if points is not None and points > limit:
        raise TooManyPoints(label=line.label, most=limit)
    return points


@action(SCORE)
def score(
    *, actor: Actor, at: datetime, round_id: UUID, place: Unit, version: int, told: Mapping[Key, Told],
    satisfaction: str = "",
) -> Dossier:  # fmt: skip
    """The points a place gives itself; the dossier begins with the first (``version`` 0).

    It is scored by the criteria in force on the round's first day, those of today's register. Raises NotFound,
    Forbidden, NotServed, DossierShut, StaleVersion, TooManyPoints, WithoutUntold.
    """
    must_keep(actor, SCORE, place)
    one = Round.objects.filter(pk=round_id).first()
    if one is None:
        raise NotFound
    law = law_on(one.opens_on)
    rows = list(_scores(lines(law.body), told, law.body.total or 0))
    dossier = _begun(actor, at, one, place, version)
    dossier.definition, dossier.satisfaction = law.version, satisfaction.strip()
    dossier.self_total = sum(row.self_points or 0 for row in rows)
    touch(dossier, actor=actor, at=at)
    _write(dossier, rows, ("self_points", "evidence", "without"))
    book(actor=actor, action=SCORE, at=at, subject=dossier, place_id=place.pk, total=dossier.self_total)
    return dossier


def _begun(actor: Actor, at: datetime, one: Round, place: Unit, version: int) -> Dossier:
    """The dossier, locked; made when it is the first time."""
    seen = Dossier.objects.filter(place=place, round=one).first()
    if seen is not None:
        found = take_dossier(actor, SCORE, seen.pk, *OPEN)
        same_version(found, version)
        return found
    if all(unit.pk != place.pk for unit in communes_on(one.opens_on, local_day(at))):
        raise NotServed(name=place.name)
    made = Dossier(place=place, round=one, definition="", version=0, changed_at=at, changed_by_name=actor.name)
    with refused("dossier_once", StaleVersion()):
        made.save(force_insert=True)
    return made


def _scores(parts: Iterable[Line], told: Mapping[Key, Told], most: int) -> Iterable[Score]:
    for line in parts:
        said = told.get(line.key, Told(None))
        if said.without and not said.evidence.strip():
            raise WithoutUntold(label=line.label)
        yield Score(
            criterion=line.code, part=line.part, self_points=within(line, said.points, most),
            evidence=said.evidence.strip(), without=said.without,
        )  # fmt: skip


def _write(dossier: Dossier, rows: Sequence[Score], fields: Sequence[str]) -> None:
    for row in rows:
        row.dossier = dossier
    Score.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["dossier", "criterion", "part"], update_fields=list(fields)
    )


@action(SUBMIT)
def submit(*, actor: Actor, at: datetime, dossier_id: UUID, version: int) -> Dossier:
    """Send it to the province; sent again by the same person it changes nothing.

    Raises NotFound, Forbidden, DossierShut, StaleVersion, Unscored.
    """
    dossier = take_dossier(actor, SUBMIT, dossier_id, *OPEN, Stand.SUBMITTED)
    if dossier.state == Stand.SUBMITTED:
        if dossier.submitted_by != actor.person_id:
            raise DossierShut(state=Stand.SUBMITTED.label)
        book(actor=actor, action=SUBMIT, at=at, subject=dossier, place_id=dossier.place_id, again=True)
        return dossier
    same_version(dossier, version)
    table = law_of(dossier).body
    points = {(one.criterion, one.part): one.self_points for one in dossier.scores.all()}
    if left := unscored(table, points):
        raise Unscored(list=", ".join(left))
    dossier.state, dossier.self_total, dossier.returned_why = Stand.SUBMITTED, total(table, points), ""
    dossier.submitted_at, dossier.submitted_by, dossier.submitted_by_name = at, actor.person_id, actor.name
    touch(dossier, actor=actor, at=at)
    book(actor=actor, action=SUBMIT, at=at, subject=dossier, place_id=dossier.place_id, total=dossier.self_total)
    return dossier


@action(PROVE)
def attach_proof(*, actor: Actor, at: datetime, dossier_id: UUID, upload: Any) -> StoredFile:
    """Put a file to it; the same content again is the same file.

    Raises NotFound, Forbidden, DossierShut, FileRefused.
    """
    dossier = take_dossier(actor, PROVE, dossier_id, *OPEN, Stand.SUBMITTED)
    made = store(actor=actor, at=at, upload=upload, owner=OwnerRef(OWNER, dossier.pk), rules=ACCEPTED)
    book(actor=actor, action=PROVE, at=at, subject=dossier, place_id=dossier.place_id, file=str(made.pk))
    return made
