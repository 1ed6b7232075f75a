"""Forms about accidents."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.lib.ids import new_id
from mangnon.registry.harm.accidents import correct_accident, record_accident, told_of
from mangnon.registry.harm.forms import CorrectAccidentForm, RecordAccidentForm
from mangnon.registry.harm.told import AccidentTold
from mangnon.registry.models import Accident, Child
from mangnon.registry.queries.children import SEE as SEE_CHILD
from mangnon.registry.views.forming import RegistryForm
from mangnon.ui.parts import Link, PageHead

RECORD = "registry.accidents.record"
TOLD = (
    "happened_on", "cause", "outcome", "where", "setting", "child_name", "child_sex", "child_born_year", "died_on",
    "story",
)  # fmt: skip


def told_from(cleaned: dict[str, Any]) -> AccidentTold:
    """What was typed, as the actions take it."""
    told = {name: cleaned[name] for name in TOLD if name in cleaned}
    return AccidentTold(**told, spot_id=cleaned.get("spot") or None)


class RecordAccident(RegistryForm):
    """An accident of somebody who isn't in the register."""

    policy = Policy(RECORD)
    help_page = "registry/accidents"
    title = gettext_lazy("Ghi tai nạn")
    button = gettext_lazy("Ghi vào sổ")
    child: Child | None = None

    def build(self, data: QueryDict | None) -> forms.Form:
        """With a fresh id."""
        action = self.policy.action or ""
        return RecordAccidentForm(
            data, initial=self.initial(), actor=self.actor, action=action, words=self.words, known=bool(self.child)
        )

    def initial(self) -> dict[str, Any]:
        """A fresh id, and the spot from which one came."""
        return {"accident_id": new_id(), "spot": self.request.GET.get("diem", "")}

    def head(self) -> PageHead:
        """Below the list."""
        return PageHead(title=self.title, crumbs=(Link(_("Tai nạn thương tích"), reverse("registry:accidents")),))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One accident."""
        told = told_from(cleaned)
        made = record_accident(
            actor=self.actor, at=self.at, accident_id=cleaned["accident_id"], place=cleaned["place"],
            told=replace(told, child_id=self.child.pk) if self.child else told, hamlet_id=cleaned["hamlet_id"],
        )  # fmt: skip
        return self.after(reverse("registry:accident", args=[made.pk]), _("Đã ghi tai nạn"))


class RecordChildAccident(RecordAccident):
    """An accident of a child of the register."""

    def guard(self) -> None:
        """Look at the child first. Raises NotFound, Forbidden."""
        self.child = see(Child, self.kwargs["pk"], self.actor, SEE_CHILD)
        self.saw([self.child])

    def initial(self) -> dict[str, Any]:
        """In the child's hamlet, unless something else is known."""
        return {**super().initial(), "hamlet": self.child.hamlet_id if self.child else None}

    def head(self) -> PageHead:
        """Below the child."""
        child = self.child
        crumbs = (Link(child.called, reverse("registry:child", args=[child.pk])),) if child else ()
        return PageHead(title=self.title, crumbs=crumbs)


class CorrectAccident(RegistryForm):
    """Put an accident right."""

    policy = Policy("registry.accidents.correct")
    help_page = "registry/accidents"
    title = gettext_lazy("Sửa tai nạn")
    accident: Accident

    def guard(self) -> None:
        """Look at it first. Raises NotFound, Forbidden."""
        self.accident = see(Accident, self.kwargs["pk"], self.actor, self.policy.action or "")
        self.saw([self.accident])

    def build(self, data: QueryDict | None) -> forms.Form:
        """As it stands."""
        one = self.accident
        initial = {name: getattr(one, name) for name in (*TOLD, "version")}
        initial |= {"hamlet": one.hamlet_id, "spot": str(one.spot_id or "")}
        return CorrectAccidentForm(
            data, initial=initial, actor=self.actor, action=self.policy.action or "", place=one.place,
            words=self.words, known=one.child_id is not None,
        )  # fmt: skip

    def head(self) -> PageHead:
        """Below the accident."""
        crumbs = (Link(_("Tai nạn"), reverse("registry:accident", args=[self.accident.pk])),)
        return PageHead(title=self.title, crumbs=crumbs)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One change."""
        told = replace(told_from(cleaned), child_id=told_of(self.accident).child_id)
        correct_accident(
            actor=self.actor, at=self.at, accident_id=self.accident.pk, version=cleaned["version"], told=told,
            hamlet_id=cleaned["hamlet_id"],
        )  # fmt: skip
        return self.after(reverse("registry:accident", args=[self.accident.pk]), _("Đã sửa tai nạn"))
