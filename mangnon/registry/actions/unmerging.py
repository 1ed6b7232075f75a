"""A merge is undone: both records stand again as they were; what was added since stays where it can be right."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.refusal import NotFound, Refusal
from mangnon.registry.actions.alike import WhyMissing
from mangnon.registry.actions.checking import writer
from mangnon.registry.alike.following import everything, moved
from mangnon.registry.alike.snapshots import as_data, row_data, written
from mangnon.registry.models import Child, Left, LookAlike, Merge, Parent, Visit
from mangnon.registry.slots import Follows

UNDO = "registry.alike.undo"
PARENTS = ("mother", "father")
Undecided = list[list[str]]


class UndoLaterFirst(Refusal):
    """The kept record was itself merged into another afterwards."""

    code = "registry.undo_later_first"
    sentence = _("Hồ sơ giữ lại sau đó đã được gộp tiếp vào hồ sơ khác.")
    remedy = _("Tách lần gộp sau trước, rồi tách lần này.")


@action(UNDO)
def undo_merge(*, actor: Actor, at: datetime, merge_id: UUID, why: str) -> Merge:
    """Part two records that a merge had joined. Sent a second time it changes nothing.

    Raises NotFound, Forbidden, WhyMissing, UndoLaterFirst.
    """
    merge = Merge.objects.select_for_update().filter(pk=merge_id).first()
    if merge is None:
        raise NotFound
    kept, dropped = _both(merge, actor)
    if merge.undone_at is not None:
        book(actor=actor, action=UNDO, at=at, subject=kept, merge=str(merge.pk), again=True)
        return merge
    if not why.strip():
        raise WhyMissing
    if kept.left == Left.MERGED:
        raise UndoLaterFirst
    undecided = [*_unmake(merge), *_move_back(merge), *_put_back(merge, kept)]
    _stand_again(merge, dropped)
    _close(merge, actor, at, why.strip(), undecided)
    book(
        actor=actor, action=UNDO, at=at, subject=kept, merge=str(merge.pk), dropped=str(dropped.pk),
        undecided=len(undecided),
    )  # fmt: skip
    return merge


def _both(merge: Merge, actor: Actor) -> tuple[Child, Child]:
    """Locked in the order of their ids, as a merge locks them."""
    locked = {pk: take(Child, pk, actor, UNDO) for pk in sorted((merge.kept_id, merge.dropped_id))}
    return locked[merge.kept_id], locked[merge.dropped_id]


def _unmake(merge: Merge) -> Undecided:
    """Take away what the merge itself wrote, unless somebody has changed it since."""
    undecided: Undecided = []
    by_table = {follows.table: follows for follows in everything()}
    for table, pk, values in merge.made:
        row = _row(by_table.get(table), pk)
        if row is not None and row_data(row) == values:
            row.delete()
        else:
            undecided.append(["gone" if row is None else "changed", table, pk])
    return undecided


def _move_back(merge: Merge) -> Undecided:
    """Let each fact that followed go back, as it is now."""
    undecided: Undecided = []
    by_table = {follows.table: follows for follows in everything()}
    for table, column, pk in merge.moved:
        follows = by_table.get(table)
        row = _row(follows, pk)
        if follows is None or row is None:
            undecided.append(["gone", table, pk])
        elif getattr(row, column) != merge.kept_id:
            undecided.append(["elsewhere", table, pk])
        elif not moved(follows, row.pk, merge.dropped_id):
            undecided.append(["overlaps", table, pk])
    return undecided


def _row(follows: Follows | None, pk: str) -> models.Model | None:
    return follows.rows.filter(pk=pk).first() if follows is not None else None


def _put_back(merge: Merge, kept: Child) -> Undecided:
    """Restore what the merge wrote into the kept record, column by column, unless it was corrected since."""
    undecided: Undecided = []
    rows = {which: Parent.objects.filter(child=kept, which=which).first() for which in PARENTS}
    before = {row["which"]: row for row in merge.before["facts"][Parent._meta.db_table] if _of(row, kept)}
    touched: set[str] = set()
    for name, value in merge.set.items():
        which, _dot, column = name.rpartition(".")
        row: Any = rows[which] if which else kept
        if row is None or as_data(getattr(row, column)) != value:
            undecided.append(["corrected", which or "child", column])
        else:
            written(row, column, before[which][column] if which else merge.before["kept"][column])
            touched.add(which)
    _save(kept, rows, touched, merge)
    return undecided


def _of(row: dict[str, Any], kept: Child) -> bool:
    return bool(row["child_id"] == str(kept.pk))


def _save(kept: Child, rows: dict[str, Parent | None], touched: set[str], merge: Merge) -> None:
    kept.version += 1
    last = Visit.objects.filter(child=kept).order_by("-on").values_list("on", flat=True).first()
    if last is None:
        written(kept, "visited_on", merge.before["kept"]["visited_on"])
    else:
        kept.visited_on = last
    kept.save(update_fields=[*(name for name in merge.set if "." not in name), "visited_on", "version"])
    for which in touched - {""}:
        row = rows[which]
        if row is not None:
            row.save()


def _stand_again(merge: Merge, dropped: Child) -> None:
    was = merge.before["dropped"]
    for column in ("left", "left_on"):
        written(dropped, column, was[column])
    dropped.merged_into = None
    dropped.version += 1
    dropped.save(update_fields=["left", "left_on", "merged_into", "version"])


def _close(merge: Merge, actor: Actor, at: datetime, why: str, undecided: Undecided) -> None:
    merge.undone_at, merge.undone_by, merge.undone_by_name, merge.undone_why = at, writer(actor), actor.name, why
    merge.undecided = undecided
    merge.save(update_fields=["undone_at", "undone_by", "undone_by_name", "undone_why", "undecided"])
    pair = sorted((merge.kept_id, merge.dropped_id))
    LookAlike.objects.filter(first_id=pair[0], second_id=pair[1]).update(
        state=LookAlike.State.NOT_SAME, decided_at=at, decided_by=writer(actor), decided_by_name=actor.name, why=why
    )  # fmt: skip
