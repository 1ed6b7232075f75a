"""A case and its parts."""

from mangnon.cases.models.case import Case, CaseKind, CaseState
from mangnon.cases.models.crossing import BreakGlass, CaseMove, CriminalNotice
from mangnon.cases.models.emergency import EmergencyMeasure, Separation, SeparationExtension
from mangnon.cases.models.people import CaseNote, CasePerson, SealedFact, TeamMember
from mangnon.cases.models.plans import Approval, Plan, PlanItem
from mangnon.cases.models.reports import CaseReport
from mangnon.cases.models.steps import DueShift, StepRecord
from mangnon.cases.models.tasks import CaseTask
from mangnon.cases.models.work import Assessment, ChildView, LogKind, Meeting, Review, ServiceLog

from mangnon.cases.caring.models import (  # isort: skip
    CareFollow,
    CareMeeting,
    Carer,
    CarerCheck,
    CarerList,
    CareWord,
    FacilityChild,
    FacilityList,
    Placement,
)
from mangnon.cases.referring.models import Referral  # isort: skip

__all__ = [
    "Approval",
    "Assessment",
    "BreakGlass",
    "CareFollow",
    "CareMeeting",
    "CareWord",
    "Carer",
    "CarerCheck",
    "CarerList",
    "Case",
    "CaseKind",
    "CaseMove",
    "CaseNote",
    "CasePerson",
    "CaseReport",
    "CaseState",
    "CaseTask",
    "ChildView",
    "CriminalNotice",
    "DueShift",
    "EmergencyMeasure",
    "FacilityChild",
    "FacilityList",
    "LogKind",
    "Meeting",
    "Placement",
    "Plan",
    "PlanItem",
    "Referral",
    "Review",
    "SealedFact",
    "Separation",
    "SeparationExtension",
    "ServiceLog",
    "StepRecord",
    "TeamMember",
]  # fmt: skip
