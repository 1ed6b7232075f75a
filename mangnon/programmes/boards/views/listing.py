"""Which place has its board and its standing group, and what they lack; one board with its people and meetings."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.boards import queries as reads
from mangnon.programmes.boards.models import Board, BoardKind, Meeting, Member
from mangnon.programmes.boards.queries import BoardRow
from mangnon.programmes.boards.rules import Lack
from mangnon.programmes.boards.words import BOARDS, LACKS, STATES
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.programmes.plans.queries.grounds import Ground, home_unit
from mangnon.ui.parts import (
    Act,
    Answer,
    Call,
    Cell,
    Column,
    EmptyState,
    Fact,
    Hint,
    Kind,
    Link,
    PageHead,
    Row,
    State,
    Status,
    Tab,
    Table,
)
from mangnon.ui.screens import Screen
from mangnon.ui.screens.base import AskedWrongly

SHOWN = (("", gettext_lazy("Nơi còn thiếu")), ("du", gettext_lazy("Tất cả")))


def board_url(board: Board) -> str:
    """Its page."""
    return reverse("programmes:board_page", args=[board.pk])


def lack_status(lacking: tuple[Lack, ...] | list[Lack]) -> Status:
    """The gravest in a word, and how many more."""
    if not lacking:
        return Status(State.DONE, _("Đủ"))
    more = len(lacking) - 1
    words = str(LACKS[lacking[0]])
    return Status(STATES[lacking[0]], _("{words} (và {n} điều nữa)").format(words=words, n=more) if more else words)


class BoardList(Screen):
    """Communes whose board or standing group lacks something; or all of them."""

    policy = Policy(rights.SEE)
    template = "programmes/boards.html"
    help_page = "programmes/boards"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly."""
        asked = request.GET.get("xem", "")
        if asked not in dict(SHOWN):
            raise AskedWrongly(what=f"xem={asked[:10]}")
        today = local_day(self.at)
        rows = reads.overview(today, today=today)
        shown = rows if asked else [one for one in rows if not one.well]
        context: dict[str, Any] = {
            "head": PageHead(title=BOARDS, main=self._main(), line=_("Tính đến {day}").format(day=format_date(today))),
            "answers": self._answers(rows),
            "own": self._own(),
            "tabs": tuple(
                Tab(label, f"{request.path}?xem={key}" if key else request.path, active=key == asked)
                for key, label in SHOWN
            ),
            "table": self._table(shown),
        }
        return self.page(context)

    def _main(self) -> Act | None:
        if not self.actor.can(rights.SET_UP_BOARD):
            return None
        return Act(_("Ghi ban, nhóm"), url=reverse("programmes:set_up_board"), icon="plus", key="N")

    def _own(self) -> Table | None:
        """Boards of the place one works for, and of those it came from."""
        found = reads.boards_of(Ground(home_unit(self.actor)).ids)
        if not found:
            return None
        columns = (
            Column(_("Ban, nhóm"), Kind.NAME), Column(_("Nơi"), soft=True), Column(_("Quyết định")),
            Column(_("Thời gian")),
        )  # fmt: skip
        rows = tuple(
            Row(
                (Cell(_capital(one)), Cell(old_name(one.place)), Cell(one.decision), Cell(period(one))),
                url=board_url(one),
            )
            for one in found
        )
        return Table(_("Của nơi mình"), columns, rows)

    def _answers(self, rows: list[BoardRow]) -> tuple[Answer, ...]:
        whole = len(rows)
        told = _("{n} trên {total} nơi")
        each = (
            (_("Có ban đang hoạt động"), sum(not _gone(one.lacking) for one in rows)),
            (_("Có nhóm thường trực"), sum(not _gone(one.standing_lacking) for one in rows)),
            (_("Ban đủ người, có quy chế, họp đều"), sum(not one.lacking for one in rows)),
        )
        return tuple(
            Answer(question, told.format(n=n, total=whole), "", "done" if n == whole else "late")
            for question, n in each
        )

    def _table(self, rows: list[BoardRow]) -> Table:
        columns = (
            Column(_("Nơi"), Kind.NAME), Column(_("Ban bảo vệ trẻ em"), Kind.STATUS),
            Column(_("Thành viên"), Kind.NUMBER), Column(_("Họp gần nhất"), Kind.DATE),
            Column(_("Nhóm thường trực"), Kind.STATUS),
        )  # fmt: skip
        empty = EmptyState(fact=_("Nơi nào cũng đủ."), text=_("Bấm “Tất cả” để xem từng nơi."))
        return Table(str(BOARDS), columns, tuple(map(_line, rows)), empty=None if rows else empty)


def _gone(lacking: tuple[Lack, ...]) -> bool:
    return lacking[:1] in ((Lack.MISSING,), (Lack.ENDED,))


def _line(row: BoardRow) -> Row:
    standing = Cell(status=lack_status(row.standing_lacking), url="")
    cells = (
        Cell(row.unit.name),
        Cell(status=lack_status(row.lacking)),
        Cell(str(row.members) if row.board else ""),
        Cell(format_date(row.met) if row.met else ""),
        standing,
    )
    best = row.board or row.standing
    return Row(cells, url=board_url(best) if best else "")


def period(row: Board | Member) -> str:
    """``từ 1/7/2025``, or with its last day."""
    first = format_date(row.valid_from)
    if row.valid_to is None:
        return _("từ {first}").format(first=first)
    return _("{first} đến {last}").format(first=first, last=format_date(row.valid_to - timedelta(days=1)))


def _capital(board: Board) -> str:
    words = str(BoardKind(board.kind).label)
    return words[:1].upper() + words[1:]


class BoardPage(Screen):
    """One board."""

    policy = Policy(rights.SEE)
    template = "programmes/board_page.html"
    help_page = "programmes/boards"
    board: Board

    def get(self, request: HttpRequest, pk: Any) -> HttpResponseBase:
        """The page. Raises NotFound."""
        self.board = reads.board_seen(pk)
        self.on = local_day(self.at)
        law = reads.law_of(self.board.place.level, self.board.kind, self.on)
        context: dict[str, Any] = {
            "head": self._head(),
            "hints": self._hints(),
            "members": self._members(),
            "missing": [] if self.board.valid_to else reads.posts_missing(self.board, self.on),
            "meetings": self._meetings(),
            "heirs": self._heirs(),
            "duties": law.duties if law else (),
            "facts": self._facts(),
        }
        return self.page(context)

    def _may(self, right: str) -> bool:
        open_now = self.board.valid_to is None
        return open_now and self.actor.can(right) and keeps(self.actor, right, self.board.place)

    def _url(self, name: str) -> str:
        return reverse(f"programmes:{name}", args=[self.board.pk])

    @cached_property
    def lacking(self) -> list[Lack]:
        """What it lacks today."""
        return reads.lacking(self.board, self.on)

    def _head(self) -> PageHead:
        board, main, acts = self.board, None, []
        if self._may(rights.ADD_MEMBER):
            acts.append(Act(_("Thêm thành viên"), url=self._url("add_member"), icon="people"))
        if self._may(rights.CORRECT_BOARD):
            acts.append(Act(_("Sửa"), url=self._url("correct_board"), icon="edit", key="E"))
        if self._may(rights.END_BOARD):
            acts.append(Act(_("Ghi kết thúc"), url=self._url("end_board"), icon="ban"))
        if self._may(rights.CALL_MEETING):
            main = Act(_("Ghi cuộc họp"), url=self._url("call_meeting"), icon="plus", key="N")
        return PageHead(
            title=f"{_capital(board)}: {old_name(board.place)}", status=self._status(), main=main,
            crumbs=(Link(BOARDS, reverse("programmes:boards")),), facts=(period(board),), acts=tuple(acts),
        )  # fmt: skip

    def _status(self) -> Status:
        if self.board.valid_to is not None:
            return Status(State.PASSED, _("Đã kết thúc"))
        return lack_status(self.lacking)

    def _hints(self) -> list[Hint]:
        hints = [Hint(LACKS[one]) for one in self.lacking[1:]]
        if self.board.ended_why:
            hints.insert(0, Hint(_("Kết thúc: {why}").format(why=self.board.ended_why)))
        return hints

    def _members(self) -> Table:
        columns = [
            Column(_("Họ và tên"), Kind.NAME), Column(_("Trong ban")), Column(_("Chức vụ công tác")),
            Column(_("Điện thoại"), Kind.ACT), Column(_("Thời gian"), soft=True),
        ]  # fmt: skip
        may = self._may(rights.END_MEMBER)
        if may:
            columns.append(Column(_("Rời ban"), Kind.ACT))
        rows = tuple(self._member(one, may=may) for one in reads.members(self.board))
        empty = EmptyState(
            fact=_("Chưa ghi thành viên nào."), text="" if self.board.valid_to else _("Thêm người đứng đầu trước.")
        )
        return Table(_("Thành viên"), tuple(columns), rows, empty=None if rows else empty)

    def _member(self, one: Member, *, may: bool) -> Row:
        label = _("Gọi {name}").format(name=one.name)
        cells = [
            Cell(one.name), Cell(str(one.get_part_display())), Cell(one.post),
            Cell(call=Call(one.phone, label)) if one.phone and one.valid_to is None else Cell(""),
            Cell(period(one), note=one.left_why),
        ]  # fmt: skip
        if may:
            leave = reverse("programmes:end_member", args=[one.pk])
            cells.append(Cell("") if one.valid_to else Cell(act=Act(_("Rời ban"), url=leave)))
        return Row(tuple(cells))

    def _meetings(self) -> Table:
        columns = (Column(_("Ngày họp"), Kind.NAME), Column(_("Nội dung")), Column(_("Biên bản"), Kind.STATUS),
                   Column(_("Kết luận"), Kind.NUMBER))  # fmt: skip
        rows = tuple(self._meeting(one) for one in reads.meetings(self.board)[:40])
        empty = EmptyState(
            fact=_("Chưa ghi cuộc họp nào."), text=_("Ghi cuộc họp với nội dung, họp xong ghi biên bản.")
        )
        return Table(_("Các cuộc họp"), columns, rows, empty=None if rows else empty)

    def _meeting(self, one: Meeting) -> Row:
        agenda = one.agenda.splitlines()[0][:160] if one.agenda else ""
        made = Status(State.DONE, _("Có")) if one.held else Status(State.TODO, _("Chưa"))
        cells = (Cell(format_date(one.on)), Cell(agenda), Cell(status=made), Cell(str(len(one.conclusions.all()))))
        return Row(cells, url=reverse("programmes:meeting", args=[one.pk]))

    def _heirs(self) -> list[tuple[str, str, str]]:
        """Today's places on the ground of a place that is no more: name, address, what stands there."""
        return [
            (unit.name, board_url(now) if now else "", _("đã có ban") if now else _("chưa có ban"))
            for unit, now in reads.heirs(self.board)
        ]

    def _facts(self) -> tuple[Fact, ...]:
        board = self.board
        found = [Fact(_("Quyết định"), board.decision), Fact(_("Quy chế"), board.rules or _("chưa có"))]
        if board.document:
            link = reverse("statutes:document", args=[board.document.pk])
            found.append(Fact(_("Văn bản"), board.document.number, url=link))
        return tuple(found)
