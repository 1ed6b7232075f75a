"""see() reads, take() reads and locks: the only two doors to a single root."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.managers import Root
from mangnon.lib.refusal import Forbidden, NotFound

R = TypeVar("R", bound=Root)


def see(model: type[R], pk: UUID | int, actor: Actor, action: str) -> R:
    """The row, to look at. Raises NotFound out of reach, Forbidden in reach without the right."""
    return _through(model, pk, actor, action, lock=False)


def take(model: type[R], pk: UUID | int, actor: Actor, action: str) -> R:
    """The row, locked until the transaction ends, to change. Raises as ``see``."""
    return _through(model, pk, actor, action, lock=True)


def _through(model: type[R], pk: UUID | int, actor: Actor, action: str, *, lock: bool) -> R:
    rows = model.objects.visible_to(actor, action)
    if lock:
        rows = rows.select_for_update()
    found: R | None = rows.filter(pk=pk).first()
    if found is not None:
        return found
    if model.objects.within(actor.whole_reach, actor).filter(pk=pk).exists():
        raise Forbidden(action=action)  # they see it elsewhere, so 403 tells nothing new
    raise NotFound
