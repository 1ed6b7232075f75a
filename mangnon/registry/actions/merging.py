"""Two records of one child become one; nothing is lost, and it can be undone at any time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.names import tone_place_key
from mangnon.lib.refusal import Refusal
from mangnon.registry.actions.alike import AlreadyDecided, take_pair
from mangnon.registry.actions.checking import writer
from mangnon.registry.alike.following import everything, move_facts
from mangnon.registry.alike.identity import PARENT_FIELDS, Parents, Side, differing_parents, standing
from mangnon.registry.alike.snapshots import as_data, row_data
from mangnon.registry.models import Child, Left, LookAlike, Merge, OtherName, Parent, Transfer

MERGE = "registry.alike.merge"


class NotOfThePair(Refusal):
    """The record to keep isn't one of the two."""

    code = "registry.not_of_the_pair"
    sentence = _("Hồ sơ chọn giữ lại không thuộc cặp này.")
    remedy = _("Mở lại trang so sánh và chọn một trong hai hồ sơ.")
    field = "keep"


class MergedAlready(Refusal):
    """One of both was merged into a third meanwhile."""

    code = "registry.merged_already"
    sentence = _("Một trong hai hồ sơ đã được gộp vào hồ sơ khác.")
    remedy = _("Tải lại trang để xem hồ sơ hiện nay.")


class TransferWaits(Refusal):
    """One of both waits for another commune's answer."""

    code = "registry.transfer_waits"
    sentence = _("Một trong hai hồ sơ đang chờ xã, phường khác tiếp nhận.")
    remedy = _("Chờ trả lời hoặc rút lại việc chuyển, rồi gộp.")


@action(MERGE)
def merge_children(
    *, actor: Actor, at: datetime, pair_id: UUID, keep: UUID, choices: Mapping[str, str], why: str = ""
) -> Merge:
    """Fold one record of a pair into the other. ``choices``: field → ``kept`` or ``dropped``, whose word stands.

    Sent a second time it changes nothing. Raises NotFound, Forbidden, AlreadyDecided, NotOfThePair, MergedAlready,
    TransferWaits.
    """
    pair = take_pair(pair_id, actor, MERGE)
    if keep not in {pair.first_id, pair.second_id}:
        raise NotOfThePair
    if known := _merged_before(pair, keep):
        book(actor=actor, action=MERGE, at=at, subject=known.kept, merge=str(known.pk), again=True)
        return known
    first, second = (take(Child, pk, actor, MERGE) for pk in (pair.first_id, pair.second_id))
    kept, dropped = (first, second) if keep == first.pk else (second, first)
    _check(kept, dropped)
    merge = _merge(kept, dropped, choices, actor, at, why)
    pair.state, pair.decided_at, pair.why = LookAlike.State.MERGED, at, why.strip()
    pair.decided_by, pair.decided_by_name, pair.version = writer(actor), actor.name, pair.version + 1
    pair.save(update_fields=["state", "decided_at", "decided_by", "decided_by_name", "why", "version"])
    book(
        actor=actor, action=MERGE, at=at, subject=kept, merge=str(merge.pk), dropped=str(dropped.pk),
        columns=sorted(merge.set), moved=len(merge.moved), made=len(merge.made),
    )  # fmt: skip
    return merge


def _merged_before(pair: LookAlike, keep: UUID) -> Merge | None:
    """The same merge, sent again. Raises AlreadyDecided when the pair was settled in another way."""
    if pair.state == LookAlike.State.OPEN:
        return None
    other = pair.second_id if keep == pair.first_id else pair.first_id
    known = Merge.objects.filter(kept_id=keep, dropped_id=other, undone_at=None).first()
    if pair.state == LookAlike.State.MERGED and known is not None:
        return known
    raise AlreadyDecided(state=LookAlike.State(pair.state).label, who=pair.decided_by_name)


def _check(kept: Child, dropped: Child) -> None:
    if Left.MERGED in {kept.left, dropped.left}:
        raise MergedAlready
    if Transfer.objects.filter(child__in=(kept.pk, dropped.pk), state=Transfer.State.ASKED).exists():
        raise TransferWaits


def _merge(
    kept: Child, dropped: Child, choices: Mapping[str, str], actor: Actor, at: datetime, why: str
) -> Merge:  # fmt: skip
    before = _as_they_were(kept, dropped)
    written = _write_parents(kept, dropped, choices) | _write_child(kept, dropped, choices)
    moves = move_facts(dropped.pk, kept.pk)
    moves.made += _other_name(kept, dropped)
    dropped.left, dropped.left_on, dropped.merged_into = Left.MERGED, local_day(at), kept
    dropped.version += 1
    dropped.save(update_fields=["left", "left_on", "merged_into", "version"])
    return Merge.objects.create(
        id=new_id(), kept=kept, dropped=dropped, at=at, by=writer(actor), by_name=actor.name, why=why.strip(),
        before=before, set=as_data(written), moved=moves.moved, made=moves.made,
    )  # fmt: skip


def _as_they_were(kept: Child, dropped: Child) -> dict[str, Any]:
    facts = {
        follows.table: [
            row_data(row) for row in follows.rows.filter(**{f"{follows.column}__in": (kept.pk, dropped.pk)})
        ]
        for follows in everything()
    }  # fmt: skip
    return {"kept": row_data(kept), "dropped": row_data(dropped), "facts": facts}


def _write_child(kept: Child, dropped: Child, choices: Mapping[str, str]) -> dict[str, Any]:
    """Returns what may have to be put back; the day of the last visit follows from the visits."""
    taken = standing(kept, dropped, choices)
    days = [day for day in (kept.visited_on, dropped.visited_on) if day is not None]
    if days and max(days) != kept.visited_on:
        taken["visited_on"] = max(days)
    for column, value in taken.items():
        setattr(kept, column, value)
    kept.version += 1
    kept.save(update_fields=[*taken, "version"])
    taken.pop("visited_on", None)
    return taken


def _write_parents(kept: Child, dropped: Child, choices: Mapping[str, str]) -> dict[str, Any]:
    theirs, others = parents_of(kept), parents_of(dropped)
    written: dict[str, Any] = {}
    for one in differing_parents(theirs, others):
        if choices.get(one.name) == Side.DROPPED:
            row = theirs[one.name]
            for column in one.columns:
                value = getattr(others[one.name], column)
                setattr(row, column, value)
                written[f"{one.name}.{column}"] = value
            row.save(update_fields=[*one.columns])
    return written


def parents_of(child: Child) -> Parents:
    """``mother`` and ``father`` → row."""
    return {row.which: row for row in Parent.objects.filter(child=child)}


def _other_name(kept: Child, dropped: Child) -> list[list[Any]]:
    """The name that doesn't stand is kept as another way to write it, so that a search still finds the child."""
    names = {tone_place_key(name) for name in OtherName.objects.filter(child=kept).values_list("name", flat=True)}
    names.add(tone_place_key(kept.full_name))
    if not dropped.full_name or tone_place_key(dropped.full_name) in names:
        return []
    row = OtherName.objects.create(child=kept, name=dropped.full_name, kind=OtherName.Kind.WRITTEN)
    return [[OtherName._meta.db_table, str(row.pk), row_data(row)]]


__all__ = ["PARENT_FIELDS", "merge_children", "parents_of"]
