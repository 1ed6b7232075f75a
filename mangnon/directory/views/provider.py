"""The page of a provider: what it gives, where and when, whether it takes children, whom to call, what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mangnon.access.policy import Policy
from mangnon.directory.models import Fee, Intake, Line, Location, Provider, Service
from mangnon.directory.queries import group_titles, is_holiday, provider_seen, week_of, with_places
from mangnon.directory.rules import is_open
from mangnon.directory.told import LABELS, said
from mangnon.directory.views.listing import provider_url
from mangnon.directory.whose import counts, keeps
from mangnon.directory.words import (
    DIRECTORY,
    capacity_words,
    checked_words,
    counted_words,
    ended_words,
    hours_words,
    intake_status,
    kept_words,
    needs_words,
    now_words,
    served_words,
    where_words,
    whom_words,
)
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import Text
from mangnon.ui.parts import (
    Act,
    Call,
    Change,
    Contact,
    Fact,
    Hint,
    Link,
    PageHead,
    Status,
    Tag,
    TimelineEntry,
    Tone,
    Words,
)
from mangnon.ui.screens import Screen

MOST_LINES = 15
COUNTED = (Intake.OPEN, Intake.WAIT, Intake.FULL)


@dataclass(frozen=True, slots=True)
class PlaceBlock:
    """A place of service on the page."""

    title: str
    where: str
    phone: str
    hours: tuple[str, ...]
    now: str
    ended: str
    acts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ServiceBlock:
    """A service on the page, with its places and the buttons that say whether it takes children."""

    id: str
    name: str
    about: str
    status: Status
    count: str
    counted: str
    facts: tuple[Fact, ...]
    places: tuple[PlaceBlock, ...]
    counts: tuple[Act, ...]
    count_link: Link | None
    acts: tuple[Link, ...]
    ended: str


@dataclass(frozen=True, slots=True)
class StaffLine:
    """Who answers for it."""

    text: str
    note: str
    end_url: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act of the history, with what it changed."""

    entry: TimelineEntry
    changes: tuple[Change, ...]


class ProviderPage(Screen):
    """One provider."""

    policy = Policy("directory.see")
    template = "directory/provider.html"
    help_page = "directory/finding"
    provider: Provider

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        self.provider = provider_seen(pk)
        self.keeping = self._may("directory.providers.correct")
        self.counting = counts(self.actor, self.provider, local_day(self.at))
        lines = list(self.provider.lines.order_by("-id")[:MOST_LINES])
        return self.page(
            {
                "head": self.head(),
                "hints": self._hints(),
                "about": self.provider.about,
                "services": self._services(),
                "add_service": self._link("add_service", _("Thêm dịch vụ")) if self.keeping else None,
                "contacts": self._contacts(),
                "facts": self._facts(),
                "staff": self._staff(),
                "give": self._link("give_staff", _("Giao")) if self.keeping else None,
                "history": tuple(map(_history, lines)),
            }
        )

    def _may(self, action: str) -> bool:
        return self.provider.valid_to is None and self.actor.can(action) and keeps(self.actor, action, self.provider)

    def _link(self, name: str, text: str) -> Link:
        return Link(text, self._url(name))

    def _url(self, name: str) -> str:
        return reverse(f"directory:{name}", args=[self.provider.pk])

    def head(self) -> PageHead:
        """Name, kind, who keeps the entry, what can be done."""
        row = self.provider
        tags = [Tag(_("cho người dân xem"), "eye", Tone.INFO) if row.public else Tag(_("chỉ cán bộ xem"), "eye-off")]
        if row.valid_to is not None:
            tags.insert(0, Tag(_("đã ngừng hoạt động"), "ban", Tone.LATE))
        facts: list[Words] = [
            row.get_kind_display(),
            _("{who} giữ mục này").format(who=kept_words(row)),
            checked_words(row),
        ]
        return PageHead(
            title=row.name,
            crumbs=(
                Link(DIRECTORY, reverse("directory:services")),
                Link(pgettext("providers", "Đơn vị"), reverse("directory:providers")),
            ),
            facts=tuple(facts),
            tags=tuple(tags),
            acts=tuple(self._acts()),
        )

    def _acts(self) -> list[Act]:
        if self.provider.valid_to is not None:
            action = "directory.providers.reopen"
            back = self.actor.can(action) and keeps(self.actor, action, self.provider)
            url = self._url("reopen_provider")
            return [Act(_("Ghi hoạt động lại"), url=url, icon="undo", post=True)] if back else []
        if not self.keeping:
            return []
        return [
            Act(_("Vẫn đúng"), url=self._url("check_provider"), icon="check", post=True),
            Act(_("Sửa"), url=self._url("correct_provider"), icon="edit", key="E"),
            Act(_("Ngừng"), url=self._url("close_provider"), icon="ban"),
        ]

    def _hints(self) -> list[Hint]:
        ended = ended_words(self.provider)
        return [Hint(ended)] if ended else []

    def _services(self) -> list[ServiceBlock]:
        rows = with_places(Service.objects.filter(provider=self.provider).order_by("sort_key", "id"))
        self.titles = group_titles(local_day(self.at))
        self.holiday = is_holiday(self.at)
        found = [self._service(one) for one in rows]
        return sorted(found, key=lambda one: bool(one.ended))

    def _service(self, row: Service) -> ServiceBlock:
        working = row.valid_to is None and self.provider.valid_to is None
        counting, keeping = working and self.counting, working and self.keeping
        url = reverse("directory:count", args=[row.pk])
        return ServiceBlock(
            id=f"dv-{row.pk}",
            name=row.name,
            about=row.about,
            status=intake_status(row),
            count=capacity_words(row),
            counted=counted_words(row),
            facts=self._service_facts(row),
            places=tuple(self._place(one, keeping=keeping) for one in row.locations.all()),
            counts=tuple(_count_acts(row)) if counting else (),
            count_link=Link(_("Ghi số chỗ"), url) if counting else None,
            acts=tuple(_service_acts(row)) if keeping else (),
            ended=ended_words(row),
        )

    def _service_facts(self, row: Service) -> tuple[Fact, ...]:
        pairs: tuple[tuple[Text, str], ...] = (
            (_("Đáp ứng"), needs_words(row)),
            (_("Dành cho"), whom_words(row, self.titles)),
            (_("Phục vụ"), served_words(row)),
            (_("Điều kiện"), row.eligibility),
            (_("Cách đến"), row.how),
            (_("Chi phí"), str(Fee(row.fee).label)),
            (_("Chuyển gửi"), "" if row.takes_referrals else _("không nhận chuyển gửi từ hồ sơ")),
            (_("Công khai"), _("người dân xem được") if row.public and self.provider.public else ""),
        )
        return tuple(Fact(label, value) for label, value in pairs if value)

    def _place(self, row: Location, *, keeping: bool) -> PlaceBlock:
        week, now = week_of(row), ""
        if week.known:
            now = now_words(open_now=is_open(week, self.at, holiday=self.holiday))
        acts = [
            Link(_("Sửa nơi, giờ"), reverse("directory:correct_location", args=[row.pk])),
            Link(_("Thôi cung cấp"), reverse("directory:close_location", args=[row.pk])),
        ]
        return PlaceBlock(
            title=row.name or (_("Nơi cung cấp") if row.place else _("Đường dây điện thoại")),
            where=", ".join(filter(None, (where_words(row), row.reaching))),
            phone=row.phone,
            hours=tuple(hours_words(row)),
            now=now,
            ended=ended_words(row),
            acts=tuple(acts) if keeping else (),
        )

    def _contacts(self) -> list[Contact]:
        row = self.provider
        found = []
        if row.phone:
            called = Call(row.phone, _("Gọi {name}").format(name=row.name))
            found.append(Contact(_("Số chung"), note=row.phone, call=called))
        for one in row.contacts.order_by("id"):
            call = Call(one.phone, _("Gọi {name}").format(name=one.name)) if one.phone else None
            note = ", ".join(filter(None, (one.position, one.phone, one.email)))
            found.append(Contact(one.name, note=note, call=call))
        return found

    def _facts(self) -> tuple[Fact, ...]:
        row = self.provider
        pairs: tuple[tuple[Text, Words], ...] = (
            (_("Địa chỉ"), row.address),
            (_("Thư điện tử"), row.email),
            (_("Trang web"), (Link(row.link, row.link),) if row.link else ""),
            (_("Thành lập, đăng ký"), row.licence),
            (_("Theo ai"), row.said_by),
            (_("Trong danh bạ từ"), format_date(row.valid_from)),
        )
        return tuple(Fact(label, value) for label, value in pairs if value)

    def _staff(self) -> list[StaffLine]:
        rows = self.provider.staff.filter(valid_to__isnull=True).order_by("valid_from", "id")
        return [
            StaffLine(
                one.name,
                _("từ {day}").format(day=format_date(one.valid_from)),
                reverse("directory:end_staff", args=[one.pk]) if self.keeping else "",
            )
            for one in rows
        ]


def _count_acts(row: Service) -> Iterable[Act]:
    labels = {Intake.OPEN: _("Đang nhận"), Intake.WAIT: _("Phải chờ"), Intake.FULL: _("Hết chỗ")}
    for one in COUNTED:
        if one != row.intake:
            yield Act(labels[one], url=reverse("directory:set_intake", args=[row.pk, one.value]), post=True)


def _service_acts(row: Service) -> Iterable[Link]:
    yield Link(_("Sửa dịch vụ"), reverse("directory:correct_service", args=[row.pk]))
    yield Link(_("Thêm nơi cung cấp"), reverse("directory:add_location", args=[row.pk]))
    yield Link(_("Ngừng dịch vụ"), reverse("directory:close_service", args=[row.pk]))


ICONS = {
    Line.Act.ADDED: "plus",
    Line.Act.CORRECTED: "edit",
    Line.Act.CHECKED: "check",
    Line.Act.CLOSED: "ban",
    Line.Act.REOPENED: "undo",
    Line.Act.COUNTED: "gauge",
    Line.Act.STAFFED: "person",
    Line.Act.UNSTAFFED: "person",
}


def _history(one: Line) -> HistoryLine:
    words = [one.about] if one.about else []
    words += [_("Lý do: {why}").format(why=one.reason)] if one.reason else []
    entry = TimelineEntry(
        day=format_date(local_day(one.at)),
        kind=one.get_act_display(),
        icon=ICONS[Line.Act(one.act)],
        text="; ".join(words),
        sources=(one.by_name,),
    )
    changes = tuple(Change(LABELS[name], said(name, old), said(name, new)) for name, old, new in one.changed)
    return HistoryLine(entry, changes)


__all__ = ["ProviderPage", "provider_url"]
