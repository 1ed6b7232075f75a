"""One roster: what was found, what it would do, what it did."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.audit.book import book_seen
from mangnon.lib.dates import format_datetime
from mangnon.lib.numbers import format_int
from mangnon.registry.models import Child, Roster, RosterState
from mangnon.registry.rosters.actions import APPLY, SEE, UNDO
from mangnon.registry.rosters.columns import title_of
from mangnon.registry.rosters.progress import told
from mangnon.registry.rosters.queries import named
from mangnon.registry.rosters.queries import roster as one_roster
from mangnon.registry.rosters.undoing import WITHIN
from mangnon.registry.rosters.views.listing import status_of
from mangnon.registry.rosters.views.sending import crumb
from mangnon.registry.rosters.wording import doubt_words
from mangnon.ui.parts import Act, Cell, Change, Column, Fact, Kind, PageHead, Progress, Row, Table
from mangnon.ui.screens import Screen

LINES = 50
"""Faults and changed children on the page; the sheet with reasons has every fault."""


class RosterPage(Screen):
    """The page of a roster in each of its states."""

    policy = Policy(SEE)
    template = "registry/rosters/roster.html"
    help_page = "registry/rosters"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        roster = one_roster(self.actor, pk)
        preview = roster.preview if roster.state in (RosterState.CHECKED, RosterState.FAILED) else {}
        self._book(roster, preview)
        kept = named(self.actor, roster.kept)
        self.saw(kept)
        context = {
            "head": self._head(roster), "roster": roster, "keeps": roster.place_id in self.actor.reach(APPLY),
            "facts": _facts(roster), "progress": progress_of(roster) if roster.is_busy else None,
            "errors": _faults(roster, doubts=False), "doubts": _doubts(roster), "changes": _changes(preview),
            "alike": preview.get("alike", [])[:LINES], "fresh": _fresh(preview),
            "converted": preview.get("converted", []),
            "very_sensitive": preview.get("very_sensitive", 0), "kept": kept, "undo_left": self._undo_left(roster),
            "more_errors": max(0, roster.errors - LINES), "can_apply": can_apply(roster),
        }  # fmt: skip
        return self.page(context)

    def _book(self, roster: Roster, preview: dict[str, Any]) -> None:
        ids = [one["id"] for one in preview.get("changes", [])[:LINES]]
        ids += [it["id"] for one in preview.get("alike", [])[:LINES] for it in one["found"]]
        book_seen(actor=self.actor, action=SEE, at=self.at, kind=Child, ids=ids)

    def _head(self, roster: Roster) -> PageHead:
        acts = []
        if roster.faults and roster.state == RosterState.CHECKED:
            url = reverse("registry:roster_remarks", args=[roster.pk])
            acts.append(Act(_("Tải tệp có cột điều cần sửa"), url=url, icon="download"))
        line = _("{place}, {who} gửi lúc {at}").format(
            place=roster.place.name, who=roster.received_by_name, at=format_datetime(roster.received_at)
        )
        return PageHead(title=roster.name, crumbs=(crumb(),), status=status_of(roster), line=line, acts=tuple(acts))

    def _undo_left(self, roster: Roster) -> str:
        """Until when an undo is possible; empty when it isn't, or not for this person."""
        if (
            roster.state != RosterState.APPLIED
            or roster.applied_at is None
            or roster.place_id not in self.actor.reach(UNDO)
        ):
            return ""
        ends = roster.applied_at + WITHIN
        return _("đến {at}").format(at=format_datetime(ends)) if ends > self.at else ""


class RosterProgress(Screen):
    """The bar alone, asked for again and again while a machine works; then the page comes anew."""

    policy = Policy(SEE)
    template = "registry/rosters/_progress.html"
    help_page = "registry/rosters"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The fragment, or the order to load the page."""
        roster = one_roster(self.actor, pk)
        response = self.page({"roster": roster, "progress": progress_of(roster)})
        if not roster.is_busy:
            response["HX-Refresh"] = "true"
        return response


def progress_of(roster: Roster) -> Progress:
    """Real counts as far as they are known."""
    far = told(roster.pk)
    word = _("Đang nhập") if roster.state == RosterState.APPLYING else _("Đang kiểm tra")
    if far is None or far.total <= 1:
        return Progress(_("{word} “{name}” …").format(word=word, name=roster.name), 0, 1)
    share = far.done * 100 // far.total
    return Progress(_("{word}: {share}%.").format(word=word, share=share), far.done, far.total)


def can_apply(roster: Roster) -> bool:
    """Whether nothing stands between the sheet and the register but a press."""
    return (
        roster.state == RosterState.CHECKED
        and not roster.errors
        and all(kind in roster.accepted for kind in roster.doubts)
        and bool(roster.new or roster.changed)
    )


def _facts(roster: Roster) -> list[Fact]:
    if roster.state in (RosterState.RECEIVED, RosterState.CHECKING):
        return []
    pairs = (
        (_("Dòng trong tệp"), roster.rows), (_("Trẻ em mới"), roster.new), (_("Hồ sơ thay đổi"), roster.changed),
        (_("Không đổi"), roster.same), (_("Có thể trùng"), roster.alike), (_("Dòng có lỗi"), roster.rejected),
    )  # fmt: skip
    facts = [Fact(label, format_int(n)) for label, n in pairs if n]
    if roster.applied_at:
        facts.append(Fact(_("Nhập lúc"), f"{format_datetime(roster.applied_at)}, {roster.applied_by_name}"))
    if roster.undone_at:
        facts.append(Fact(_("Hoàn tác lúc"), format_datetime(roster.undone_at)))
    return facts


def _faults(roster: Roster, *, doubts: bool) -> Table | None:
    found = [one for one in roster.faults if bool(one["kind"]) is doubts][:LINES]
    if not found or roster.state != RosterState.CHECKED:
        return None
    columns = (Column(_("Dòng"), Kind.NAME), Column(_("Cột")), Column(_("Sai gì")), Column(_("Sửa thế nào"), soft=True))
    rows = tuple(
        Row((Cell(row_words(one["row"])), Cell(title_of(one["column"])), Cell(one["said"]), Cell(one["mend"])))
        for one in found
    )
    return Table(_("Lỗi trong tệp"), columns, rows)


def row_words(row: int) -> str:
    """``Dòng 12``; the whole sheet for a fault that isn't one row's."""
    return _("Dòng {row}").format(row=format_int(row)) if row else _("Cả tệp")


def _doubts(roster: Roster) -> list[dict[str, Any]]:
    """Kinds of doubt with their count, whether they were accepted, and the first of each."""
    if roster.state != RosterState.CHECKED:
        return []
    return [
        {
            "kind": kind, "title": doubt_words(kind), "count": count, "accepted": kind in roster.accepted,
            "first": [(row_words(one["row"]), one["said"]) for one in roster.faults if one["kind"] == kind][:5],
        }
        for kind, count in roster.doubts.items()
    ]  # fmt: skip


def _changes(preview: dict[str, Any]) -> list[tuple[str, list[Change]]]:
    return [
        (
            f"{row_words(one['row'])}: {one['name']}",
            [Change(title_of(column), old, new) for column, old, new in one["lines"]],
        )
        for one in preview.get("changes", [])[:LINES]
    ]


def _fresh(preview: dict[str, Any]) -> Table | None:
    found = preview.get("new", [])[:20]
    if not found:
        return None
    columns = (
        Column(_("Trẻ em mới"), Kind.NAME),
        Column(_("Ngày sinh"), Kind.DATE),
        Column(_("Mẹ")),
        Column(_("Dòng")),
    )
    rows = tuple(
        Row((Cell(name), Cell(birth), Cell(mother), Cell(format_int(row)))) for row, name, birth, mother in found
    )
    return Table(_("Trẻ em mới"), columns, rows)
