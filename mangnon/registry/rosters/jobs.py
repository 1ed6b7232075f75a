"""The worker's part: check or take in a roster as the person who asked for it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mangnon.access.actor import Door, job
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.accounts.queries import actor_of
from mangnon.lib.refusal import Refusal
from mangnon.registry.models import Roster, RosterState
from mangnon.registry.rosters.actions import FAIL, SEE, apply_roster, check_roster, fail_roster
from mangnon.registry.rosters.progress import Meter


def work_on(*, roster_id: UUID, person_id: UUID, at: datetime) -> str:
    """Do what the roster waits for; its state afterwards. A refusal is kept with the roster; a repeat does nothing."""
    try:
        return _as_person(roster_id, person_id, at)
    except Refusal as refusal:
        machine = job("registry.rosters", FAIL, SEE)
        with acting(machine), transaction.atomic():
            return fail_roster(actor=machine, at=at, roster_id=roster_id, why=str(refusal)).state


def _as_person(roster_id: UUID, person_id: UUID, at: datetime) -> str:
    actor = actor_of(Person.objects.get(pk=person_id), at=at, door=Door.JOB)
    with acting(actor), transaction.atomic():
        roster = Roster.objects.visible_to(actor, SEE).get(pk=roster_id)
        if roster.state == RosterState.CHECKING:
            return check_roster(actor=actor, at=at, roster_id=roster_id, tick=Meter(roster_id, 0)).state
        if roster.state == RosterState.APPLYING:
            meter = Meter(roster_id, 2 * roster.rows + 8 * (roster.new + roster.changed))
            return apply_roster(actor=actor, at=at, roster_id=roster_id, tick=meter).state
        return str(roster.state)
