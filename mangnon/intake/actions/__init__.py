"""Every write of the room, by subject."""

from mangnon.intake.actions.attaching import attach_file
from mangnon.intake.actions.completing import complete_report, identify_child, write_child, write_suspect
from mangnon.intake.actions.contacts import count_contact
from mangnon.intake.actions.correcting import confirm_first_information, propose_first_information
from mangnon.intake.actions.dropping import (
    Dropped,
    DropState,
    Expected,
    Sender,
    drop_more,
    drop_report,
    expected,
    state_of_drop,
)
from mangnon.intake.actions.duty import drop_turn, name_alternate, plan_turn
from mangnon.intake.actions.handing import accept_report, climb, forward_report, return_report
from mangnon.intake.actions.linking import link_reports
from mangnon.intake.actions.receiving import receive_report
from mangnon.intake.actions.screening import confirm_screen_out, screen_out
from mangnon.intake.actions.settling import settle_report
from mangnon.intake.actions.vault import Opened, open_reporter, write_reporter
from mangnon.intake.actions.web import release_held, set_aside, take_in

__all__ = [
    "DropState", "Dropped", "Expected", "Opened", "Sender", "accept_report", "attach_file", "climb",
    "complete_report", "confirm_first_information", "confirm_screen_out", "count_contact", "drop_more", "drop_report",
    "drop_turn", "expected", "forward_report", "identify_child", "link_reports", "name_alternate", "open_reporter",
    "plan_turn",
    "propose_first_information", "receive_report", "release_held", "return_report", "screen_out", "set_aside",
    "settle_report", "state_of_drop", "take_in", "write_child", "write_reporter", "write_suspect",
]  # fmt: skip
