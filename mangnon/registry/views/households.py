"""Households: the list, the page of one, its forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.registry.actions import classify_household, correct_household, end_member, name_member, register_household
from mangnon.registry.actions.members import MemberTold
from mangnon.registry.forms.facts import EndForm
from mangnon.registry.forms.households import ClassForm, CorrectHouseholdForm, MemberForm, RegisterHouseholdForm
from mangnon.registry.queries import households
from mangnon.registry.queries.listing import listed_households, of_class
from mangnon.registry.queries.naming import suggest_households
from mangnon.registry.told import HouseholdTold
from mangnon.registry.views.forming import HouseForm, RegistryForm, WordedHouseForm
from mangnon.registry.views.listing import ChildList, condition
from mangnon.registry.words import where_words
from mangnon.ui.parts import Act, Call, Cell, EmptyState, Kind, Link, PageHead
from mangnon.ui.screens import Filter, Listed, Screen


class HouseholdList(ChildList):
    """Households within reach, by the name of the head."""

    title = gettext_lazy("Hộ gia đình")
    noun = gettext_lazy("hộ")
    help_page = "registry/household"
    row_view = "registry:household"

    @cached_property
    def filters(self) -> tuple[Filter, ...]:  # type: ignore[override]  # choices come scoped from the actor
        """Where, of what class."""
        year = self.today.year
        classes = [(code, f"{title.lower()} {year}") for code, title in self.words.items("loai_ho").items()]
        return (
            *self._of_place(),
            condition("loai", _("Phân loại"), _(", {choice}"), classes, lambda rows, code: of_class(rows, year, code)),
            condition("tre", _("Trẻ em"), _(", {choice}"), [("khong", _("không còn trẻ em"))], _childless),
        )

    def rows(self) -> QuerySet[Any]:
        """Households in use."""
        return listed_households(households(self.actor).filter(closed_on__isnull=True), self.actor, self.today)

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """Whose, where, how to reach, how many children, of what class."""
        return (
            Listed("head", _("Chủ hộ"), lambda h: Cell(h.head_name), lambda h: h.head_name, Kind.NAME),
            Listed("number", _("Số hộ"), lambda h: Cell(h.number), lambda h: h.number, soft=True, card=False),
            Listed("place", self._where(), lambda h: Cell(self._lies(h)), self._lies),
            Listed("address", _("Địa chỉ"), lambda h: Cell(h.address), lambda h: h.address, card=False),
            Listed("children", pgettext("counted", "Trẻ em"), lambda h: Cell(str(h.n_children or "")),
                   lambda h: h.n_children or 0, Kind.NUMBER),
            Listed("class", _("Phân loại"), lambda h: Cell(self._class(h)), self._class),
            Listed("phone", _("Gọi"), _phone, lambda h: h.phone, Kind.ACT),
        )  # fmt: skip

    def _where(self) -> str:
        return _("Thôn") if self.one_commune else _("Thôn, xã")

    def _lies(self, household: Any) -> str:
        return (household.hamlet_name or "") if self.one_commune else _at(household)

    def _class(self, household: Any) -> str:
        if not household.klass or household.klass == "K":
            return ""
        return f"{self.words.word('loai_ho', household.klass)} {household.klass_year}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Export."""
        return super(ChildList, self).post(request, *args, **kwargs)

    def remarks(self, rows: list[Any]) -> tuple[Any, ...]:
        """Nothing stands out."""
        return ()

    def main_act(self) -> Act | None:
        """Enter one."""
        if not self.actor.can("registry.households.register"):
            return None
        return Act(_("Ghi một hộ"), url=reverse("registry:register_household"), icon="plus", key="N")

    def head(self) -> PageHead:
        """Below the register."""
        return PageHead(
            title=self.title, crumbs=(Link(_("Sổ trẻ em"), reverse("registry:children")),), main=self.main_act()
        )

    def empty(self) -> EmptyState:
        """How to begin, or what to try."""
        if self.request.GET:
            return EmptyState(fact=_("Không có hộ nào khớp."), text=_("Bỏ bớt một điều kiện để thấy thêm."))
        text = _("Hộ được ghi cùng lúc với trẻ, hoặc ghi riêng ở đây.")
        return EmptyState(fact=_("Sổ chưa có hộ nào."), text=text, act=self.main_act())


def _at(household: Any) -> str:
    return where_words(household.hamlet_name, household.place_name)


def _phone(household: Any) -> Cell:
    if not household.phone:
        return Cell("")
    return Cell(call=Call(household.phone, _("Gọi hộ {name}").format(name=household.head_name)))


def _childless(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(n_children__isnull=True)


class SuggestHousehold(Screen):
    """Suggestions under a box."""

    policy = Policy("registry.children.see")
    template = "registry/_households.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """For ``q``."""
        found = suggest_households(self.actor, request.GET.get("q", "")[:80])
        return self.page({"found": [(str(one.pk), one.head_name, _at(one)) for one in found]})


class RegisterHousehold(RegistryForm):
    """Enter a household."""

    policy = Policy("registry.households.register")
    help_page = "registry/household"
    title = gettext_lazy("Ghi một hộ")
    button = gettext_lazy("Ghi vào sổ")

    def build(self, data: QueryDict | None) -> forms.Form:
        """With a fresh id."""
        action = self.policy.action or ""
        return RegisterHouseholdForm(data, initial={"household_id": new_id()}, actor=self.actor, action=action)

    def head(self) -> PageHead:
        """Below the list."""
        return PageHead(title=self.title, crumbs=(Link(_("Hộ gia đình"), reverse("registry:households")),))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One household."""
        made = register_household(
            actor=self.actor, at=self.at, household_id=cleaned["household_id"], place=cleaned["place"],
            told=told_from(cleaned), hamlet_id=cleaned["hamlet_id"],
        )  # fmt: skip
        return self.after(reverse("registry:household", args=[made.pk]), _("Đã ghi hộ vào sổ"))


def told_from(cleaned: dict[str, Any]) -> HouseholdTold:
    """What was typed, as the actions take it."""
    names = ("head_name", "number", "head_born_year", "head_personal_number", "phone", "address")
    return HouseholdTold(**{name: cleaned[name] for name in names})


class CorrectHousehold(HouseForm):
    """Change what is known of a household."""

    policy = Policy("registry.households.correct")
    title = gettext_lazy("Sửa thông tin hộ")

    def build(self, data: QueryDict | None) -> forms.Form:
        """As it is."""
        house = self.household
        names = ("head_name", "number", "head_born_year", "head_personal_number", "phone", "address", "version")
        initial = {name: getattr(house, name) for name in names} | {"hamlet": house.hamlet_id}
        return CorrectHouseholdForm(
            data, initial=initial, actor=self.actor, action=self.policy.action or "", place=house.place
        )

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One change."""
        correct_household(
            **self.about, version=cleaned["version"], told=told_from(cleaned), hamlet_id=cleaned["hamlet_id"]
        )
        return self.done(_("Đã sửa thông tin hộ"))


class ClassifyHousehold(WordedHouseForm):
    """Poor, near-poor or neither in a year."""

    policy = Policy("registry.households.classify")
    form_class = ClassForm
    title = gettext_lazy("Phân loại hộ")
    note = gettext_lazy("Theo quyết định của Chủ tịch Ủy ban nhân dân xã, từng năm một.")

    def initial(self) -> dict[str, Any]:
        """This year."""
        return {"year": local_day(self.at).year}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One class."""
        classify_household(**self.about, **cleaned)
        return self.done(_("Đã ghi phân loại hộ"))


class NameMember(WordedHouseForm):
    """Somebody who lives in the household."""

    policy = Policy("registry.members.name")
    form_class = MemberForm
    title = gettext_lazy("Ghi thành viên")

    def initial(self) -> dict[str, Any]:
        """From today, unless something else is known."""
        return {"since": local_day(self.at)}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One member."""
        since = cleaned.pop("since")
        name_member(**self.about, told=MemberTold(**cleaned), since=since)
        return self.done(_("Đã ghi thành viên"))


class EndMember(HouseForm):
    """Somebody doesn't live there any more."""

    policy = Policy("registry.members.end")
    form_class = EndForm
    title = gettext_lazy("Thành viên ra khỏi hộ")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """End it."""
        end_member(**self.about, member_id=self.kwargs["row"], on=cleaned["on"])
        return self.done(_("Đã ghi thành viên ra khỏi hộ"))
