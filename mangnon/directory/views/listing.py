"""The lists: services by need, child, place and hour; providers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from mangnon.access.policy import Policy
from mangnon.directory.models import Fee, Intake, Need, Provider, ProviderKind, Service
from mangnon.directory.queries import (
    group_titles,
    is_holiday,
    open_at,
    search,
    services_listed,
    serving,
    with_places,
)
from mangnon.directory.whose import staffings
from mangnon.directory.words import (
    DIRECTORY,
    capacity_words,
    checked_words,
    intake_status,
    kept_words,
    needs_words,
    open_words,
    served_words,
    short_capacity,
    short_needs,
    short_served,
    short_whom,
    unbroken,
    whom_words,
)
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import Text
from mangnon.places.models import Level
from mangnon.places.queries.units import units_served
from mangnon.places.rules import in_line
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, PageHead, Strong, Tab
from mangnon.ui.screens import Filter, Listed, ListScreen

SEE, ADD = "directory.see", "directory.providers.add"
PROVIDER = pgettext_lazy("provider", "Đơn vị")
LONGEST = 34
"""Signs of a name in the first column, which never wraps."""
Choices = Sequence[tuple[str, Text]]


def provider_url(provider_id: object) -> str:
    """Its page."""
    return reverse("directory:provider", args=[provider_id])


def service_url(service: Service) -> str:
    """Its place on the page of its provider."""
    return f"{provider_url(service.provider_id)}#dv-{service.pk}"


def condition(name: str, label: Text, reads: Text, choices: Choices, apply: Callable[[Any, str], Any]) -> Filter:
    """A filter whose choices are made once for a page."""
    kept = list(choices)
    return Filter(name, label, reads, lambda: kept, apply)


class DirectoryList(ListScreen):
    """What both lists share: the halves of the room, the box, the main act."""

    policy = Policy(SEE)
    template = "directory/list.html"
    help_page = "directory/finding"
    order = ("sort_key", "id")
    here = ""
    seeks: Text = ""

    def head(self) -> PageHead:
        """The room's name; adding, for those who may."""
        main = None
        if self.actor.can(ADD):
            main = Act(_("Thêm đơn vị"), url=reverse("directory:add_provider"), icon="plus", key="N")
        return PageHead(title=DIRECTORY, main=main)

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> Any:
        """With the halves and the search box."""
        kept = [(name, value) for name, value in self.request.GET.items() if name not in ("q", "after", "before")]
        told = {
            "halves": (
                Tab(_("Dịch vụ"), reverse("directory:services"), active=self.here == "services"),
                Tab(pgettext("providers", "Đơn vị"), reverse("directory:providers"), active=self.here == "providers"),
            ),
            "seek_label": self.seeks,
            "typed": self.typed,
            "kept": kept,
        }
        return super().page({**told, **context}, status=status, template=template)

    @property
    def typed(self) -> str:
        """The words of the box."""
        return self.request.GET.get("q", "")[:120]


class ServiceList(DirectoryList):
    """Services that are given now."""

    title = gettext_lazy("Dịch vụ cho trẻ em")
    noun = gettext_lazy("dịch vụ")
    here = "services"
    seeks = gettext_lazy("Tìm dịch vụ: tên, việc giúp được, đơn vị")

    @cached_property
    def titles(self) -> dict[str, str]:
        """What the groups of children are called."""
        return group_titles(local_day(self.at))

    @cached_property
    def holiday(self) -> bool:
        """Whether today is a public holiday."""
        return is_holiday(self.at)

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]  # words depend on the time of the request
        """What it is, for whom, where, whether it takes children."""
        return (
            Listed("name", gettext_lazy("Dịch vụ"), _name, lambda s: s.name, Kind.NAME),
            Listed("provider", PROVIDER, lambda s: Cell(s.provider.name), lambda s: s.provider.name),
            Listed("needs", gettext_lazy("Đáp ứng"), lambda s: Cell(short_needs(s)), needs_words),
            Listed("whom", gettext_lazy("Dành cho"), lambda s: Cell(short_whom(s)), self._whom, soft=True),
            Listed("served", gettext_lazy("Nơi phục vụ"), lambda s: Cell(short_served(s)), served_words, soft=True),
            Listed(
                "intake", gettext_lazy("Khả năng nhận"), _intake, _intake_text, Kind.STATUS,
            ),
            Listed("open", gettext_lazy("Lúc này"), lambda s: Cell(self._open(s)), self._open, card=False),
        )  # fmt: skip

    def _whom(self, service: Service) -> str:
        return whom_words(service, self.titles)

    def _open(self, service: Service) -> str:
        return open_words(service, self.at, holiday=self.holiday)

    @cached_property
    def filters(self) -> tuple[Filter, ...]:  # type: ignore[override]  # choices come from the law and the map of today
        """What is needed, by whom, where, now."""
        mine = [("toi", gettext_lazy("đơn vị tôi phụ trách"))] if self._mine else []
        now = [("bay_gio", gettext_lazy("đang mở cửa lúc này"))]
        return (
            condition("nhu_cau", _("Nhu cầu"), _(" cho {choice}"), Need.choices, _for_need),
            condition("nhom", _("Nhóm trẻ em"), _(", nhận {choice}"), self._groups(), _for_group),
            condition("noi", _("Nơi phục vụ"), _(", phục vụ {choice}"), self._places(), _for_place),
            condition("nhan", _("Khả năng nhận"), _(", {choice}"), Intake.choices, _of_intake),
            condition("mo", _("Giờ mở cửa"), _(", {choice}"), now, lambda rows, _value: open_at(rows, self.at)),
            condition("phi", _("Chi phí"), _(", {choice}"), Fee.choices, lambda rows, value: rows.filter(fee=value)),
            condition("cua", _("Của ai"), _(", {choice}"), mine, lambda rows, _v: rows.filter(provider__in=self._mine)),
        )  # fmt: skip

    @cached_property
    def _mine(self) -> list[Any]:
        return list(staffings(self.actor, local_day(self.at)).values_list("provider_id", flat=True))

    def _groups(self) -> Choices:
        return [(code, in_line(title)) for code, title in self.titles.items()]

    def _places(self) -> Choices:
        units = units_served().filter(level=Level.COMMUNE, valid_to__isnull=True).order_by("sort_key", "id")
        return [(str(pk), in_line(name)) for pk, name in units.values_list("pk", "name")]

    def rows(self) -> QuerySet[Any]:
        """Those that hold the words of the box."""
        return with_places(search(self.typed, services_listed()))

    def row_url(self, row: Any) -> str:
        """Its place on the page of its provider."""
        return service_url(row)

    def empty(self) -> EmptyState:
        """What to try."""
        return EmptyState(
            fact=_("Chưa có dịch vụ nào khớp."),
            text=_("Bỏ bớt điều kiện, hoặc hỏi cấp tỉnh: dịch vụ của cấp tỉnh phục vụ mọi xã, phường."),
        )


def _name(service: Service) -> Cell:
    return Cell(service.name if len(service.name) <= LONGEST else f"{service.name[: LONGEST - 1].rstrip(' ,')}…")


def _intake(service: Service) -> Cell:
    return Cell(status=intake_status(service), note=short_capacity(service))


def _intake_text(service: Service) -> str:
    return ", ".join(filter(None, (str(service.get_intake_display()), capacity_words(service))))


def _for_need(rows: QuerySet[Service], value: str) -> QuerySet[Service]:
    return rows.filter(needs__contains=[value])


def _for_group(rows: QuerySet[Service], value: str) -> QuerySet[Service]:
    return rows.filter(Q(groups__contains=[value]) | Q(groups=[]))


def _for_place(rows: QuerySet[Service], value: str) -> QuerySet[Service]:
    return serving(rows, int(value))


def _of_intake(rows: QuerySet[Service], value: str) -> QuerySet[Service]:
    return rows.filter(intake=value)


class ProviderList(DirectoryList):
    """Who gives services; those that stopped only when they are asked for."""

    title = gettext_lazy("Đơn vị cung cấp dịch vụ")
    noun = gettext_lazy("đơn vị")
    here = "providers"
    seeks = gettext_lazy("Tìm đơn vị: tên, loại, địa chỉ")
    columns = (
        Listed("name", PROVIDER, lambda p: Cell((Strong(p.name),)), lambda p: p.name, Kind.NAME),
        Listed("kind", gettext_lazy("Loại"), lambda p: Cell(p.get_kind_display()), lambda p: p.get_kind_display()),
        Listed("phone", gettext_lazy("Điện thoại"), lambda p: Cell(unbroken(p.phone)), lambda p: p.phone),
        Listed("address", gettext_lazy("Địa chỉ"), lambda p: Cell(p.address), lambda p: p.address, soft=True),
        Listed("services", gettext_lazy("Dịch vụ"), lambda p: Cell(str(p.working)), lambda p: p.working, Kind.NUMBER),
        Listed("kept", gettext_lazy("Ai giữ"), lambda p: Cell(kept_words(p)), kept_words, soft=True),
        Listed(
            "checked", gettext_lazy("Kiểm tra"), lambda p: Cell(format_date(p.checked_on)), checked_words, Kind.DATE,
            card=False,
        ),
    )  # fmt: skip
    filters = (
        Filter(
            "loai", gettext_lazy("Loại"), gettext_lazy(", loại {choice}"), lambda: ProviderKind.choices,
            lambda rows, value: rows.filter(kind=value),
        ),
        Filter(
            "giu", gettext_lazy("Ai giữ"), gettext_lazy(", {choice}"),
            lambda: [("tinh", gettext_lazy("cấp tỉnh giữ")), ("xa", gettext_lazy("cấp xã giữ"))],
            lambda rows, value: rows.filter(place__isnull=value == "tinh"),
        ),
        Filter(
            "cong_khai", gettext_lazy("Công khai"), gettext_lazy(", {choice}"),
            lambda: [("co", gettext_lazy("cho người dân xem")), ("khong", gettext_lazy("chỉ cán bộ xem"))],
            lambda rows, value: rows.filter(public=value == "co"),
        ),
        Filter(
            "ngung", gettext_lazy("Đã ngừng"), gettext_lazy(", {choice}"),
            lambda: [("co", gettext_lazy("đã ngừng hoạt động"))],
            lambda rows, _value: rows.filter(valid_to__isnull=False),
        ),
    )  # fmt: skip

    def rows(self) -> QuerySet[Any]:
        """Those that hold the words of the box, with how many services each gives."""
        rows = Provider.objects.select_related("place")
        rows = rows if self.request.GET.get("ngung") else rows.filter(valid_to__isnull=True)
        counted = rows.annotate(working=Count("services", filter=Q(services__valid_to__isnull=True)))
        return search(self.typed, counted)

    def row_url(self, row: Any) -> str:
        """Its page."""
        return provider_url(row.pk)

    def empty(self) -> EmptyState:
        """What to try."""
        return EmptyState(
            fact=_("Chưa có đơn vị nào khớp."), text=_("Thử một hai chữ trong tên, có dấu hay không dấu đều được.")
        )
