"""Special circumstances opened and closed, and visits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound, Text
from mangnon.registry.actions import close_circumstance, open_circumstance, record_visit
from mangnon.registry.forms.facts import CircumstanceForm, EndWithReasonForm, VisitForm
from mangnon.registry.models import Child, Sensitivity
from mangnon.registry.queries import circumstances, groups_on
from mangnon.registry.queries.codes import GroupLine
from mangnon.registry.queries.needs import OPEN_SENSITIVE
from mangnon.registry.views.forming import ChildForm
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import Screen

OPEN = "registry.circumstances.open"


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A group as the list shows it."""

    title: Text
    url: str
    why_url: str
    note: str


def may_choose(line: GroupLine, child: Child, reach: Any) -> bool:
    """Whether this actor may record the group for the child: the very sensitive ones need their own right."""
    return line.sensitivity != Sensitivity.VERY_HIGH or child.place_id in reach


class ChooseGroup(Screen):
    """The groups of the law, in its order; one is chosen, then a form asks the rest."""

    policy = Policy(OPEN)
    template = "registry/groups.html"
    help_page = "registry/circumstances"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        child = see(Child, pk, self.actor, OPEN)
        self.saw([child])
        reach = self.actor.reach(OPEN_SENSITIVE)
        lines = [line for line in groups_on(local_day(self.at)) if line.code == line.group]
        parts: dict[str, list[GroupLine]] = {}
        for line in groups_on(local_day(self.at)):
            parts.setdefault(line.group, []).append(line)
        chosen = [line for line in lines if any(may_choose(one, child, reach) for one in parts[line.group])]
        context = {
            "head": PageHead(_("Ghi hoàn cảnh"), crumbs=(Link(child.called, reverse("registry:child", args=[pk])),)),
            "groups": tuple(_choice(child, line, len(parts[line.group]) - 1) for line in chosen),
        }
        return self.page(context)


def _choice(child: Child, line: GroupLine, inside: int) -> GroupChoice:
    notes = [_("{n} nhóm nhỏ").format(n=inside)] if inside else []
    notes += [] if line.confirmed else [_("chưa xác nhận")]
    return GroupChoice(
        line.title,
        reverse("registry:circumstance", args=[child.pk, line.code]),
        reverse("statutes:definition", args=["circumstances", line.code]),
        ", ".join(notes),
    )


class OpenCircumstance(ChildForm):
    """The child belongs to a group from a day on."""

    policy = Policy(OPEN)
    help_page = "registry/circumstances"
    title = gettext_lazy("Ghi hoàn cảnh")
    lines: list[GroupLine]

    def guard(self) -> None:
        """The group by the law of today. Raises NotFound."""
        super().guard()
        reach, group = self.actor.reach(OPEN_SENSITIVE), self.kwargs["group"]
        lines = [line for line in groups_on(local_day(self.at)) if line.group == group]
        self.lines = [line for line in lines if may_choose(line, self.child, reach)]
        if not self.lines:
            raise NotFound

    def build(self, data: QueryDict | None) -> forms.Form:
        """Sub-groups to choose; a group without any, or the group as a whole, is chosen itself."""
        inside = [line for line in self.lines if line.code != line.group] or self.lines
        hints = {line.code: _("chưa xác nhận") for line in inside if not line.confirmed}
        requires = inside[0].requires
        initial = {"code": inside[0].code} if len(inside) == 1 else {}
        lines = [(line.code, line.title) for line in inside]
        return CircumstanceForm(data, initial=initial, lines=lines, requires=requires, hints=hints)

    def besides(self) -> dict[str, Any]:
        """With the way to the law."""
        group = self.lines[0].group
        doubt = "" if all(line.confirmed for line in self.lines) else _("Có điều chưa xác nhận với văn bản.")
        why = reverse("statutes:definition", args=["circumstances", group])
        return {"why_url": why, "doubt": doubt}

    def head(self) -> PageHead:
        """The group's name."""
        title = next((line.title for line in self.lines if line.code == line.group), self.title)
        return PageHead(title=title, crumbs=(Link(self.child.called, self.page_url), _("Ghi hoàn cảnh")))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One circumstance."""
        open_circumstance(**self.about, **cleaned)
        return self.done(_("Đã ghi hoàn cảnh"))


class CloseCircumstance(ChildForm):
    """The child doesn't belong to the group any more."""

    policy = Policy("registry.circumstances.close")
    form_class = EndWithReasonForm
    help_page = "registry/circumstances"
    title = gettext_lazy("Kết thúc hoàn cảnh")

    def guard(self) -> None:
        """One that holds. Raises NotFound."""
        super().guard()
        rows = circumstances(self.actor, self.child).filter(pk=self.kwargs["row"], valid_to__isnull=True)
        row = rows.first()
        if row is None:
            raise NotFound
        since = _("từ {day}").format(day=format_date(row.valid_from))
        self.note = f"{self.words.group(row.code)} ({since})"

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Close it."""
        close_circumstance(**self.about, circumstance_id=self.kwargs["row"], **cleaned)
        return self.done(_("Đã kết thúc hoàn cảnh"))


class RecordVisit(ChildForm):
    """What was seen at a child's home: two minutes."""

    policy = Policy("registry.visits.record")
    form_class = VisitForm
    help_page = "registry/visit"
    title = gettext_lazy("Ghi lần thăm")
    button = gettext_lazy("Ghi lần thăm")

    def initial(self) -> dict[str, Any]:
        """Today, with a fresh id."""
        return {"on": local_day(self.at), "visit_id": new_id()}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One visit."""
        record_visit(**self.about, **cleaned)
        return self.done(_("Đã ghi lần thăm"))
