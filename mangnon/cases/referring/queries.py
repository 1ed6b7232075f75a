"""Referrals as each side may see them: the people of the case, and those who answer for the provider."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from mangnon.access.actor import Actor
from mangnon.cases.models.case import Case
from mangnon.cases.queries.reach import inside, see_case
from mangnon.cases.referring.models import Referral, ReferralState
from mangnon.directory.models import Need, Service
from mangnon.directory.queries import search, services_listed, serving, with_places
from mangnon.directory.whose import staffings
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound

SEE, RECEIVE = "cases.referrals.see", "cases.referrals.receive"
MOST_OFFERED = 40
"""Services among which one is chosen; a search narrows them."""


def to_provider(actor: Actor, at: datetime) -> QuerySet[Referral]:
    """Referrals to the providers for which this person answers today."""
    return Referral.objects.filter(provider__in=staffings(actor, local_day(at)).values("provider_id"))


def of_case(case: Case) -> list[Referral]:
    """Referrals of a case that was seen already, the newest first; asked for once however many screens show them."""
    prefetch_related_objects([case], Prefetch("referrals", Referral.objects.order_by("-sent_at", "-id")))
    return list(case.referrals.all())


def to_look_at(actor: Actor, at: datetime) -> QuerySet[Referral]:
    """Referrals of open cases that are open to this actor: the answer is late, or nobody has said what came of it."""
    mine = Case.objects.visible_to(actor, SEE).filter(inside(actor, at), ended_at__isnull=True)
    late = Q(state=ReferralState.SENT, answer_by__lt=at)
    unsaid = Q(state__in=[ReferralState.DECLINED, ReferralState.DONE], feedback_at__isnull=True)
    rows = Referral.objects.filter(late | unsaid, case__in=mine.values("pk")).select_related("case")
    return rows.order_by("answer_by", "id")


def for_team(actor: Actor, at: datetime, pk: UUID, action: str = SEE) -> Referral:
    """A referral, through its case. Raises NotFound, Forbidden, NotOnTeam."""
    row = Referral.objects.select_related("case", "place").filter(pk=pk).first()
    if row is None:
        raise NotFound
    row.case = see_case(actor, row.case_id, at, action)
    return row


def for_staff(actor: Actor, at: datetime, pk: UUID) -> Referral:
    """A referral to a provider for which this person answers; nothing of the case is read. Raises NotFound."""
    row = to_provider(actor, at).select_related("place").filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


def is_staff(actor: Actor, at: datetime) -> bool:
    """Whether this person answers for a provider."""
    return staffings(actor, local_day(at)).exists()


def offered(case: Case, need: str, words: str) -> list[Service]:
    """Services that take referrals and serve where the child lives, those with free places first."""
    rows = serving(services_listed().filter(takes_referrals=True), case.place_id)
    if need in Need.values:
        rows = rows.filter(needs__contains=[need])
    rows = search(words, rows)
    order = {"open": 0, "wait": 1, "unknown": 2, "full": 3}
    found = list(with_places(rows).order_by("sort_key", "id")[:MOST_OFFERED])
    return sorted(found, key=lambda one: order.get(one.intake, 2))
