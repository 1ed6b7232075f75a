"""Every write of substitute care."""

from mangnon.cases.caring.actions.carers import (
    CarerFacts,
    check_carer,
    correct_carer,
    facts_of,
    register_carer,
    update_list,
    withdraw_carer,
)
from mangnon.cases.caring.actions.facilities import add_child, end_in_facility, receive_list, settle_child
from mangnon.cases.caring.actions.later import arrange_grown, hear_carer
from mangnon.cases.caring.actions.placements import (
    Proposal,
    decide_placement,
    end_placement,
    follow_child,
    hand_over,
    hold_meeting,
    open_address,
    propose_placement,
    refuse_placement,
)

__all__ = [
    "CarerFacts", "Proposal", "add_child", "arrange_grown", "check_carer", "correct_carer", "decide_placement",
    "end_in_facility", "end_placement", "facts_of", "follow_child", "hand_over", "hear_carer", "hold_meeting",
    "open_address", "propose_placement", "receive_list", "refuse_placement", "register_carer", "settle_child",
    "update_list", "withdraw_carer",
]  # fmt: skip
