"""The list of incidents, drills counted apart."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_datetime
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.oversight.incidents.definitions import every_kind
from mangnon.oversight.incidents.models import Incident
from mangnon.oversight.incidents.queries import incidents, terms_of
from mangnon.oversight.incidents.words import status_of, title_of
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, Link, Status
from mangnon.ui.screens import Filter, Listed, ListScreen

STATES: tuple[tuple[str, Text], ...] = (
    ("mo", gettext_lazy("chưa đóng")),
    ("dong", gettext_lazy("đã đóng")),
)
DRILLS: tuple[tuple[str, Text], ...] = (
    ("that", gettext_lazy("sự cố thật")),
    ("dien-tap", gettext_lazy("diễn tập")),
)


def _kinds() -> list[tuple[str, Text]]:
    return list({one.id: _(one.name) for one in every_kind()}.items())


class IncidentList(ListScreen):
    """Incidents, newest first."""

    policy = Policy("oversight.incidents.see")
    title = gettext_lazy("Sự cố dữ liệu, an toàn thông tin")
    noun = gettext_lazy("sự cố và diễn tập")
    help_page = "oversight/incidents"
    order = ("-id",)
    row_view = "oversight:incident"
    filters = (
        Filter(
            "trang-thai",
            gettext_lazy("Trạng thái"),
            gettext_lazy(", {choice}"),
            lambda: STATES,
            lambda rows, value: rows.filter(closed_at__isnull=value == "mo"),
        ),
        Filter(
            "dien-tap",
            gettext_lazy("Thật hay diễn tập"),
            gettext_lazy(", {choice}"),
            lambda: DRILLS,
            lambda rows, value: rows.filter(drill=value == "dien-tap"),
        ),
        Filter(
            "loai",
            gettext_lazy("Loại"),
            gettext_lazy(", {choice}"),
            _kinds,
            lambda rows, value: rows.filter(kinds__contains=[value]),
        ),
    )

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """The state column needs the moment."""
        return (
            Listed("code", _("Số"), lambda i: Cell(i.code), lambda i: i.code, Kind.NAME),
            Listed("kind", _("Loại"), lambda i: Cell(title_of(i)), title_of),
            Listed(
                "known",
                _("Biết lúc"),
                lambda i: Cell(format_datetime(i.known_at)),
                lambda i: i.known_at,
                Kind.DATE,
            ),
            Listed("lead", _("Người xử lý"), lambda i: Cell(i.lead_name or _("chưa có")), lambda i: i.lead_name),
            Listed(
                "state",
                _("Trạng thái"),
                lambda i: Cell(status=self._status(i)),
                lambda i: str(self._status(i).text),
                Kind.STATUS,
            ),
        )

    def _status(self, row: Incident) -> Status:
        return status_of(row, terms_of(row), self.at)

    def rows(self) -> QuerySet[Any]:
        """All that the actor may see, with who was told."""
        return incidents(self.actor).prefetch_related("tellings")

    def remarks(self, rows: list[Any]) -> tuple[Text, ...]:
        """Drills are counted apart."""
        drills = sum(row.drill for row in rows)
        return (_("trong đó {n} diễn tập").format(n=format_int(drills)),) if drills else ()

    def main_act(self) -> Act | None:
        """Record one."""
        if not self.actor.can("oversight.incidents.record"):
            return None
        return Act(_("Ghi sự cố"), url=reverse("oversight:record_incident"), icon="plus", key="N")

    def empty(self) -> EmptyState:
        """None yet, or none that fits."""
        if self.request.GET:
            return super().empty()
        return EmptyState(
            fact=_("Chưa có sự cố nào."),
            text=_("Dữ liệu lộ ra ngoài, máy bị chiếm, tài khoản bị dùng trộm: ghi ngay, hạn báo cáo tính bằng giờ."),
            act=self.main_act(),
        )


def list_crumb() -> Link:
    """Back to the list."""
    return Link(_("Sự cố"), reverse("oversight:incidents"))


def crumb_of(row: Incident) -> Link:
    """Back to an incident."""
    return Link(row.code, reverse("oversight:incident", args=[row.pk]))
