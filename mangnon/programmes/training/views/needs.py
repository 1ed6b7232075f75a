"""Who is untrained or must refresh: by commune and role, and the people themselves within reach."""

from __future__ import annotations

from dataclasses import astuple
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Unit
from mangnon.places.queries import province_served
from mangnon.programmes import rights
from mangnon.programmes.plans.queries.plans import children_on
from mangnon.programmes.training.forms import WhyForm
from mangnon.programmes.training.models import Audience, Curriculum
from mangnon.programmes.training.queries import courses as reads
from mangnon.programmes.training.queries import needs
from mangnon.programmes.training.queries.needs import ROLE_OF, PlaceNeeds
from mangnon.programmes.training.rules import Need, Tally, need
from mangnon.programmes.training.words import COURSES, NEED_WORDS, NEEDS, need_status
from mangnon.ui.exporting import Sheet, figures_response
from mangnon.ui.parts import (
    Act,
    Answer,
    Cell,
    Column,
    EmptyState,
    Kind,
    Link,
    PageHead,
    Row,
    State,
    Status,
    Tab,
    Table,
)
from mangnon.ui.screens import Filter, FormScreen, Listed, ListScreen, Screen
from mangnon.ui.screens.base import AskedWrongly

SHOWN = (("", gettext_lazy("Nơi còn thiếu")), ("du", gettext_lazy("Tất cả")))


class OfCurriculum(Screen):
    """A screen about one curriculum: ``ct`` in the address, else the first."""

    @cached_property
    def curricula(self) -> list[Curriculum]:
        """Those in use that name somebody with an account."""
        return [one for one in reads.curricula() if needs.audiences(one)]

    @cached_property
    def curriculum(self) -> Curriculum | None:
        """The one asked for; None where there is none at all. Raises AskedWrongly, NotFound."""
        text = self.request.GET.get("ct", "")
        try:
            asked = UUID(text) if text else None
        except ValueError:
            raise AskedWrongly(what=f"ct={text[:10]}") from None
        found = needs.curriculum_of(self.curricula, asked)
        if asked and found is None:
            raise NotFound
        return found

    @cached_property
    def units(self) -> list[Unit]:
        """Communes of today within reach."""
        reach = self.actor.reach(rights.SEE)
        return [one for one in children_on(province_served(), local_day(self.at)) if one.pk in reach]


class NeedsPage(OfCurriculum):
    """Place by role."""

    policy = Policy(rights.SEE)
    template = "programmes/training_needs.html"
    help_page = "programmes/needs"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly, NotFound."""
        one, crumbs = self.curriculum, (Link(COURSES, reverse("programmes:courses")),)
        if one is None:
            empty = EmptyState(_("Chưa có chương trình tập huấn nào."), _("Sở thêm chương trình trước."))
            return self.page({"head": PageHead(title=NEEDS, crumbs=crumbs), "table": None, "empty": empty})
        today = local_day(self.at)
        rows = needs.place_needs(one, self.units, today)
        shown = [each for each in rows if self.asked or not each.well]
        line = _("{title}, tính đến {day}").format(title=one.title, day=format_date(today))
        people = Act(_("Danh sách người"), url=_people_url(one), icon="people")
        export = f"{reverse('programmes:export_needs')}?{urlencode({'ct': one.pk})}"
        figures = Act(_("Xuất số liệu"), url=export, icon="download")
        context: dict[str, Any] = {
            "head": PageHead(title=NEEDS, crumbs=crumbs, line=line, acts=(people, figures)),
            "curricula": tuple(
                Tab(each.title, self._url(each, self.asked), active=each == one) for each in self.curricula
            ),
            "answers": _answers(one, rows),
            "tabs": tuple(Tab(label, self._url(one, key), active=key == self.asked) for key, label in SHOWN),
            "table": self._table(one, shown),
        }
        return self.page(context)

    @cached_property
    def asked(self) -> str:
        """Which places: those that lack something, or all. Raises AskedWrongly."""
        found = self.request.GET.get("xem", "")
        if found not in dict(SHOWN):
            raise AskedWrongly(what=f"xem={found[:10]}")
        return found

    def _url(self, one: Curriculum, shown: str) -> str:
        return f"{self.request.path}?{urlencode({'ct': one.pk, **({'xem': shown} if shown else {})})}"

    def _table(self, one: Curriculum, rows: list[PlaceNeeds]) -> Table:
        kinds = needs.audiences(one)
        columns = (Column(_("Nơi"), Kind.NAME), *(Column(_capital(kind), Kind.STATUS) for kind in kinds))
        lines = tuple(
            Row(
                (Cell(row.unit.name), *(Cell(status=_told(row.tallies[kind])) for kind in kinds)),
                url=_people_url(one, noi=row.unit.pk),
            )
            for row in rows
        )
        empty = EmptyState(_("Nơi nào cũng đủ."), _("Bấm “Tất cả” để xem từng nơi."))
        return Table(str(NEEDS), columns, lines, empty=None if lines else empty)


def _capital(kind: Audience) -> str:
    words = str(kind.label)
    return words[:1].upper() + words[1:]


def _told(one: Tally) -> Status:
    if one.unmet:
        return Status(State.LATE, _("{n} trên {total} người còn thiếu").format(n=one.unmet, total=one.holders))
    if not one.trained:
        return Status(State.TODO, _("Chưa có ai"))
    return Status(State.DONE, _("{n} người còn hạn").format(n=one.trained))


def _answers(one: Curriculum, rows: list[PlaceNeeds]) -> tuple[Answer, ...]:
    told = _("{n} trên {total} nơi đã đủ")
    found = []
    for kind in needs.audiences(one):
        well = sum(row.tallies[kind].well for row in rows)
        words = told.format(n=well, total=len(rows))
        unmet = sum(row.tallies[kind].unmet for row in rows)
        rests = _unmet(unmet) if unmet else ""
        found.append(Answer(_capital(kind), words, rests, "done" if well == len(rows) else "late"))
    return tuple(found)


def _unmet(n: int) -> str:
    return ngettext("{n} người có tài khoản còn thiếu", "{n} người có tài khoản còn thiếu", n).format(n=n)


def _people_url(one: Curriculum, **more: object) -> str:
    return f"{reverse('programmes:training_people')}?{urlencode({'ct': one.pk, **more})}"


class ExportNeeds(OfCurriculum, FormScreen):
    """The counts of every commune within reach as a workbook; nobody is named."""

    policy = Policy(rights.SEE)
    form_class = WhyForm
    help_page = "programmes/needs"
    title = gettext_lazy("Xuất số liệu: ai chưa tập huấn")
    button = gettext_lazy("Xuất tệp XLSX")
    keeps_draft = False
    one: Curriculum

    def guard(self) -> None:
        """The curriculum. Raises AskedWrongly, NotFound."""
        if self.curriculum is None:
            raise NotFound
        self.one = self.curriculum

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """For each role: who holds it, of them who lacks the training, whose training holds. Raises ReasonMissing."""
        kinds, rows = needs.audiences(self.one), needs.place_needs(self.one, self.units, local_day(self.at))
        what = (_("đang giữ vai trò"), _("còn thiếu"), _("còn hạn"))
        heads = [_("Nơi"), *(f"{_capital(kind)}: {word}" for kind in kinds for word in what)]
        lines = [[row.unit.name, *(n for kind in kinds for n in astuple(row.tallies[kind]))] for row in rows]
        sheet = Sheet(str(NEEDS), heads, [], rights.SEE, self.one.title)
        return figures_response(sheets=[(sheet, lines)], reason=cleaned["reason"], actor=self.actor, at=self.at)

    def head(self) -> PageHead:
        """Under the table of places."""
        crumbs = (Link(NEEDS, reverse("programmes:training_needs")),)
        return PageHead(title=self.title, crumbs=crumbs, line=self.one.title)


class NeedingPeople(OfCurriculum, ListScreen):
    """Who holds a role of the curriculum within reach, and until when their training holds."""

    policy = Policy(rights.SEE)
    help_page = "programmes/needs"
    title = gettext_lazy("Ai chưa tập huấn: danh sách")
    noun = pgettext_lazy("counted", "người")
    order = ("place__sort_key", "person__sort_key", "pk")

    @cached_property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]  # they tell of the curriculum asked for
        """Who, as what, where, since when."""
        return (
            Listed("name", _("Họ và tên"), lambda row: Cell(row.person.full_name), lambda row: row.person.full_name,
                   Kind.NAME),
            Listed("place", _("Nơi"), lambda row: Cell(row.place.name), lambda row: row.place.name),
            Listed("role", _("Vai trò"), lambda row: Cell(row.role_name), lambda row: row.role_name, soft=True),
            Listed("last", _("Học gần nhất"), lambda row: Cell(_day(row)), _day, Kind.DATE),
            Listed("need", _("Tình trạng"), lambda row: Cell(status=self._status(row)),
                   lambda row: str(self._status(row).text), Kind.STATUS),
        )  # fmt: skip

    @cached_property
    def filters(self) -> tuple[Filter, ...]:  # type: ignore[override]  # choices come scoped from the actor
        """Of which curriculum, where, as what, how they stand."""
        courses = [(str(one.pk), one.title) for one in self.curricula]
        places = [(str(one.pk), one.name) for one in self.units]
        kinds = needs.audiences(self.curriculum) if self.curriculum else []
        roles = [(kind.value, kind.label) for kind in kinds]
        stands = [(one.value, str(words).lower()) for one, words in NEED_WORDS.items()]
        return (
            Filter("ct", _("Chương trình tập huấn"), _(", theo “{choice}”"), lambda: courses,
                   lambda rows, _value: rows),
            Filter("noi", _("Nơi"), _(" ở {choice}"), lambda: places, lambda rows, value: rows.filter(place=value)),
            Filter("vai", _("Vai trò"), _(", {choice}"), lambda: roles,
                   lambda rows, value: rows.filter(role=ROLE_OF[Audience(value)])),
            Filter("tt", _("Tình trạng"), _(", {choice}"), lambda: stands, self._standing),
        )  # fmt: skip

    def rows(self) -> QuerySet[Any]:
        """Everybody within reach."""
        found, today = self.curriculum, local_day(self.at)
        if found is None:
            return needs.nobody()
        return needs.people_needing(found, [one.pk for one in self.units], today)

    def _standing(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if self.curriculum is None:
            return rows
        return rows.filter(needs.standing_as(Need(value), self.curriculum, local_day(self.at)))

    def _status(self, row: Any) -> Status:
        one = self.curriculum
        if one is None:
            raise NotFound
        return need_status(need(row.last, one.refresh_months, local_day(self.at)), row.last, one)

    def head(self) -> PageHead:
        """Under the table of places."""
        crumbs = (Link(NEEDS, reverse("programmes:training_needs")),)
        return PageHead(title=self.title, crumbs=crumbs, line=self.curriculum.title if self.curriculum else "")

    def empty(self) -> EmptyState:
        """Nobody with an account."""
        return EmptyState(
            _("Không có người có tài khoản khớp điều kiện."),
            _("Người không có tài khoản chỉ được tính khi có tên trong danh sách của lớp."),
        )


def _day(row: Any) -> str:
    return format_date(row.last) if row.last else ""
