"""Retention of the demo world: one list of old links, one hold."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.accounts.models import Invitation, Person
from mangnon.lib.ids import public_code
from mangnon.oversight.retention.actions.holding import Held, place_hold
from mangnon.oversight.retention.actions.proposing import draw_up

OLD = 3
HOLD = UUID("5b0f4e0e-3f7a-4c39-8b3a-3f5d2f1f6f10")


def make(call: DemoCall) -> None:
    """Links that expired more than a year ago are on a list; what concerns letters of one place is held."""
    with acting(call.actor):
        for number, person in enumerate(Person.objects.order_by("sort_key", "id")[:OLD]):
            made = call.at - timedelta(days=500 + number)
            Invitation.objects.create(
                person=person, purpose=Invitation.Purpose.JOIN, secret_hash=public_code(), created_at=made,
                created_by=call.actor.name, expires_at=made + timedelta(days=3), used_at=made + timedelta(days=1),
            )  # fmt: skip
        draw_up(actor=call.actor, at=call.at, record="accounts.invitation")
        held = Held(reason="Thanh tra về việc báo tin khẩn, văn bản thử số 12/TTr.", record="notices.dead")
        place_hold(actor=call.actor, at=call.at, hold_id=HOLD, held=held)
