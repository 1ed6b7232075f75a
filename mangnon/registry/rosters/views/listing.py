"""The list of imports."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_datetime
from mangnon.lib.numbers import format_int
from mangnon.registry.models import Roster, RosterState
from mangnon.registry.rosters.actions import RECEIVE, SEE
from mangnon.registry.rosters.exporting import EXPORT
from mangnon.registry.rosters.queries import rosters
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, PageHead, State, Status
from mangnon.ui.screens import Filter, Listed, ListScreen

STATES = {
    RosterState.RECEIVED: State.TODO,
    RosterState.CHECKING: State.DOING,
    RosterState.CHECKED: State.DUE,
    RosterState.APPLYING: State.DOING,
    RosterState.APPLIED: State.DONE,
    RosterState.UNDONE: State.PASSED,
    RosterState.FAILED: State.LATE,
}


def status_of(roster: Roster) -> Status:
    """Word and icon of a state."""
    state = RosterState(roster.state)
    if state == RosterState.CHECKED and roster.errors:
        return Status(State.LATE, _("Còn {n} lỗi").format(n=format_int(roster.errors)))
    return Status(STATES[state], state.label)


def counts_of(roster: Roster) -> str:
    """``6.216 dòng: 40 mới, 12 thay đổi``."""
    if roster.state in (RosterState.RECEIVED, RosterState.CHECKING):
        return ""
    told = {name: format_int(getattr(roster, name)) for name in ("rows", "new", "changed")}
    return _("{rows} dòng: {new} mới, {changed} thay đổi").format(**told)


class RosterList(ListScreen):
    """Files that were sent, the latest first."""

    policy = Policy(SEE)
    help_page = "registry/rosters"
    title = gettext_lazy("Nhập, xuất danh sách trẻ em")
    noun = pgettext_lazy("counted", "tệp")
    row_view = "registry:roster"
    order = ("-received_at", "pk")
    exports = False
    columns = (
        Listed("name", gettext_lazy("Tệp"), lambda row: Cell(row.name), lambda row: row.name, kind=Kind.NAME),
        Listed("place", gettext_lazy("Địa bàn"), lambda row: Cell(row.place.name), lambda row: row.place.name),
        Listed(
            "state",
            gettext_lazy("Tình trạng"),
            lambda row: Cell(status=status_of(row)),
            lambda row: row.state,
            Kind.STATUS,
        ),
        Listed("counts", gettext_lazy("Kết quả"), lambda row: Cell(counts_of(row)), counts_of),
        Listed(
            "at",
            gettext_lazy("Gửi lúc"),
            lambda row: Cell(format_datetime(row.received_at), note=row.received_by_name),
            lambda row: row.received_at,
            kind=Kind.DATE,
            soft=True,
        ),
    )
    filters = (
        Filter(
            "tinh_trang",
            gettext_lazy("theo tình trạng"),
            gettext_lazy("{choice}"),
            lambda: RosterState.choices,
            lambda rows, value: rows.filter(state=value),
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """Within reach."""
        return rosters(self.actor)

    def head(self) -> PageHead:
        """With the ways in and out."""
        acts = [Act(_("Tải tệp mẫu"), url=reverse("registry:roster_template"), icon="download")]
        if self.actor.can(EXPORT):
            acts.append(Act(_("Xuất danh sách"), url=reverse("registry:roster_export"), icon="download"))
        return PageHead(title=self.title, main=self.main_act(), acts=tuple(acts))

    def main_act(self) -> Act | None:
        """Send a file."""
        if not self.actor.can(RECEIVE):
            return None
        return Act(_("Nhập danh sách"), url=reverse("registry:roster_send"), icon="upload")

    def empty(self) -> EmptyState:
        """What to do first."""
        return EmptyState(
            fact=_("Chưa có tệp danh sách nào."),
            text=_("Tải tệp mẫu, điền mỗi dòng một trẻ em rồi nhập; hoặc nhập thẳng tệp Excel xã đang có."),
            act=Act(_("Tải tệp mẫu"), url=reverse("registry:roster_template"), icon="download"),
        )
