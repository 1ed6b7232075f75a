"""The list of requests."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import Text
from mangnon.oversight.requests.definitions import every_kind
from mangnon.oversight.requests.queries import STAGES, kind_of, late, requests
from mangnon.oversight.requests.words import STAGE_NAMES, name_of, status_of
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, Link
from mangnon.ui.screens import Filter, Listed, ListScreen


def _kinds() -> list[tuple[str, Text]]:
    return list({one.id: name_of(one) for one in every_kind()}.items())


def _in_stage(rows: QuerySet[Any], stage: str) -> QuerySet[Any]:
    return rows.filter(late(timezone.now()) if stage == "tre" else STAGES[stage])


class RequestList(ListScreen):
    """Requests within reach, newest first."""

    policy = Policy("oversight.requests.see")
    title = gettext_lazy("Yêu cầu về dữ liệu")
    noun = gettext_lazy("yêu cầu")
    help_page = "oversight/requests"
    order = ("-id",)
    row_view = "oversight:request"
    filters = (
        Filter(
            "buoc",
            gettext_lazy("Bước"),
            gettext_lazy(", {choice}"),
            lambda: [("tre", _("trễ hạn")), *STAGE_NAMES.items()],
            _in_stage,
        ),
        Filter(
            "loai",
            gettext_lazy("Loại"),
            gettext_lazy(", {choice}"),
            _kinds,
            lambda rows, value: rows.filter(kind=value),
        ),
        Filter(
            "xung-dot",
            gettext_lazy("Xung đột lợi ích"),
            gettext_lazy(", {choice}"),
            lambda: [("co", _("có xung đột lợi ích"))],
            lambda rows, _value: rows.exclude(conflict=""),
        ),
    )

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """The state column needs the moment."""
        at = self.at
        return (
            Listed("code", _("Số"), lambda r: Cell(r.code), lambda r: r.code, Kind.NAME),
            Listed("kind", _("Yêu cầu"), lambda r: Cell(name_of(kind_of(r))), lambda r: name_of(kind_of(r))),
            Listed("whose", _("Dữ liệu của"), lambda r: Cell(r.subject_name), lambda r: r.subject_name),
            Listed("place", _("Nơi nhận"), lambda r: Cell(r.place.name), lambda r: r.place.name, soft=True),
            Listed(
                "received",
                _("Ngày nhận"),
                lambda r: Cell(format_date(local_day(r.received_at))),
                lambda r: r.received_at,
                Kind.DATE,
            ),
            Listed(
                "state",
                _("Trạng thái"),
                lambda r: Cell(status=status_of(r, at)),
                lambda r: str(status_of(r, at).text),
                Kind.STATUS,
            ),
        )

    def rows(self) -> QuerySet[Any]:
        """All within reach."""
        return requests(self.actor).select_related("place")

    def main_act(self) -> Act | None:
        """Take one in."""
        if not self.actor.can("oversight.requests.receive"):
            return None
        return Act(_("Ghi yêu cầu"), url=reverse("oversight:receive_request"), icon="plus", key="N")

    def empty(self) -> EmptyState:
        """None yet, or none that fits."""
        if self.request.GET:
            return super().empty()
        return EmptyState(
            fact=_("Chưa có yêu cầu nào về dữ liệu cá nhân."),
            text=_("Trẻ, cha mẹ, người đại diện hoặc cơ quan có thể xin xem, sửa, xóa dữ liệu. Ghi ngay khi nhận."),
            act=self.main_act(),
        )


def list_crumb() -> Link:
    """Back to the list."""
    return Link(_("Yêu cầu về dữ liệu"), reverse("oversight:requests"))
