"""Into the box of the public page, under the portal's role: sealed here, written and counted by one function.

Five hundred people may press the button in one moment, so a drop goes to the database in one message, which is a
transaction of its own: whoever has the answer has it for good.

No action books it: a stranger is nobody whom the book could name, and the portal's role can't write there. The act
that is booked is the one that takes the drop in, moments later (``actions.web``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from mangnon.access.actor import visitor
from mangnon.access.scope import in_one
from mangnon.intake.actions.writing import triaged
from mangnon.intake.carrying import packed
from mangnon.intake.models import Danger, DropKind, Urgency, WebDrop
from mangnon.intake.queries.law import emergency_rule
from mangnon.intake.settings import accepting, web_door
from mangnon.intake.told import ReportTold
from mangnon.lib.dates import local_day
from mangnon.lib.fields import Sealed, key_ring
from mangnon.lib.secrets import Context, KeyRing

CODE, ADDRESS, BODY = "intake_drop_code", "intake_drop_address", "intake_drop_body"
DROP = """select recorded_at, body_mark, held
from intake_drop(%s, %s, %s::bytea[], %s, %s, %s, %s, %s, %s, %s, %s, %s)"""
STATE = "select step, recorded_at, additions from intake_drop_state(%s::bytea[])"


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a stranger is told: when it came, and whether somebody looks at it first."""

    recorded_at: datetime
    held: bool
    same: bool = True
    """Whether the words are those that came first under this id; other words haven't been kept."""


@dataclass(frozen=True, slots=True)
class Expected:
    """How soon somebody must accept a report, in minutes; hours until emergency measures are due, 0 for none."""

    accept_minutes: int
    emergency_hours: int


@dataclass(frozen=True, slots=True)
class DropState:
    """Where a dropped report stands: ``received``, ``sent``, ``taken`` or ``done``; how often something was added."""

    step: str
    recorded_at: datetime
    additions: int


@dataclass(frozen=True, slots=True)
class Sender:
    """What is known of who sends: the address, for counting alone, and whether a machine seems to have filled it in."""

    address: str = ""
    odd: bool = False


def drop_report(*, at: datetime, drop_id: UUID, code: str, told: ReportTold, sender: Sender) -> Dropped:
    """Drop a report. The same id with the same words again changes nothing and gives the same answer."""
    story, identity = packed(told)
    ring = key_ring()
    marks = _marks(ring, story + identity)
    drop = _Drop(drop_id, DropKind.REPORT, code, story, identity, marks[-1], danger=told.danger == Danger.YES)
    recorded_at, mark, held = _sent(drop, ring, sender, at)
    return Dropped(recorded_at, bool(held), same=mark in marks)


def expected(told: ReportTold, at: datetime) -> Expected:
    """How soon somebody must accept it, and by when emergency measures are due, if it comes in as it was told."""
    urgency, day = triaged(told, at).urgency, local_day(at)
    hours = emergency_rule(day).hours if urgency == Urgency.EMERGENCY else 0
    return Expected(accepting(urgency, day).minutes, hours)


def drop_more(*, at: datetime, drop_id: UUID, code: str, text: str, sender: Sender) -> Dropped | None:
    """Add something to the report that has this code; None when there is none. A second send adds nothing."""
    ring = key_ring()
    drop = _Drop(drop_id, DropKind.MORE, code, text, "", _marks(ring, text)[-1])
    answer = _sent(drop, ring, sender, at)
    return Dropped(answer[0], bool(answer[2])) if answer else None


def state_of_drop(code: str) -> DropState | None:
    """What whoever holds the code may know; None when no report has it."""
    with connection.cursor() as cursor:
        cursor.execute(STATE, [key_ring().blind_indexes(code, CODE)])
        row = cursor.fetchone()
    return DropState(*row) if row else None


@dataclass(frozen=True, slots=True)
class _Drop:
    """What goes into the box; ``mark``: the keyed fingerprint of its words."""

    id: UUID
    kind: DropKind
    code: str
    story: str
    identity: str
    mark: str
    danger: bool = False


def _sent(drop: _Drop, ring: KeyRing, sender: Sender, at: datetime) -> tuple[datetime, str, str]:
    day = local_day(at)
    door, codes = web_door(day), ring.blind_indexes(drop.code, CODE)
    statement, params = in_one(
        visitor(), DROP,
        [
            drop.id, drop.kind, codes, codes[-1] if drop.kind == DropKind.REPORT else None, drop.mark,
            _sealed(ring, drop.id, "story", drop.story), _sealed(ring, drop.id, "identity", drop.identity),
            _from(ring, sender, day), drop.danger, sender.odd, door.most_from, door.most_all,
        ],
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        cursor.nextset()  # past the settings
        answer: tuple[datetime, str, str] = cursor.fetchone()
    return answer


def _sealed(ring: KeyRing, drop_id: UUID, name: str, text: str) -> bytes | None:
    place = Context(WebDrop._meta.db_table, name, str(drop_id))
    return Sealed(text=text).sealed_by(ring, place).blob if text else None


def _marks(ring: KeyRing, text: str) -> list[str]:
    """Fingerprints of what was sent under every key, the current one last."""
    return [one.hex() for one in ring.blind_indexes(text, BODY)]


def _from(ring: KeyRing, sender: Sender, day: date) -> bytes | None:
    """A mark of the address that holds for one day: two days can't be joined by it."""
    return ring.blind_index(f"{day.isoformat()} {sender.address}", ADDRESS) if sender.address else None
