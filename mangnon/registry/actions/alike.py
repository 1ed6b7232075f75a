"""Pairs of look-alikes are found by the machine and judged by people: not the same, or looked at again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound, Refusal
from mangnon.registry.actions.checking import writer
from mangnon.registry.alike.weights import Weights
from mangnon.registry.alike.whole import Found
from mangnon.registry.models import AlikeDue, AlikeWeights, Child, LookAlike

FIND = "registry.alike.find"
LEARN = "registry.alike.learn"
DISMISS = "registry.alike.dismiss"
REOPEN = "registry.alike.reopen"
BATCH = 5_000
Pair = tuple[UUID, UUID]
Due = Sequence[tuple[UUID, datetime]]


class AlreadyDecided(Refusal):
    """Somebody was quicker."""

    code = "registry.pair_decided"
    sentence = _("Cặp này đã có kết luận: {state} ({who}).")
    remedy = _("Tải lại trang để xem. Nếu kết luận đó sai, bấm Xem lại cặp này hoặc Tách hồ sơ.")


class WhyMissing(Refusal):
    """Nobody said why."""

    code = "registry.why_missing"
    sentence = _("Chưa ghi lý do.")
    remedy = _("Ghi ngắn gọn vì sao, để người xem sau hiểu.")
    field = "why"


@action(FIND)
def keep_pairs(
    *, actor: Actor, at: datetime, found: Sequence[Found], compared: Collection[UUID] = (), due: Due = ()
) -> int:  # fmt: skip
    """Keep what a comparison found; how many pairs are new. What people decided stays decided.

    Open pairs of the ``compared`` records that weren't found any more go: a correction has told them apart. ``due``
    are the notes that this comparison has done with, unless the record was changed again meanwhile.
    """
    pairs = {_pair(one): one for one in found}
    known = _known(pairs, compared)
    new = [_row(*pair, one) for pair, one in pairs.items() if pair not in known]
    made = LookAlike.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
    for pair, row in known.items():
        if row.state == LookAlike.State.OPEN:
            _renew(row, pairs.get(pair))
    for child_id, since in due:
        AlikeDue.objects.filter(child_id=child_id, since=since).delete()
    book(actor=actor, action=FIND, at=at, pairs=len(pairs), new=len(made), compared=len(compared))
    return len(made)


def _pair(found: Found) -> tuple[UUID, UUID]:
    one, other = UUID(found.one.id), UUID(found.other.id)
    return (one, other) if one < other else (other, one)


def _known(pairs: dict[Pair, Found], compared: Collection[UUID]) -> dict[Pair, LookAlike]:
    touched = {pk for pair in pairs for pk in pair} | set(compared)
    rows = LookAlike.objects.filter(first_id__in=touched) | LookAlike.objects.filter(second_id__in=touched)
    chosen = set(compared)
    kept = ((row.first_id, row.second_id, row) for row in rows)
    return {(a, b): row for a, b, row in kept if (a, b) in pairs or a in chosen or b in chosen}


def _row(first: UUID, second: UUID, found: Found) -> LookAlike:
    judged = found.judged
    return LookAlike(
        id=new_id(), first_id=first, second_id=second, score=judged.score, verdict=str(judged.verdict),
        reasons=[str(reason) for reason in judged.reasons],
    )  # fmt: skip


def _renew(row: LookAlike, found: Found | None) -> None:
    if found is None:
        row.delete()
        return
    row.score, row.verdict = found.judged.score, str(found.judged.verdict)
    row.reasons = [str(reason) for reason in found.judged.reasons]
    row.save(update_fields=["score", "verdict", "reasons"])


@action(LEARN)
def keep_weights(*, actor: Actor, at: datetime, weights: Weights, pairs: int) -> AlikeWeights:
    """Keep what was learnt from the register, with its date and sample; the latest counts."""
    row = AlikeWeights.objects.create(learnt_at=at, sample=weights.sample, pairs=pairs, body=weights.as_json())
    book(actor=actor, action=LEARN, at=at, subject=row, sample=weights.sample, pairs=pairs)
    return row


@action(DISMISS)
def dismiss_pair(*, actor: Actor, at: datetime, pair_id: UUID, why: str) -> LookAlike:
    """They are two children; remembered, so that nobody is asked again. Sent a second time it changes nothing.

    Raises NotFound, Forbidden, WhyMissing, AlreadyDecided.
    """
    pair = take_pair(pair_id, actor, DISMISS)
    if pair.state == LookAlike.State.NOT_SAME and pair.decided_by == writer(actor):
        book(actor=actor, action=DISMISS, at=at, subject=pair, place_id=pair.first.place_id, again=True)
        return pair
    if pair.state != LookAlike.State.OPEN:
        raise AlreadyDecided(state=LookAlike.State(pair.state).label, who=pair.decided_by_name)
    if not why.strip():
        raise WhyMissing
    _decide(pair, LookAlike.State.NOT_SAME, actor, at, why.strip())
    book(actor=actor, action=DISMISS, at=at, subject=pair, place_id=pair.first.place_id)
    return pair


@action(REOPEN)
def reopen_pair(*, actor: Actor, at: datetime, pair_id: UUID, why: str) -> LookAlike:
    """Take back that they are two children. Raises NotFound, Forbidden, WhyMissing, AlreadyDecided."""
    pair = take_pair(pair_id, actor, REOPEN)
    if pair.state == LookAlike.State.MERGED:
        raise AlreadyDecided(state=LookAlike.State(pair.state).label, who=pair.decided_by_name)
    if not why.strip():
        raise WhyMissing
    if pair.state == LookAlike.State.NOT_SAME:
        _decide(pair, LookAlike.State.OPEN, actor, None, why.strip())
    book(actor=actor, action=REOPEN, at=at, subject=pair, place_id=pair.first.place_id)
    return pair


def _decide(pair: LookAlike, state: LookAlike.State, actor: Actor, at: datetime | None, why: str) -> None:
    pair.state, pair.decided_at, pair.why = state, at, why
    pair.decided_by, pair.decided_by_name, pair.version = writer(actor), actor.name, pair.version + 1
    pair.save(update_fields=["state", "decided_at", "decided_by", "decided_by_name", "why", "version"])


def take_pair(pair_id: UUID, actor: Actor, action: str) -> LookAlike:
    """A pair, locked, both of whose records this actor may change. Raises NotFound, Forbidden."""
    pair = LookAlike.objects.select_for_update().filter(pk=pair_id).first()
    if pair is None:
        raise NotFound
    for child_id in (pair.first_id, pair.second_id):
        take(Child, child_id, actor, action)
    return pair


def of_child(child_id: UUID) -> Q:
    """Pairs with this record."""
    return Q(first_id=child_id) | Q(second_id=child_id)
