"""The doors by which files reach a project or a payment."""

from __future__ import annotations

from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Forbidden
from mangnon.programmes.projects.actions.keeping import take_project
from mangnon.programmes.projects.actions.money import take_paid
from mangnon.programmes.projects.models import Disbursement, Project
from mangnon.programmes.projects.queries import disbursement_seen, project_seen
from mangnon.programmes.rights import ATTACH_PAID, ATTACH_PROJECT, SEE


def look(actor: Actor, pk: UUID) -> Project:
    """The project, to show its files. Raises NotFound, Forbidden."""
    found = project_seen(pk)
    if not actor.can(SEE):
        raise Forbidden(action=SEE)
    return found


def add(actor: Actor, pk: UUID) -> Project:
    """A project of the own place, locked, to send and remove. Raises NotFound, Forbidden."""
    return take_project(actor, ATTACH_PROJECT, pk)


def look_paid(actor: Actor, pk: UUID) -> Disbursement:
    """The payment, to show its proofs. Raises NotFound, Forbidden."""
    found = disbursement_seen(pk)
    if not actor.can(SEE):
        raise Forbidden(action=SEE)
    return found


def add_paid(actor: Actor, pk: UUID) -> Disbursement:
    """A payment of the own project or place, locked. Raises NotFound, Forbidden, StruckAlready."""
    return take_paid(actor, ATTACH_PAID, pk)
