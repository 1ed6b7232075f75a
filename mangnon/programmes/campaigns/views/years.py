"""The peak times of a year with who prepares what by when; every commune at one of them."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date
from mangnon.lib.numbers import format_int
from mangnon.places.models import Unit
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.campaigns.models import Campaign, Dip, Preparation
from mangnon.programmes.campaigns.occasions import occasions
from mangnon.programmes.campaigns.queries import years as reads
from mangnon.programmes.campaigns.queries.campaigns import ready_of
from mangnon.programmes.campaigns.queries.years import PlaceRow, Year, YearRow
from mangnon.programmes.campaigns.rules import Phase, Ready, reach
from mangnon.programmes.campaigns.words import (
    CAMPAIGNS,
    days_words,
    in_language,
    moon_words,
    phase_status,
    prepared_words,
    reach_words,
    ready_status,
    report_status,
)
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.programmes.plans.views.asked import YearScreen, year_url
from mangnon.programmes.plans.words import money
from mangnon.ui.parts import Act, Answer, Cell, Column, EmptyState, Kind, Link, PageHead, Row, Tab, Table
from mangnon.ui.screens.base import AskedWrongly

BACK = "?ve=lich"
SHOWN = (("", gettext_lazy("Tất cả")), ("chua", gettext_lazy("Nơi chưa lập")))


def campaign_url(campaign: Campaign) -> str:
    """Its page."""
    return reverse("programmes:campaign", args=[campaign.pk])


def begin_url(year: int, code: str) -> str:
    """The form that begins one."""
    return f"{reverse('programmes:begin_campaign')}?{urlencode({'nam': year, 'dip': code})}"


def done_act(one: Preparation, back: str = "") -> Act:
    """The button of one press; ``back``: ``?ve=lich`` leads back to the year."""
    return Act(_("Đã xong"), url=reverse("programmes:do_preparation", args=[one.pk]) + back, post=True)


class CampaignYear(YearScreen):
    """The year of a place: each occasion with its days and its campaign; what is still to prepare."""

    policy = Policy(rights.SEE)
    template = "programmes/campaigns.html"
    help_page = "programmes/campaigns"
    view = "programmes:campaigns"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly, NotFound."""
        found = reads.year_of(self.ground, self.year, self.on)
        context: dict[str, Any] = {
            "head": self._head(),
            "tabs": self._years(),
            "answers": self._answers(found),
            "occasions": self._occasions(found),
            "open": self._open(found) if found.open else None,
            "notes": _notes(found),
        }
        return self.page(context)

    def _years(self) -> tuple[Tab, ...]:
        known = {*reads.years_known(), self.today.year, self.today.year + 1, self.year}
        return tuple(
            Tab(str(one), year_url(self.view, self.ground.unit, one), active=one == self.year)
            for one in sorted(known, reverse=True)
        )

    @cached_property
    def may(self) -> bool:
        """Whether this person writes for the place that is shown."""
        return self.actor.can(rights.BEGIN_CAMPAIGN) and keeps(self.actor, rights.BEGIN_CAMPAIGN, self.ground.unit)

    def _head(self) -> PageHead:
        places = f"{reverse('programmes:campaign_places')}?{urlencode({'nam': self.year})}"
        main = None
        if self.may:
            main = Act(_("Lập đợt khác"), url=begin_url(self.year, Dip.OTHER), icon="plus", key="N")
        title = _("Dịp cao điểm {year}: {place}")
        return PageHead(
            title=title.format(year=self.year, place=old_name(self.ground.unit)), main=main,
            acts=(Act(_("Các xã, phường"), url=places, icon="columns"),),
            line=_("Ngày âm lịch tính theo lịch Việt Nam. Tính đến {day}.").format(day=format_date(self.on)),
        )  # fmt: skip

    def _answers(self, found: Year) -> tuple[Answer, ...]:
        late = [one for one in found.open if ready_of(one, self.on) is Ready.LATE]
        soon = [one for one in found.open if ready_of(one, self.on) is Ready.SOON]
        return (
            self._coming(found),
            Answer(
                _("Việc chuẩn bị nào trễ?"), ngettext("{n} việc", "{n} việc", len(late)).format(n=len(late)),
                late[0].title if late else _("Không việc nào trễ."), "late" if late else "done",
            ),
            Answer(
                _("Bảy ngày tới phải xong gì?"), ngettext("{n} việc", "{n} việc", len(soon)).format(n=len(soon)),
                soon[0].title if soon else "",
            ),
        )  # fmt: skip

    def _coming(self, found: Year) -> Answer:
        """The next one, be it of the next year."""
        ahead = [(_name(one), one.first, one.last) for one in found.rows if one.first > self.today]
        ahead += [
            (str(Dip(code).label), *one.days(self.today.year + 1))
            for code, one in occasions().items()
            if self.year == self.today.year
        ]
        if not ahead:
            return Answer(_("Dịp nào sắp tới?"), _("Không còn dịp nào"), "")
        name, first, last = min(ahead, key=lambda one: one[1])
        days = (first - self.today).days
        told = ngettext("{day}, còn {n} ngày", "{day}, còn {n} ngày", days)
        return Answer(_("Dịp nào sắp tới?"), name, told.format(day=days_words(first, last), n=format_int(days)))

    def _occasions(self, found: Year) -> Table:
        columns = (
            Column(_("Dịp"), Kind.NAME), Column(_("Ngày"), Kind.DATE), Column(_("Tình trạng"), Kind.STATUS),
            Column(_("Việc phải làm tiếp")), Column(_("Đã chuẩn bị"), Kind.NUMBER), Column("", Kind.ACT),
        )  # fmt: skip
        return Table(str(CAMPAIGNS), columns, tuple(self._line(one) for one in found.rows), roomy=True)

    def _line(self, row: YearRow) -> Row:
        campaign, coming = row.campaign, row.next
        place = campaign.place.name if campaign and campaign.place_id != self.ground.unit.pk else ""
        theme = campaign.theme if campaign else ""
        given = _("tỉnh đã mở") if campaign is None and row.top else ""
        who = f"{coming.who}, " if coming and coming.who else ""
        due = _("{who}hạn {day}").format(who=who, day=format_date(coming.due_on)) if coming else ""
        cells = (
            Cell(_name(row), note=" · ".join(filter(None, [moon_words(row.occasion), place, theme, given]))),
            Cell(days_words(row.first, row.last)),
            Cell(status=phase_status(campaign, self.on)),
            Cell(coming.title, note=due) if coming else Cell(""),
            Cell(prepared_words(row.progress)),
            self._act(row),
        )
        return Row(cells, url=campaign_url(campaign) if campaign else "")

    def _act(self, row: YearRow) -> Cell:
        if row.campaign is not None or not self.may or row.last < self.on:
            return Cell("")
        earlier = self._earlier.get(row.code)
        if earlier is not None:
            url = f"{reverse('programmes:copy_campaign', args=[earlier.pk])}?{urlencode({'nam': self.year})}"
            return Cell(act=Act(_("Chép đợt {year}").format(year=earlier.year), url=url))
        return Cell(act=Act(_("Lập đợt"), url=begin_url(self.year, row.code)))

    @cached_property
    def _earlier(self) -> dict[str, Campaign]:
        return reads.earlier_of_year(self.ground, self.year) if self.may else {}

    def _open(self, found: Year) -> Table:
        columns = (
            Column(_("Việc phải chuẩn bị"), Kind.NAME), Column(_("Hạn"), Kind.DATE),
            Column(_("Tình trạng"), Kind.STATUS), Column(_("Ai làm")), Column(_("Cho dịp"), soft=True),
            Column("", Kind.ACT),
        )  # fmt: skip
        return Table(_("Ai chuẩn bị gì, trước ngày nào"), columns, tuple(self._todo(one) for one in found.open))

    def _todo(self, one: Preparation) -> Row:
        may = self.may and one.campaign.place_id == self.ground.unit.pk
        cells = (
            Cell(one.title), Cell(format_date(one.due_on)), Cell(status=ready_status(one, self.on)),
            Cell(one.who or _("chưa rõ ai")), Cell(one.campaign.title),
            Cell(act=done_act(one, BACK)) if may else Cell(""),
        )  # fmt: skip
        url = reverse("programmes:tell_preparation", args=[one.pk]) if may else campaign_url(one.campaign)
        return Row(cells, url=url)


def _name(row: YearRow) -> str:
    if row.code == Dip.OTHER and row.campaign is not None:
        return row.campaign.title
    return str(Dip(row.code).label)


def _notes(found: Year) -> list[str]:
    """What of the calendar isn't confirmed, and what is the house's own reading."""
    seen = {one.code: one.occasion for one in found.rows if one.occasion and one.occasion.note.vi}
    return [f"{Dip(code).label}: {in_language(one.note)}" for code, one in seen.items() if one is not None]


class CampaignPlaces(YearScreen):
    """Every commune at an occasion: who hasn't begun, how ready they are, whom they reached."""

    policy = Policy(rights.SEE)
    template = "programmes/campaign_places.html"
    help_page = "programmes/campaigns"
    view = "programmes:campaign_places"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly."""
        asked = request.GET.get("xem", "")
        if asked not in dict(SHOWN):
            raise AskedWrongly(what=f"xem={asked[:10]}")
        rows = reads.places_at(self.code, self.year, self.on)
        shown = [one for one in rows if one.campaign is None] if asked else rows
        context: dict[str, Any] = {
            "head": self._head(),
            "years": self._years(),
            "dips": tuple(Tab(one.label, self._url(one), active=one == self.code) for one in Dip if one != Dip.OTHER),
            "answers": self._answers(rows),
            "tabs": tuple(Tab(label, self._url(self.code, xem=key), active=key == asked) for key, label in SHOWN),
            "table": self._table(shown),
        }
        return self.page(context)

    @cached_property
    def code(self) -> str:
        """The occasion asked for, else the Month of Action. Raises AskedWrongly."""
        code = self.request.GET.get("dip", Dip.MONTH)
        if code not in Dip.values or code == Dip.OTHER:
            raise AskedWrongly(what=f"dip={code[:20]}")
        return code

    def _url(self, code: str, **more: str) -> str:
        told = {"nam": self.year, "dip": str(code), **{key: value for key, value in more.items() if value}}
        return f"{self.request.path}?{urlencode(told)}"

    def _years(self) -> tuple[Tab, ...]:
        known = {*reads.years_known(), self.today.year, self.year}
        return tuple(
            Tab(str(one), year_url(self.view, None, one, dip=self.code), active=one == self.year)
            for one in sorted(known, reverse=True)
        )

    def _head(self) -> PageHead:
        title = _("{occasion} năm {year}: các xã, phường").format(occasion=Dip(self.code).label, year=self.year)
        back = year_url("programmes:campaigns", None, self.year)
        line = _("Tính đến {day}").format(day=format_date(self.on))
        return PageHead(title=title, crumbs=(Link(str(CAMPAIGNS), back),), line=line)

    def _answers(self, rows: list[PlaceRow]) -> tuple[Answer, ...]:
        whole, begun = len(rows), sum(one.campaign is not None for one in rows)
        late = sum(one.progress.late > 0 for one in rows if one.campaign and one.campaign.open)
        told, done = _("{n} trên {total} nơi"), reads.phases(rows, self.on).get(Phase.DONE, 0)
        people = reach(pair for one in rows for pair in one.reach.groups.items())
        cost = sum(one.spent for one in rows)
        spent = _("đã chi {money}").format(money=money(cost)) if cost else ""
        return (
            Answer(
                _("Đã lập đợt"), told.format(n=begun, total=whole), told.format(n=done, total=whole)
                + " " + _("đã tổng kết"), "done" if begun == whole else "late",
            ),
            Answer(_("Có việc chuẩn bị trễ"), told.format(n=late, total=begun), "", "late" if late else "done"),
            Answer(_("Đã tiếp cận bao nhiêu người?"), reach_words(people) or _("chưa có số"), spent),
        )  # fmt: skip

    def _table(self, rows: list[PlaceRow]) -> Table:
        columns = (
            Column(_("Nơi"), Kind.NAME), Column(_("Tình trạng"), Kind.STATUS), Column(_("Đã chuẩn bị"), Kind.NUMBER),
            Column(_("Hoạt động"), Kind.NUMBER),
            Column(pgettext("counted", "Trẻ em"), Kind.NUMBER), Column(_("Tất cả người"), Kind.NUMBER),
            Column(_("Đã chi"), Kind.NUMBER, soft=True), Column(_("Báo cáo"), Kind.STATUS),
        )  # fmt: skip
        empty = EmptyState(_("Nơi nào cũng đã lập đợt này."), _("Bấm “Tất cả” để xem từng nơi."))
        return Table(_("Các xã, phường"), columns, tuple(map(self._line, rows)), empty=None if rows else empty)

    def _line(self, row: PlaceRow) -> Row:
        campaign = row.campaign
        name = _named(row.unit)
        if campaign is None:
            return Row((Cell(name), Cell(status=phase_status(None, self.on)), *(Cell(""),) * 6))
        late = row.progress.late if campaign.open else 0
        report = report_status(campaign, self.on)
        note = _("{n} trễ").format(n=late) if late else ""
        cells = (
            Cell(name), Cell(status=phase_status(campaign, self.on)), Cell(prepared_words(row.progress), note=note),
            Cell(_few(row.held)), Cell(_few(row.reach.children)), Cell(_few(row.reach.total)), Cell(money(row.spent)),
            Cell(status=report) if report else Cell(""),
        )  # fmt: skip
        return Row(cells, url=campaign_url(campaign))


def _named(unit: Unit) -> str:
    """Its name; one of a unit that is no more says so, from what the map knows of it."""
    return _("{name} cũ").format(name=unit.name) if unit.valid_to is not None else unit.name


def _few(number: int) -> str:
    return format_int(number) if number else ""
