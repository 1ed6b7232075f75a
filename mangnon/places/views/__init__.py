"""Screens on places."""

from mangnon.places.views.hamlets import CloseHamlet, MoveHamlet, NameHamlet, RenameHamlet, ReopenHamlet
from mangnon.places.views.listing import UnitList
from mangnon.places.views.splits import SettleSplit, SplitList
from mangnon.places.views.suggesting import Suggestions
from mangnon.places.views.trees import Tree, TreeHamlets
from mangnon.places.views.unit import UnitPage

__all__ = [
    "CloseHamlet",
    "MoveHamlet",
    "NameHamlet",
    "RenameHamlet",
    "ReopenHamlet",
    "SettleSplit",
    "SplitList",
    "Suggestions",
    "Tree",
    "TreeHamlets",
    "UnitList",
    "UnitPage",
]
