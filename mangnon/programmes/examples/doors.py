"""The doors by which files reach a model."""

from __future__ import annotations

from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Forbidden
from mangnon.programmes.examples.actions import take_example
from mangnon.programmes.examples.models import Example
from mangnon.programmes.examples.queries import example_seen
from mangnon.programmes.rights import ATTACH_EXAMPLE, SEE


def look(actor: Actor, pk: UUID) -> Example:
    """The model, to show its files. Raises NotFound, Forbidden."""
    found = example_seen(pk)
    if not actor.can(SEE):
        raise Forbidden(action=SEE)
    return found


def add(actor: Actor, pk: UUID) -> Example:
    """A model of the own place, locked, to send and remove. Raises NotFound, Forbidden."""
    return take_example(actor, ATTACH_EXAMPLE, pk, ended=True)
