"""Every write on cases."""

from mangnon.cases.actions import ending, keeping, moving, opening, planning, reminding, separating, teaming, working

__all__ = ["ending", "keeping", "moving", "opening", "planning", "reminding", "separating", "teaming", "working"]
