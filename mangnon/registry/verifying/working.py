"""What waits on the worklist: sheets to visit with their last day, differences to settle, sheets nobody has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, TextField, UUIDField, Value, Window
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mangnon.access.actor import Actor
from mangnon.lib.dates import format_date, local_day
from mangnon.registry.models import Recheck
from mangnon.registry.verifying.queries import ASSIGN, SETTLE, findable, mine, rechecks
from mangnon.registry.verifying.wording import plain_name
from mangnon.ui.parts import State as Shade
from mangnon.ui.parts import Status, WorkRow
from mangnon.ui.worklist import When, Work

EACH = 5
"""Visits that a worklist names; the others are counted, with the way to all."""
GO, SETTLING, FREE = "visit", "settle", "assign"
State = Recheck.State


@dataclass(frozen=True, slots=True)
class Waiting:
    """One sheet or one round that waits, and how many there are of its kind."""

    kind: str
    pk: Any
    name: str | None
    hamlet: str | None
    due_on: date
    total: int


def waiting(actor: Actor) -> list[Waiting]:
    """All of it in one statement; of those who reach everywhere their own visits alone."""
    if not actor.is_person or not actor.can("registry.rechecks.visit"):
        return []
    rows = [_sheets(actor, mine(actor).filter(state=State.ASSIGNED, round__closed_at__isnull=True))]
    if not actor.reach(SETTLE).everywhere:
        rows += [_rounds(rechecks(actor, SETTLE).filter(state=State.SENT), SETTLING)] if actor.can(SETTLE) else []
        free = Q(state=State.DRAWN, round__closed_at__isnull=True)
        rows += [_rounds(rechecks(actor, ASSIGN).filter(free), FREE)] if actor.can(ASSIGN) else []
    return [Waiting(*row) for row in rows[0].union(*rows[1:], all=True)]


def _sheets(actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
    known = findable(actor).filter(pk=OuterRef("child_id"))
    told = rows.annotate(
        kind=Value(GO, TextField()), name=Subquery(known.values("full_name")[:1], output_field=TextField()),
        hamlet_name=Cast("hamlet__name", TextField()), due=F("round__due_on"), total=Window(Count("pk")),
    )  # fmt: skip
    listed: QuerySet[Any] = told.order_by("due", "pk").values_list("kind", "pk", "name", "hamlet_name", "due", "total")
    return listed[:EACH]


def _rounds(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    told = rows.order_by().values(
        kind=Value(kind, TextField()), of=Cast("round_id", UUIDField()), name=Cast("round__title", TextField()),
        hamlet_name=Value(None, TextField()), due=F("round__due_on"),
    )  # fmt: skip
    counted = told.annotate(total=Count("pk"))
    listed: QuerySet[Any] = counted.values_list("kind", "of", "name", "hamlet_name", "due", "total")
    return listed


def work(actor: Actor, at: datetime) -> list[Work]:
    """Visits by name, the others counted; then what an officer of the commune has to settle and to assign."""
    today, lines = local_day(at), list[tuple[date, WorkRow]]()
    found = waiting(actor)
    for one in found:
        lines.append((one.due_on, ROWS[one.kind](one, today)))
    visits = [one for one in found if one.kind == GO]
    if visits and visits[0].total > EACH:
        lines.append((visits[-1].due_on, _rest(visits[0].total - len(visits))))
    return [
        Work(
            When.TODAY if due <= today else When.WEEK,
            make_aware(datetime.combine(due, time(17))) + timedelta(seconds=n),
            row,
        )
        for n, (due, row) in enumerate(lines)
    ]


def _rest(more: int) -> WorkRow:
    name = ngettext("Và {n} phiếu khác", "Và {n} phiếu khác", more).format(n=more)
    return WorkRow(Status(Shade.TODO, _("Xem tất cả")), name, reverse("registry:recheck_visits"), about=_("phúc tra"))


def _due(one: Waiting, today: date) -> Status:
    day = format_date(one.due_on)
    if one.due_on < today:
        return Status(Shade.LATE, _("Quá hạn {day}").format(day=day))
    return Status(Shade.DUE, _("Hạn {day}").format(day=day))


def _visit(one: Waiting, today: date) -> WorkRow:
    return WorkRow(
        status=_due(one, today), name=plain_name(one.name), url=reverse("registry:recheck_visit", args=[one.pk]),
        about=_("phúc tra"), place=one.hamlet or "", act=_("Đến nhà, ghi phiếu phúc tra"),
    )  # fmt: skip


def _settling(one: Waiting, _today: date) -> WorkRow:
    said = ngettext("{n} phiếu có điều khác", "{n} phiếu có điều khác", one.total).format(n=one.total)
    url = f"{reverse('registry:rechecks', args=[one.pk])}?tinh-trang=sent"
    status, act = Status(Shade.TODO, _("Chờ xử lý")), _("Sửa sổ, hoặc giữ và ghi lý do")
    return WorkRow(status, one.name or "", url, about=said, act=act)


def _free(one: Waiting, today: date) -> WorkRow:
    said = ngettext("{n} phiếu chưa giao", "{n} phiếu chưa giao", one.total).format(n=one.total)
    url = reverse("registry:recheck_assign", args=[one.pk])
    return WorkRow(_due(one, today), one.name or "", url, about=said, act=_("Giao người đi phúc tra"))


ROWS = {GO: _visit, SETTLING: _settling, FREE: _free}
