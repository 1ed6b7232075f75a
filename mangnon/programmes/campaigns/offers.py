"""What campaigns give to the frame and to other rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.files.slots import FileOwner
from mangnon.lib.dates import VN_ZONE, format_date, local_day
from mangnon.notices.slots import Opens
from mangnon.places.slots import About
from mangnon.programmes import doors
from mangnon.programmes.campaigns.actions.keeping import OWNER
from mangnon.programmes.campaigns.actions.reminding import REPORTED
from mangnon.programmes.campaigns.models import Campaign, Preparation
from mangnon.programmes.campaigns.queries import campaigns, years
from mangnon.programmes.campaigns.views.years import begin_url, campaign_url
from mangnon.programmes.campaigns.words import CAMPAIGNS, ready_status, report_status
from mangnon.programmes.carrying import carried_on, remember
from mangnon.programmes.reminding import STAMPS
from mangnon.programmes.rights import BEGIN_CAMPAIGN, SEE
from mangnon.statutes.slots import Resting, RestsOn
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import Hit, SearchSource, When, Work, WorkSource

MOST = 5
"""Lines of the worklist; the year's page has them all."""
AHEAD = timedelta(days=7)
OPEN = Q(dropped_on__isnull=True) & (
    Q(finished_on__isnull=True) | Q(report_due__isnull=False, report_sent_on__isnull=True)
)
"""Somebody must still write about it."""
PAGES = frozenset(
    {"campaigns", "campaign_places", "begin_campaign", "campaign", "correct_campaign", "copy_campaign",
     "finish_campaign", "reopen_campaign", "drop_campaign", "report_campaign", "print_campaign", "add_preparation",
     "do_preparation", "tell_preparation", "add_activity", "activity", "tell_activity", "drop_activity",
     "add_material", "add_photo", "remove_photo"}
)  # fmt: skip


def _work(actor: Actor, at: datetime) -> list[Work]:
    """What is to be prepared or reported at one's own place, and what the province opened and nobody took up."""
    if not actor.is_person or not actor.can(BEGIN_CAMPAIGN):
        return []
    places, today = [one.place_id for one in actor.grants], local_day(at)
    found = years.waiting(places, today, AHEAD)
    rows = [_prepare(one, today) for one in found.preparations[:MOST]]
    rows += [_report(one, today) for one in found.reports]
    return rows + [_begin(one) for one in found.unbegun]


def _end(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), VN_ZONE)


def _prepare(one: Preparation, today: date) -> Work:
    url = reverse("programmes:tell_preparation", args=[one.pk])
    row = WorkRow(
        status=ready_status(one, today), name=one.title, url=url, place=one.campaign.place.name,
        about=one.campaign.title, act=_("Chuẩn bị xong thì ghi"), who=one.who,
    )  # fmt: skip
    return Work(When.WEEK, _end(one.due_on), row)


def _report(one: Campaign, today: date) -> Work:
    due = one.report_due or today
    row = WorkRow(
        status=report_status(one, today) or Status(State.DUE), name=one.title,
        url=reverse("programmes:report_campaign", args=[one.pk]), place=one.place.name, about=_("báo cáo của đợt"),
        act=_("Gửi báo cáo, rồi ghi số"),
    )  # fmt: skip
    return Work(When.WEEK, _end(due), row)


def _begin(one: Campaign) -> Work:
    told = _("Bắt đầu {day}").format(day=format_date(one.first_on))
    row = WorkRow(
        status=Status(State.DUE, told), name=one.title, url=begin_url(one.year, one.occasion),
        about=_("{place} đã mở, nơi mình chưa lập").format(place=one.place.name), act=_("Lập đợt"),
    )  # fmt: skip
    return Work(When.WEEK, _end(one.first_on), row)


def _find(actor: Actor, words: str, most: int) -> list[Hit]:
    if not actor.can(SEE):
        return []
    found = campaigns.search(words, most)
    return [Hit(one.title, f"{one.place.name}, {one.year}", campaign_url(one), icon="calendar") for one in found]


def _resting(actor: Actor, document_id: int) -> list[Resting]:
    if not actor.can(SEE):
        return []
    found = campaigns.resting(document_id)
    return [Resting(one.title, campaign_url(one), f"{one.place.name}, {one.year}") for one in found]


def _carry(rows: QuerySet[Campaign]) -> None:
    """What is still to prepare and to report is told anew."""
    years.unprepared().filter(campaign__in=rows).update(**STAMPS.empty)
    remember(rows, **REPORTED.empty)


def _about(ids: Sequence[str]) -> Mapping[str, About]:
    return {str(one.pk): About(one.title, campaign_url(one)) for one in Campaign.objects.filter(pk__in=list(ids))}


CAMPAIGN_OFFERS: tuple[Any, ...] = (
    RailEntry(gettext_lazy("Truyền thông"), "programmes:campaigns", "calendar", order=64, action=SEE, yearly=True,
              covers=PAGES),
    WorkSource("programmes.campaigns", _work, pressing=False),
    SearchSource("programmes.campaigns", CAMPAIGNS, order=62, find=_find),
    FileOwner(
        OWNER, gettext_lazy("tài liệu, ảnh của đợt truyền thông"), look=doors.look_campaign, add=doors.add_campaign,
        open=doors.look_campaign,
    ),
    Opens("programmes.Campaign", lambda thing: reverse("programmes:campaign", args=[thing])),
    Opens("programmes.Preparation", lambda thing: reverse("programmes:tell_preparation", args=[thing])),
    RestsOn(gettext_lazy("Đợt truyền thông, dịp cao điểm"), _resting),
    carried_on("programmes.campaign", gettext_lazy("Đợt truyền thông chưa xong, chưa báo cáo"), model=Campaign,
               open=OPEN, before=_carry, about=_about),
)  # fmt: skip
