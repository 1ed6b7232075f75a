"""The commune's officer settles what differs: the register is put right, or kept with a reason. Never by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import PartialDate, local_day
from mangnon.lib.refusal import NotFound, StaleVersion
from mangnon.registry.actions.correcting import correct_child, told_of
from mangnon.registry.actions.families import say_parent
from mangnon.registry.actions.residing import move_home
from mangnon.registry.models import Child, Parent, Recheck, RecheckAnswer, Residence, Source
from mangnon.registry.queries.children import children
from mangnon.registry.told import Home, ParentTold
from mangnon.registry.verifying.comparing import ERRORS, compare
from mangnon.registry.verifying.fields import MET, AskedField, rules_on
from mangnon.registry.verifying.held import held_values
from mangnon.registry.verifying.queries import SETTLE
from mangnon.registry.verifying.refusals import AlreadySettled, KeepReasonMissing, StillDifferent, WayMissing
from mangnon.registry.verifying.visiting import settle_if_done

Settled = RecheckAnswer.Settled
APPLY, MENDED, KEEP = "apply", "mended", "keep"
"""Put the register right by the sheet now; it was put right in the record already; keep what stands there."""
WHY = "Phúc tra: {reason}"


@action(SETTLE)
def settle_difference(
    *, actor: Actor, at: datetime, recheck_id: UUID, field: str, way: str, reason: str = "", version: int = 0
) -> RecheckAnswer:
    """What becomes of one difference. ``version`` is that of the child's record which the officer had read.

    Putting right goes through the register's own acts and needs their rights. Sent twice it stays one. Raises
    NotFound, Forbidden, AlreadySettled, WayMissing, KeepReasonMissing, StillDifferent, StaleVersion, and what the
    register's acts raise.
    """
    row = take(Recheck, recheck_id, actor, SETTLE)
    answer = RecheckAnswer.objects.select_for_update().filter(recheck=row, field=field, result__in=ERRORS).first()
    if answer is None:
        raise NotFound
    meant = Settled.KEPT if way == KEEP else Settled.CORRECTED
    if answer.settled:
        if answer.settled != meant:
            raise AlreadySettled
        book(actor=actor, action=SETTLE, at=at, subject=row, field=field, again=True)
        return answer
    child = children(actor).filter(pk=row.child_id).first()
    _do(actor, at, row, answer, child, way=way, reason=reason.strip(), version=version)
    answer.settled, answer.reason, answer.settled_at = meant, reason.strip(), at
    answer.settled_by_name = actor.name
    answer.save(update_fields=["settled", "reason", "settled_at", "settled_by_name"])
    _finish(row, children(actor).filter(pk=row.child_id).first(), at)
    book(actor=actor, action=SETTLE, at=at, subject=row, field=field, way=way, child=str(row.child_id))
    return answer


def _do(
    actor: Actor, at: datetime, row: Recheck, answer: RecheckAnswer, child: Child | None,
    *, way: str, reason: str, version: int,
) -> None:  # fmt: skip
    asked = rules_on(row.round.rules_since).field(answer.field)
    if way == KEEP:
        if not reason:
            raise KeepReasonMissing
    elif way == MENDED:
        if not mended(row, answer, child, at):
            raise StillDifferent
    elif way == APPLY and asked is not None and asked.apply and child is not None:
        if held_values(child, local_day(at))[asked.code] != answer.held:
            raise StaleVersion
        why = WHY.format(reason=reason or row.sent_by_name)
        WRITERS[asked.apply](actor, at, Putting(row, child, asked, answer.said, why, version))
    else:
        raise WayMissing


def mended(row: Recheck, answer: RecheckAnswer, child: Child | None, at: datetime) -> bool:
    """Whether the register says today what the sheet says; a child that isn't there has left it or moved on."""
    if answer.field == MET:
        return child is None or bool(child.left) or child.place_id != row.place_id or child.other_place_id is not None
    asked = rules_on(row.round.rules_since).field(answer.field)
    if asked is None or child is None:
        return child is None
    return compare(asked, answer.said, held_values(child, local_day(at))[asked.code]) not in ERRORS


def _finish(row: Recheck, child: Child | None, at: datetime) -> None:
    if RecheckAnswer.objects.filter(recheck=row, result__in=ERRORS, settled=Settled.OPEN).exists():
        return
    row.state = Recheck.State.DONE
    settle_if_done(row, child)
    row.settled_on = local_day(at)
    row.save(update_fields=["state", "settled_on"])


@dataclass(frozen=True, slots=True)
class Putting:
    """What a writer needs to put one field right."""

    row: Recheck
    child: Child
    asked: AskedField
    said: str
    why: str
    version: int


def _child(actor: Actor, at: datetime, put: Putting) -> None:
    value: Any = PartialDate.parse(put.said) if put.asked.kind == "birth" else put.said
    told = replace(told_of(put.child), **{put.asked.code: value})
    if put.asked.code == "full_name":
        told = replace(told, nameless="")
    correct_child(actor=actor, at=at, child_id=put.child.pk, version=put.version, told=told, reason=put.why)


def _parent(actor: Actor, at: datetime, put: Putting) -> None:
    known = Parent.objects.filter(child=put.child, which=put.asked.code).first()
    kept = {name: getattr(known, name) for name in asdict(ParentTold("")) if known is not None}
    told = ParentTold(**{**kept, "which": put.asked.code, "full_name": put.said, "unknown": False})
    say_parent(actor=actor, at=at, child_id=put.child.pk, told=told, source=Source.SEEN)


def _home(actor: Actor, at: datetime, put: Putting) -> None:
    now = Residence.objects.filter(child=put.child, kind=Residence.Kind.ACTUAL, valid_to__isnull=True).first()
    home = Home(int(put.said), now.address if now else "", now.status if now else "")
    since = put.row.visited_on or local_day(at)
    move_home(actor=actor, at=at, child_id=put.child.pk, home=home, since=since, source=Source.SEEN)


WRITERS: dict[str, Callable[[Actor, datetime, Putting], None]] = {"child": _child, "parent": _parent, "home": _home}
"""How ``apply`` of the list of fields is done."""
