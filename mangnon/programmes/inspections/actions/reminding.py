"""Whoever must answer a recommendation hears of it before the day; when it has passed, the leaders hear of it too."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.lib.refusal import NotFound
from mangnon.programmes.inspections.models import Recommendation
from mangnon.programmes.reminding import Kept, remind_of
from mangnon.programmes.rights import REMIND_RECOMMENDATION

SOON, LATE = "programmes.recommendation_soon", "programmes.recommendation_late"


def code_of(row: Recommendation) -> str:
    """What a notice calls it outside of the system."""
    return f"KN-{row.inspection.planned_from.year}.{row.number}/{row.inspection.place.code}"


@action(REMIND_RECOMMENDATION)
def remind_recommendation(*, actor: Actor, at: datetime, recommendation_id: UUID) -> int:
    """Tell the inspected place of a day that is near, or past (then leaders too); how many hear of it.

    Where somebody outside was inspected, the place that leads hears. Raises NotFound.
    """
    seen = Recommendation.objects.select_related("inspection__place", "inspection__subject_place")
    found = seen.filter(pk=recommendation_id).first()
    if found is None:
        raise NotFound
    place = found.inspection.subject_place or found.inspection.place
    kept = Kept(found, found.due_on, place, code_of(found), SOON, LATE)
    return remind_of(kept, actor=actor, at=at, right=REMIND_RECOMMENDATION)
