"""What screens hand to the templates of the kit: frozen values that know no subject."""

from mangnon.ui.parts.acts import Act, Call, Confirm, Toast
from mangnon.ui.parts.charts import Answer, Chart, Draw, Series
from mangnon.ui.parts.fields import Choice, Fault, Field, Input, Wide, faults
from mangnon.ui.parts.grids import Grant, Matrix, MatrixRow, TreeNode
from mangnon.ui.parts.notes import EmptyState, Hint, Progress, Steps
from mangnon.ui.parts.record import (
    Change,
    Check,
    Clock,
    Closed,
    Contact,
    Fact,
    Haste,
    Reach,
    Relative,
    Stage,
    TimelineEntry,
)
from mangnon.ui.parts.shell import ErrorPage, Language, Lock, NavGroup, NavItem, PageHead, Shell
from mangnon.ui.parts.status import State, Status, Tag, Tone
from mangnon.ui.parts.tables import (
    Cell,
    Clause,
    Column,
    ColumnChoice,
    Kind,
    ListBar,
    Option,
    Pager,
    Row,
    Sentence,
    Tab,
    Table,
)
from mangnon.ui.parts.words import Link, Soft, Strong, Text, Words
from mangnon.ui.parts.work import WorkGroup, WorkRow

__all__ = [
    "Act", "Answer", "Call", "Cell", "Change", "Chart", "Check", "Choice", "Clause", "Clock", "Closed",
    "Column", "ColumnChoice", "Confirm", "Contact", "Draw", "EmptyState", "ErrorPage", "Fact", "Fault",
    "Field", "Grant", "Haste", "Hint", "Input", "Kind", "Language", "Link", "ListBar", "Lock", "Matrix",
    "MatrixRow", "NavGroup", "NavItem", "Option", "PageHead", "Pager", "Progress", "Reach", "Relative",
    "Row", "Sentence", "Series", "Shell", "Soft", "Stage", "State", "Status", "Steps", "Strong", "Tab",
    "Table", "Tag", "Text", "TimelineEntry", "Toast", "Tone", "TreeNode", "Wide", "Words", "WorkGroup",
    "WorkRow", "faults",
]  # fmt: skip
