"""Acts on partners and projects."""

from mangnon.programmes.projects.actions.keeping import (
    OWNER,
    PAID,
    PartnerTold,
    ProjectTold,
    add_partner,
    add_project,
    attach_project,
    correct_partner,
    correct_project,
)
from mangnon.programmes.projects.actions.money import (
    add_disbursement,
    attach_disbursement,
    set_share,
    strike_disbursement,
)
from mangnon.programmes.projects.actions.results import (
    ResultTold,
    add_report,
    send_report,
    tell_result,
)

__all__ = [
    "OWNER",
    "PAID",
    "PartnerTold",
    "ProjectTold",
    "ResultTold",
    "add_disbursement",
    "add_partner",
    "add_project",
    "add_report",
    "attach_disbursement",
    "attach_project",
    "correct_partner",
    "correct_project",
    "send_report",
    "set_share",
    "strike_disbursement",
    "tell_result",
]
