"""What is booked of keys: a new one, everything sealed again, old ones taken away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.secrets import KeyRing


@action("operate.keys.rotate")
def add_key(*, actor: Actor, at: datetime, path: Path) -> KeyRing:
    """Put a new key on the ring; from now on every process seals under it."""
    ring = KeyRing.rotate(path)
    book(actor=actor, action="operate.keys.rotate", at=at, key=ring.current, keys=list(ring.key_ids))
    return ring


@action("operate.keys.reseal")
def book_resealed(*, actor: Actor, at: datetime, key: str, resealed: int) -> None:
    """Everything is under the current key."""
    book(actor=actor, action="operate.keys.reseal", at=at, key=key, resealed=resealed)


@action("operate.keys.retire")
def retire_keys(*, actor: Actor, at: datetime, path: Path, kids: Collection[str]) -> KeyRing:
    """Take keys away under which nothing is sealed any more."""
    ring = KeyRing.retire(path, kids)
    book(actor=actor, action="operate.keys.retire", at=at, retired=sorted(kids), key=ring.current)
    return ring
