"""What plans give to the frame and to other rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.accounts.held import held_in_table
from mangnon.files.slots import FileOwner
from mangnon.lib.dates import VN_ZONE, format_date, local_day
from mangnon.notices.slots import Opens
from mangnon.places.slots import About, placed_facts
from mangnon.programmes import doors
from mangnon.programmes.plans.actions.telling import OWNER
from mangnon.programmes.plans.models import Programme, Task
from mangnon.programmes.plans.queries import plans as reads
from mangnon.programmes.plans.queries.board import how
from mangnon.programmes.plans.rules import Standing
from mangnon.programmes.plans.views.asked import plan_url, task_url
from mangnon.programmes.plans.words import PLANS, STATES, told
from mangnon.programmes.rights import SEE, TELL_TASK
from mangnon.statutes.slots import Resting, RestsOn
from mangnon.ui.parts import Status, WorkRow
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import Hit, SearchSource, When, Work, WorkSource

MOST = 8
"""Lines of the worklist; the board has them all."""
AHEAD = timedelta(days=7)
RECOGNITION_PAGES = frozenset(
    {"recognition", "open_round", "score", "place_history", "set_class", "dossier", "attach_proof", "submit_dossier",
     "return_dossier", "verify", "recognise", "refuse"}
)  # fmt: skip
FORUM_PAGES = frozenset(
    {"forums", "add_forum", "forum", "correct_forum", "hold_forum", "cancel_forum", "report_forum", "print_forum",
     "add_forum_group", "correct_forum_group", "ask_forum", "forum_answers", "forum_question",
     "correct_forum_question", "answer_forum", "follow_forum", "publish_forum_answer", "withdraw_forum_answer"}
)  # fmt: skip
EXAMPLE_PAGES = frozenset(
    {"examples", "add_example", "example", "correct_example", "copy_example", "example_state", "example_year",
     "attach_example"}
)  # fmt: skip
PRAISE_PAGES = frozenset(
    {"praise", "draft_nomination", "nomination", "correct_nomination", "propose_nomination", "put_nomination",
     "decide_nomination", "decline_nomination", "publish_nomination", "attach_nomination"}
)  # fmt: skip
PROJECT_PAGES = frozenset(
    {"projects", "add_project", "project", "correct_project", "share_project", "pay", "tell_result", "correct_result",
     "add_report", "send_report", "attach_project", "paid", "strike_paid", "attach_paid", "partners", "add_partner",
     "partner", "correct_partner", "project_money"}
)  # fmt: skip
BELOW_BOARD = frozenset({"board", "map", "calendar", "task", "tell", "correct_task", "share", "drop_task", "attach"})


def _work(actor: Actor, at: datetime) -> list[Work]:
    """Open tasks of one's own, and those of one's place that no person owns: late, or due in a week."""
    if not actor.can(TELL_TASK) or not actor.is_person:
        return []
    places, today = [one.place_id for one in actor.grants], local_day(at)
    rows = reads.open_tasks().filter(due_on__lte=today + AHEAD)
    rows = rows.filter(Q(owner=actor.me) | Q(owner__isnull=True, place__in=places)).filter(starts_on__lte=today)
    found = rows.filter(due_on__gte=today - timedelta(days=366)).select_related("place").order_by("due_on", "pk")
    found = found.only("title", "year", "starts_on", "due_on", "progress", "finished_on", "owner_name", "place__name")
    return [_due(one, at) for one in found[:MOST]]


def _due(task: Task, at: datetime) -> Work:
    today = local_day(at)
    when = When.TODAY if task.due_on <= today else When.WEEK
    stands = how(task, today)
    words = (
        told(stands, task, today) if stands is Standing.LATE else _("Hạn {day}").format(day=format_date(task.due_on))
    )
    row = WorkRow(
        status=Status(STATES[stands], words), name=task.title, url=task_url(task), place=task.place.name,
        about=_("việc trong kế hoạch {year}").format(year=task.year), act=_("Báo tiến độ"), who=task.owner_name,
    )  # fmt: skip
    return Work(when, datetime.combine(task.due_on, time(23, 59), VN_ZONE), row)


def _find(actor: Actor, words: str, most: int) -> list[Hit]:
    if not actor.can(SEE):
        return []
    return [_hit(one) for one in reads.search(words, most)]


def _hit(one: Task | Programme) -> Hit:
    if isinstance(one, Programme):
        return Hit(one.title, one.place.name, plan_url(one), icon="target")
    return Hit(one.title, f"{one.place.name}, {one.year}", task_url(one), icon="list-check")


def _resting(actor: Actor, document_id: int) -> list[Resting]:
    if not actor.can(SEE):
        return []
    found = []
    for one in reads.resting(document_id):
        if one.programme is not None:
            found.append(Resting(one.programme.title, plan_url(one.programme), one.programme.place.name))
        elif one.task is not None:
            found.append(Resting(one.task.title, task_url(one.task), f"{one.task.place.name}, {one.task.year}"))
    return found


def _about(ids: Sequence[str]) -> Mapping[str, About]:
    rows = Task.objects.filter(pk__in=list(ids))
    return {str(one.pk): About(one.title, task_url(one)) for one in rows}


PLAN_OFFERS: tuple[Any, ...] = (
    RailEntry(gettext_lazy("Kế hoạch năm"), "programmes:board", "target", order=60, action=SEE, yearly=True,
              covers=BELOW_BOARD),
    RailEntry(gettext_lazy("Chương trình"), "programmes:plans", "list-check", order=61, action=SEE, yearly=True,
              covers=RECOGNITION_PAGES | FORUM_PAGES | EXAMPLE_PAGES | PRAISE_PAGES | PROJECT_PAGES),
    SearchSource("programmes", PLANS, order=60, find=_find),
    WorkSource("programmes.tasks", _work),
    FileOwner(OWNER, gettext_lazy("minh chứng của việc"), look=doors.look, add=doors.add, open=doors.look),
    Opens("programmes.Task", lambda thing: reverse("programmes:task", args=[thing])),
    RestsOn(gettext_lazy("Chương trình, kế hoạch và việc"), _resting),
    held_in_table("programmes.task", gettext_lazy("việc trong kế hoạch đang làm"), "programmes_task"),
    placed_facts("programmes.task", gettext_lazy("Việc trong kế hoạch chưa xong"), model=Task,
                 open=Q(finished_on__isnull=True, dropped_on__isnull=True), about=_about),
)  # fmt: skip
