"""Every write to the register."""

from mangnon.registry.actions.alike import dismiss_pair, keep_pairs, keep_weights, reopen_pair
from mangnon.registry.actions.circumstances import close_circumstance, open_circumstance
from mangnon.registry.actions.correcting import correct_child
from mangnon.registry.actions.families import end_carer, end_parent_state, name_carer, say_parent, say_parent_state
from mangnon.registry.actions.households import (
    classify_household,
    correct_household,
    join_household,
    leave_household,
    register_household,
)
from mangnon.registry.actions.merging import merge_children
from mangnon.registry.actions.registering import register_child
from mangnon.registry.actions.unmerging import undo_merge
from mangnon.registry.actions.visiting import record_visit
from mangnon.registry.making.writing import fill

__all__ = [
    "classify_household",
    "close_circumstance",
    "correct_child",
    "correct_household",
    "dismiss_pair",
    "end_carer",
    "end_parent_state",
    "fill",
    "join_household",
    "keep_pairs",
    "keep_weights",
    "leave_household",
    "merge_children",
    "name_carer",
    "open_circumstance",
    "record_visit",
    "register_child",
    "register_household",
    "reopen_pair",
    "say_parent",
    "say_parent_state",
    "undo_merge",
]
