"""Numbers for the desk: contacts that were no report, what waits."""

from __future__ import annotations

from datetime import datetime, time

from django.db.models import Count

from mangnon.access.actor import Actor
from mangnon.intake.models import Contact, ContactKind, State
from mangnon.intake.queries.reports import reports
from mangnon.lib.dates import VN_ZONE, local_day


def contacts_today(actor: Actor, place_id: int, at: datetime) -> dict[str, int]:
    """How many contacts of each kind an office has counted since midnight; a hotline's people see their own."""
    midnight = datetime.combine(local_day(at), time(), VN_ZONE)
    rows = Contact.objects.filter(place=place_id, recorded_at__gte=midnight)
    counted = dict(rows.values_list("kind").annotate(n=Count("pk")))
    return {kind.value: counted.get(kind.value, 0) for kind in ContactKind}


def waiting(actor: Actor) -> int | None:
    """How many reports of this actor's places wait to be accepted; None when there are none."""
    reach = actor.reach("intake.accept")
    if not reach:
        return None
    rows = reports(actor).filter(state__in=(State.SENT, State.RETURNED))
    mine = rows if reach.everywhere else rows.filter(place__in=sorted(reach.places))
    return mine.count() or None
