"""Cases begin: from a report, from a child of the register, or without a name."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.cases.actions.opening import FromReport, Opening, join_report, open_cases
from mangnon.cases.forms.acts import OpenForm, UnnamedForm
from mangnon.cases.models import Case, CaseKind
from mangnon.cases.queries.reach import open_to
from mangnon.intake.actions.settling import settle_report
from mangnon.intake.models import HarmReport, Outcome, ReportedChild
from mangnon.intake.queries.reports import open_report
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden
from mangnon.places.models import Unit
from mangnon.registry.models import Child
from mangnon.registry.reach import communes, only_commune
from mangnon.registry.views.forming import RegistryForm
from mangnon.ui.parts import Link, PageHead

OPEN = "cases.open"


class Opens(RegistryForm):
    """What all three have in common."""

    policy = Policy(OPEN)
    help_page = "cases/open"
    title = gettext_lazy("Mở hồ sơ vụ việc")
    button = gettext_lazy("Mở hồ sơ")
    form_class: ClassVar[type[forms.Form]] = OpenForm

    def initial(self) -> dict[str, Any]:
        """A fresh id, from now on, for abuse."""
        return {"row_id": new_id(), "first_information_at": self.at, "kind": CaseKind.INTERVENTION.value}

    def build(self, data: QueryDict | None) -> forms.Form:
        """The form."""
        return self.form_class(data, initial=self.initial())

    def head(self) -> PageHead:
        """Below the list."""
        return PageHead(title=self.title, crumbs=(Link(gettext_lazy("Hồ sơ vụ việc"), reverse("cases:cases")),))

    def opened(self, cases: list[Case]) -> HttpResponse:
        """To the first of them."""
        said = _("Đã mở {n} hồ sơ").format(n=len(cases)) if len(cases) > 1 else _("Đã mở hồ sơ")
        return self.after(reverse("cases:case", args=[cases[0].pk]), said)


def told_from(cleaned: dict[str, Any]) -> dict[str, Any]:
    """What every opening takes."""
    return {
        "case_id": cleaned["row_id"], "kind": CaseKind(cleaned["kind"]), "about": cleaned["about"],
        "first_information_at": cleaned["first_information_at"], "emergency": cleaned["emergency"],
    }  # fmt: skip


class OpenForChild(Opens):
    """About a child of the register."""

    child: Child

    def guard(self) -> None:
        """Look at the child first. Raises NotFound, Forbidden."""
        self.child = see(Child, self.kwargs["pk"], self.actor, OPEN)
        self.saw([self.child])
        self.note = _("Trẻ: {name}").format(name=self.child.called)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One case."""
        child = self.child
        told = Opening(
            **told_from(cleaned), place=child.place, name=child.full_name, label="" if child.full_name else str(child),
            born=child.born, sex=child.sex, child_id=child.pk, hamlet_id=child.hamlet_id,
        )  # fmt: skip
        return self.opened(open_cases(actor=self.actor, at=self.at, openings=(told,)))


class OpenUnnamed(Opens):
    """About a child that isn't in the register, perhaps without a name."""

    form_class = UnnamedForm

    def guard(self) -> None:
        """In the one commune of the actor. Raises Forbidden."""
        place = only_commune(self.actor, OPEN) or communes(self.actor, OPEN).first()
        if place is None:
            raise Forbidden(action=OPEN)
        self.place: Unit = place

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One case."""
        born = cleaned["born"]
        told = Opening(
            **told_from(cleaned), place=self.place, name=cleaned["name"], label=cleaned["label"],
            born=born.code if born else "", sex=cleaned["sex"],
        )  # fmt: skip
        return self.opened(open_cases(actor=self.actor, at=self.at, openings=(told,)))


class FromReportForm(OpenForm):
    """Which of the report's children; or the open case that it joins."""

    join = forms.ChoiceField(label=gettext_lazy("Mở mới hay đưa vào hồ sơ đang có"), required=False)
    children = forms.MultipleChoiceField(
        label=gettext_lazy("Mở hồ sơ cho trẻ nào"), widget=forms.CheckboxSelectMultiple, required=False
    )
    field_order = ("row_id", "children", "join", "kind", "about", "emergency")

    def __init__(self, *args: Any, children: list[tuple[str, str]], cases: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["first_information_at"]  # the report's: it never changes
        self.fields["children"].choices = children  # type: ignore[attr-defined]
        if len(children) < 2:
            del self.fields["children"]
        if cases:
            self.fields["join"].choices = [("", _("Mở hồ sơ mới")), *cases]  # type: ignore[attr-defined]
        else:
            del self.fields["join"]


class OpenFromReport(Opens):
    """From a report: one case for each of its children, or into a case that is open."""

    report: HarmReport

    def guard(self) -> None:
        """Look at the report first. Raises NotFound, Forbidden."""
        self.report = open_report(self.actor, self.kwargs["pk"])
        self.saw([self.report])
        self.children = list(self.report.children.select_related("home_unit", "child__place").order_by("pk"))
        self.note = _("Tin báo {number}. Đồng hồ tính từ lúc nhận thông tin đầu tiên của tin báo.").format(
            number=self.report.number
        )

    def initial(self) -> dict[str, Any]:
        """As urgent as the report, for all its children."""
        return {
            **super().initial(), "emergency": str(int(self.report.is_emergency)),
            "children": [str(one.pk) for one in self.children],
        }  # fmt: skip

    def build(self, data: QueryDict | None) -> forms.Form:
        """With its children, and cases that are open about them or the same event."""
        named = [(str(one.pk), one.full_name or one.about or _("Trẻ chưa rõ tên")) for one in self.children]
        known = [one.child_id for one in self.children if one.child_id]
        rows = open_to(self.actor, self.at).filter(ended_at__isnull=True)
        rows = rows.filter(child__in=known) if known else rows.filter(event=self.report.event_id or UUID(int=0))
        cases = [(str(one.pk), f"{one.code}, {one.called}") for one in rows[:10]]
        return FromReportForm(data, initial=self.initial(), children=named, cases=cases)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Cases, or one more report in a case; the report is settled in the same act."""
        joins = cleaned.get("join")
        if joins:
            first = self.children[0].pk if self.children else None
            case = join_report(actor=self.actor, at=self.at, case_id=UUID(joins), report=self.report, reported_id=first)
            settle_report(actor=self.actor, at=self.at, report_id=self.report.pk, outcome=Outcome.JOINED)
            return self.opened([case])
        chosen = set(cleaned.get("children") or [str(one.pk) for one in self.children])
        told = tuple(self._told(one, cleaned, n) for n, one in enumerate(self._chosen(chosen)))
        cases = open_cases(actor=self.actor, at=self.at, openings=told)
        settle_report(actor=self.actor, at=self.at, report_id=self.report.pk, outcome=Outcome.CASE)
        return self.opened(cases)

    def _chosen(self, chosen: set[str]) -> list[ReportedChild | None]:
        return [one for one in self.children if str(one.pk) in chosen] or [None]

    def _told(self, one: ReportedChild | None, cleaned: dict[str, Any], n: int) -> Opening:
        report = self.report
        common = told_from({**cleaned, "first_information_at": report.first_information_at})
        common["case_id"] = cleaned["row_id"] if n == 0 else UUID(int=cleaned["row_id"].int ^ (n << 64))
        home = (one.child.place if one.child else one.home_unit) if one else None
        place = home or report.incident_unit or report.place
        return Opening(
            **common, place=place, incident_place=report.incident_unit or report.place,
            name=one.full_name if one else "", born=one.born if one else "", sex=one.sex if one else "9",
            label="" if one and one.full_name else (one.about if one else "") or self._unknown(),
            child_id=one.child_id if one else None, event=report.event_id,
            source=FromReport(report, one.pk if one else None), hidden_from=tuple(report.hidden_from),
        )  # fmt: skip

    def _unknown(self) -> str:
        return _("Trẻ trong tin báo {number}").format(number=self.report.number)
