"""The page of a household: head, children, grown-ups, class by year, who lived here before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.registry.models import Household, HouseholdClass, HouseholdStay, Member, Sex
from mangnon.registry.queries import children
from mangnon.registry.queries.opening import open_household
from mangnon.registry.queries.wording import Wording
from mangnon.registry.views.beside import Line
from mangnon.registry.words import age_words, ago_words, where_words
from mangnon.ui.parts import (
    Act,
    Call,
    Cell,
    Column,
    Contact,
    EmptyState,
    Fact,
    Kind,
    Link,
    PageHead,
    Row,
    Table,
    TimelineEntry,
)
from mangnon.ui.screens import Screen


class HouseholdPage(Screen):
    """One household."""

    policy = Policy("registry.children.see")
    template = "registry/household.html"
    help_page = "registry/household"
    household: Household

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        self.household = house = open_household(self.actor, pk)
        self.words = Wording(local_day(self.at))
        stays = list(HouseholdStay.objects.filter(household=house).order_by("-valid_from", "-pk"))
        found = {one.pk: one for one in children(self.actor).filter(pk__in={stay.child_id for stay in stays})}
        self.saw(found.values())
        now = [(stay, found[stay.child_id]) for stay in stays if stay.valid_to is None and stay.child_id in found]
        context = {
            "head": self.head(),
            "children": self._children(now),
            "members": self._members(),
            "classes": self._classes(),
            "facts": self._facts(),
            "contact": self._contact(),
            "history": tuple(self._past(stay, found[stay.child_id]) for stay in stays if stay.child_id in found),
            "acts": self._acts(),
        }
        return self.page(context)

    def head(self) -> PageHead:
        """Whose, where."""
        house = self.household
        correct = Act(_("Sửa"), reverse("registry:correct_household", args=[house.pk]), "edit")
        url = f"{reverse('registry:register')}?household={house.pk}"
        if house.hamlet_id:
            url += f"&hamlet={house.hamlet_id}"
        return PageHead(
            title=_("Hộ {head}").format(head=house.head_name),
            crumbs=(
                Link(_("Hộ gia đình"), reverse("registry:households")),
                *([house.hamlet.name] if house.hamlet else ()),
            ),
            facts=(where_words(house.hamlet.name if house.hamlet else None, house.place.name), house.address),
            main=Act(_("Ghi trẻ của hộ"), url, "plus", key="n") if self._may("registry.children.register") else None,
            acts=(correct,) if self._may("registry.households.correct") else (),
        )

    def _may(self, right: str) -> bool:
        return self.household.place_id in self.actor.reach(right)

    def _children(self, now: list[tuple[HouseholdStay, Any]]) -> Table:
        heads = (
            Column(_("Họ và tên"), Kind.NAME),
            Column(_("Sinh"), Kind.DATE),
            Column(_("Tuổi")),
            Column(_("Giới"), card=False),
            Column(_("Là gì của chủ hộ")),
            Column(_("Thăm gần nhất")),
        )
        rows = tuple(self._row(stay, child) for stay, child in sorted(now, key=lambda pair: pair[1].born_from))
        empty = EmptyState(_("Hộ này không có trẻ em trong sổ."), _("Ghi trẻ của hộ, hoặc ghi trẻ đã có vào hộ."))
        return Table(_("Trẻ em của hộ"), heads, rows, empty=None if rows else empty)

    def _row(self, stay: HouseholdStay, child: Any) -> Row:
        cells = (
            Cell(str(child), note=f"({child.mark})" if child.mark else ""),
            Cell(str(child.birth)),
            Cell(age_words(child.birth, self.words.on)),
            Cell(str(Sex(child.sex).label)),
            Cell(self.words.word("quan_he_voi_chu_ho", stay.relation)),
            Cell(ago_words(child.visited_on, self.words.on)),
        )
        return Row(cells, url=reverse("registry:child", args=[child.pk]))

    def _members(self) -> tuple[Line, ...]:
        rows = Member.objects.filter(household=self.household, valid_to__isnull=True).order_by("valid_from", "pk")
        ends = self._may("registry.members.end")
        return tuple(
            Line(
                one.full_name,
                ", ".join(filter(None, (
                    self.words.word("quan_he_voi_chu_ho", one.relation).lower(),
                    _("sinh {year}").format(year=one.born_year) if one.born_year else "",
                    one.phone,
                ))),
                reverse("registry:end_member", args=[self.household.pk, one.pk]) if ends else "",
            )
            for one in rows
        )  # fmt: skip

    def _classes(self) -> tuple[Fact, ...]:
        rows = HouseholdClass.objects.filter(household=self.household).order_by("-year")
        return tuple(
            Fact(str(one.year), ", ".join(filter(None, (self.words.word("loai_ho", one.klass), one.decision))))
            for one in rows
        )

    def _facts(self) -> tuple[Fact, ...]:
        house = self.household
        told = (
            (_("Số hộ"), house.number),
            (_("Năm sinh chủ hộ"), str(house.head_born_year or "")),
            (_("Số định danh chủ hộ"), house.head_personal_number),
        )
        return tuple(Fact(label, value) for label, value in told if value)

    def _contact(self) -> tuple[Contact, ...]:
        house = self.household
        call = Call(house.phone, _("Gọi {name}").format(name=house.head_name)) if house.phone else None
        return (Contact(house.head_name, house.phone or _("chưa có số điện thoại"), call),)

    def _past(self, stay: HouseholdStay, child: Any) -> TimelineEntry:
        until = _("đến {day}").format(day=format_date(stay.valid_to)) if stay.valid_to else _("đến nay")
        return TimelineEntry(
            day=format_date(stay.valid_from),
            kind=_("Vào hộ"),
            icon="home",
            text=(Link(str(child), reverse("registry:child", args=[child.pk])), f", {until}"),
            sources=(str(stay.get_source_display()),),
        )

    def _acts(self) -> list[Link]:
        ways = (
            ("registry.members.name", _("Thành viên khác"), "registry:member"),
            ("registry.households.classify", _("Hộ nghèo, cận nghèo"), "registry:classify_household"),
        )
        return [Link(label, reverse(view, args=[self.household.pk])) for right, label, view in ways if self._may(right)]
