"""Tables of the intake room. HarmReport is the root; children, reporter, suspects and hand-overs are parts of it."""

from mangnon.intake.models.duty import Alternate as Alternate
from mangnon.intake.models.duty import DutyTurn as DutyTurn
from mangnon.intake.models.handing import HandOver as HandOver
from mangnon.intake.models.handing import InformationCorrection as InformationCorrection
from mangnon.intake.models.handing import ReturnReason as ReturnReason
from mangnon.intake.models.people import Contact as Contact
from mangnon.intake.models.people import ContactKind as ContactKind
from mangnon.intake.models.people import ReportedChild as ReportedChild
from mangnon.intake.models.people import Reporter as Reporter
from mangnon.intake.models.people import Suspect as Suspect
from mangnon.intake.models.people import Tie as Tie
from mangnon.intake.models.reports import Channel as Channel
from mangnon.intake.models.reports import Danger as Danger
from mangnon.intake.models.reports import Event as Event
from mangnon.intake.models.reports import HarmReport as HarmReport
from mangnon.intake.models.reports import Outcome as Outcome
from mangnon.intake.models.reports import OutReason as OutReason
from mangnon.intake.models.reports import State as State
from mangnon.intake.models.reports import Urgency as Urgency
from mangnon.intake.models.web import Addition as Addition
from mangnon.intake.models.web import DropKind as DropKind
from mangnon.intake.models.web import Held as Held
from mangnon.intake.models.web import WebDrop as WebDrop
