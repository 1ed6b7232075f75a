"""Hosts that articles may link to: one person asks, another confirms, either ends."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.refusal import NotFound
from mangnon.publishing.actions.keeping import LEAST_REASON
from mangnon.publishing.dues import ask
from mangnon.publishing.hosts import host_is_plain
from mangnon.publishing.models import LinkDomain, Live
from mangnon.publishing.refusals import HostKnown, HostNotPlain, NotWaiting, ReasonMissing, TwoPeople
from mangnon.publishing.rights import ASK_DOMAIN, CONFIRM_DOMAIN, END_DOMAIN
from mangnon.publishing.signing.after import sign_soon
from mangnon.publishing.slots import page_of


@action(ASK_DOMAIN)
def ask_domain(*, actor: Actor, at: datetime, host: str, why: str) -> LinkDomain:
    """Ask that a host may be linked to. Raises HostNotPlain, HostKnown, ReasonMissing."""
    name = host.strip().lower().rstrip(".")
    if not host_is_plain(name):
        raise HostNotPlain(host=host.strip()[:80])
    if LinkDomain.objects.filter(host=name, ended_at__isnull=True).exists():
        raise HostKnown(host=name)
    made = LinkDomain.objects.create(
        host=name, why=_reason(why), asked_by=actor.person_id or UUID(int=0), asked_by_name=actor.name, asked_at=at
    )
    book(actor=actor, action=ASK_DOMAIN, at=at, subject=made, host=name)
    return made


@action(CONFIRM_DOMAIN)
def confirm_domain(*, actor: Actor, at: datetime, domain_id: UUID) -> LinkDomain:
    """The second person says yes. Raises NotFound, NotWaiting, TwoPeople."""
    found = _taken(domain_id)
    if found.confirmed_by is not None or found.ended_at is not None:
        raise NotWaiting
    if actor.person_id == found.asked_by:
        raise TwoPeople
    found.confirmed_by, found.confirmed_by_name, found.confirmed_at = actor.person_id, actor.name, at
    found.save(update_fields=["confirmed_by", "confirmed_by_name", "confirmed_at"])
    book(actor=actor, action=CONFIRM_DOMAIN, at=at, subject=found, host=found.host)
    return found


@action(END_DOMAIN)
def end_domain(*, actor: Actor, at: datetime, domain_id: UUID, reason: str) -> LinkDomain:
    """Links to it are no more shown, in old articles neither: their pages are signed anew.

    Raises NotFound, NotWaiting, ReasonMissing.
    """
    found = _taken(domain_id)
    if found.ended_at is not None:
        raise NotWaiting
    found.ended_at, found.ended_by_name, found.ended_why = at, actor.name, _reason(reason)
    found.save(update_fields=["ended_at", "ended_by_name", "ended_why"])
    pages = [page_of(*row) for row in Live.objects.filter(body__contains=found.host).values_list("slug", "language")]
    ask([(page, False) for page in pages if page], at=at, why=found.host)
    transaction.on_commit(lambda: sign_soon(at=at))
    book(actor=actor, action=END_DOMAIN, at=at, subject=found, host=found.host)
    return found


def _taken(domain_id: UUID) -> LinkDomain:
    found = LinkDomain.objects.select_for_update().filter(pk=domain_id).first()
    if found is None:
        raise NotFound
    return found


def _reason(text: str) -> str:
    why = " ".join(text.split())
    if len(why) < LEAST_REASON:
        raise ReasonMissing
    return why[:300]
