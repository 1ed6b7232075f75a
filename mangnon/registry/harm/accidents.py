"""Accidents written down and put right."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import see, take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import CHILD_UNTIL, PartialDate, age_on, format_date, local_day
from mangnon.lib.names import clean_name
from mangnon.lib.refusal import StaleVersion
from mangnon.places.models import Hamlet, Unit
from mangnon.registry.actions.checking import check_day, writer
from mangnon.registry.harm.counting import counting_on
from mangnon.registry.harm.queries import causes_on
from mangnon.registry.harm.refusals import (
    CauseMissing,
    DeathDayMissing,
    DeathDayTooMuch,
    NoChildThen,
    SexMissing,
    SpotElsewhere,
    WhereMissing,
    WhoMissing,
)
from mangnon.registry.harm.told import AccidentTold
from mangnon.registry.models import Accident, Child, RiskSpot, Sex
from mangnon.registry.queries.children import SEE as SEE_CHILD
from mangnon.registry.queries.codes import check_code
from mangnon.registry.reach import check_place
from mangnon.registry.refusals import OtherUseOfId

RECORD = "registry.accidents.record"
CORRECT = "registry.accidents.correct"
SEE_SPOT = "registry.spots.see"
SETTINGS = "moi_truong_duoi_nuoc"
WRITTEN = (
    "happened_on", "cause", "outcome", "where", "setting", "child_id", "child_name", "child_sex", "child_born_year",
    "spot_id", "died_on", "story", "hamlet_id",
)  # fmt: skip
SAME = ("place_id", "happened_on", "cause", "child_id", "child_name")
"""What makes a second send the same accident."""


@action(RECORD)
def record_accident(
    *, actor: Actor, at: datetime, accident_id: UUID, place: Unit, told: AccidentTold, hamlet_id: int | None = None
) -> Accident:
    """An accident in a commune; a second send under the same id adds nothing.

    Raises OutsideReach, WrongHamlet, NotFound, WhoMissing, SexMissing, NoChildThen, CauseMissing, UnknownCode,
    WhereMissing, InFuture, Backwards, DeathDayMissing, DeathDayTooMuch, SpotElsewhere, OtherUseOfId.
    """
    hamlet = Hamlet.objects.filter(pk=hamlet_id).first() if hamlet_id else None
    check_place(actor, RECORD, place, hamlet, local_day(at))
    accident = Accident(id=accident_id, place=place, hamlet=hamlet, recorded_by=writer(actor))
    _write(accident, told, actor, at)
    known = Accident.objects.visible_to(actor, RECORD).filter(pk=accident_id).first()
    if known is not None and any(getattr(known, name) != getattr(accident, name) for name in SAME):
        raise OtherUseOfId
    if known is None:
        accident.save(force_insert=True)
    book(actor=actor, action=RECORD, at=at, subject=known or accident, again=known is not None)
    return known or accident


@action(CORRECT)
def correct_accident(
    *, actor: Actor, at: datetime, accident_id: UUID, version: int, told: AccidentTold, hamlet_id: int | None = None
) -> Accident:
    """Put an accident right, by the version that was read. Raises NotFound, Forbidden, StaleVersion and as above."""
    accident = take(Accident, accident_id, actor, CORRECT)
    if accident.version != version:
        raise StaleVersion
    hamlet = Hamlet.objects.filter(pk=hamlet_id).first() if hamlet_id else None
    check_place(actor, CORRECT, accident.place, hamlet, local_day(at))
    before = {name: getattr(accident, name) for name in WRITTEN}
    accident.hamlet = hamlet
    _write(accident, told, actor, at)
    accident.version += 1
    accident.save()
    changed = [name for name, value in before.items() if getattr(accident, name) != value]
    book(actor=actor, action=CORRECT, at=at, subject=accident, changed=changed)
    return accident


def _write(accident: Accident, told: AccidentTold, actor: Actor, at: datetime) -> None:
    check_day(told.happened_on, at)
    birth = _who(accident, told, actor)
    accident.child_age = _age(birth, told.happened_on)
    _what(accident, told, local_day(at))
    _spot(accident, told.spot_id, actor)
    _end(accident, told, at)
    accident.happened_on, accident.story = told.happened_on, told.story.strip()


def _who(accident: Accident, told: AccidentTold, actor: Actor) -> PartialDate | None:
    """Whom it happened to, and the birth as far as it is known."""
    if told.child_id is not None:
        child = Child.objects.visible_to(actor, SEE_CHILD).filter(pk=told.child_id).first()
        if child is None and accident.child_id == told.child_id:  # out of reach since: what was copied then stays
            return PartialDate(accident.child_born_year) if accident.child_born_year else None
        child = child or see(Child, told.child_id, actor, SEE_CHILD)
        accident.child, accident.child_name, accident.child_sex = child, "", child.sex
        accident.child_born_year = child.born_to.year
        return child.birth
    accident.child, accident.child_name = None, clean_name(told.child_name)
    if not accident.child_name:
        raise WhoMissing
    if told.child_sex not in Sex.values:
        raise SexMissing
    accident.child_sex, accident.child_born_year = told.child_sex, told.child_born_year
    return PartialDate(told.child_born_year) if told.child_born_year else None


def _age(birth: PartialDate | None, on: date) -> int | None:
    """Full years on that day, in doubt the younger age. Raises NoChildThen."""
    if birth is None:
        return None
    if birth.earliest() > on:
        raise NoChildThen(day=format_date(on))
    age = age_on(min(birth.latest(), on), on)
    if age > CHILD_UNTIL:
        raise NoChildThen(day=format_date(on))
    return age


def _what(accident: Accident, told: AccidentTold, today: date) -> None:
    if told.cause not in causes_on(today):
        raise CauseMissing
    check_code(SETTINGS, told.setting, today)
    where = " ".join(told.where.split())
    if not where:
        raise WhereMissing
    accident.cause, accident.setting, accident.where = told.cause, told.setting, where
    accident.water = told.setting if told.cause == counting_on(told.happened_on).drowning else ""


def _spot(accident: Accident, spot_id: UUID | None, actor: Actor) -> None:
    spot = see(RiskSpot, spot_id, actor, SEE_SPOT) if spot_id else None
    if spot is not None and spot.place_id != accident.place_id:
        raise SpotElsewhere
    accident.spot = spot


def _end(accident: Accident, told: AccidentTold, at: datetime) -> None:
    died = told.outcome == Accident.Outcome.DIED
    if died and told.died_on is None:
        raise DeathDayMissing
    if not died and told.died_on is not None:
        raise DeathDayTooMuch
    check_day(told.died_on, at, not_before=told.happened_on)
    accident.outcome, accident.died_on = Accident.Outcome(told.outcome), told.died_on


def told_of(accident: Any) -> AccidentTold:
    """An accident as it stands, in the shape in which it is told."""
    return AccidentTold(**{name: getattr(accident, name) for name in AccidentTold.__slots__})
