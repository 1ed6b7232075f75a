"""What the machine does by itself: compares what was written, the whole register each week, and learns from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction

from mangnon.access.actor import Actor, job
from mangnon.access.scope import acting
from mangnon.registry.actions.alike import FIND, LEARN, keep_pairs, keep_weights
from mangnon.registry.alike.known import Line
from mangnon.registry.alike.learning import learn, learn_rates
from mangnon.registry.alike.queries import any_of
from mangnon.registry.alike.reading import lines, other_names, weights
from mangnon.registry.alike.whole import Found, look_alikes
from mangnon.registry.models import AlikeDue, AlikeWeights, Child
from mangnon.registry.queries.children import SEE

AT_A_TIME = 2_000
"""Records compared in one run; more of them wait for the next, or for the whole comparison of the night."""
ENOUGH, FIRST_SAMPLE = 300, 100_000
"""Children from which frequencies say something; how many of a large register are read the first time."""
SURE = 10.0
"""Pairs of this score and more teach the rates."""
Progress = Callable[[int], None] | None


def learn_first(*, at: datetime) -> bool:
    """Learn the frequencies of names before anything is compared; whether it was time to. Later each week does it.

    Without them names of the highlands (Arất, Bhling) count as slips that nobody else makes, and every two children
    of one name look alike. The rates stay the fixed ones until confident pairs are known.
    """
    actor = job("registry.alike.learn", LEARN, SEE)
    with acting(actor), transaction.atomic():
        if AlikeWeights.objects.exists():
            return False
        rows = Child.objects.visible_to(actor, SEE)
        if len(rows.order_by("pk").values_list("pk", flat=True)[:ENOUGH]) < ENOUGH:
            return False
        read = list(islice(lines(rows), FIRST_SAMPLE))
        keep_weights(actor=actor, at=at, weights=learn(read), pairs=0)
    return True


def compare_written(*, at: datetime) -> int:
    """Compare the records written or changed since the last run with the whole register; how many were compared.

    Runs beyond anybody's reach: what it finds is seen by whoever reaches both records.
    """
    actor = job("registry.alike", FIND, SEE)
    with acting(actor), transaction.atomic():
        due = list(
            AlikeDue.objects.select_for_update(skip_locked=True)
            .order_by("since")
            .values_list("child_id", "since")[:AT_A_TIME]
        )
        if not due:
            return 0
        found = _with_register(actor, [child_id for child_id, _since in due])
        keep_pairs(actor=actor, at=at, found=found, compared={child_id for child_id, _since in due}, due=due)
    return len(due)


def _with_register(actor: Actor, ids: Sequence[UUID]) -> list[Found]:
    rows = Child.objects.visible_to(actor, SEE)
    written = list(lines(rows.filter(pk__in=ids), names=other_names(ids)))
    if not written:
        return []
    own = {line.id for line in written}
    others = (line for line in lines(rows.filter(any_of(written))) if line.id not in own)
    return list(look_alikes([*written, *others], weights(), first=len(written)))


def compare_all(*, at: datetime, step: Progress = None) -> tuple[list[Found], int]:
    """Compare the whole register and keep what was found; the pairs and how many records were compared."""
    actor = job("registry.alike", FIND, SEE)
    with acting(actor), transaction.atomic():
        due = list(AlikeDue.objects.values_list("child_id", "since"))
        read = everyone(actor)
        found = list(look_alikes(read, weights(), step=step))
        keep_pairs(actor=actor, at=at, found=found, compared={UUID(line.id) for line in read}, due=due)
    return found, len(read)


def everyone(actor: Actor, *, places: Sequence[int] = ()) -> list[Line]:
    """All records within reach, or those of some places."""
    rows = Child.objects.visible_to(actor, SEE)
    if places:
        rows = rows.filter(place_id__in=places)
    return list(lines(rows, names=other_names()))


def learn_weights(*, at: datetime) -> int:
    """Learn frequencies and rates from the register as it is; how many records they were learnt from."""
    actor = job("registry.alike.learn", LEARN, SEE)
    with acting(actor), transaction.atomic():
        read = everyone(actor)
        counted = learn(read)
        sure = [found for found in look_alikes(read, counted) if found.judged.score >= SURE]
        keep_weights(actor=actor, at=at, weights=learn_rates(counted, sure), pairs=len(sure))
    return len(read)
