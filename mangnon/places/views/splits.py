"""The worklist of facts in divided units, and placing one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import NotFound
from mangnon.places.actions import HAMLETS, settle_split_task
from mangnon.places.forms import PartForm
from mangnon.places.models import SplitTask
from mangnon.places.queries import open_tasks, parts_of
from mangnon.places.queries.splits import Waiting, described
from mangnon.places.rules import in_line
from mangnon.ui.parts import Cell, Column, EmptyState, Kind, Link, ListBar, PageHead, Row, Table
from mangnon.ui.screens import FormScreen, Screen

SHOWN = 50
"""Tasks on the page; placed ones make room for the next."""


class SplitList(Screen):
    """Hamlets first, since their facts follow them."""

    policy = Policy("places.splits.settle")
    template = "places/splits.html"
    help_page = "places/reorganise"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The first of the open tasks."""
        tasks = open_tasks(self.actor)
        hamlets = list(tasks.filter(offer=HAMLETS).order_by("from_unit__sort_key", "id")[:SHOWN])
        others = tasks.exclude(offer=HAMLETS).order_by("from_unit__sort_key", "offer", "id")
        shown = [*hamlets, *others[: SHOWN - len(hamlets)]]
        return self.page(
            {"head": self.head(), "bar": _bar(tasks.count(), len(shown)), "table": _table(described(shown))}
        )

    def head(self) -> PageHead:
        """Title under the list."""
        return PageHead(title=_("Hồ sơ chờ xếp vào địa bàn mới"), crumbs=(Link(_("Địa bàn"), reverse("places:list")),))


def _bar(count: int, shown: int) -> ListBar:
    remarks = (_("đang xem {n} mục đầu").format(n=format_int(shown)),) if count > shown else ()
    return ListBar(_("{n} mục chờ xếp").format(n=format_int(count)), remarks)


def _table(waiting: list[Waiting]) -> Table:
    columns = (
        Column(_("Mục"), Kind.NAME),
        Column(_("Là gì")),
        Column(_("Địa bàn cũ")),
        Column(_("Chia từ ngày"), Kind.DATE),
    )
    empty = EmptyState(
        fact=_("Không có mục nào chờ xếp."),
        text=_("Khi một xã bị chia tách, hồ sơ đang mở của xã đó hiện ở đây để xếp vào xã mới."),
    )
    return Table(_("Hồ sơ chờ xếp"), columns, tuple(map(_row, waiting)), empty=None if waiting else empty)


def _row(one: Waiting) -> Row:
    task = one.task
    name = one.about.text if one.about else _("mục số {id}").format(id=task.fact_id)
    return Row(
        (
            Cell(name),
            Cell(one.title),
            Cell(_("{name} cũ").format(name=in_line(task.from_unit.name))),
            Cell(format_date(task.reorganisation.on)),
        ),
        url=reverse("places:settle", args=[task.pk]),
    )


class SettleSplit(FormScreen):
    """Which part does it belong to?"""

    policy = Policy("places.splits.settle")
    form_class = PartForm
    button = gettext_lazy("Xếp vào đây")
    keeps_draft = False
    help_page = "places/reorganise"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the task first, as far as this person reaches."""
        found = open_tasks(self.actor).filter(pk=kwargs["pk"]).first()
        if found is None:
            raise NotFound
        self.task: SplitTask = found
        return super().dispatch(request, *args, **kwargs)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the parts to choose from."""
        return PartForm(data, parts=parts_of(self.task.from_unit))

    def head(self) -> PageHead:
        """What is being placed."""
        one = described([self.task])[0]
        title = one.about.text if one.about else _("{what} số {id}").format(what=one.title, id=self.task.fact_id)
        crumbs = (Link(_("Hồ sơ chờ xếp"), reverse("places:splits")),)
        line = _("{what} ở {old} cũ, đã chia tách ngày {day}").format(
            what=one.title, old=in_line(self.task.from_unit.name), day=format_date(self.task.reorganisation.on)
        )
        return PageHead(title=title, crumbs=crumbs, line=line)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Place it, and what follows it."""
        moved = settle_split_task(actor=self.actor, at=self.at, task_id=self.task.pk, to_unit_id=cleaned["to_unit"])
        return self.after(reverse("places:splits"), _("Đã xếp {n} mục").format(n=format_int(moved)))
