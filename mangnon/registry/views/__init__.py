"""Screens of the register."""

from mangnon.registry.views.child import ChildPage, SensitiveOpened
from mangnon.registry.views.facts import (
    AddName,
    AttachFile,
    DropName,
    EndCarer,
    EndState,
    JoinHousehold,
    LeaveHousehold,
    MoveHome,
    NameCarer,
    RegisterResidence,
    SayParent,
    SayState,
)
from mangnon.registry.views.household import HouseholdPage
from mangnon.registry.views.households import (
    ClassifyHousehold,
    CorrectHousehold,
    EndMember,
    HouseholdList,
    NameMember,
    RegisterHousehold,
    SuggestHousehold,
)
from mangnon.registry.views.listing import ChildList
from mangnon.registry.views.needs import ChooseGroup, CloseCircumstance, OpenCircumstance, RecordVisit
from mangnon.registry.views.registering import CorrectChild, RegisterChild
from mangnon.registry.views.summary import PrintBook, SummaryPage

__all__ = [
    "AddName",
    "AttachFile",
    "ChildList",
    "ChildPage",
    "ChooseGroup",
    "ClassifyHousehold",
    "CloseCircumstance",
    "CorrectChild",
    "CorrectHousehold",
    "DropName",
    "EndCarer",
    "EndMember",
    "EndState",
    "HouseholdList",
    "HouseholdPage",
    "JoinHousehold",
    "LeaveHousehold",
    "MoveHome",
    "NameCarer",
    "NameMember",
    "OpenCircumstance",
    "PrintBook",
    "RecordVisit",
    "RegisterChild",
    "RegisterHousehold",
    "RegisterResidence",
    "SayParent",
    "SayState",
    "SensitiveOpened",
    "SuggestHousehold",
    "SummaryPage",
]
