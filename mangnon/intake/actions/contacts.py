"""A contact that was no report is counted; nothing else is kept of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.intake.models import Channel, Contact, ContactKind
from mangnon.intake.queries.people import office_of
from mangnon.intake.refusals import ChannelMissing, ReasonMissing

COUNT = "intake.count_contact"


@action(COUNT)
def count_contact(*, actor: Actor, at: datetime, contact_id: UUID, channel: str, kind: str) -> Contact:
    """One more; a second send under the same id adds nothing. Raises ChannelMissing, ReasonMissing."""
    if channel not in Channel.values:
        raise ChannelMissing
    if kind not in ContactKind.values:
        raise ReasonMissing
    office = office_of(actor, COUNT)
    row, new = Contact.objects.get_or_create(
        id=contact_id,
        defaults={"place": office, "channel": channel, "kind": kind, "recorded_by": actor.me},
    )
    book(actor=actor, action=COUNT, at=at, subject=row, channel=channel, kind=kind, again=not new)
    return row
