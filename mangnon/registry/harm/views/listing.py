"""The list of accidents."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date
from mangnon.registry.harm.counting import Quarter, counting_on, quarters_until
from mangnon.registry.harm.queries import SEE, in_quarter, listed_accidents
from mangnon.registry.harm.views.placed import PlacedList
from mangnon.registry.harm.wording import SETTINGS, about, who
from mangnon.registry.models import Accident, Sex
from mangnon.registry.views.listing import Choices, condition
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, Link, PageHead
from mangnon.ui.screens import Filter, Listed

QUARTERS = 12
"""How many quarters back the list offers."""


def quarter_words(quarter: Quarter) -> str:
    """``quý 3 năm 2026``."""
    return _("quý {nth} năm {year}").format(nth=quarter.nth, year=quarter.year)


class AccidentList(PlacedList):
    """Accidents within reach, the latest first."""

    policy = Policy(SEE)
    sees = SEE
    title = gettext_lazy("Tai nạn thương tích")
    noun = gettext_lazy("vụ tai nạn")
    help_page = "registry/accidents"
    order = ("-happened_on", "-id")
    row_view = "registry:accident"

    def rows(self) -> QuerySet[Any]:
        """All of them."""
        return listed_accidents(self.actor)

    @cached_property
    def filters(self) -> tuple[Filter, ...]:  # type: ignore[override]  # choices come scoped from the actor
        """When, where, what, how it ended; and what the columns of the report count."""
        return (*self._of_time(), *self.of_place, *self._of_harm(), *self._of_child())

    def _of_time(self) -> tuple[Filter, ...]:
        known = [(one.code, quarter_words(one)) for one in quarters_until(self.today, QUARTERS)]
        asked = Quarter.parse(self.request.GET.get("quy", ""))
        if asked is not None and asked.code not in dict(known) and asked <= Quarter.of(self.today):
            known.append((asked.code, quarter_words(asked)))
        return (condition("quy", _("Quý"), _(" trong {choice}"), known, _in_quarter),)

    def _of_harm(self) -> tuple[Filter, ...]:
        outcomes = [(value, str(label).lower()) for value, label in Accident.Outcome.choices]
        settings: Choices = [*self.told.words.items(SETTINGS).items(), ("0", _("chưa rõ"))]
        waters: Choices = [("moi", _("mọi nơi")), *self.told.words.items(SETTINGS).items()]
        causes = [(code, text.lower()) for code, text in self.told.causes.items()]
        return (
            condition("nguyen-nhan", _("Nguyên nhân"), _(" do {choice}"), causes, _of_cause),
            condition("ket-qua", _("Kết quả"), _(", {choice}"), outcomes, _of_outcome),
            condition("duoi-nuoc", _("Đuối nước"), _(", đuối nước: {choice}"), waters, self._drowned),
            condition("o-dau", _("Nơi xảy ra"), _(", nơi xảy ra: {choice}"), settings, _of_setting),
        )

    def _of_child(self) -> tuple[Filter, ...]:
        sexes = [(value, str(label).lower()) for value, label in Sex.choices]
        bands = [one.ages for one in counting_on(self.today).columns.values() if one.ages]
        ages = [(f"{first}-{last}", _("{first}-{last} tuổi").format(first=first, last=last)) for first, last in bands]
        return (
            condition("gioi", _("Giới tính"), _(", {choice}"), sexes, lambda rows, value: rows.filter(child_sex=value)),
            condition("tuoi", _("Tuổi"), _(", {choice}"), [*ages, ("0", _("chưa rõ tuổi"))], _of_age),
        )

    def _drowned(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        drowned = rows.filter(cause=counting_on(self.today).drowning)
        return drowned if value == "moi" else drowned.filter(water=value)

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """Who, when, what, where, how it ended."""
        return (
            Listed("name", _("Trẻ"), lambda a: Cell(who(a), note=about(a)), who, Kind.NAME),
            Listed("on", _("Ngày"), lambda a: Cell(format_date(a.happened_on)), lambda a: a.happened_on, Kind.DATE),
            Listed("cause", _("Nguyên nhân"), self._cause, lambda a: self.told.cause(a.cause)),
            Listed("where", _("Ở đâu"), lambda a: Cell(a.where), lambda a: a.where, card=False),
            Listed("place", _("Thôn") if self.one_commune else _("Thôn, xã"), self._place, self.lies),
            Listed("outcome", _("Kết quả"), lambda a: Cell(ended(a)), ended),
        )

    def _cause(self, accident: Any) -> Cell:
        return Cell(self.told.cause(accident.cause))

    def _place(self, accident: Any) -> Cell:
        return Cell(self.lies(accident))

    def main_act(self) -> Act | None:
        """Write one down."""
        if not self.actor.can("registry.accidents.record"):
            return None
        return Act(_("Ghi tai nạn"), url=reverse("registry:record_accident"), icon="plus", key="N")

    def head(self) -> PageHead:
        """With the ways to the report and the spots."""
        acts = (
            Act(_("Biểu theo quý"), reverse("registry:injury_report"), "report"),
            Act(_("Điểm nguy cơ"), reverse("registry:spots"), "pin"),
        )
        crumbs = (Link(_("Sổ trẻ em"), reverse("registry:children")),)
        return PageHead(title=self.title, crumbs=crumbs, main=self.main_act(), acts=acts)

    def empty(self) -> EmptyState:
        """How to begin, or what to try."""
        if self.request.GET:
            return EmptyState(fact=_("Không có vụ nào khớp."), text=_("Bỏ bớt một điều kiện để thấy thêm."))
        text = _("Ghi mỗi vụ một lần, kể cả khi trẻ không có trong sổ; biểu theo quý được tính từ đây.")
        return EmptyState(fact=_("Chưa ghi vụ tai nạn nào."), text=text, act=self.main_act())


def ended(accident: Any) -> str:
    """How it ended, in words."""
    return str(Accident.Outcome(accident.outcome).label)


def _in_quarter(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    quarter = Quarter.parse(value)
    return in_quarter(rows, quarter) if quarter else rows.none()


def _of_cause(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(cause=value)


def _of_outcome(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(outcome=value)


def _of_setting(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(setting="" if value == "0" else value)


def _of_age(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if value == "0":
        return rows.filter(child_age__isnull=True)
    first, _dash, last = value.partition("-")
    return rows.filter(child_age__gte=int(first), child_age__lte=int(last))
