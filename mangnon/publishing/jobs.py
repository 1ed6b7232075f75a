"""Scheduled work: what was approved for a time comes out, what is due is signed, the patrol goes its round."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.db import transaction

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.lib.refusal import Refusal
from mangnon.publishing.actions import patrol, sign_due, start_publication
from mangnon.publishing.models import Patrol, Publication, State
from mangnon.publishing.refusals import ReleaseUnseen
from mangnon.publishing.rights import PATROL, START
from mangnon.publishing.signing.patrolling import Fetch, over_http, signed_pages

A_ROUND = 250
"""Pages that one round opens; a site with more is walked in turns."""


def publish_due(*, at: datetime) -> int:
    """Publish what was approved for a moment that has come; how many."""
    actor = job("publishing.start", START)
    with acting(actor), transaction.atomic():
        due = list(Publication.objects.filter(state=State.SET, start__lte=at).values_list("pk", flat=True))
    for one in due:
        start_publication(actor=actor, at=at, publication_id=one)
    return len(due)


def sign_waiting(*, at: datetime) -> int:
    """Sign what waits; how many pages. 0 while two people haven't seen a new frame: their page tells so."""
    try:
        return sign_due(at=at)
    except ReleaseUnseen:
        return 0


def go_round(*, at: datetime, fetch: Fetch | None = None) -> Patrol | None:
    """One round of the patrol over the site as its address says; None while nothing was ever signed."""
    actor = job("publishing.patrol", PATROL)
    if not signed_pages()[0]:
        return None
    with suppress(Refusal):  # what can't be signed is no reason not to look
        sign_waiting(at=at)
    with acting(actor):
        return patrol(actor=actor, at=at, fetch=fetch or over_http(settings.PUBLIC_URL), most=A_ROUND)
