"""The doors by which evidence reaches the task it belongs to."""

from __future__ import annotations

from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Forbidden
from mangnon.programmes.campaigns.actions.keeping import take_campaign
from mangnon.programmes.campaigns.models import Campaign
from mangnon.programmes.campaigns.queries.campaigns import campaign_seen
from mangnon.programmes.plans.actions.keeping import take_task
from mangnon.programmes.plans.models import Task
from mangnon.programmes.plans.queries.plans import task_seen
from mangnon.programmes.recognition.actions.scoring import take_dossier
from mangnon.programmes.recognition.models import OPEN, Dossier, Stand
from mangnon.programmes.recognition.queries import dossier_seen
from mangnon.programmes.rights import ADD_PHOTO, ATTACH, PROVE, SEE


def look(actor: Actor, pk: UUID) -> Task:
    """The task, to show its files. Raises NotFound, Forbidden."""
    found = task_seen(pk)
    if not actor.can(SEE):
        raise Forbidden(action=SEE)
    return found


def add(actor: Actor, pk: UUID) -> Task:
    """A task of the own place, locked, to send and remove. Raises NotFound, Forbidden, TaskClosed."""
    return take_task(actor, ATTACH, pk)


def look_dossier(actor: Actor, pk: UUID) -> Dossier:
    """The dossier, to show its files. Raises NotFound, Forbidden."""
    found = dossier_seen(pk)
    if not actor.can(SEE):
        raise Forbidden(action=SEE)
    return found


def add_dossier(actor: Actor, pk: UUID) -> Dossier:
    """A dossier of the own place, locked, to send and remove. Raises NotFound, Forbidden, DossierShut."""
    return take_dossier(actor, PROVE, pk, *OPEN, Stand.SUBMITTED)


def look_campaign(actor: Actor, pk: UUID) -> Campaign:
    """The campaign, to show its materials and photos. Raises NotFound, Forbidden."""
    found = campaign_seen(pk)
    if not actor.can(SEE):
        raise Forbidden(action=SEE)
    return found


def add_campaign(actor: Actor, pk: UUID) -> Campaign:
    """A campaign of the own place, locked, to send and remove: a photo goes also when it is over.

    Raises NotFound, Forbidden.
    """
    return take_campaign(actor, ADD_PHOTO, pk, shut=True)
