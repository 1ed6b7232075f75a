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
from mangnon.registry.views.leaving import LeaveRegister, NeverLeft, ReturnToRegister
from mangnon.registry.views.listing import ChildList
from mangnon.registry.views.mending import DropCheckup, DropDose, MendCheckup, MendDose
from mangnon.registry.views.moves import (
    AcceptTransfer,
    AskTransfer,
    DeclineTransfer,
    MoveList,
    TransferPage,
    WithdrawTransfer,
)
from mangnon.registry.views.needs import ChooseGroup, CloseCircumstance, OpenCircumstance, RecordVisit
from mangnon.registry.views.registering import CorrectChild, RegisterChild
from mangnon.registry.views.summary import PrintBook, SummaryPage
from mangnon.registry.views.years import RecordCheckup, RecordDisability, RecordDose, RecordInsurance, RecordSchooling

__all__ = [
    "AcceptTransfer",
    "AddName",
    "AskTransfer",
    "AttachFile",
    "ChildList",
    "ChildPage",
    "ChooseGroup",
    "ClassifyHousehold",
    "CloseCircumstance",
    "CorrectChild",
    "CorrectHousehold",
    "DeclineTransfer",
    "DropCheckup",
    "DropDose",
    "DropName",
    "EndCarer",
    "EndMember",
    "EndState",
    "HouseholdList",
    "HouseholdPage",
    "JoinHousehold",
    "LeaveHousehold",
    "LeaveRegister",
    "MendCheckup",
    "MendDose",
    "MoveHome",
    "MoveList",
    "NameCarer",
    "NameMember",
    "NeverLeft",
    "OpenCircumstance",
    "PrintBook",
    "RecordCheckup",
    "RecordDisability",
    "RecordDose",
    "RecordInsurance",
    "RecordSchooling",
    "RecordVisit",
    "RegisterChild",
    "RegisterHousehold",
    "RegisterResidence",
    "ReturnToRegister",
    "SayParent",
    "SayState",
    "SensitiveOpened",
    "SuggestHousehold",
    "SummaryPage",
    "TransferPage",
    "WithdrawTransfer",
]
