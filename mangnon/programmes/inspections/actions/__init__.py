"""Every write on inspections."""

from mangnon.programmes.inspections.actions.finding import (
    FindingTold,
    HandlingTold,
    correct_finding,
    find,
    handle,
)
from mangnon.programmes.inspections.actions.leading import (
    InspectionTold,
    InspectorTold,
    add_inspection,
    add_inspector,
    cancel_inspection,
    close_inspection,
    correct_inspection,
    drop_inspector,
    hold_inspection,
)
from mangnon.programmes.inspections.actions.recommending import (
    FollowedTold,
    RecommendationTold,
    answer_recommendation,
    correct_recommendation,
    follow_recommendation,
    recommend,
)
from mangnon.programmes.inspections.actions.reminding import remind_recommendation

__all__ = [
    "FindingTold", "FollowedTold", "HandlingTold", "InspectionTold", "InspectorTold", "RecommendationTold",
    "add_inspection", "add_inspector", "answer_recommendation", "cancel_inspection", "close_inspection",
    "correct_finding", "correct_inspection", "correct_recommendation", "drop_inspector", "find",
    "follow_recommendation", "handle", "hold_inspection", "recommend", "remind_recommendation",
]  # fmt: skip
