"""The slot by which a room says whose files it has, and who may see, add and open them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import see, take
from mangnon.access.managers import Root
from mangnon.access.offers import filled
from mangnon.lib.refusal import NotFound, Text

Record = Any
"""What has files: a Root, or another model with its ``place_field`` and ``identified``."""
Door = Callable[[Actor, UUID], Record]


@dataclass(frozen=True, slots=True)
class OwnerRef:
    """One owner: the kind of record and its id."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class FileOwner:
    """A kind of record that has files. Each door gives the record, or raises NotFound or Forbidden.

    ``look`` lets list and download, ``add`` lets send and remove (and locks the record), ``open`` lets open what is
    sensitive. The room's migration puts the files under the record's own row security with ``files_of``.
    """

    kind: str
    title: Text
    look: Door
    add: Door
    open: Door


def owned_by(kind: str, title: Text, root: type[Root], *, look: str, add: str, open: str) -> FileOwner:
    """The slot for a root: the names of its own rights are all there is to say."""
    return FileOwner(
        kind,
        title,
        look=lambda actor, pk: see(root, pk, actor, look),
        add=lambda actor, pk: take(root, pk, actor, add),
        open=lambda actor, pk: see(root, pk, actor, open),
    )


def owner_of(kind: str) -> FileOwner:
    """The slot that was filled for a kind. Raises NotFound when its room is gone."""
    found = next((one for one in filled(FileOwner) if one.kind == kind), None)
    if found is None:
        raise NotFound
    return found


def place_of(record: Record) -> int:
    """The place that answers for a record today."""
    place: int = getattr(record, record.place_field)
    return place
