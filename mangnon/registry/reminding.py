"""What waits on the worklist: children unvisited for long, without birth registration, about to turn 16."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.lib.dates import PartialDate, birthday, format_date, local_day
from mangnon.lib.refusal import Text
from mangnon.registry.models import Nameless
from mangnon.registry.queries.waiting import EACH, Waiting, waiting
from mangnon.registry.reminders import BIRTH, SIXTEEN, VISIT, reminder
from mangnon.registry.schedule import upper_first
from mangnon.registry.words import age_words, ago_words
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.worklist import When, Work

QUERIES = {VISIT: "chua-tham={months}", BIRTH: "thieu=khai-sinh", SIXTEEN: "tinh-trang=sap-16"}
ABOUT: dict[str, Text] = {
    VISIT: gettext_lazy("lâu chưa được thăm"),
    BIRTH: gettext_lazy("chưa đăng ký khai sinh"),
    SIXTEEN: gettext_lazy("sắp đủ 16 tuổi"),
}
ACTS: dict[str, Text] = {
    VISIT: gettext_lazy("Đến thăm, ghi lần thăm"),
    BIRTH: gettext_lazy("Giúp gia đình đăng ký khai sinh"),
    SIXTEEN: gettext_lazy("Soát lại hồ sơ, chế độ đang hưởng"),
}


def work(actor: Actor, at: datetime) -> list[Work]:
    """The first few of each kind by name, the others as one line with their number; kind by kind."""
    today = local_day(at)
    lines: list[WorkRow] = []
    for kind, group in groupby(waiting(actor, today), key=lambda one: one.kind):
        rows = list(group)
        lines += [_row(one, today) for one in rows]
        if rows[0].total > EACH:
            lines.append(_rest(kind, rows[0].total - len(rows), today))
    return [Work(When.WEEK, at + timedelta(days=7, seconds=n), row) for n, row in enumerate(lines)]


def _row(one: Waiting, today: date) -> WorkRow:
    return WorkRow(
        status=_status(one, today),
        name=one.full_name or str(Nameless(one.nameless).label),
        url=reverse("registry:child", args=[one.pk]),
        about=age_words(PartialDate.parse(one.born), today),
        place=one.hamlet or "",
        act=ACTS[one.kind],
    )


def _status(one: Waiting, today: date) -> Status:
    if one.kind == VISIT:
        return Status(State.LATE, upper_first(ago_words(one.visited_on, today)))
    if one.kind == BIRTH:
        rule = reminder(BIRTH, today)
        mark = "" if rule.confirmed else _("mốc chưa xác nhận")
        return Status(State.LATE, _("Quá {n} ngày").format(n=rule.days), note=mark)
    return Status(State.DAY, _("Đủ 16 tuổi {day}").format(day=format_date(_sixteen(one))))


def _sixteen(one: Waiting) -> date:
    return birthday(one.born_to, 16)


def _rest(kind: str, more: int, today: date) -> WorkRow:
    query = QUERIES[kind].format(months=reminder(VISIT, today).months)
    return WorkRow(
        status=Status(State.TODO, _("Xem tất cả")),
        name=_("Và {n} em khác").format(n=more),
        url=f"{reverse('registry:children')}?{query}",
        about=ABOUT[kind],
    )
