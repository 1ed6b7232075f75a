"""A round is opened, with its samples drawn; and closed, with its figures frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.places.models import Unit
from mangnon.places.queries import province_served
from mangnon.registry.actions.checking import writer
from mangnon.registry.models import (
    Child,
    Circumstance,
    Recheck,
    RecheckFrame,
    RecheckRound,
    RecheckShare,
    Sensitivity,
)
from mangnon.registry.queries.children import HERE, sixteen_before
from mangnon.registry.queries.listing import holding
from mangnon.registry.reach import communes
from mangnon.registry.refusals import OtherUseOfId, OutsideReach
from mangnon.registry.verifying.drawing import draw, fingerprint, new_seed, sample_size
from mangnon.registry.verifying.fields import rules_on
from mangnon.registry.verifying.figures import counted, frozen
from mangnon.registry.verifying.queries import CLOSE, OPEN, rechecks, rounds
from mangnon.registry.verifying.refusals import DaysWrong, NobodyThere, RoundClosed, SizeWrong, TitleMissing
from mangnon.registry.verifying.told import RoundTold

MOST = 5_000
"""Children that a sample of one commune may have."""
BATCH = 2_000
Line = tuple[int, UUID, int | None, bool]
"""Commune, child, hamlet, whether it is drawn with those in special circumstances."""


@action(OPEN)
def open_round(
    *, actor: Actor, at: datetime, round_id: UUID, told: RoundTold, only: Unit | None = None, seed: str = ""
) -> RecheckRound:
    """Draw a sample of each commune in reach, or of one, out of the children who live there today.

    The frames are kept with the seed, both are booked: see ``drawing``. Sent twice it stays one round. ``seed`` is
    made up when none is given. Raises TitleMissing, DaysWrong, SizeWrong, OutsideReach, NobodyThere, OtherUseOfId.
    """
    today = local_day(at)
    _check(told, today)
    known = RecheckRound.objects.filter(pk=round_id).first()
    if known is not None:
        return _again(known, actor, at, told)
    places = _places(actor, only)
    one = RecheckRound(
        id=round_id, place=places[0] if len(places) == 1 else province_served(), title=told.title.strip(),
        first_day=told.first_day, due_on=told.due_on, frame_on=today, measure=told.measure, size=told.size,
        special_size=told.special_size, seed=seed or new_seed(), rules_since=rules_on(today).valid_from, opened_at=at,
        opened_by=writer(actor), opened_by_name=actor.name,
    )  # fmt: skip
    drawn = [_draw(one, place_id, list(lines)) for place_id, lines in _frame(actor, places, today)]
    if not drawn:
        raise NobodyThere
    one.save(force_insert=True)
    for share, frame, children in drawn:
        share.save(force_insert=True)
        frame.share = share
        frame.save(force_insert=True)
        Recheck.objects.bulk_create(children, batch_size=BATCH)
    book(
        actor=actor, action=OPEN, at=at, subject=one, seed=one.seed, measure=one.measure, size=one.size,
        special_size=one.special_size, frame_on=today.isoformat(),
        samples=[[share.place_id, share.frame_digest, share.sample_digest] for share, _frame, _drawn in drawn],
    )  # fmt: skip
    return one


def _check(told: RoundTold, today: date) -> None:
    if not told.title.strip():
        raise TitleMissing
    if told.due_on < max(told.first_day, today):
        raise DaysWrong(due=format_date(told.due_on), first=format_date(told.first_day))
    most = {RecheckRound.Measure.NUMBER: MOST, RecheckRound.Measure.PERCENT: 100}.get(
        RecheckRound.Measure(told.measure)
    )
    if most is None or not 1 <= told.size <= most or not 0 <= told.special_size <= most:
        raise SizeWrong


def _again(known: RecheckRound, actor: Actor, at: datetime, told: RoundTold) -> RecheckRound:
    if (known.title, known.first_day, known.due_on, known.opened_by) != (
        told.title.strip(), told.first_day, told.due_on, writer(actor),
    ):  # fmt: skip
        raise OtherUseOfId
    book(actor=actor, action=OPEN, at=at, subject=known, again=True)
    return known


def _places(actor: Actor, only: Unit | None) -> list[Unit]:
    """The communes to draw in. Raises OutsideReach."""
    units = communes(actor, OPEN)
    found = list(units.filter(pk=only.pk) if only else units)
    if not found:
        raise OutsideReach
    return found


def _frame(actor: Actor, places: list[Unit], on: date) -> Iterator[tuple[int, Iterable[Line]]]:
    """Commune by commune: the children who live there, with those in special circumstances marked.

    Very sensitive groups don't mark anybody: the stratum of a child is shown.
    """
    held = Circumstance.objects.filter(holding(on), child=OuterRef("pk"), group__startswith="HCDB")
    special = Exists(held.exclude(sensitivity=Sensitivity.VERY_HIGH))
    rows = Child.objects.visible_to(actor, OPEN).filter(HERE, born_to__gt=sixteen_before(on))
    if len(places) == 1:
        rows = rows.filter(place=places[0])
    lines = rows.order_by("place_id").values_list("place_id", "pk", "hamlet_id").annotate(special=special)
    return groupby(lines.iterator(chunk_size=BATCH), key=itemgetter(0))


def _draw(one: RecheckRound, place_id: int, lines: list[Line]) -> tuple[RecheckShare, RecheckFrame, list[Recheck]]:
    apart = one.special_size > 0
    strata: dict[str, list[UUID]] = {Recheck.Stratum.GENERAL: [], Recheck.Stratum.SPECIAL: []}
    for _place, child, _hamlet, special in lines:
        strata[Recheck.Stratum.SPECIAL if apart and special else Recheck.Stratum.GENERAL].append(child)
    drawn = samples(one, strata)
    general, special_frame = (sorted(strata[name]) for name in strata)
    share = RecheckShare(
        round=one, place_id=place_id, frame_general=len(general), frame_special=len(special_frame),
        drawn_general=len(drawn[Recheck.Stratum.GENERAL]), drawn_special=len(drawn[Recheck.Stratum.SPECIAL]),
        frame_digest=fingerprint((*general, *special_frame)),
        sample_digest=fingerprint(child for children in drawn.values() for child in children),
    )  # fmt: skip
    hamlets = {child: hamlet for _place, child, hamlet, _special in lines}
    rows = [
        Recheck(
            id=new_id(), round=one, share=share, place_id=place_id, hamlet_id=hamlets[child], child_id=child,
            stratum=stratum, rank=rank,
        )
        for stratum, children in drawn.items()
        for rank, child in enumerate(children, 1)
    ]  # fmt: skip
    return share, RecheckFrame(place_id=place_id, general=general, special=special_frame), rows


def samples(one: RecheckRound, strata: dict[str, list[UUID]]) -> dict[str, list[UUID]]:
    """Stratum → the children drawn out of its frame by the rule of the round."""
    sizes = {Recheck.Stratum.GENERAL: one.size, Recheck.Stratum.SPECIAL: one.special_size}
    return {
        name: draw(frame, seed=one.seed, size=sample_size(len(frame), measure=one.measure, size=sizes[name]))  # type: ignore[index]  # its keys
        for name, frame in strata.items()
    }


@action(CLOSE)
def close_round(*, actor: Actor, at: datetime, round_id: UUID) -> RecheckRound:
    """No visit comes in any more, the figures stand as they are. Raises NotFound, Forbidden, RoundClosed.

    Differences may still be settled afterwards: that mends the register, never the figures.
    """
    one = rounds(actor, CLOSE).filter(pk=round_id).select_for_update(of=("self",)).first()
    if one is None:
        raise NotFound
    if one.place_id not in actor.reach(CLOSE):
        raise Forbidden(action=CLOSE, place_id=one.place_id)
    if one.closed_at is not None:
        raise RoundClosed
    kept = list(RecheckShare.objects.filter(round=one))
    found = counted(rechecks(actor, CLOSE).filter(round=one), [share.pk for share in kept])
    for share in kept:
        share.frozen = frozen(found[share.pk])
        share.save(update_fields=["frozen"])
    one.closed_at, one.closed_by_name = at, actor.name
    one.save(update_fields=["closed_at", "closed_by_name"])
    book(actor=actor, action=CLOSE, at=at, subject=one, samples=len(kept))
    return one


def redrawn(share: RecheckShare, frame: Any) -> bool:
    """Whether the kept seed over the kept frame gives the children that were drawn."""
    strata = {Recheck.Stratum.GENERAL.value: frame.general, Recheck.Stratum.SPECIAL.value: frame.special}
    again = samples(share.round, strata)
    same_frame = fingerprint((*frame.general, *frame.special)) == share.frame_digest
    return same_frame and fingerprint(one for children in again.values() for one in children) == share.sample_digest
