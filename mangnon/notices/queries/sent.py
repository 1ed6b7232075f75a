"""Reads of what offices told, what became of it, dead letters, and chains."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.accounts.models import Person
from mangnon.lib.refusal import NotFound
from mangnon.notices.models import Chain, ChainLine, ChainState, Delivery, State, Telling, Try

SENT, CHAINS = "notices.sent.see", "notices.chains.see"


def tellings(actor: Actor) -> QuerySet[Telling]:
    """What the offices in reach told, and what one told oneself, each with its count of people and dead letters."""
    if not actor.can(SENT):
        return Telling.objects.none()
    reach = actor.reach(SENT)
    rows = Telling.objects.all()
    if not reach.everywhere:
        rows = rows.filter(Q(place_id__in=sorted(reach.places)) | Q(told_by=str(actor.me)))
    return rows.select_related("place").annotate(
        people=Count("deliveries", filter=Q(deliveries__channel="app")),
        readers=Count("deliveries", filter=Q(deliveries__state=State.READ)),
        dead=Count("deliveries", filter=Q(deliveries__state=State.DEAD)),
    )


def see_telling(actor: Actor, telling_id: UUID) -> Telling:
    """One of them. Raises NotFound."""
    found = tellings(actor).filter(pk=telling_id).first()
    if found is None:
        raise NotFound
    return found


def deliveries_of(telling: Telling) -> list[Delivery]:
    """By person, inside first."""
    return list(telling.deliveries.order_by("person_id", "channel"))


def tries_of(deliveries: Iterable[Delivery]) -> list[Try]:
    """The log of tries, newest first."""
    return list(Try.objects.filter(delivery__in=[one.pk for one in deliveries]).order_by("-id")[:200])


def names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """People by name."""
    return dict(Person.objects.filter(pk__in=set(ids)).values_list("pk", "full_name"))


def dead_letters() -> QuerySet[Delivery]:
    """Letters that aren't tried any more."""
    return Delivery.objects.filter(state=State.DEAD)


def see_dead(delivery_id: UUID) -> Delivery:
    """One delivery, dead or sent again meanwhile. Raises NotFound."""
    found = Delivery.objects.filter(pk=delivery_id).first()
    if found is None:
        raise NotFound
    return found


def chains(actor: Actor) -> QuerySet[Chain]:
    """Chains of the offices in reach, and those in which one was called."""
    reach = actor.reach(CHAINS)
    rows = Chain.objects.select_related("place")
    if reach.everywhere:
        return rows
    return rows.filter(Q(place_id__in=sorted(reach.places)) | Q(told__contains=[actor.me]))


def see_chain(actor: Actor, chain_id: UUID) -> Chain:
    """One of them. Raises NotFound."""
    found = chains(actor).filter(pk=chain_id).first()
    if found is None:
        raise NotFound
    return found


def lines_of(chain: Chain) -> list[ChainLine]:
    """What happened, newest first."""
    return list(chain.lines.order_by("-id"))


def waiting_chains(actor: Actor) -> list[Chain]:
    """Chains that nobody has taken and in which one was called, or which the whole province must see."""
    called = Q(told__contains=[actor.me])
    if actor.reach(CHAINS).everywhere:
        called |= Q(state=ChainState.EXHAUSTED)
    rows = Chain.objects.filter(called).exclude(state=ChainState.ACKNOWLEDGED)
    return list(rows.select_related("place").order_by("started_at")[:50])
