"""Something about a child was never true and is put right, with the reason; both texts stay."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import StaleVersion
from mangnon.registry.actions.checking import check_birth, take_child, writer
from mangnon.registry.actions.registering import write_told
from mangnon.registry.models import Child, Correction
from mangnon.registry.refusals import NothingChanged, ReasonMissing
from mangnon.registry.told import ChildTold

CORRECT = "registry.children.correct"


@action(CORRECT)
def correct_child(
    *, actor: Actor, at: datetime, child_id: UUID, version: int, told: ChildTold, reason: str
) -> tuple[Correction, ...]:
    """Put right who a child is; ``version`` is that which the writer had read.

    Raises NotFound, Forbidden, RecordClosed, StaleVersion, ReasonMissing, NothingChanged, BornInFuture, NotAChild,
    NameOrReason, NameAndReason, UnknownCode, NotAPersonalNumber.
    """
    child = take_child(child_id, actor, CORRECT)
    if child.version != version:
        raise StaleVersion
    if not reason.strip():
        raise ReasonMissing
    before = told_of(child)
    if told.birth != before.birth:
        check_birth(told.birth, at)
    write_told(child, told, local_day(at))
    after = told_of(child)
    changed = [one.name for one in fields(ChildTold) if getattr(before, one.name) != getattr(after, one.name)]
    if not changed:
        raise NothingChanged
    child.version += 1
    child.save()
    lines = tuple(
        Correction(
            child=child, field=name, old=_text(getattr(before, name)), new=_text(getattr(after, name)),
            reason=reason.strip(), at=at, by=writer(actor), by_name=actor.name,
        )
        for name in changed
    )  # fmt: skip
    Correction.objects.bulk_create(lines)
    book(actor=actor, action=CORRECT, at=at, subject=child, changed=changed)
    return lines


def told_of(child: Child) -> ChildTold:
    """What a row says, in the form in which it is told."""
    columns: dict[str, Any] = {one.name: getattr(child, one.name) for one in fields(ChildTold) if one.name != "birth"}
    return ChildTold(birth=child.birth, **columns)


def _text(value: object) -> str:
    return "" if value is None else str(value)
