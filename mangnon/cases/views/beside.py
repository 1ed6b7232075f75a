"""Beside the timeline of a case: whom to call, the team, people, plan, papers, files, what is closed, more acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.accounts.models import Person
from mangnon.cases.models import Case, CasePerson, CaseState, CaseTask, Plan, TeamMember
from mangnon.cases.queries.parts import Parts
from mangnon.cases.queries.progress import Progress
from mangnon.cases.queries.reach import open_to
from mangnon.cases.queries.sheets import OWNER
from mangnon.cases.queries.words import task_status
from mangnon.cases.referring.queries import of_case
from mangnon.cases.referring.words import referral_status
from mangnon.cases.rules.machine import machine
from mangnon.cases.views.wording import plan_panel
from mangnon.files.queries import shelf as file_shelf
from mangnon.files.slots import OwnerRef as FilesOf
from mangnon.lib.dates import format_date, format_datetime
from mangnon.papers.shelving import shelf as paper_shelf
from mangnon.papers.slots import OwnerRef as PapersOf
from mangnon.registry.slots import Panel
from mangnon.ui.parts import Call, Closed, Contact, Fact, Link, Status

MORE: tuple[tuple[str, str, str], ...] = (
    ("cases.emergency.decide", "emergency", "any"),
    ("cases.separations.order", "separate", "any"),
    ("cases.meetings.hold", "meeting", "meeting.hold"),
    ("cases.plans.draft", "plan", "plan.draft"),
    ("cases.police.notify", "notify_police", "any"),
    ("cases.sealed.write", "write_sealed", "any"),
    ("cases.notes.add", "note", "any"),
    ("cases.moves.ask", "ask_move", "any"),
    ("cases.unfounded.propose", "propose_unfounded", "unfounded.propose"),
    ("cases.assign", "assign", "any"),
    ("cases.seal", "seal", "any"),
)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """An open task: what, whose, how it stands, how it ends."""

    what: str
    who: str
    status: Status | None
    ends: tuple[Link, ...]


@dataclass(frozen=True)
class Beside:
    """All of it for one actor."""

    actor: Actor
    at: datetime
    case: Case
    parts: Parts
    found: Progress
    may: Callable[[str], bool]

    def url(self, view: str, *more: Any) -> str:
        """The address of a page of this case."""
        return reverse(f"cases:{view}", args=[self.case.pk, *more])

    def link(self, text: str, right: str, view: str, *more: Any) -> Link | None:
        """For those who may, while the case is open."""
        return Link(text, self.url(view, *more)) if self.case.is_open and self.may(right) else None

    @cached_property
    def team(self) -> tuple[Contact, ...]:
        """Who works on it, with telephone."""
        rows = self.parts.team
        phones = dict(Person.objects.filter(pk__in=[one.person for one in rows]).values_list("pk", "phone"))
        made = [self._member(one, phones.get(one.person) or "") for one in rows]
        if self.case.holder and self.case.holder not in phones:
            made.insert(0, Contact(self.case.holder_name, TeamMember.Part.LEAD.label))
        return tuple(made)

    def _member(self, one: TeamMember, phone: str) -> Contact:
        leads = self.case.holder == one.person
        note = str(TeamMember.Part.LEAD.label if leads else TeamMember.Part(one.part).label)
        if leads and self.case.accepted_at is None:
            note = _("{part}, chưa nhận").format(part=note)
        call = Call(phone, _("Gọi {name}").format(name=one.name)) if phone else None
        out = None if leads else self._out(_("Cho ra khỏi nhóm"), "cases.team.remove", "remove_from_team", one.person)
        return Contact(one.name, note, call, out=out)

    def _out(self, text: str, right: str, view: str, key: UUID) -> Link | None:
        """The way to take somebody off a list, for those who may, while the case is open."""
        return Link(text, self.url(view, key)) if self.case.is_open and self.may(right) else None

    @property
    def team_link(self) -> Link | None:
        """Somebody more."""
        return self.link(_("Thêm người"), "cases.team.add", "add_to_team")

    @property
    def people(self) -> tuple[Contact, ...]:
        """Whom the case speaks of; those alleged without a name."""
        rows = self.parts.people
        return tuple(
            replace(_about(one), out=self._out(_("Bỏ, ghi nhầm"), "cases.people.remove", "remove_person", one.pk))
            for one in rows
        )

    @property
    def people_link(self) -> Link | None:
        """Somebody more."""
        return self.link(_("Ghi thêm"), "cases.people.add", "add_person")

    @property
    def tasks(self) -> tuple[TaskLine, ...]:
        """What the team still has to do besides the steps, the nearest day first."""
        members = {one.person for one in self.parts.team}
        return tuple(self._task(one, members) for one in self.parts.tasks if one.is_open)

    def _task(self, one: CaseTask, members: set[UUID]) -> TaskLine:
        mine = one.person == self.actor.person_id
        who = _("bạn") if mine else one.person_name
        if one.person not in members:
            who = _("{name}, không còn trong nhóm").format(name=one.person_name)
        ends = (
            self.link(_("Đã xong"), "cases.tasks.finish", "finish_task", one.pk),
            self.link(_("Bỏ"), "cases.tasks.drop", "drop_task", one.pk),
        )
        return TaskLine(one.what, who, task_status(one, self.at), tuple(link for link in ends if link))

    @property
    def task_link(self) -> Link | None:
        """One more."""
        return self.link(_("Giao việc"), "cases.tasks.give", "give_task") if self.parts.team else None

    @property
    def apart(self) -> tuple[Fact, ...]:
        """The separation that runs."""
        one = self.found.apart
        if one is None:
            return ()
        return (
            Fact(_("Quyết định"), f"{one.number}, {format_date(one.decided_on)}"),
            Fact(_("Thời hạn"), _("từ {first} đến hết {last}").format(
                first=format_date(one.starts_on), last=format_date(one.until))),
            Fact(_("Trẻ ở"), one.goes_to),
        )  # fmt: skip

    @property
    def apart_links(self) -> tuple[Link, ...]:
        """Longer, or over."""
        listed = (
            self.link(_("Gia hạn"), "cases.separations.extend", "extend"),
            self.link(_("Kết thúc cách ly"), "cases.separations.end", "end_separation"),
        )
        return tuple(one for one in listed if one)

    @property
    def panels(self) -> tuple[Panel, ...]:
        """Plan, referrals, papers, files."""
        papers = Panel(
            _("Giấy tờ"), "registry/_papers.html",
            {"papers": paper_shelf(self.actor, self.at, PapersOf(OWNER, self.case.pk))},
        )  # fmt: skip
        files = Panel(
            _("Tệp của hồ sơ"), "registry/_files.html",
            {"files": file_shelf(self.actor, FilesOf(OWNER, self.case.pk))},
            self.link(_("Gửi tệp"), "cases.files.attach", "attach"),
        )  # fmt: skip
        fills = self.case.is_open and self.may("cases.plans.draft") and "mau-05" not in self.found.forms
        plan = (self._plan(self.found.plan, self.url("plan_paper") if fills else ""),) if self.found.plan else ()
        return (*plan, self._referrals(), papers, files)

    def _referrals(self) -> Panel:
        lines = [
            {
                "text": one.service_name,
                "note": f"{one.code}, {one.provider_name}",
                "url": reverse("cases:referral", args=[one.pk]),
                "status": referral_status(one, self.at),
            }
            for one in of_case(self.case)
        ]
        link = self.link(_("Gửi đến dịch vụ"), "cases.referrals.send", "refer")
        return Panel(_("Chuyển gửi đến dịch vụ"), "cases/_referrals.html", {"lines": lines}, link)

    def _plan(self, plan: Plan, paper_url: str) -> Panel:
        return plan_panel(plan, [one for one in self.parts.items if one.plan_id == plan.pk], paper_url)

    @property
    def closed(self) -> tuple[Closed, ...]:
        """What may be opened, with a reason."""
        if not self.may("cases.sealed.open") or not self.parts.has_closed:
            return ()
        return (Closed(_("Điều được giữ kín"), self.url("open_sealed")),)

    @property
    def waits(self) -> tuple[Link, ...]:
        """What waits beside the steps: a move to answer, an opening to judge, a plan signed on paper."""
        return (*self._moves(), *self._openings(), *self._decisions())

    def _moves(self) -> Iterator[Link]:
        one = self.parts.asked
        if one is None:
            return
        if one.to_place_id in self.actor.reach("cases.moves.accept"):
            yield Link(_("Trả lời đề nghị chuyển hồ sơ"), reverse("cases:answer_move", args=[one.pk]))
        elif self.may("cases.moves.withdraw"):
            told = _("Rút đề nghị chuyển đến {place}").format(place=self.parts.places[one.to_place_id])
            yield Link(told, self.url("withdraw_move"))

    def _openings(self) -> Iterator[Link]:
        if not self.may("cases.glass.review"):
            return
        for one in self.parts.openings:
            if one.reviewed_at is None and not one.oversight and one.person != self.actor.me:
                yield Link(_("Xem xét lần mở của {name}").format(name=one.name), self.url("review_glass", one.pk))

    def _decisions(self) -> Iterator[Link]:
        plan = self.found.plan
        if plan is None or plan.state != Plan.State.SUBMITTED or plan.author == self.actor.person_id:
            return
        if self.may("cases.plans.approve"):
            yield Link(_("Quyết định về kế hoạch"), self.url("decide_plan"))
        if self.may("cases.plans.record"):
            yield Link(_("Ghi lại quyết định đã ký trên giấy"), self.url("record_signed"))

    @cached_property
    def related(self) -> tuple[Link, ...]:
        """Other cases of the same event that are open to this actor."""
        if self.case.event is None:
            return ()
        rows = open_to(self.actor, self.at).filter(event=self.case.event).exclude(pk=self.case.pk)
        return tuple(Link(f"{one.code}, {one.called}", reverse("cases:case", args=[one.pk])) for one in rows[:20])

    @property
    def criminal(self) -> tuple[tuple[str, str, str], ...]:
        """Papers to police and procuracy with what came back, and where to write that."""
        return tuple(
            (
                f"{one.office_name}, {format_datetime(one.done_at)}",
                f"{one.reply_number} {one.reply}".strip() if one.replied_on else _("chưa trả lời"),
                "" if one.replied_on or not self.may("cases.police.reply") else self.url("police_reply", one.pk),
            )
            for one in self.parts.criminal
        )

    @property
    def more(self) -> tuple[Link, ...]:
        """Further acts that are allowed where the case stands."""
        if not self.case.is_open:
            return ()
        allowed, names = machine().allows, _names()
        listed = tuple(
            Link(names[view], self.url(view))
            for right, view, act in MORE
            if self.may(right) and allowed(act, self.case.state) and not (view == "separate" and self.found.apart)
        )
        unseals = self.case.sealed and self.may("cases.unseal")
        unseal = (Link(_("Bỏ niêm kín"), self.url("unseal")),) if unseals else ()
        return (*listed, *self._review(), *unseal)

    def _review(self) -> tuple[Link, ...]:
        """Form 06 and what is concluded from it, for a child that is safe before the last day of the plan."""
        runs = self.case.state in (CaseState.APPROVED, CaseState.IMPLEMENTING)
        if not runs or not self.may("cases.review"):
            return ()
        if "mau-06" in self.found.forms:
            return (Link(_("Ghi rà soát"), self.url("review")),)
        return (Link(_("Điền rà soát"), reverse("papers:fill", args=[OWNER, self.case.pk, "mau-06"])),)

    @property
    def state(self) -> str:
        """In words."""
        return str(CaseState(self.case.state).label)


def _about(one: CasePerson) -> Contact:
    name = one.name or str(CasePerson.Part(one.part).label)
    parts = (
        one.relation,
        str(CasePerson.Part(one.part).label) if one.name else "",
        _("sinh {year}").format(year=one.born_year) if one.born_year else "",
        "" if one.lives_with is None else _("ở cùng trẻ") if one.lives_with else _("không ở cùng trẻ"),
        _("với trẻ: {bond}").format(bond=str(CasePerson.Bond(one.bond).label).lower()) if one.bond else "",
        _("không được cho biết") if one.untold else "",
    )
    call = Call(one.phone, _("Gọi {name}").format(name=name)) if one.phone and not one.untold else None
    return Contact(name, ", ".join(filter(None, parts)), call)


def _names() -> dict[str, str]:
    return {
        "emergency": _("Biện pháp khẩn cấp"),
        "separate": _("Tạm thời cách ly"),
        "meeting": _("Biên bản họp"),
        "plan": _("Kế hoạch"),
        "notify_police": _("Báo công an, viện kiểm sát, Tòa án"),
        "write_sealed": _("Điều phải giữ kín"),
        "note": _("Ghi chú"),
        "ask_move": _("Chuyển hồ sơ đến xã khác"),
        "propose_unfounded": _("Không có căn cứ"),
        "assign": _("Giao cho người khác"),
        "seal": _("Niêm kín hồ sơ"),
    }
