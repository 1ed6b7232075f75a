"""One-time links by which people set their own password; only a hash of the secret is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from mangnon.access.actor import Actor
from mangnon.accounts.models import Invitation, Person
from mangnon.accounts.rules import LINK_LIVES


@dataclass(frozen=True, slots=True)
class Link:
    """A link just made: the only moment at which its secret is known."""

    person: Person
    invitation: Invitation
    secret: str


def secret_hash(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_link(person: Person, purpose: Invitation.Purpose, *, actor: Actor, at: datetime) -> Link:
    """A new link in place of all that are still open."""
    withdraw_links(person, at=at)
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        person=person,
        purpose=purpose,
        secret_hash=secret_hash(secret),
        created_at=at,
        created_by=str(actor.person_id or actor.name),
        expires_at=at + LINK_LIVES,
    )
    return Link(person, invitation, secret)


def withdraw_links(person: Person, *, at: datetime) -> int:
    """Make every open link of a person worthless; how many there were."""
    return person.invitations.filter(used_at=None, withdrawn_at=None, expires_at__gt=at).update(withdrawn_at=at)
