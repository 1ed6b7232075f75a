"""What is written about boards: set up, corrected, ended; who joins and leaves; meetings and what came of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.programmes import rights
from mangnon.programmes.boards import actions, queries
from mangnon.programmes.boards.actions import MemberTold
from mangnon.programmes.boards.forms import (
    BoardForm,
    ConcludeForm,
    EndForm,
    LeaveForm,
    MeetingForm,
    MemberForm,
    MinutesForm,
    TaskOfForm,
)
from mangnon.programmes.boards.models import Board, BoardKind, Conclusion, Meeting, Member, Part
from mangnon.programmes.boards.views.listing import board_url
from mangnon.programmes.boards.words import BOARDS
from mangnon.programmes.plans.actions import Terms
from mangnon.programmes.plans.actions.keeping import keeps, must_keep
from mangnon.programmes.plans.queries.grounds import home_unit
from mangnon.programmes.plans.views.asked import task_url
from mangnon.ui.parts import Act, Link, PageHead
from mangnon.ui.screens import FormScreen, Screen


class SetUpBoard(FormScreen):
    """A board of the place one works for."""

    policy = Policy(rights.SET_UP_BOARD)
    help_page = "programmes/boards"
    title = gettext_lazy("Ghi ban, nhóm")
    button = gettext_lazy("Ghi vào sổ")

    @cached_property
    def place(self) -> Unit:
        """Whose it will be."""
        return home_unit(self.actor)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Empty."""
        return BoardForm(data, initial={"uid": new_id(), "kind": BoardKind.BOARD})

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        cleaned.pop("version")
        made = actions.set_up_board(actor=self.actor, at=self.at, place=self.place, **cleaned)
        return self.after(board_url(made), _("Đã ghi. Thêm người đứng đầu và các thành viên."))

    def head(self) -> PageHead:
        """Under the list."""
        crumbs = (Link(BOARDS, reverse("programmes:boards")),)
        return PageHead(title=self.title, crumbs=crumbs, line=self.place.name)


class BoardForms(FormScreen):
    """A form about one board of the own place."""

    help_page = "programmes/boards"
    board: Board

    def guard(self) -> None:
        """The board. Raises NotFound, Forbidden."""
        self.board = queries.board_seen(self.kwargs["pk"])
        self.must_keep()

    def must_keep(self) -> None:
        """Raises Forbidden where it is another place's."""
        must_keep(self.actor, self.policy.action or "", self.board.place)

    @property
    def whom(self) -> dict[str, Any]:
        """What every act is told."""
        return {"actor": self.actor, "at": self.at}

    def head(self) -> PageHead:
        """Under the board."""
        return PageHead(title=self.title, crumbs=(Link(str(self.board), board_url(self.board)),))

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(board_url(self.board), said)


class CorrectBoard(BoardForms):
    """Decision and rules."""

    policy = Policy(rights.CORRECT_BOARD)
    title = gettext_lazy("Sửa quyết định, quy chế")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        board = self.board
        known = {name: getattr(board, name) for name in ("decision", "rules", "version")}
        number = board.document.number if board.document else ""
        return BoardForm(data, initial=known | {"document": number}, begun=True)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        told = {name: cleaned[name] for name in ("decision", "rules", "version", "document")}
        actions.correct_board(**self.whom, board_id=self.board.pk, **told)
        return self.done(_("Đã lưu"))


class EndBoard(BoardForms):
    """It is no more."""

    policy = Policy(rights.END_BOARD)
    form_class = EndForm
    title = gettext_lazy("Ghi kết thúc")
    button = gettext_lazy("Ghi kết thúc")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """End it."""
        actions.end_board(**self.whom, board_id=self.board.pk, **cleaned)
        return self.done(_("Đã ghi kết thúc"))


class AddMember(BoardForms):
    """Somebody joins; posts that nobody holds yet come first."""

    policy = Policy(rights.ADD_MEMBER)
    title = gettext_lazy("Thêm thành viên")
    button = gettext_lazy("Thêm thành viên")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the law's posts."""
        on = local_day(self.at)
        missing = queries.posts_missing(self.board, on)
        every = queries.wanted_posts(self.board.place.level, self.board.kind, on)
        posts = [*missing, *(one for one in every if one not in missing)]
        return MemberForm(data, initial={"uid": new_id(), "part": Part.MEMBER}, posts=posts)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add them."""
        told = MemberTold(
            cleaned["name"], cleaned["post"] or cleaned["other"], cleaned["part"], cleaned["since"], cleaned["phone"]
        )
        actions.add_member(**self.whom, board_id=self.board.pk, told=told, uid=cleaned["uid"])
        return self.done(_("Đã thêm {name}").format(name=told.name))


class EndMember(BoardForms):
    """Somebody leaves."""

    policy = Policy(rights.END_MEMBER)
    form_class = LeaveForm
    title = gettext_lazy("Ghi thành viên rời ban")
    button = gettext_lazy("Ghi rời ban")
    member: Member

    def guard(self) -> None:
        """The member's board. Raises NotFound, Forbidden."""
        self.member = queries.member_seen(self.kwargs["pk"])
        self.board = self.member.board
        self.must_keep()

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.end_member(**self.whom, member_id=self.member.pk, **cleaned)
        return self.done(_("Đã ghi {name} rời ban").format(name=self.member.name))


class CallMeeting(BoardForms):
    """A meeting and its agenda."""

    policy = Policy(rights.CALL_MEETING)
    title = gettext_lazy("Ghi cuộc họp")
    button = gettext_lazy("Ghi cuộc họp")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Today."""
        return MeetingForm(data, initial={"uid": new_id(), "on": local_day(self.at)})

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        made = actions.call_meeting(**self.whom, board_id=self.board.pk, **cleaned)
        return self.after(reverse("programmes:meeting", args=[made.pk]), _("Đã ghi cuộc họp"))


class MeetingPage(Screen):
    """One meeting: agenda, who came, minutes, conclusions and the tasks they became."""

    policy = Policy(rights.SEE)
    template = "programmes/meeting.html"
    help_page = "programmes/boards"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound."""
        meeting = queries.meeting_seen(pk)
        board = meeting.board
        may = self.actor.can(rights.MINUTE) and keeps(self.actor, rights.MINUTE, board.place)
        address = {name: reverse(f"programmes:{name}", args=[pk]) for name in ("minute", "conclude")}
        main = None
        if may:
            label = _("Sửa biên bản") if meeting.held else _("Ghi biên bản")
            main = Act(label, url=address["minute"], icon="edit", key="E")
        acts = (Act(_("Thêm kết luận"), url=address["conclude"], icon="plus"),) if may and meeting.held else ()
        title = _("Họp ngày {day}").format(day=format_date(meeting.on))
        head = PageHead(title=title, crumbs=(Link(str(board), board_url(board)),), main=main, acts=acts)
        rows = [
            (one, task_url(one.task) if one.task else "",
             reverse("programmes:conclusion_task", args=[one.pk]) if may and not one.task else "")
            for one in queries.conclusions(meeting)
        ]  # fmt: skip
        return self.page({"head": head, "meeting": meeting, "conclusions": rows})


class MeetingForms(BoardForms):
    """A form about one meeting."""

    meeting: Meeting

    def guard(self) -> None:
        """The meeting's board. Raises NotFound, Forbidden."""
        self.meeting = queries.meeting_seen(self.kwargs["pk"])
        self.board = self.meeting.board
        self.must_keep()

    def done(self, said: str) -> HttpResponse:
        """Back to the meeting."""
        return self.after(reverse("programmes:meeting", args=[self.meeting.pk]), said)


class MinuteMeeting(MeetingForms):
    """Who came and what was said; those on the board that day are there already."""

    policy = Policy(rights.MINUTE)
    form_class = MinutesForm
    title = gettext_lazy("Biên bản cuộc họp")
    button = gettext_lazy("Lưu biên bản")

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        meeting = self.meeting
        there = meeting.board.members.filter(queries.living(meeting.on)).order_by("valid_from", "name_key")
        present = meeting.present or "\n".join(f"{one.name}, {one.post}" for one in there)
        return {
            "version": meeting.version, "agenda": meeting.agenda, "present": present, "minutes": meeting.minutes,
        }  # fmt: skip

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.minute_meeting(**self.whom, meeting_id=self.meeting.pk, **cleaned)
        return self.done(_("Đã lưu biên bản. Thêm từng kết luận để giao thành việc."))


class Conclude(MeetingForms):
    """A conclusion."""

    policy = Policy(rights.CONCLUDE)
    title = gettext_lazy("Thêm kết luận")
    button = gettext_lazy("Thêm kết luận")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Empty."""
        return ConcludeForm(data, initial={"uid": new_id()})

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.conclude(**self.whom, meeting_id=self.meeting.pk, **cleaned)
        return self.done(_("Đã thêm kết luận"))


class TaskOfConclusion(MeetingForms):
    """A conclusion becomes a task of a plan."""

    policy = Policy(rights.TASK_OF_CONCLUSION)
    title = gettext_lazy("Đưa kết luận thành việc")
    button = gettext_lazy("Giao thành việc")
    conclusion: Conclusion

    def guard(self) -> None:
        """The conclusion's board. Raises NotFound, Forbidden."""
        self.conclusion = queries.conclusion_seen(self.kwargs["pk"])
        self.meeting = self.conclusion.meeting
        self.board = self.meeting.board
        self.must_keep()

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the headings of this year's plans."""
        found = queries.objectives_of(local_day(self.at).year, self.board.place)
        pairs = [(str(one.pk), f"{one.programme.title}: {one}") for one in found]
        return TaskOfForm(data, objectives=pairs)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Make the task."""
        terms = Terms(
            min(self.meeting.on, cleaned["due_on"]), cleaned["due_on"], owner_name=cleaned["owner_name"],
            reports_to=str(self.board), planned=cleaned["planned"],
        )  # fmt: skip
        objective = UUID(cleaned["objective"])
        made = actions.task_of_conclusion(
            **self.whom, conclusion_id=self.conclusion.pk, objective_id=objective, terms=terms
        )
        return self.after(task_url(made.task), _("Kết luận đã thành việc")) if made.task else self.done("")

    def head(self) -> PageHead:
        """The conclusion."""
        crumbs = (Link(str(self.board), board_url(self.board)),)
        return PageHead(title=self.title, crumbs=crumbs, line=self.conclusion.text)
