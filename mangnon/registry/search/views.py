"""The page "Tìm trẻ em": search first, then create."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mangnon.access.policy import Policy
from mangnon.lib.dates import age_on, local_day
from mangnon.lib.numbers import format_int
from mangnon.registry.models import Left, Sex
from mangnon.registry.queries.children import SEE
from mangnon.registry.search.asking import LONGEST
from mangnon.registry.search.finding import MOST, Answer, Found, State, find
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Kind, PageHead, Row, Soft, Table, Words
from mangnon.ui.screens import Screen

REGISTER = "registry.children.register"
MORE = 60
"""Lines after "Xem thêm"."""


def address(name: str, *args: object) -> str:
    """Where a screen of this room lies; empty while the room has none of that name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


class ChildSearch(Screen):
    """One box; children that answer; and only then the way to write down a new one."""

    policy = Policy(SEE)
    template = "registry/search.html"
    help_page = "registry/search"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        typed = request.GET.get("q", "")[:LONGEST]
        most = MORE if request.GET.get("more") else MOST
        answer = find(self.actor, typed, at=self.at, most=most)
        self.saw(one.child for one in answer.found)
        context = {
            "head": PageHead(title=_("Tìm trẻ em")),
            "typed": typed,
            "count": self._count(answer),
            "table": self._table(answer) if answer.found else None,
            "empty": self._empty(answer, typed),
            "more_url": f"{request.path}?{urlencode({'q': typed, 'more': 1})}" if answer.more and most == MOST else "",
            "create": self._create(answer, typed),
        }
        return self.page(context)

    def _create(self, answer: Answer, typed: str) -> Act | None:
        """The way to a new record opens after a search, and carries along what was typed."""
        url = address("registry:register")
        if answer.state not in {State.NONE, State.SOME} or not url or not self.actor.can(REGISTER):
            return None
        return Act(_("Ghi một trẻ mới"), url=f"{url}?{urlencode({'q': typed})}", icon="plus", key="N")

    def _count(self, answer: Answer) -> str:
        if not answer.found:
            return ""
        n = len(answer.found)
        told = ngettext("{n} trẻ em giống nhất", "{n} trẻ em giống nhất", n) if answer.more else ngettext(
            "{n} trẻ em", "{n} trẻ em", n
        )  # fmt: skip
        return told.format(n=format_int(n))

    def _empty(self, answer: Answer, typed: str) -> EmptyState | None:
        if answer.state is State.EMPTY:
            return EmptyState(
                fact=_("Tìm trước, ghi sau."),
                text=_("Gõ tên trẻ rồi xem danh sách. Nếu chưa có em ấy, nút ghi trẻ mới sẽ hiện ra."),
            )
        if answer.state is State.SHORT:
            return EmptyState(fact=_("Gõ thêm vài chữ nữa."), text=_("Cần ít nhất hai chữ cái hoặc bốn chữ số cuối."))
        if answer.state is State.NONE:
            return EmptyState(
                fact=_("Không thấy trẻ nào khớp “{words}” trong địa bàn của bạn.").format(words=typed),
                text=_("Thử ít chữ hơn, tên ở nhà, tên mẹ, hoặc bỏ năm sinh."),
            )
        return None

    def _table(self, answer: Answer) -> Table:
        columns = (
            Column(_("Họ và tên"), Kind.NAME),
            Column(_("Sinh"), Kind.DATE),
            Column(_("Tuổi"), Kind.NUMBER),
            Column(_("Giới")),
            Column(_("Mẹ")),
            Column(_("Thôn, xã")),
            Column(_("Vì sao thấy"), soft=True),
        )
        return Table(caption=_("Trẻ em tìm thấy"), columns=columns, rows=tuple(map(self._row, answer.found)))

    def _row(self, one: Found) -> Row:
        child = one.child
        cells = (
            Cell(_name(one)),
            Cell(str(child.birth)),
            Cell(str(age_on(child.birth, local_day(self.at)))),
            Cell(str(Sex(child.sex).label)),
            Cell(one.mother),
            Cell(where(one)),
            Cell("; ".join(map(str, one.why))),
        )
        return Row(cells, url=address("registry:child", child.pk))


def _name(one: Found) -> Words:
    """The name, what tells the child from others of that name, and whether the record is out of use."""
    child = one.child
    notes = [child.mark] if child.mark else []
    if child.left:
        notes.append(str(Left(child.left).label))
    return (child.called, " ", Soft(f"({', '.join(notes)})")) if notes else str(child.called)


def where(one: Found) -> str:
    """Hamlet and commune."""
    child = one.child
    return ", ".join(str(part) for part in (child.hamlet, child.place) if part)
