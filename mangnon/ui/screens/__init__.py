"""The screens kit: a room's screen is a few declarations."""

from mangnon.ui.screens.base import AskedWrongly, Screen
from mangnon.ui.screens.forms import ActScreen, FormScreen
from mangnon.ui.screens.listing import Filter, Listed, ListScreen

__all__ = ["ActScreen", "AskedWrongly", "Filter", "FormScreen", "ListScreen", "Listed", "Screen"]
