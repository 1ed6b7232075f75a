"""Chains: started by an act of a room, moved on by the worker, stopped by whoever takes the matter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book, booked_in_action
from mangnon.lib.dates import format_datetime, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.notices.actions.telling import Ref, ToldWrongly, check_ref, fact, tell
from mangnon.notices.declared import chain_on, chain_since, kind_on
from mangnon.notices.models import Chain, ChainLine, ChainState
from mangnon.notices.queries.people import candidates, province_people
from mangnon.notices.rules import Line, Move, Step, What, advance

UNANSWERED = "notices.unanswered"
CALLED = "notices.called"


class AlreadyTaken(Refusal):
    """Somebody has taken the matter already."""

    code = "chain_taken"
    sentence = _("{name} đã nhận việc {code} lúc {time}.")
    remedy = _("Mở việc để xem đang làm đến đâu.")


def start_chain(
    *,
    actor: Actor,
    at: datetime,
    about: Ref,
    place_id: int,
    chain: str = "viec-khan",
    kind: str = CALLED,
    named: Iterable[UUID] = (),
    key: str = "",
) -> UUID:
    """Start calling people until somebody takes the matter; the worker tells the first within a second.

    Call it inside an action. The same chain, thing and ``key`` start once: the id is then the first one's, or a
    fresh one that nothing has when the caller can't see the first. Raises ToldWrongly.
    """
    if booked_in_action.get() is None:
        raise ToldWrongly("start_chain() is called inside an action, so that both are undone together")
    definition, known = chain_on(chain, local_day(at)), kind_on(kind, local_day(at))
    if definition is None or known is None or known.fields or not known.urgent:
        raise ToldWrongly(f"{chain} needs to be declared, and {kind} an urgent kind without fields")
    check_ref(about)
    row = Chain(
        id=new_id(), fact=fact(chain, about, key), definition=chain, since=definition.valid_from, kind=kind,
        subject_kind=about.kind, subject_id=about.id, code=about.code, place_id=place_id, named=list(named),
        due_at=at, started_at=at, started_by=str(actor.person_id or actor.name), started_by_name=actor.name,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # it runs already
        known_id = Chain.objects.filter(fact=row.fact).values_list("pk", flat=True).first()
        return known_id or row.pk
    book(actor=actor, action="notices.chains.start", at=at, subject=row, code=about.code)
    return row.pk


@action("notices.chains.step")
def step_chain(*, actor: Actor, at: datetime, chain: Chain) -> Chain:
    """Tell whom the next step names, or the province when nobody is left. ``chain`` is locked by the caller."""
    definition = chain_since(chain.definition, chain.since)
    steps: tuple[Step, ...] = definition.steps if definition else ()
    found = {n: candidates(steps[n], chain, at) for n in range(chain.position, len(steps))}
    move = advance(steps, chain.position, chain.told, found)
    if move.tell:
        tell(
            actor=actor, at=at, to=move.tell, kind=chain.kind, about=_ref(chain), key=str(chain.pk),
            place_id=chain.place_id, chain_id=chain.pk,
        )  # fmt: skip
    lines = list(move.lines) + (_alert(actor, at, chain) if move.wait is None else [])
    _write(at, chain, move, lines)
    book(
        actor=actor, action="notices.chains.step", at=at, subject=chain, code=chain.code, position=move.position,
        told=[str(one) for one in move.tell],
    )  # fmt: skip
    return chain


def _alert(actor: Actor, at: datetime, chain: Chain) -> list[Line]:
    """Everybody of the province who may act is told, away or not; the chain stays in sight until it is taken."""
    people = province_people(chain, at)
    tell(
        actor=actor, at=at, to=[one.person_id for one in people], kind=UNANSWERED, about=_ref(chain),
        key=str(chain.pk), place_id=chain.place_id, chain_id=chain.pk,
    )  # fmt: skip
    chain.told += [one.person_id for one in people if one.person_id not in chain.told]
    lines = [Line(chain.position, "province", What.ALERTED, one.person_id, one.name) for one in people]
    return lines or [Line(chain.position, "province", What.NOBODY)]


def _write(at: datetime, chain: Chain, move: Move, lines: Iterable[Line]) -> None:
    ChainLine.objects.bulk_create([_line(chain, at, one) for one in lines])
    chain.position = move.position
    chain.told += [one for one in move.tell if one not in chain.told]
    if move.wait is None:
        chain.state = ChainState.EXHAUSTED
    else:
        chain.due_at = at + move.wait
    chain.save(update_fields=["position", "told", "state", "due_at"])


def _line(chain: Chain, at: datetime, line: Line) -> ChainLine:
    return ChainLine(
        chain=chain, at=at, step=line.step, whom=line.whom, what=line.what, person_id=line.person_id, name=line.name,
        why=line.why,
    )  # fmt: skip


@action("notices.chains.acknowledge")
def acknowledge(*, actor: Actor, at: datetime, chain_id: UUID) -> Chain:
    """Take the matter: nobody else is called. For those who were called, and for the office that answers.

    Raises NotFound, Forbidden, AlreadyTaken.
    """
    chain = Chain.objects.select_for_update(of=("self",)).filter(pk=chain_id).first()
    if chain is None:
        raise NotFound
    if actor.me not in chain.told and chain.place_id not in actor.reach("notices.chains.see"):
        raise Forbidden(action="notices.chains.acknowledge", place_id=chain.place_id)
    if chain.state == ChainState.ACKNOWLEDGED:
        raise AlreadyTaken(
            name=chain.acknowledged_by_name, code=chain.code, time=format_datetime(chain.acknowledged_at or at)
        )
    _take(actor, at, chain)
    return chain


def acknowledge_about(*, actor: Actor, at: datetime, kind: str, thing: str) -> int:
    """Stop every chain about a thing, inside the act by which its room takes it up; how many."""
    chains = Chain.objects.select_for_update(of=("self",)).filter(subject_kind=kind, subject_id=thing)
    open_ones = list(chains.exclude(state=ChainState.ACKNOWLEDGED))
    for chain in open_ones:
        _take(actor, at, chain)
    return len(open_ones)


def _take(actor: Actor, at: datetime, chain: Chain) -> None:
    ChainLine.objects.create(
        chain=chain, at=at, step=chain.position, whom="", what=What.ACKNOWLEDGED, person_id=actor.person_id,
        name=actor.name,
    )  # fmt: skip
    chain.state, chain.acknowledged_at = ChainState.ACKNOWLEDGED, at
    chain.acknowledged_by, chain.acknowledged_by_name = actor.person_id, actor.name
    chain.save(update_fields=["state", "acknowledged_at", "acknowledged_by", "acknowledged_by_name"])
    book(actor=actor, action="notices.chains.acknowledge", at=at, subject=chain, code=chain.code)


def _ref(chain: Chain) -> Ref:
    return Ref(chain.subject_kind, chain.subject_id, chain.code)
