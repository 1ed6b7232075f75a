"""The province adds curricula, corrects them, and ends those no longer used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound
from mangnon.programmes.plans.actions.keeping import same_version
from mangnon.programmes.rights import ADD_CURRICULUM, CORRECT_CURRICULUM
from mangnon.programmes.training.actions.taking import refused, touch
from mangnon.programmes.training.models import Curriculum
from mangnon.programmes.training.refusals import CodeTaken


@dataclass(frozen=True, slots=True)
class CurriculumTold:
    """What a curriculum says."""

    title: str
    topics: str
    hours: int
    audience: tuple[str, ...]
    refresh_months: int | None
    least_share: int
    most_points: int
    source: str


@action(ADD_CURRICULUM)
def add_curriculum(
    *, actor: Actor, at: datetime, code: str, told: CurriculumTold, uid: UUID | None = None
) -> Curriculum:
    """A curriculum of the province; sent again it adds nothing. Raises CodeTaken."""
    if uid and (known := Curriculum.objects.filter(pk=uid).first()):
        book(actor=actor, action=ADD_CURRICULUM, at=at, subject=known, again=True)
        return known
    made = Curriculum(id=uid or new_id(), code=code.strip().upper(), changed_at=at, changed_by_name=actor.name)
    _fill(made, told)
    with refused("code", CodeTaken(code=made.code)):
        made.save(force_insert=True)
    book(actor=actor, action=ADD_CURRICULUM, at=at, subject=made, code=made.code)
    return made


@action(CORRECT_CURRICULUM)
def correct_curriculum(
    *, actor: Actor, at: datetime, curriculum_id: UUID, version: int, told: CurriculumTold, ended: bool = False
) -> Curriculum:
    """Its words and figures, and whether new courses follow it. Raises NotFound, StaleVersion."""
    found = Curriculum.objects.select_for_update().filter(pk=curriculum_id).first()
    if found is None:
        raise NotFound
    same_version(found, version)
    if found.courses.exists():
        told = _of_courses(told, found)
    _fill(found, told)
    found.ended_on = (found.ended_on or local_day(at)) if ended else None
    touch(found, actor=actor, at=at)
    book(actor=actor, action=CORRECT_CURRICULUM, at=at, subject=found, version=found.version, ended=ended)
    return found


def _of_courses(told: CurriculumTold, found: Curriculum) -> CurriculumTold:
    """Points of the tests stay as they are once there are courses: their scores were given by them."""
    return CurriculumTold(
        told.title, told.topics, told.hours, told.audience, told.refresh_months, told.least_share, found.most_points,
        told.source,
    )  # fmt: skip


def _fill(row: Curriculum, told: CurriculumTold) -> None:
    row.title, row.topics, row.source = told.title.strip(), told.topics.strip(), told.source.strip()
    row.hours, row.audience, row.refresh_months = told.hours, sorted(set(told.audience)), told.refresh_months
    row.least_share, row.most_points = told.least_share, told.most_points
