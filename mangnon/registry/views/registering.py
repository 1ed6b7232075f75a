"""Entering a child, with family and household on the same page; putting right who it is."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import StaleVersion
from mangnon.places.models import Unit
from mangnon.registry.actions import correct_child, register_child, register_household
from mangnon.registry.actions.correcting import told_of
from mangnon.registry.alike.queries import Alike, look_alikes
from mangnon.registry.alike.rules import Verdict
from mangnon.registry.forms.children import NEW_HOUSE, OLD_HOUSE, CorrectForm, RegisterForm, told_from
from mangnon.registry.queries import children
from mangnon.registry.queries.naming import household_named
from mangnon.registry.slots import Panel
from mangnon.registry.told import Home, HouseholdTold
from mangnon.registry.views.forming import ChildForm, RegistryForm
from mangnon.registry.words import FIELDS, corrected_value
from mangnon.ui.parts import Change, Link, PageHead

CARRIED = ("full_name", "born", "sex", "hamlet", "mother", "father", "personal_number", "phone", "place")
"""What a search hands over, so that nobody types it again."""


class RegisterChild(RegistryForm):
    """Enter a child. One comes here from a search, with what was typed there in the address."""

    policy = Policy("registry.children.register")
    help_page = "registry/register"
    title = gettext_lazy("Ghi một trẻ")
    button = gettext_lazy("Ghi vào sổ")
    sections = RegisterForm.SECTIONS
    alike: tuple[Alike, ...] = ()

    def build(self, data: QueryDict | None) -> forms.Form:
        """Choices of places come scoped from the actor."""
        action = self.policy.action or ""
        return RegisterForm(data, initial=self.initial(), words=self.words, actor=self.actor, action=action)

    def initial(self) -> dict[str, Any]:
        """What the search had, and fresh ids."""
        asked = self.request.GET
        carried: dict[str, Any] = {name: asked[name][:200] for name in CARRIED if asked.get(name)}
        if asked.get("household"):
            carried |= {"house": OLD_HOUSE, "household": asked["household"][:36]}
        return {**carried, "child_id": new_id(), "household_id": new_id()}

    def besides(self) -> dict[str, Any]:
        """With look-alikes beside."""
        if not self.alike:
            return {}
        return {"panels": (Panel(_("Có thể đã có trong sổ"), "registry/alike/_entry.html", {"found": self.alike}),)}

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Records that are likely this child are shown once; who sends the form again says that it is another."""
        self.guard()
        form = self.form(self.request.POST)
        if form.is_valid() and (found := self._unseen(form)):
            return self._shown_first(found)
        return super().post(*args, **kwargs)

    def _unseen(self, form: forms.Form) -> list[Alike]:
        told, looked = form.cleaned_data, form.cleaned_data["looked"].split()
        found = look_alikes(
            self.actor, told_from(told), told["place"], parents=form.parents(),  # type: ignore[attr-defined]  # as below
            hamlet=told["hamlet_id"] or 0, head=told["head_name"], phone=told["phone"], but=told["child_id"],
        )  # fmt: skip
        sure = [one for one in found if one.verdict in (Verdict.CERTAIN, Verdict.LIKELY)]
        return sure if any(one.child_id not in looked for one in sure) else []

    def _shown_first(self, found: list[Alike]) -> HttpResponse:
        self.alike = tuple(found)
        ids = [one.child_id for one in found]
        self.saw(children(self.actor).filter(pk__in=ids))
        data = self.request.POST.copy()
        data["looked"] = " ".join(ids)
        shown = self.form(data)
        shown.is_valid()
        shown.add_error(None, _("Sổ đã có hồ sơ giống trẻ này, xem ở bên. Nếu là trẻ khác, bấm “Ghi vào sổ” lần nữa."))
        return self._show(shown, status=422)

    def head(self) -> PageHead:
        """Below the list."""
        return PageHead(title=self.title, crumbs=(Link(_("Sổ trẻ em"), reverse("registry:children")),))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """The child, with a new household when it has one: both or none."""
        with transaction.atomic():
            child = register_child(
                actor=self.actor, at=self.at, child_id=cleaned["child_id"], place=cleaned["place"],
                told=told_from(cleaned), home=Home(cleaned["hamlet_id"], cleaned["address"]),
                parents=self.shown.parents(),  # type: ignore[attr-defined]  # a RegisterForm
                household_id=self._household(cleaned), relation=cleaned["relation"], source=cleaned["source"],
            )  # fmt: skip
        url = reverse("registry:child", args=[child.pk])
        return self.after(url, _("Đã ghi {name} vào sổ").format(name=child.called))

    def _household(self, cleaned: dict[str, Any]) -> Any:
        if cleaned["house"] == OLD_HOUSE:
            return household_named(self.actor, cleaned["household"], within=cleaned["place"])
        if cleaned["house"] != NEW_HOUSE:
            return None
        place: Unit = cleaned["place"]
        told = HouseholdTold(cleaned["head_name"], phone=cleaned["phone"], address=cleaned["address"])
        made = register_household(
            actor=self.actor, at=self.at, household_id=cleaned["household_id"], place=place, told=told,
            hamlet_id=cleaned["hamlet_id"],
        )  # fmt: skip
        return made.pk


class CorrectChild(ChildForm):
    """Put right who a child is. When somebody saved meanwhile, both texts stand side by side."""

    policy = Policy("registry.children.correct")
    help_page = "registry/correct"
    title = gettext_lazy("Sửa thông tin")
    button = gettext_lazy("Lưu chỉnh sửa")
    note = gettext_lazy("Dùng khi điều đã ghi không đúng. Điều đã thay đổi theo thời gian thì ghi ở mục “Ghi thêm”.")
    sections = (
        (gettext_lazy("Trẻ em"), ("full_name", "born", "sex", "ethnicity", "mark", "nameless", "nationality", "swims")),
        (gettext_lazy("Giấy tờ"), ("personal_number", "registered", "certificate_number", "certificate_on",
                                   "certificate_place", "external_code", "birth_place", "home_place")),
        (gettext_lazy("Vì sao sửa"), ("reason",)),
    )  # fmt: skip
    differences: tuple[Change, ...] = ()

    def build(self, data: QueryDict | None) -> forms.Form:
        """What stands there now; the version that was read rides along."""
        if data is not None and self.differences:
            data = data.copy()
            data["version"] = str(self.child.version)
        return CorrectForm(data, initial=self.initial(), words=self.words)

    def initial(self) -> dict[str, Any]:
        """The record as it is."""
        told = asdict(told_of(self.child))
        return {**told, "born": self.child.birth, "version": self.child.version}

    def besides(self) -> dict[str, Any]:
        """With what differs."""
        return {"differences": self.differences}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One correction."""
        told = told_from(cleaned, before=told_of(self.child))
        correct_child(**self.about, version=cleaned["version"], told=told, reason=cleaned["reason"])
        return self.done(_("Đã sửa thông tin"))

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Somebody else may have saved since the form was opened: then both texts are shown."""
        self.guard()
        form = self.build(self.request.POST)
        if form.is_valid() and form.cleaned_data["version"] != self.child.version:
            return self._beside_each_other(form)
        return super().post(*args, **kwargs)

    def _beside_each_other(self, form: forms.Form) -> HttpResponse:
        now, typed = asdict(told_of(self.child)), asdict(told_from(form.cleaned_data, before=told_of(self.child)))
        self.differences = tuple(
            Change(FIELDS[name], self._said(name, now[name]), self._said(name, typed[name]))
            for name in FIELDS
            if now[name] != typed[name] and name != "birth"
        ) + self._births(form)
        shown = self.form(self.request.POST)
        shown.is_valid()
        shown.add_error(None, str(StaleVersion()))
        return self._show(shown, status=StaleVersion.status)

    def _births(self, form: forms.Form) -> tuple[Change, ...]:
        now, typed = self.child.birth, form.cleaned_data["born"]
        return () if now == typed else (Change(FIELDS["birth"], str(now), str(typed)),)

    def _said(self, name: str, value: Any) -> str:
        return corrected_value(name, "" if value is None else str(value), self.words) or "–"
