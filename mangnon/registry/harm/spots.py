"""Risk spots written down, put right, and looked at again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.names import place_sort_key
from mangnon.lib.refusal import StaleVersion
from mangnon.places.models import Hamlet, Unit
from mangnon.registry.actions.checking import check_day, writer
from mangnon.registry.harm.queries import causes_on
from mangnon.registry.harm.refusals import CauseMissing, HalfPosition, NothingFound, SpotNameMissing
from mangnon.registry.harm.told import SpotTold
from mangnon.registry.models import RiskSpot, SpotCheck
from mangnon.registry.reach import check_place
from mangnon.registry.refusals import OtherUseOfId

REGISTER = "registry.spots.register"
CORRECT = "registry.spots.correct"
CHECK = "registry.spots.check"


@action(REGISTER)
def register_spot(
    *, actor: Actor, at: datetime, spot_id: UUID, place: Unit, told: SpotTold, hamlet_id: int | None = None
) -> RiskSpot:
    """A spot of a commune; a second send under the same id adds nothing.

    Raises OutsideReach, WrongHamlet, SpotNameMissing, CauseMissing, HalfPosition, OtherUseOfId.
    """
    hamlet = Hamlet.objects.filter(pk=hamlet_id).first() if hamlet_id else None
    check_place(actor, REGISTER, place, hamlet, local_day(at))
    spot = RiskSpot(id=spot_id, place=place, hamlet=hamlet, recorded_by=writer(actor))
    _write(spot, told, local_day(at))
    known = RiskSpot.objects.visible_to(actor, REGISTER).filter(pk=spot_id).first()
    if known is not None and (known.name, known.place_id) != (spot.name, place.pk):
        raise OtherUseOfId
    if known is None:
        spot.save(force_insert=True)
    book(actor=actor, action=REGISTER, at=at, subject=known or spot, again=known is not None)
    return known or spot


@action(CORRECT)
def correct_spot(
    *, actor: Actor, at: datetime, spot_id: UUID, version: int, told: SpotTold, hamlet_id: int | None = None
) -> RiskSpot:
    """Change what is known of a spot. Raises NotFound, Forbidden, StaleVersion and as ``register_spot``."""
    spot = take(RiskSpot, spot_id, actor, CORRECT)
    if spot.version != version:
        raise StaleVersion
    hamlet = Hamlet.objects.filter(pk=hamlet_id).first() if hamlet_id else None
    check_place(actor, CORRECT, spot.place, hamlet, local_day(at))
    before = {name: getattr(spot, name) for name in (*asdict(told), "hamlet_id")}
    spot.hamlet = hamlet
    _write(spot, told, local_day(at))
    spot.version += 1
    spot.save()
    changed = [name for name, value in before.items() if getattr(spot, name) != value]
    book(actor=actor, action=CORRECT, at=at, subject=spot, changed=changed)
    return spot


@action(CHECK)
def check_spot(*, actor: Actor, at: datetime, spot_id: UUID, on: date, found: str, safe: bool) -> SpotCheck:
    """Somebody looked at the spot; the latest check says whether it is safe. Sent twice it stays one.

    Raises NotFound, Forbidden, InFuture, NothingFound.
    """
    spot = take(RiskSpot, spot_id, actor, CHECK)
    said = found.strip()
    if not said:
        raise NothingFound
    check_day(on, at)
    same = SpotCheck.objects.filter(spot=spot, on=on, found=said, safe=safe, recorded_by=writer(actor))
    if known := same.first():
        book(actor=actor, action=CHECK, at=at, subject=spot, check=known.pk, again=True)
        return known
    check = SpotCheck.objects.create(
        spot=spot, on=on, by_name=actor.name, found=said, safe=safe, recorded_by=writer(actor)
    )
    last = SpotCheck.objects.filter(spot=spot).order_by("-on", "-pk")[0]
    spot.made_safe_on = _safe_since(spot.made_safe_on, last)
    spot.version += 1
    spot.save(update_fields=["made_safe_on", "version"])
    book(actor=actor, action=CHECK, at=at, subject=spot, check=check.pk, safe=safe)
    return check


def _safe_since(known: date | None, last: SpotCheck) -> date | None:
    """A spot that was safe before stays safe since then; one that isn't safe any more has no day."""
    if not last.safe:
        return None
    return known or last.on


def _write(spot: RiskSpot, told: SpotTold, today: date) -> None:
    spot.name = " ".join(told.name.split())
    if not spot.name:
        raise SpotNameMissing
    if told.cause not in causes_on(today):
        raise CauseMissing
    _check_position(told)
    spot.sort_key = place_sort_key(spot.name)
    spot.cause, spot.about, spot.keeper = told.cause, told.about.strip(), told.keeper.strip()
    spot.latitude, spot.longitude = told.latitude, told.longitude


def _check_position(told: SpotTold) -> None:
    if told.latitude is None and told.longitude is None:
        return
    if told.latitude is None or told.longitude is None:
        raise HalfPosition
    if abs(told.latitude) > 90 or abs(told.longitude) > 180:
        raise HalfPosition


def told_of(spot: RiskSpot) -> SpotTold:
    """A spot as it stands, in the shape in which it is told."""
    return SpotTold(**{name: getattr(spot, name) for name in SpotTold.__slots__})
