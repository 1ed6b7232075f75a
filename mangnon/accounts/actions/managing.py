"""Whether one person may manage another: by the roles the other holds, not only by place."""

from __future__ import annotations

from datetime import datetime

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.accounts import rules
from mangnon.accounts.actions.checking import RoleNotYours
from mangnon.accounts.models import Person
from mangnon.accounts.queries import covers
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Forbidden


def check_manages(actor: Actor, action: str, person: Person, *, at: datetime) -> None:
    """Every assignment of the person that lasts (or, without one, ever was) must be the actor's to give.

    A chair therefore can't close the account of somebody who also serves the province. Raises RoleNotYours,
    Forbidden for an assignment in a place out of reach.
    """
    if not actor.is_person:
        return
    every = list(person.assignments.select_related("place"))
    lasting = [one for one in every if one.valid_to > local_day(at)]
    for one in lasting or every:
        if not covers(actor, action, one.place):
            raise Forbidden(action=action, place_id=one.place_id)
        if not rules.may_give(actor.roles, Role(one.role)):
            raise RoleNotYours(role=one.role_name)
