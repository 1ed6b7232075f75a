"""Scheduled work on incidents: terms that are nearly or fully over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mangnon.access.scope import acting
from mangnon.oversight.incidents.actions.leading import remind_of, reminder
from mangnon.oversight.incidents.queries import incidents, machine, terms_of
from mangnon.oversight.incidents.rules import SOON


def remind_all(*, at: datetime) -> int:
    """Tell of each term of each open incident that ends within six hours or has ended, once each; how many."""
    actor = machine("oversight.incidents.reminder")
    told = 0
    with acting(actor), transaction.atomic():
        for one in incidents(actor).filter(closed_at__isnull=True).select_for_update().order_by("id"):
            for term in terms_of(one):
                if term.is_open() and term.due - at <= SOON and reminder(term, at) not in one.reminded:
                    remind_of(actor=actor, at=at, incident=one, term=term)
                    told += 1
    return told
