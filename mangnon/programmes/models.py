"""All tables of the room, gathered for Django; each stands with its subject."""

from mangnon.programmes.boards.models import Board as Board
from mangnon.programmes.boards.models import Conclusion as Conclusion
from mangnon.programmes.boards.models import Meeting as Meeting
from mangnon.programmes.boards.models import Member as Member
from mangnon.programmes.forums.models import Forum as Forum
from mangnon.programmes.forums.models import ForumAnswer as ForumAnswer
from mangnon.programmes.forums.models import ForumGroup as ForumGroup
from mangnon.programmes.forums.models import ForumQuestion as ForumQuestion
from mangnon.programmes.inspections.models import Finding as Finding
from mangnon.programmes.inspections.models import Inspection as Inspection
from mangnon.programmes.inspections.models import Inspector as Inspector
from mangnon.programmes.inspections.models import Recommendation as Recommendation
from mangnon.programmes.plans.models import Adoption as Adoption
from mangnon.programmes.plans.models import Basis as Basis
from mangnon.programmes.plans.models import Before as Before
from mangnon.programmes.plans.models import Goal as Goal
from mangnon.programmes.plans.models import Line as Line
from mangnon.programmes.plans.models import Objective as Objective
from mangnon.programmes.plans.models import Programme as Programme
from mangnon.programmes.plans.models import Target as Target
from mangnon.programmes.plans.models import Task as Task
from mangnon.programmes.recognition.models import Dossier as Dossier
from mangnon.programmes.recognition.models import PlaceClass as PlaceClass
from mangnon.programmes.recognition.models import Round as Round
from mangnon.programmes.recognition.models import Score as Score
