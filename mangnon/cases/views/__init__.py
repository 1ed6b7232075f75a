"""Screens of cases."""

from mangnon.cases.views import case, keeping, listing, opening, planning, working

__all__ = ["case", "keeping", "listing", "opening", "planning", "working"]
