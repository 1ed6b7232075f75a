"""What partners and projects give to the frame and to other rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.roles import ROLES
from mangnon.files.slots import FileOwner
from mangnon.lib.dates import VN_ZONE, format_date, local_day
from mangnon.places.slots import About, placed_facts
from mangnon.programmes.projects import doors, queries
from mangnon.programmes.projects.actions import OWNER, PAID
from mangnon.programmes.projects.models import Partner, Project, ProjectReport
from mangnon.programmes.projects.views.listing import project_url
from mangnon.programmes.projects.views.partners import partner_url
from mangnon.programmes.projects.words import PROJECTS, licence_status
from mangnon.programmes.rights import CORRECT_PARTNER, SEE, SEND_REPORT
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.worklist import Hit, SearchSource, When, Work, WorkSource


def _work(actor: Actor, at: datetime) -> list[Work]:
    """Reports of the own place's projects that are late or due soon; for the province licences that end too."""
    if not actor.is_person or not actor.can(SEND_REPORT):
        return []
    today, wide = local_day(at), actor.reach(SEND_REPORT).everywhere
    places = [one.place_id for one in actor.grants if ROLES[one.role].level == "commune"]
    found = [_report(one, today) for one in queries.owed(None if wide else places, today)]
    if actor.can(CORRECT_PARTNER):
        found += [_licence(one, today, at) for one in queries.licences_ending(today)]
    return found


def _report(one: ProjectReport, today: Any) -> Work:
    late = one.due_on < today
    words = _("Hạn {day}").format(day=format_date(one.due_on))
    row = WorkRow(
        status=Status(State.LATE if late else State.DUE, words), name=one.about, url=project_url(one.project),
        place=one.project.place.name, about=one.project.title, act=_("Gửi {whom}").format(whom=one.to_whom),
    )  # fmt: skip
    return Work(When.WEEK, datetime.combine(one.due_on, time(23, 59), VN_ZONE), row)


def _licence(one: Partner, today: Any, at: datetime) -> Work:
    row = WorkRow(
        status=licence_status(one, today), name=one.name, url=partner_url(one), about=_("giấy phép của đối tác"),
        act=_("Hỏi đối tác, ghi giấy phép mới"),
    )  # fmt: skip
    due = datetime.combine(one.licence_until, time(23, 59), VN_ZONE) if one.licence_until else at
    return Work(When.WAITING, due, row)


def _find(actor: Actor, words: str, most: int) -> list[Hit]:
    if not actor.can(SEE):
        return []
    return [Hit(one.title, one.place.name, project_url(one), icon="gift") for one in queries.search(words, most)]


def _about(ids: Sequence[str]) -> Mapping[str, About]:
    return {str(one.pk): About(one.title, project_url(one)) for one in Project.objects.filter(pk__in=list(ids))}


PROJECT_OFFERS: tuple[Any, ...] = (
    SearchSource("programmes.projects", PROJECTS, order=62, find=_find),
    WorkSource("programmes.projects", _work, pressing=False),
    FileOwner(OWNER, gettext_lazy("tệp của dự án"), look=doors.look, add=doors.add, open=doors.look),
    FileOwner(PAID, gettext_lazy("chứng từ của khoản chi"), look=doors.look_paid, add=doors.add_paid,
              open=doors.look_paid),
    placed_facts("programmes.project", gettext_lazy("Dự án của nơi này"), model=Project,
                 open=Q(pk__isnull=False), about=_about),
)  # fmt: skip
