"""Scheduled work of the room: people are called when a report waits too long; the public page's box is emptied."""

from __future__ import annotations

import contextlib
import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least

from mangnon.access.actor import Actor, job
from mangnon.access.scope import acting
from mangnon.intake.actions import climb, release_held, take_in
from mangnon.intake.models import WebDrop
from mangnon.intake.queries.reports import unaccepted
from mangnon.intake.queries.web import due_drops, in_box, past_holding
from mangnon.lib.refusal import NotFound, Refusal

logger = logging.getLogger("mangnon.intake")

NAME = "intake.climbing"
WEB = "Trang báo tin trên mạng"
"""Who hands in what came by the public page: as it stands in the report and in the book."""
TRIES, A_DAY = 100, timedelta(days=1)


def climb_due(*, at: datetime) -> int:
    """Call people for every hand-over past its time; how many."""
    actor = job(NAME, "intake.climb")
    with acting(actor):
        with transaction.atomic():
            due = unaccepted(at)
        for step in due:
            climb(actor=actor, at=at, step=step)
    return len(due)


def take_in_due(*, at: datetime) -> int:
    """Take in what strangers dropped; how many. What fails is tried again, ever later, and shown to administrators."""
    actor = job(WEB, "intake.receive", "intake.take_in")
    taken = 0
    with acting(actor):
        with transaction.atomic():
            due = due_drops(at)
        for drop_id in due:
            taken += _taken(actor, at, drop_id)
    return taken


def _taken(actor: Actor, at: datetime, drop_id: UUID) -> bool:
    try:
        take_in(actor=actor, at=at, drop_id=drop_id)
    except NotFound:  # another worker was quicker, or it adds to a report that is still held
        return _failed(drop_id)
    except (Refusal, ValueError, TypeError, KeyError):
        logger.exception("a drop could not be taken in: %s", drop_id)
        return _failed(drop_id)
    return True


def _failed(drop_id: UUID) -> bool:
    with transaction.atomic():
        in_box().filter(pk=drop_id).update(tries=Least(F("tries") + 1, TRIES))
    return False


def let_go(*, at: datetime) -> int:
    """Held drops at which nobody has looked go on, so many a minute; addresses of yesterday are forgotten."""
    actor = job(WEB, "intake.release_held")
    with acting(actor):
        with transaction.atomic():
            late = past_holding(at)
            WebDrop.objects.filter(recorded_at__lt=at - A_DAY, from_mark__isnull=False).update(from_mark=None)
        for drop_id in late:
            with contextlib.suppress(NotFound):
                release_held(actor=actor, at=at, drop_id=drop_id)
    return len(late)
