"""Reads on rounds, samples and visits, each within the actor's reach."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mangnon.access.actor import Actor, Reach
from mangnon.access.catalogue import holders
from mangnon.access.managers import GuardedQuerySet
from mangnon.accounts.models import Assignment, Person
from mangnon.accounts.queries import live
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Level, Unit
from mangnon.registry.models import Child, Correction, Recheck, RecheckAnswer, RecheckRound, RecheckShare, Residence
from mangnon.registry.queries.children import children
from mangnon.registry.verifying.comparing import ERRORS
from mangnon.registry.verifying.fields import MET

SEE = "registry.rechecks.see"
OPEN = "registry.rechecks.open"
CLOSE = "registry.rechecks.close"
ASSIGN = "registry.rechecks.assign"
VISIT = "registry.rechecks.visit"
LOOK = "registry.rechecks.look"
SETTLE = "registry.rechecks.settle"
State = Recheck.State


def shares(actor: Actor, action: str = SEE) -> QuerySet[RecheckShare]:
    """Samples of the communes in reach, under their present or a former name."""
    reach = actor.reach(action)
    if reach.everywhere:
        return RecheckShare.objects.all()
    ground = Unit.objects.filter(today__overlap=sorted(reach.places))
    return RecheckShare.objects.filter(place__in=ground.values("pk"))


def rounds(actor: Actor, action: str = SEE) -> QuerySet[RecheckRound]:
    """Rounds that drew in the communes in reach."""
    return RecheckRound.objects.filter(Exists(shares(actor, action).filter(round=OuterRef("pk"))))


def listed_rounds(actor: Actor) -> QuerySet[Any]:
    """With the numbers of children drawn, visited and waiting within reach."""
    mine = rechecks(actor).filter(round=OuterRef("pk")).order_by()
    sent = mine.exclude(state__in=(State.DRAWN, State.ASSIGNED))
    return rounds(actor).annotate(
        place_name=F("place__name"),
        drawn=_count(mine, "round"),
        sent=_count(sent, "round"),
        waiting=_count(mine.filter(state=State.SENT), "round"),
    )


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    return Coalesce(Subquery(rows.values(by).annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField())


def open_round(actor: Actor, pk: UUID, action: str = SEE) -> RecheckRound:
    """One round within reach. Raises NotFound."""
    found = rounds(actor, action).select_related("place").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def rechecks(actor: Actor, action: str = SEE) -> GuardedQuerySet[Any]:
    """Every child of a sample that this actor may see."""
    return Recheck.objects.visible_to(actor, action)


def listed_rechecks(actor: Actor) -> QuerySet[Any]:
    """With the names of child, hamlet, place and visitor; no name where the record lies elsewhere today."""
    known = children(actor).filter(pk=OuterRef("child_id"))
    differing = RecheckAnswer.objects.filter(recheck=OuterRef("pk"), result__in=ERRORS).exclude(field=MET)
    return rechecks(actor).annotate(
        child_name=Subquery(known.values("full_name")[:1]),
        child_nameless=Subquery(known.values("nameless")[:1]),
        hamlet_name=F("hamlet__name"),
        place_name=F("place__name"),
        closed_at=F("round__closed_at"),
        visitor_name=Subquery(Person.objects.filter(pk=OuterRef("visitor")).values("full_name")[:1]),
        differences=_count(differing.order_by(), "recheck"),
    )


def whole_communes(actor: Actor, action: str) -> Reach:
    """The communes of a right, hamlets apart: a visit may be given to the collaborator of another hamlet."""
    reach = actor.reach(action)
    return Reach(reach.places, everywhere=reach.everywhere)


def mine(actor: Actor) -> GuardedQuerySet[Any]:
    """Visits given to this person, in whatever hamlet of their communes; open or sent."""
    rows = Recheck.objects.within(whole_communes(actor, VISIT), actor)
    return rows.filter(visitor=actor.person_id) if actor.person_id else rows.none()


def to_visit(actor: Actor) -> QuerySet[Any]:
    """Open visits of this person with what is needed to find the child, and nothing that is to be checked."""
    known = findable(actor).filter(pk=OuterRef("child_id"))
    home = Residence.objects.filter(child=OuterRef("child_id"), kind=Residence.Kind.ACTUAL, valid_to__isnull=True)
    rows = mine(actor).filter(state=State.ASSIGNED, round__closed_at__isnull=True)
    return rows.annotate(
        child_name=Subquery(known.values("full_name")[:1]),
        mark=Subquery(known.values("mark")[:1]),
        head_name=Subquery(known.values("household__head_name")[:1]),
        house_address=Subquery(known.values("household__address")[:1]),
        address=Subquery(home.values("address")[:1]),
        hamlet_name=F("hamlet__name"),
        place_name=F("place__name"),
        due_on=F("round__due_on"),
        round_title=F("round__title"),
    )


def findable(actor: Actor) -> GuardedQuerySet[Any]:
    """Records of the communes in which this person may visit."""
    return Child.objects.within(whole_communes(actor, VISIT), actor)


def wrote(actor: Actor, action: str, person: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Those of some children in the communes of a right whose record a person entered, corrected or verified last."""
    reach = whole_communes(actor, action)
    known = Child.objects.within(reach, actor).filter(pk__in=ids)
    entered = known.filter(recorded_by=str(person)).values_list("pk", flat=True)
    corrected = Correction.objects.filter(child__in=ids, by=str(person)).values_list("child_id", flat=True)
    before = Recheck.objects.within(reach, actor).filter(child=OuterRef("pk"), outcome=Recheck.Outcome.MET)
    last = known.annotate(last=Subquery(before.order_by("-sent_at").values("visitor")[:1]))
    verified = last.filter(last=person).values_list("pk", flat=True)
    return {*entered, *corrected, *verified}


def visitors(place_id: int, on: date) -> list[Person]:
    """Who may be sent to visit in a commune on a day: its people with the right, and those of the province."""
    where = Q(place_id=place_id) | Q(place__level=Level.PROVINCE)
    roles = [role.value for role in holders(VISIT)]
    posted = Assignment.objects.filter(live(on), where, role__in=roles)
    rows = Person.objects.filter(pk__in=posted.values("person"), disabled_at__isnull=True)
    return list(rows.order_by("sort_key", "id"))
