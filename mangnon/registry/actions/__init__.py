"""Every write to the register."""

from mangnon.registry.actions.alike import dismiss_pair, keep_pairs, keep_weights, reopen_pair
from mangnon.registry.actions.attaching import attach_file
from mangnon.registry.actions.circumstances import close_circumstance, look_at_sensitive, open_circumstance
from mangnon.registry.actions.correcting import correct_child
from mangnon.registry.actions.families import end_carer, end_parent_state, name_carer, say_parent, say_parent_state
from mangnon.registry.actions.health import record_checkup, record_disability, record_dose
from mangnon.registry.actions.households import (
    classify_household,
    correct_household,
    join_household,
    leave_household,
    register_household,
)
from mangnon.registry.actions.insuring import record_insurance
from mangnon.registry.actions.learning import record_schooling
from mangnon.registry.actions.leaving import leave_register, return_to_register
from mangnon.registry.actions.members import end_member, name_member
from mangnon.registry.actions.mending import drop_checkup, drop_dose, mend_checkup, mend_dose
from mangnon.registry.actions.merging import merge_children
from mangnon.registry.actions.moving import accept_transfer, ask_transfer, decline_transfer, withdraw_transfer
from mangnon.registry.actions.naming import add_other_name, drop_other_name
from mangnon.registry.actions.printing import print_book
from mangnon.registry.actions.registering import register_child
from mangnon.registry.actions.residing import move_home, register_residence
from mangnon.registry.actions.unmerging import undo_merge
from mangnon.registry.actions.visiting import record_visit
from mangnon.registry.figures.actions import close_quarter
from mangnon.registry.making.writing import fill

__all__ = [
    "accept_transfer",
    "add_other_name",
    "ask_transfer",
    "attach_file",
    "classify_household",
    "close_circumstance",
    "close_quarter",
    "correct_child",
    "correct_household",
    "decline_transfer",
    "dismiss_pair",
    "drop_checkup",
    "drop_dose",
    "drop_other_name",
    "end_carer",
    "end_member",
    "end_parent_state",
    "fill",
    "join_household",
    "keep_pairs",
    "keep_weights",
    "leave_household",
    "leave_register",
    "look_at_sensitive",
    "mend_checkup",
    "mend_dose",
    "merge_children",
    "move_home",
    "name_carer",
    "name_member",
    "open_circumstance",
    "print_book",
    "record_checkup",
    "record_disability",
    "record_dose",
    "record_insurance",
    "record_schooling",
    "record_visit",
    "register_child",
    "register_household",
    "register_residence",
    "reopen_pair",
    "return_to_register",
    "say_parent",
    "say_parent_state",
    "undo_merge",
    "withdraw_transfer",
]
