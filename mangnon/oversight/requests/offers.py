"""What requests give to the frame, the calendar, the map, notices and the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoShare
from mangnon.notices.slots import Opens
from mangnon.oversight.requests import demo
from mangnon.oversight.requests.jobs import move_clocks
from mangnon.oversight.requests.models import RightsRequest
from mangnon.oversight.requests.queries import SEE, machine, requests, running
from mangnon.oversight.requests.waiting import request_work
from mangnon.oversight.slots import Shown, Subject
from mangnon.places.calendar.slots import DueDates
from mangnon.places.slots import About, placed_facts
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import WorkSource


def _shown(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    if not actor.can(SEE):
        return {}
    rows = requests(actor).filter(pk__in=list(ids)).values_list("pk", "code")
    return {str(pk): Shown(code, _page(str(pk))) for pk, code in rows}


def _about(ids: Sequence[str]) -> Mapping[str, About]:
    rows = requests(machine("oversight.requests.map")).filter(pk__in=list(ids)).values_list("pk", "code")
    return {str(pk): About(code, _page(str(pk))) for pk, code in rows}


def _page(thing: str) -> str:
    return reverse("oversight:request", args=[UUID(thing)])


COVERS = frozenset(
    {
        "request", "receive_request", "identify_request", "flag_request", "redirect_request", "answer_request",
        "extend_request", "approve_request", "fulfil_request", "close_request", "request_letter", "request_copy",
        "print_request_letter",
    }
)  # fmt: skip

OFFERS: tuple[Any, ...] = (
    RailEntry(
        _("Yêu cầu về dữ liệu"),
        "oversight:requests",
        "mail",
        order=860,
        action=SEE,
        short=_("Yêu cầu"),
        covers=COVERS,
    ),
    WorkSource("oversight.requests", request_work),
    DueDates("oversight.requests", _("hạn của yêu cầu về dữ liệu cá nhân"), running, move_clocks),
    placed_facts(
        "oversight.requests",
        _("Yêu cầu về dữ liệu cá nhân"),
        model=RightsRequest,
        open=Q(closed_at__isnull=True),
        about=_about,
    ),
    DemoShare("oversight.requests", _("yêu cầu về dữ liệu"), 21, demo.make),
    Opens("oversight.RightsRequest", _page),
    Subject("oversight.RightsRequest", _("yêu cầu về dữ liệu"), _shown, identified=True),
)
