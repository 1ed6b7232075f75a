"""Scheduled work: what was approved for a time comes out, what is due is signed, the patrol goes its round."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from mangnon.access.actor import Actor, job
from mangnon.access.consenting import Whom
from mangnon.access.scope import acting
from mangnon.lib.refusal import Refusal
from mangnon.publishing.actions import patrol, sign_due, start_publication, take_down_pictures
from mangnon.publishing.actions.pictures import PURPOSE, asked
from mangnon.publishing.models import Patrol, PictureChild, Publication, State
from mangnon.publishing.refusals import ReleaseUnseen
from mangnon.publishing.rights import PATROL, START, TAKE_DOWN
from mangnon.publishing.signing.patrolling import Fetch, over_http, signed_pages
from mangnon.registry.models import Child

logger = logging.getLogger("mangnon.publishing")
TAKEN_DOWN = "publishing.consents"
A_ROUND = 250
"""Pages that one round opens; a site with more is walked in turns."""


def publish_due(*, at: datetime) -> int:
    """Publish what was approved for a moment that has come; how many."""
    actor = job("publishing.start", START)
    with acting(actor), transaction.atomic():
        due = list(Publication.objects.filter(state=State.SET, start__lte=at).values_list("pk", flat=True))
    return sum(_started(actor, at, one) for one in due)


def _started(actor: Actor, at: datetime, publication_id: UUID) -> bool:
    """One that may not come out any more, since a consent ended meanwhile, doesn't keep the others back."""
    try:
        start_publication(actor=actor, at=at, publication_id=publication_id)
    except Refusal as refusal:
        logger.warning("an approved article can't come out: %s", refusal.code)
        return False
    return True


def consent_ended(purpose: str, subject: Whom, at: datetime) -> None:
    """Take down the pictures of a child whose consent has ended; called in the act that ends it."""
    if purpose != PURPOSE or subject.kind != Child._meta.label:
        return
    actor = job(TAKEN_DOWN, TAKE_DOWN)
    with acting(actor):
        if PictureChild.objects.filter(child_id=subject.id, picture__removed_at__isnull=True).exists():
            take_down_pictures(actor=actor, at=at, child_id=UUID(subject.id))


def end_with_consents(*, at: datetime) -> int:
    """Take down pictures whose consent ran out by its day; of how many children."""
    actor = job(TAKEN_DOWN, TAKE_DOWN)
    with acting(actor):
        with transaction.atomic():
            rows = PictureChild.objects.filter(picture__removed_at__isnull=True).select_related("child")
            children = {row.child_id: row.child for row in rows}
            late = [pk for pk, child in children.items() if not asked(child, at).allowed]
        for pk in late:
            take_down_pictures(actor=actor, at=at, child_id=pk)
    return len(late)


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
