"""Nightly work: people who stay away are told, then their accounts close; old sessions go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from mangnon.access.actor import Actor, job
from mangnon.access.scope import acting
from mangnon.accounts.actions.idling import Needed, clear_sessions, disable_sleeper, warn_sleeper
from mangnon.accounts.mailing import send_silence_warning
from mangnon.accounts.models import Person
from mangnon.accounts.queries import silent_since
from mangnon.accounts.rules import CLOSE_AT, WARN_AT, Step, silence_step
from mangnon.accounts.words import silent_days


@dataclass(frozen=True, slots=True)
class Night:
    """What one run did: ids of people warned, closed, and kept though silent (told to those who manage them)."""

    warned: tuple[str, ...]
    closed: tuple[str, ...]
    kept: tuple[str, ...]


def watch_sleepers(*, at: datetime) -> Night:
    """Warn at 30 and 40 days of silence, close at 45. One transaction for each person: a fault stops nobody else's."""
    actor = job("accounts.sleepers", "accounts.sleepers.warn", "accounts.sleepers.disable")
    done: dict[str, list[str]] = {"warned": [], "closed": [], "kept": []}
    with acting(actor):
        for person in list(silent_since(at - timedelta(days=WARN_AT[0])).order_by("sort_key")):
            outcome = _look_at(actor, person, at=at)
            if outcome:
                done[outcome].append(str(person.pk))
    return Night(*(tuple(done[name]) for name in ("warned", "closed", "kept")))


def _look_at(actor: Actor, person: Person, *, at: datetime) -> str:
    step, day = silence_step(silent_days(person, at), person.warned_idle_days)
    if step is Step.NOTHING:
        return ""
    with transaction.atomic():
        if step is Step.WARN:
            warn_sleeper(actor=actor, at=at, person_id=person.pk, days=day)
            if person.email:
                send_silence_warning(person.email, CLOSE_AT - silent_days(person, at))
            return "warned"
        try:
            disable_sleeper(actor=actor, at=at, person_id=person.pk)
        except Needed:
            return "kept"
    return "closed"


def clear_old_sessions(*, at: datetime) -> int:
    """Remove sessions past their end; how many."""
    actor = job("accounts.sessions", "accounts.sessions.clear")
    with acting(actor), transaction.atomic():
        return clear_sessions(actor=actor, at=at)
