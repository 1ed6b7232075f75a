"""What acts that tell of a day share: who hears of it, when leaders do too, the stamps, the entry in the book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.accounts.queries import officers_of
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.notices.actions.telling import Ref, tell
from mangnon.places.models import Level, Unit

OFFICERS = {
    Level.COMMUNE: (Role.COMMUNE_OFFICER,), Level.DISTRICT: (), Level.PROVINCE: (Role.PROVINCE_OFFICER,),
}  # fmt: skip
LEADERS = {Level.COMMUNE: (Role.COMMUNE_CHAIR,), Level.DISTRICT: (), Level.PROVINCE: (Role.PROVINCE_LEADER,)}


@dataclass(frozen=True, slots=True)
class Stamps:
    """The columns that say when people were told: that a day is near, that it has passed."""

    near: str = "warned_at"
    past: str = "climbed_at"

    @property
    def empty(self) -> dict[str, None]:
        """As they stand when a day was moved: people are told anew."""
        return {self.near: None, self.past: None}


STAMPS = Stamps()


@dataclass(frozen=True, slots=True)
class Kept:
    """A day that a place keeps.

    ``row``: what it is a day of, with the stamps. ``code``: what a notice calls it outside of the system. ``soon``,
    ``late``: kinds of notices. ``owner``: who alone hears of it until it has passed.
    """

    row: Any
    due: date
    place: Unit
    code: str
    soon: str
    late: str
    owner: UUID | None = None
    stamps: Stamps = STAMPS


def remind_of(kept: Kept, *, actor: Actor, at: datetime, right: str) -> int:
    """Tell of a day that is near, or past (then leaders too), stamp and book it; how many hear of it.

    Each person hears of a day once as near and once as past; of a moved day again.
    """
    late = local_day(at) > kept.due
    to, told = _whom(kept, at, late=late), 0
    if to:
        done = tell(
            actor=actor, at=at, to=to, kind=kept.late if late else kept.soon, key=kept.due.isoformat(),
            about=Ref(kept.row._meta.label, str(kept.row.pk), kept.code), place_id=kept.place.pk,
            words={"due": format_date(kept.due), "place": kept.place.name},
        )  # fmt: skip
        told = len(done.new)
    stamps = (kept.stamps.near, kept.stamps.past) if late else (kept.stamps.near,)
    for name in stamps:
        setattr(kept.row, name, at)
    kept.row.save(update_fields=stamps)
    book(actor=actor, action=right, at=at, subject=kept.row, place_id=kept.place.pk, late=late, told=told)
    return told


def _whom(kept: Kept, at: datetime, *, late: bool) -> list[UUID]:
    """The owner; without one, and when it is late, the officers of the place; when it is late, its leaders too."""
    level = Level(kept.place.level)
    roles = (*OFFICERS[level], *(LEADERS[level] if late else ()))
    wide = late or kept.owner is None
    people = [one.pk for one in officers_of(kept.place.pk, local_day(at), roles)] if roles and wide else []
    return [*([kept.owner] if kept.owner else []), *people]


def moved(row: Any, *, stamps: Stamps = STAMPS) -> None:
    """The day was moved, or another place keeps it: whoever must keep it now is told anew. The caller saves."""
    for name, nothing in stamps.empty.items():
        setattr(row, name, nothing)
