"""The list of risk spots."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.registry.harm.queries import SEE_SPOTS, listed_spots, neglected
from mangnon.registry.harm.views.placed import PlacedList
from mangnon.registry.harm.wording import safety
from mangnon.registry.reminders import SPOT, reminder
from mangnon.registry.views.listing import Choices, condition
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, Link, PageHead
from mangnon.ui.screens import Filter, Listed


def is_late(spot: Any, on: date) -> bool:
    """Whether an unsafe spot has waited for a check for too long."""
    seen = spot.checked_on or local_day(spot.recorded_at)
    return spot.made_safe_on is None and seen <= reminder(SPOT, on).before(on)


class SpotList(PlacedList):
    """Spots within reach, those where most children came to harm first."""

    policy = Policy(SEE_SPOTS)
    sees = SEE_SPOTS
    title = gettext_lazy("Điểm nguy cơ")
    noun = gettext_lazy("điểm nguy cơ")
    help_page = "registry/spots"
    order = ("calm", "sort_key", "id")
    row_view = "registry:spot"

    def rows(self) -> QuerySet[Any]:
        """All of them."""
        return listed_spots(self.actor)

    @cached_property
    def filters(self) -> tuple[Filter, ...]:  # type: ignore[override]  # choices come scoped from the actor
        """Where, what may happen, whether it is safe."""
        states: Choices = [
            ("chua", _("chưa an toàn")),
            ("da", _("đã an toàn")),
            ("lau", _("chưa an toàn, lâu chưa kiểm tra")),
            ("tai-nan", _("đã có tai nạn")),
        ]
        causes = [(code, text.lower()) for code, text in self.told.causes.items()]
        return (
            *self.of_place,
            condition("nguy-co", _("Nguy cơ"), _(", nguy cơ {choice}"), causes, _of_cause),
            condition("tinh-trang", _("Tình trạng"), _(", {choice}"), states, self._in_state),
        )

    def _in_state(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value == "lau":
            return neglected(rows, self.today)
        if value == "tai-nan":
            return rows.filter(harmed__gt=0)
        return rows.filter(made_safe_on__isnull=value == "chua")

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """Which, where, what may happen, what has happened, how it stands."""
        return (
            Listed("name", _("Điểm"), lambda s: Cell(s.name), lambda s: s.name, Kind.NAME),
            Listed("place", _("Thôn") if self.one_commune else _("Thôn, xã"), lambda s: Cell(self.lies(s)), self.lies),
            Listed("cause", _("Nguy cơ"), lambda s: Cell(self.told.cause(s.cause)), lambda s: self.told.cause(s.cause)),
            Listed("harmed", _("Vụ tai nạn"), lambda s: Cell(str(s.harmed or "")), lambda s: s.harmed, Kind.NUMBER),
            Listed("keeper", _("Ai chịu trách nhiệm"), lambda s: Cell(s.keeper), lambda s: s.keeper, soft=True),
            Listed("checked", _("Kiểm tra gần nhất"), self._checked, lambda s: s.checked_on or "", Kind.DATE),
            Listed("safe", _("Tình trạng"), self._safety, lambda s: s.made_safe_on or "", Kind.STATUS),
        )

    def _checked(self, spot: Any) -> Cell:
        return Cell(format_date(spot.checked_on) if spot.checked_on else _("chưa kiểm tra"))

    def _safety(self, spot: Any) -> Cell:
        return Cell(status=safety(spot, late=is_late(spot, self.today)))

    def remarks(self, rows: list[Any]) -> tuple[Any, ...]:
        """How many have done harm."""
        harmed = sum(spot.harmed > 0 for spot in rows)
        return (_("{n} điểm ở trang này đã có tai nạn").format(n=harmed),) if harmed else ()

    def main_act(self) -> Act | None:
        """Write one down."""
        if not self.actor.can("registry.spots.register"):
            return None
        return Act(_("Ghi điểm nguy cơ"), url=reverse("registry:register_spot"), icon="plus", key="N")

    def head(self) -> PageHead:
        """Below the accidents."""
        crumbs = (Link(_("Tai nạn thương tích"), reverse("registry:accidents")),)
        return PageHead(title=self.title, crumbs=crumbs, main=self.main_act())

    def empty(self) -> EmptyState:
        """How to begin, or what to try."""
        if self.request.GET:
            return EmptyState(fact=_("Không có điểm nào khớp."), text=_("Bỏ bớt một điều kiện để thấy thêm."))
        text = _("Ghi ao, hồ, suối, đoạn đường, ổ điện mà trẻ dễ gặp nạn, và ai chịu trách nhiệm làm cho an toàn.")
        return EmptyState(fact=_("Chưa ghi điểm nguy cơ nào."), text=text, act=self.main_act())


def _of_cause(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(cause=value)
