"""Alerts to look at, and what stands behind each."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from mangnon.access.actor import Actor
from mangnon.audit.models import Entry
from mangnon.lib.refusal import NotFound
from mangnon.oversight.models import Alert

MOST_ENTRIES = 200


def alerts() -> QuerySet[Alert]:
    """All that the acting person may see: row security shows them to those who watch, and to nobody else."""
    return Alert.objects.all()


def see_alert(alert_id: UUID) -> Alert:
    """One alert. Raises NotFound."""
    found = alerts().filter(pk=alert_id).first()
    if found is None:
        raise NotFound
    return found


def waiting_for(actor: Actor) -> QuerySet[Alert]:
    """Open alerts that this actor may settle: none about themselves; the oldest first."""
    if not actor.can("oversight.alerts.settle"):
        return alerts().none()
    rows = alerts().filter(settled_at__isnull=True).exclude(about=str(actor.person_id))
    return rows.order_by("raised_at")


@dataclass(frozen=True, slots=True)
class Behind:
    """An entry behind an alert, with those of its children that the finding is about."""

    entry: Entry
    children: tuple[str, ...]


def behind(alert: Alert) -> list[Behind]:
    """The entries of an alert, newest first; at most ``MOST_ENTRIES``."""
    lines = list(alert.lines.order_by("-entry_id")[:MOST_ENTRIES])
    found = Entry.objects.in_bulk([line.entry_id for line in lines])
    return [Behind(found[line.entry_id], tuple(line.children)) for line in lines if line.entry_id in found]
