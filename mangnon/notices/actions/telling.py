"""Telling people of a fact, inside the act that brings it about: once, in the same transaction."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from mangnon.access.actor import Actor
from mangnon.audit.book import book, booked_in_action
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id, public_code
from mangnon.notices.declared import Kind, kind_on
from mangnon.notices.models import Channel, Telling
from mangnon.notices.slots import opens

CODE = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9./-]{1,29}")
"""Capitals and figures, at least one figure: no name passes for a code."""
LONGEST_WORD = 120
_LINK_BITS = 40
_TELL = "select notices_tell(%s::jsonb, %s::jsonb, %s::jsonb)"


class ToldWrongly(Exception):
    """A room tells in a way that it must not: a mistake of ours, never shown to people."""


@dataclass(frozen=True, slots=True)
class Ref:
    """What a notice is about: label of the model, id, and the code by which people call it."""

    kind: str
    id: str
    code: str


@dataclass(frozen=True, slots=True)
class Told:
    """The telling, and who hadn't been told of this fact before."""

    id: UUID
    new: frozenset[UUID]


def tell(
    *,
    actor: Actor,
    at: datetime,
    to: Iterable[UUID],
    kind: str,
    about: Ref,
    key: str = "",
    urgent: bool = False,
    words: Mapping[str, str] | None = None,
    place_id: int | None = None,
    chain_id: UUID | None = None,
) -> Told:
    """Put a notice into the inboxes of ``to`` and letters into the outbox. Call it inside an action.

    The same kind, thing and ``key`` told again reach only those who weren't told before. ``urgent`` makes a kind
    urgent that by itself isn't. ``words`` fill the title, inside the system only: never the name of a child.
    ``place_id`` is the office that tells. Raises ToldWrongly.
    """
    if booked_in_action.get() is None:
        raise ToldWrongly("tell() is called inside an action, so that both are undone together")
    known = _known(kind, at, about, words or {})
    telling = {
        "id": new_id(), "fact": fact(kind, about, key), "kind": kind, "kind_since": known.valid_from,
        "subject_kind": about.kind, "subject_id": about.id, "code": about.code, "words": dict(words or {}),
        "urgent": urgent or known.urgent, "place_id": place_id, "chain_id": chain_id, "told_by_name": actor.name,
        "told_at": at,
    }  # fmt: skip
    people = [{"id": new_id(), "person_id": one, "code": public_code(_LINK_BITS)} for one in dict.fromkeys(to)]
    answer = _call(telling, people, channels_of(known, urgent=urgent))
    told = Told(UUID(answer["telling"]), frozenset(map(UUID, answer["new"])))
    if told.new:
        book(
            actor=actor, action="notices.tell", at=at, subject=Telling(id=told.id), place_id=place_id,
            kind=kind, code=about.code, people=sorted(map(str, told.new)),
        )  # fmt: skip
    return told


def fact(kind: str, about: Ref, key: str) -> str:
    """The name under which a fact is told once. Raises ToldWrongly when it is too long."""
    name = f"{kind}|{about.kind}|{about.id}|{key}"
    if len(name) > 300:
        raise ToldWrongly(f"{kind}: the key is too long")
    return name


def check_ref(about: Ref) -> None:
    """Raises ToldWrongly when the code might be words, or nothing opens."""
    if not CODE.fullmatch(about.code):
        raise ToldWrongly(f"{about.kind}: a code has capitals and figures only, it goes out by e-mail and SMS")
    if not opens(about.kind):
        raise ToldWrongly(f"no room says where {about.kind} opens (notices.slots.Opens)")


def _known(kind: str, at: datetime, about: Ref, words: Mapping[str, str]) -> Kind:
    known = kind_on(kind, local_day(at))
    if known is None:
        raise ToldWrongly(f"{kind} isn't declared on {local_day(at)}")
    check_ref(about)
    if set(words) != set(known.fields):
        raise ToldWrongly(f"{kind} needs words for {sorted(known.fields)}, not {sorted(words)}")
    if any(len(word) > LONGEST_WORD for word in words.values()):
        raise ToldWrongly(f"{kind}: a word is longer than {LONGEST_WORD}")
    return known


def channels_of(kind: Kind, *, urgent: bool = False) -> dict[str, bool]:
    """The channels that work here, each with whether the kind uses it when a person has chosen nothing."""
    ready = {Channel.APP: True, Channel.EMAIL: settings.MAIL_READY, Channel.SMS: bool(settings.SMS["backend"])}
    hurried = urgent and not kind.urgent
    return {one.value: hurried or one.value in kind.channels for one, there in ready.items() if there}


def _call(telling: Mapping[str, Any], people: list[dict[str, Any]], channels: Mapping[str, bool]) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [_json(telling), _json(people), _json(channels)])
        answer = cursor.fetchone()[0]
    found: dict[str, Any] = json.loads(answer) if isinstance(answer, str) else answer
    return found


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
