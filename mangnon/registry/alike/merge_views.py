"""Screens of merges: which records were folded into others, what they still say, and parting them again."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import NotFound
from mangnon.registry.actions import undo_merge
from mangnon.registry.alike.forms import WhyForm
from mangnon.registry.alike.queries import merges
from mangnon.registry.alike.showing import still_said
from mangnon.registry.alike.telling import undecided_words
from mangnon.registry.models import Merge
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Kind, Link, PageHead, Row, State, Status, Table
from mangnon.ui.screens import FormScreen, Listed, ListScreen, Screen

SEE = "registry.alike.see"
HELP = "registry/alike"


class MergeList(ListScreen):
    """Records that were folded into others."""

    policy = Policy(SEE)
    title = gettext_lazy("Hồ sơ đã gộp")
    noun = gettext_lazy("lần gộp")
    help_page = HELP
    order = ("-at", "id")
    row_view = "registry:merge"
    columns = (
        Listed("kept", gettext_lazy("Hồ sơ giữ"), lambda m: Cell(m.kept.called), lambda m: str(m.kept), Kind.NAME),
        Listed("dropped", gettext_lazy("Hồ sơ đã gộp vào"), lambda m: Cell(m.dropped.called), lambda m: str(m.dropped)),
        Listed("by", gettext_lazy("Người gộp"), lambda m: Cell(m.by_name), lambda m: m.by_name),
        Listed("at", gettext_lazy("Lúc"), lambda m: Cell(format_datetime(m.at)), lambda m: m.at, Kind.DATE),
        Listed(
            "state", gettext_lazy("Tình trạng"), lambda m: Cell(status=merge_status(m)),
            lambda m: str(merge_status(m).text), Kind.STATUS,
        ),
    )  # fmt: skip

    def rows(self) -> QuerySet[Any]:
        """All of them."""
        return merges(self.actor)

    def saw(self, rows: Any) -> None:
        """Both children of each merge stand on the page."""
        super().saw([child for merge in rows for child in (merge.kept, merge.dropped)])

    def empty(self) -> EmptyState:
        """None yet."""
        return EmptyState(
            fact=_("Chưa gộp hồ sơ nào."), text=_("Hồ sơ đã gộp hiện ở đây và tách lại được bất cứ lúc nào.")
        )


def merge_status(merge: Merge) -> Status:
    """In force, or undone."""
    return Status(State.TODO, _("Đã tách lại")) if merge.undone_at else Status(State.DONE, _("Đang gộp"))


class MergeScreen(Screen):
    """What the pages of one merge share."""

    def merge(self) -> Merge:
        """The merge, both of whose records this actor reaches. Raises NotFound."""
        found: Merge | None = merges(self.actor).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise NotFound
        return found


class MergePage(MergeScreen):
    """What was folded into what, what still stands by the folded record alone, and the way back."""

    policy = Policy(SEE)
    template = "registry/alike/merged.html"
    help_page = HELP

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """The page."""
        merge = self.merge()
        self.saw([merge.kept, merge.dropped])
        left = [] if merge.undone_at else still_said(self.actor, merge.dropped, self.at)
        context = {
            "head": self._head(merge),
            "facts": _merge_facts(merge),
            "left": _left_table(left) if left else None,
            "undone": _undone(merge),
            "undecided": undecided_words(merge),
        }
        return self.page(context)

    def _head(self, merge: Merge) -> PageHead:
        may = merge.undone_at is None and self.actor.can("registry.alike.undo")
        undo = Act(_("Tách hồ sơ"), url=reverse("registry:merge_undo", args=[merge.pk]), icon="undo") if may else None
        crumbs = (Link(_("Hồ sơ đã gộp"), reverse("registry:merges")),)
        title = _("{one} gộp vào {other}").format(one=merge.dropped.called, other=merge.kept.called)
        return PageHead(title=title, crumbs=crumbs, status=merge_status(merge), acts=(undo,) if undo else ())


def _merge_facts(merge: Merge) -> list[Fact]:
    dropped = merge.before["dropped"]
    facts = [
        Fact(
            _("Hồ sơ giữ"),
            f"{merge.kept.called}, {merge.kept.birth}",
            url=reverse("registry:child", args=[merge.kept.pk]),
        ),
        Fact(_("Hồ sơ đã gộp"), f"{dropped['full_name'] or merge.dropped.called}, {merge.dropped.birth}"),
        Fact(_("Người gộp"), f"{merge.by_name}, {format_datetime(merge.at)}"),
        Fact(_("Việc đã ghi chuyển sang"), format_int(len(merge.moved))),
    ]
    return [*facts, Fact(_("Ghi chú"), merge.why)] if merge.why else facts


def _left_table(left: list[Any]) -> Table:
    heads = (Column(_("Điều ghi"), Kind.NAME), Column(_("Nội dung")), Column(_("Nguồn"), soft=True))
    rows = tuple(Row((Cell(one.kind), Cell(one.text or "…"), Cell(one.source))) for one in left)
    return Table(caption=_("Theo hồ sơ đã gộp"), columns=heads, rows=rows)


def _undone(merge: Merge) -> list[Fact]:
    if merge.undone_at is None:
        return []
    return [
        Fact(_("Người tách"), f"{merge.undone_by_name}, {format_datetime(merge.undone_at)}"),
        Fact(_("Lý do"), merge.undone_why),
    ]


class Undo(MergeScreen, FormScreen):
    """Part two records again."""

    policy = Policy("registry.alike.undo")
    form_class = WhyForm
    title = gettext_lazy("Tách hồ sơ")
    button = gettext_lazy("Tách hồ sơ")
    help_page = HELP

    def guard(self) -> None:
        """Raises NotFound."""
        self.merge()

    def head(self) -> PageHead:
        """Which merge."""
        merge = self.merge()
        back = Link(str(merge.kept.called), reverse("registry:merge", args=[merge.pk]))
        line = _("Gộp ngày {day}. Việc ghi sau ngày đó ở lại hồ sơ giữ.").format(day=format_date(local_day(merge.at)))
        return PageHead(title=self.title, crumbs=(Link(_("Hồ sơ đã gộp"), reverse("registry:merges")), back), line=line)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Part them."""
        merge = undo_merge(actor=self.actor, at=self.at, merge_id=self.kwargs["pk"], **cleaned)
        said = _("Đã tách hai hồ sơ.")
        if merge.undecided:
            said = _("Đã tách hai hồ sơ. Có chỗ máy không tự quyết được, xem ở dưới.")
        return self.after(reverse("registry:merge", args=[merge.pk]), said)
