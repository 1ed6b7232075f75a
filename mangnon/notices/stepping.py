"""Moves chains whose time has come; each in a transaction of its own, so that a crash leaves the others alone."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import DatabaseError, transaction

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.notices.actions.chains import step_chain
from mangnon.notices.models import Chain, ChainState

logger = logging.getLogger("mangnon.notices")

STEPPER = job("notices.chains", "notices.chains.step")
MOST_A_ROUND = 50


def step_due(at: datetime) -> int:
    """Move every chain that is due; how many. One that fails is passed over until the next round."""
    moved, failed = 0, set[object]()
    with acting(STEPPER):
        for _number in range(MOST_A_ROUND):
            chain: Chain | None = None
            try:
                with transaction.atomic():
                    chain = _next(at, failed)
                    if chain is None:
                        break
                    step_chain(actor=STEPPER, at=at, chain=chain)
                moved += 1
            except DatabaseError:
                raise
            except Exception:  # a mistake in one chain must not silence the others
                logger.exception("a chain could not be moved")
                failed.add(chain.pk if chain else None)
    return moved


def _next(at: datetime, failed: set[object]) -> Chain | None:
    due = Chain.objects.filter(state=ChainState.RUNNING, due_at__lte=at).exclude(pk__in=[one for one in failed if one])
    return (
        due.select_related("place").select_for_update(of=("self",), skip_locked=True).order_by("due_at", "id").first()
    )
