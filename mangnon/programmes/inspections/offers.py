"""What inspections give to the frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.lib.dates import VN_ZONE, format_date, local_day
from mangnon.notices.slots import Opens
from mangnon.operate.backups.slots import By, Scrub
from mangnon.places.slots import About
from mangnon.programmes.carrying import carried_on
from mangnon.programmes.inspections import actions as actions  # every act is known once offers are read
from mangnon.programmes.inspections import queries
from mangnon.programmes.inspections.models import Inspection, Recommendation, Stage
from mangnon.programmes.inspections.views.listing import inspection_url, recommendation_url
from mangnon.programmes.inspections.words import INSPECTIONS, stand_of
from mangnon.programmes.reminding import STAMPS
from mangnon.programmes.rights import ANSWER_RECOMMENDATION, SEE_INSPECTIONS
from mangnon.statutes.slots import Resting, RestsOn
from mangnon.ui.parts import Call, WorkRow
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import When, Work, WorkSource

PAGES = frozenset(
    {"inspections", "add_inspection", "inspection", "correct_inspection", "hold_inspection", "cancel_inspection",
     "close_inspection", "print_inspection", "add_inspector", "drop_inspector", "find", "finding", "correct_finding",
     "handle_finding", "recommend", "recommendation", "correct_recommendation", "answer_recommendation",
     "follow_recommendation"}
)  # fmt: skip

OPEN = Q(state__in=[Stage.PLANNED, Stage.HELD])


def _work(actor: Actor, at: datetime) -> list[Work]:
    """Recommendations that the own place must answer, or must see answered, soon or since long."""
    if not actor.is_person or not actor.can(ANSWER_RECOMMENDATION):
        return []
    places = [grant.place_id for grant in actor.grants]
    return [_row(one, at) for one in queries.waiting(places, local_day(at))]


def _row(one: Recommendation, at: datetime) -> Work:
    call = Call(one.phone, _("Gọi {name}").format(name=one.who)) if one.phone else None
    row = WorkRow(
        status=stand_of(one, local_day(at)), name=_("Kiến nghị sau kiểm tra, giám sát"), url=recommendation_url(one),
        place=one.inspection.subject, about=one.text[:120], who=one.who, call=call,
        act=_("Trả lời trước khi hết ngày {day}").format(day=format_date(one.due_on)),
    )  # fmt: skip
    return Work(When.WEEK, datetime.combine(one.due_on, time(23, 59), VN_ZONE), row)


def _resting(actor: Actor, document_id: int) -> list[Resting]:
    if not actor.can(SEE_INSPECTIONS):
        return []
    return [Resting(str(one), inspection_url(one), one.place.name) for one in queries.resting(actor, document_id)]


def _carry(rows: QuerySet[Inspection]) -> None:
    """What isn't answered yet is told anew to whoever answers now."""
    queries.unanswered().filter(inspection__in=rows).update(**STAMPS.empty)


def _about(ids: Sequence[str]) -> Mapping[str, About]:
    return {str(one.pk): About(str(one), inspection_url(one)) for one in Inspection.objects.filter(pk__in=list(ids))}


INSPECTION_OFFERS: tuple[Any, ...] = (
    RailEntry(INSPECTIONS, "programmes:inspections", "clipboard", order=66, action=SEE_INSPECTIONS, yearly=True,
              covers=PAGES),
    WorkSource("programmes.inspections", _work, pressing=False),
    Opens("programmes.Recommendation", lambda thing: reverse("programmes:recommendation", args=[thing])),
    RestsOn(gettext_lazy("Cuộc kiểm tra, giám sát"), _resting),
    carried_on("programmes.inspection", gettext_lazy("Cuộc kiểm tra, giám sát chưa kết thúc"), model=Inspection,
               open=OPEN, before=_carry, about=_about),
    carried_on("programmes.inspected", gettext_lazy("Cuộc kiểm tra, giám sát ở nơi này chưa kết thúc"),
               model=Inspection, place="subject_place_id", open=OPEN, before=_carry, about=_about),
    Scrub("public.programmes_inspection", {
        "minutes": By.EMPTY, "subject": By.NUMBER, "leader": By.EMPTY, "topics": By.EMPTY, "cancelled_why": By.NUMBER,
        "changed_by_name": By.EMPTY,
    }),
    Scrub("public.programmes_inspector", {
        "name": By.NAME, "name_key": By.NUMBER, "post": By.EMPTY, "agency": By.EMPTY,
    }),
    Scrub("public.programmes_finding", {
        "text": By.EMPTY, "handled_by": By.NUMBER, "handling_number": By.EMPTY, "outcome": By.EMPTY,
        "told_by_name": By.EMPTY,
    }),
    Scrub("public.programmes_recommendation", {
        "text": By.EMPTY, "who": By.EMPTY, "phone": By.EMPTY, "answer": By.EMPTY, "answered_by_name": By.EMPTY,
        "followed_note": By.EMPTY, "closed_by_name": By.EMPTY, "told_by_name": By.EMPTY,
    }),
)  # fmt: skip
