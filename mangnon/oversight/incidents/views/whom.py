"""The people whose data an incident concerns: the list, drawing it from the book, telling them."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mangnon.access.policy import Policy
from mangnon.audit.book import book_seen
from mangnon.lib.dates import VN_ZONE, format_date, format_datetime
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.oversight.incidents import forms as typed
from mangnon.oversight.incidents.actions.whom import add_person, draw_from_book, note_told, release_list
from mangnon.oversight.incidents.models import ConcernedPerson, Incident
from mangnon.oversight.incidents.queries import Draw, people, see_incident
from mangnon.oversight.incidents.views.changing import StepScreen
from mangnon.oversight.incidents.views.listing import crumb_of, list_crumb
from mangnon.oversight.odd_reading import every_rule
from mangnon.oversight.telling import Telling
from mangnon.ui.exporting import ROWS_AT_MOST, ROWS_WITH_REASON
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, PageHead, State, Status
from mangnon.ui.screens import ActScreen, Filter, Listed, ListScreen

SEE = "oversight.incidents.people_see"
TOLD: tuple[tuple[str, Text], ...] = (
    ("chua", gettext_lazy("chưa báo")),
    ("roi", gettext_lazy("đã báo")),
)


class PeopleList(ListScreen):
    """Everybody whose data it concerns, in the order in which they were added."""

    policy = Policy(SEE)
    title = gettext_lazy("Người có dữ liệu liên quan")
    noun = pgettext_lazy("counted", "người")
    help_page = "oversight/incidents"
    order = ("id",)
    filters = (
        Filter(
            "bao",
            gettext_lazy("Đã báo chưa"),
            gettext_lazy(", {choice}"),
            lambda: TOLD,
            lambda rows, value: rows.filter(told_at__isnull=value == "chua"),
        ),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Names are fetched in sets."""
        super().setup(request, *args, **kwargs)
        self.telling = Telling(self.actor)

    @cached_property
    def incident(self) -> Incident:
        """Raises NotFound."""
        return see_incident(self.actor, self.kwargs["pk"], SEE)

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """Names as far as this reader may open the records; else noun and number."""
        return (
            Listed("who", _("Hồ sơ, người"), lambda p: Cell(self._called(p)), self._called, Kind.NAME),
            Listed("times", _("Số mục nhật ký"), _times, lambda p: len(p.entries), Kind.NUMBER),
            Listed(
                "first", _("Lần đầu"), lambda p: Cell(_moment(p.first_at)), lambda p: _moment(p.first_at), Kind.DATE
            ),
            Listed("last", _("Lần cuối"), lambda p: Cell(_moment(p.last_at)), lambda p: _moment(p.last_at), Kind.DATE),
            Listed("told", _("Báo cho gia đình, người đó"), _told, _told_words, Kind.STATUS),
            *((Listed("act", _("Việc"), self._act, lambda _one: "", Kind.ACT),) if self._may_note else ()),
        )

    def _called(self, one: ConcernedPerson) -> str:
        return one.name or self.telling.thing(one.kind, one.thing)

    def _act(self, one: ConcernedPerson) -> Cell:
        if one.told_at is not None:
            return Cell()
        return Cell(act=Act(_("Ghi đã báo"), url=reverse("oversight:tell_person", args=[self.kwargs["pk"], one.pk])))

    @property
    def _may_note(self) -> bool:
        """Whether each row offers to note that its person was told; never in a file."""
        may = self.actor.can("oversight.incidents.told_people") and not self.incident.closed_at
        return may and self.request.method == "GET"

    def rows(self) -> QuerySet[Any]:
        """Those of this incident."""
        return people(self.incident)

    def saw(self, rows: Any) -> None:
        """Each record on the page is a view of that record."""
        by_kind: dict[str, list[str]] = defaultdict(list)
        for one in rows:
            if one.kind:
                by_kind[one.kind].append(one.thing)
        for kind, things in by_kind.items():
            self.telling.prepare_things(kind, things)
            book_seen(actor=self.actor, action=SEE, at=self.at, kind=apps.get_model(kind), ids=things)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Take the list out; those in it were seen by it."""
        self.saw(self.filtered()[: self.most_exported or ROWS_WITH_REASON])
        return super().post(request, *args, **kwargs)

    @property
    def most_exported(self) -> int | None:
        """A long list leaves for a day after a second person has said so."""
        until = self.incident.list_released_until
        return ROWS_AT_MOST if until is not None and self.at < until else None

    def head(self) -> PageHead:
        """With the ways to make the list longer, and to tell everybody."""
        offered = [act for right, act in self._acts() if self.actor.can(f"oversight.incidents.{right}")]
        return PageHead(
            title=self.title,
            crumbs=(list_crumb(), crumb_of(self.incident)),
            line=_("Lấy từ nhật ký và giữ nguyên trong sự cố, cùng các mục nhật ký đằng sau. Việc xem được ghi lại."),
            main=offered[0] if offered else None,
            acts=tuple(offered[1:]),
        )

    def _acts(self) -> list[tuple[str, Act]]:
        if self.incident.closed_at is not None:
            return []
        pk = self.incident.pk
        acts = [
            ("draw", Act(_("Lấy từ nhật ký"), url=reverse("oversight:draw_incident", args=[pk]), icon="history")),
            ("add_person", Act(_("Thêm người"), url=reverse("oversight:add_person", args=[pk]), icon="plus")),
            ("told_people", Act(_("Đã báo tất cả"), url=reverse("oversight:tell_people", args=[pk]), icon="mail")),
        ]
        if people(self.incident).count() > ROWS_WITH_REASON:
            release = Act(
                _("Cho xuất danh sách trong 24 giờ"),
                url=reverse("oversight:release_people", args=[pk]),
                icon="download",
                post=True,
            )
            acts.append(("release", release))
        return acts

    def empty(self) -> EmptyState:
        """Nobody yet."""
        if self.request.GET:
            return super().empty()
        return EmptyState(
            fact=_("Chưa có ai trong danh sách."),
            text=_("Chọn người đã xem và khoảng thời gian: máy tìm trong nhật ký mọi hồ sơ đã hiện ra."),
        )


def _times(one: ConcernedPerson) -> Cell:
    return Cell(format_int(len(one.entries)))


def _moment(moment: datetime | None) -> str:
    return format_datetime(moment) if moment else ""


def _told(one: ConcernedPerson) -> Cell:
    return Cell(status=Status(State.DONE if one.told_at else State.WAITING, _told_words(one)))


def _told_words(one: ConcernedPerson) -> str:
    if one.told_at is None:
        return _("Chưa báo")
    return _("{when}, {how}").format(when=format_datetime(one.told_at), how=one.told_how)


class DrawScreen(StepScreen):
    """Choose entries of the book; everybody in them is frozen into the incident."""

    policy = Policy("oversight.incidents.draw")
    form_class = typed.DrawForm
    title = gettext_lazy("Lấy người liên quan từ nhật ký")
    button = gettext_lazy("Lấy vào danh sách")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """As the action."""
        found = draw_from_book(**self.about, draw=_draw(cleaned), words=_words(cleaned))
        said = _("Đã lấy {n} người từ nhật ký.").format(n=format_int(found))
        return self.after(reverse("oversight:incident_people", args=[self.row.pk]), said)

    def head(self) -> PageHead:
        """What it does."""
        line = _(
            "Danh sách giữ nguyên trong sự cố, cùng các mục nhật ký đằng sau mỗi người. Lấy nhiều lần thì gộp lại."
        )
        return PageHead(title=self.title, crumbs=(list_crumb(), crumb_of(self.row)), line=line)


def _draw(cleaned: dict[str, Any]) -> Draw:
    first, last = cleaned["first"], cleaned["last"]
    return Draw(
        actors=tuple(cleaned["people"]),
        first=datetime.combine(first, time(), VN_ZONE) if first else None,
        end=datetime.combine(last + timedelta(days=1), time(), VN_ZONE) if last else None,
        alert=UUID(cleaned["alert"]) if cleaned.get("alert") else None,
        rule=cleaned["rule"],
    )


def _words(cleaned: dict[str, Any]) -> str:
    """Which entries, for the history: who read, never who was read."""
    said = [", ".join(cleaned["people"].values())] if cleaned["people"] else []
    if cleaned["first"]:
        said.append(_("từ {day}").format(day=format_date(cleaned["first"])))
    if cleaned["last"]:
        said.append(_("đến hết {day}").format(day=format_date(cleaned["last"])))
    if cleaned["rule"]:
        said.append(next(_(rule.name) for rule in every_rule() if rule.id == cleaned["rule"]))
    if cleaned.get("alert"):
        said.append(_("một cảnh báo nghi vi phạm"))
    return ", ".join(said)


class AddPerson(StepScreen):
    """Somebody who isn't in the system."""

    policy = Policy("oversight.incidents.add_person")
    form_class = typed.PersonForm
    title = gettext_lazy("Thêm người không có trong hệ thống")
    button = gettext_lazy("Thêm")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """As the action."""
        add_person(**self.about, **cleaned)
        return self.after(reverse("oversight:incident_people", args=[self.row.pk]), _("Đã thêm."))


class TellPeople(StepScreen):
    """Note that everybody who wasn't told yet was told."""

    policy = Policy("oversight.incidents.told_people")
    form_class = typed.ToldForm
    title = gettext_lazy("Ghi đã báo cho mọi người còn lại")
    button = gettext_lazy("Ghi đã báo")

    def who(self) -> list[UUID] | None:
        """All of them."""
        return None

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """As the action."""
        told = note_told(**self.about, who=self.who(), how=cleaned["how"])
        said = _("Đã ghi báo cho {n} người.").format(n=format_int(told))
        return self.after(reverse("oversight:incident_people", args=[self.row.pk]), said)


class TellPerson(TellPeople):
    """Note that one was told."""

    title = gettext_lazy("Ghi đã báo cho một người")

    def who(self) -> list[UUID] | None:
        """The one in the address."""
        return [self.kwargs["person"]]


class Release(ActScreen):
    """The second person lets the long list leave."""

    policy = Policy("oversight.incidents.release")

    def act(self, **kwargs: Any) -> HttpResponse:
        """For a day."""
        row = release_list(actor=self.actor, at=self.at, incident_id=kwargs["pk"])
        return self.after(reverse("oversight:incident_people", args=[row.pk]), _("Đã cho xuất trong 24 giờ."))
