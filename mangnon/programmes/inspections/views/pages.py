"""One inspection with its team, findings and recommendations; one recommendation; one finding."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.programmes import rights
from mangnon.programmes.inspections import queries as reads
from mangnon.programmes.inspections.actions.recommending import answers
from mangnon.programmes.inspections.models import Finding, Followed, Inspection, Inspector, Recommendation, Stage
from mangnon.programmes.inspections.views.listing import inspection_url, recommended_line
from mangnon.programmes.inspections.words import (
    INSPECTIONS,
    capital,
    days_of,
    handled,
    kind_of,
    severity_of,
    stand_of,
    state_of,
)
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Hint, Kind, Link, PageHead, Row, Table
from mangnon.ui.screens import Screen

GOING = (Stage.PLANNED, Stage.HELD)


class OfInspection(Screen):
    """A page of an inspection."""

    help_page = "programmes/inspections"
    inspection: Inspection

    @cached_property
    def today(self) -> date:
        """The day in Vietnam."""
        return local_day(self.at)

    def may(self, right: str, *states: str) -> bool:
        """Whether this person does it now, for the place that leads."""
        if self.inspection.state not in states:
            return False
        return self.actor.can(right) and keeps(self.actor, right, self.inspection.place)


class InspectionPage(OfInspection):
    """One inspection."""

    policy = Policy(rights.SEE_INSPECTIONS)
    template = "programmes/inspection.html"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound."""
        self.inspection = reads.inspection_seen(pk)
        context: dict[str, Any] = {
            "head": self._head(),
            "hints": self._hints(),
            "inspection": self.inspection,
            "team": self._team(),
            "join": self._link(rights.ADD_INSPECTOR, "add_inspector", _("Thêm người"), *GOING),
            "findings": self._findings(),
            "find": self._link(rights.FIND, "find", _("Thêm phát hiện"), Stage.HELD),
            "recommendations": self._recommendations(),
            "recommend": self._link(rights.RECOMMEND, "recommend", _("Thêm kiến nghị"), Stage.HELD),
            "facts": self._facts(),
        }
        return self.page(context)

    def _url(self, name: str) -> str:
        return reverse(f"programmes:{name}", args=[self.inspection.pk])

    def _link(self, right: str, name: str, label: str, *states: str) -> Link | None:
        return Link(label, self._url(name)) if self.may(right, *states) else None

    def _head(self) -> PageHead:
        one, main, acts = self.inspection, None, []
        if self.may(rights.HOLD_INSPECTION, Stage.PLANNED):
            main = Act(_("Ghi đã làm"), url=self._url("hold_inspection"), icon="circle-check", key="N")
        elif self.may(rights.RECOMMEND, Stage.HELD):
            main = Act(_("Thêm kiến nghị"), url=self._url("recommend"), icon="plus", key="N")
            acts.append(Act(_("Sửa biên bản"), url=self._url("hold_inspection"), icon="file"))
        if self.may(rights.CORRECT_INSPECTION, *GOING):
            acts.append(Act(_("Sửa"), url=self._url("correct_inspection"), icon="edit", key="E"))
        acts.append(Act(_("In"), url=self._url("print_inspection"), icon="print", new_window=True))
        if self.may(rights.CANCEL_INSPECTION, Stage.PLANNED):
            acts.append(Act(_("Không làm"), url=self._url("cancel_inspection"), icon="ban"))
        if self.may(rights.CLOSE_INSPECTION, Stage.HELD):
            acts.append(Act(_("Kết thúc"), url=self._url("close_inspection"), icon="check"))
        return PageHead(
            title=one.subject, status=state_of(one, self.today), main=main, acts=tuple(acts),
            crumbs=(Link(INSPECTIONS, reverse("programmes:inspections")),), facts=(kind_of(one), days_of(one)),
        )  # fmt: skip

    def _hints(self) -> list[Hint]:
        why = self.inspection.cancelled_why
        return [Hint(_("Không làm: {why}").format(why=why))] if why else []

    def _team(self) -> Table:
        columns = [Column(_("Họ và tên"), Kind.NAME), Column(_("Chức vụ")), Column(_("Cơ quan"))]
        may = self.may(rights.DROP_INSPECTOR, *GOING)
        if may:
            columns.append(Column(_("Rời đoàn"), Kind.ACT))
        rows = tuple(self._inspector(one, may=may) for one in reads.team(self.inspection))
        empty = EmptyState(_("Chưa ghi ai trong đoàn."), _("Ghi trưởng đoàn trước."))
        return Table(_("Đoàn"), tuple(columns), rows, empty=None if rows else empty)

    def _inspector(self, one: Inspector, *, may: bool) -> Row:
        cells = [Cell(one.name, note=_("trưởng đoàn") if one.head else ""), Cell(one.post), Cell(one.agency)]
        if may:
            cells.append(Cell(act=Act(_("Rời đoàn"), url=reverse("programmes:drop_inspector", args=[one.pk]))))
        return Row(tuple(cells))

    def _findings(self) -> Table:
        columns = (
            Column(_("Phát hiện"), Kind.NAME), Column(_("Mức độ"), Kind.STATUS), Column(_("Vi phạm quy định")),
            Column(_("Hình thức xử lý"), soft=True),
        )  # fmt: skip
        rows = tuple(
            Row((Cell(one.text[:240]), Cell(status=severity_of(one)), Cell(one.rule), Cell(handled(one))),
                url=reverse("programmes:finding", args=[one.pk]))
            for one in reads.findings(self.inspection)
        )  # fmt: skip
        empty = EmptyState(_("Chưa ghi phát hiện nào."), _("Không có vi phạm cũng ghi một dòng “không vi phạm”."))
        return Table(_("Phát hiện"), columns, rows, empty=None if rows else empty)

    def _recommendations(self) -> Table:
        columns = (
            Column(_("Kiến nghị"), Kind.NAME), Column(_("Ai phải trả lời")), Column(_("Hạn"), Kind.DATE),
            Column(_("Tình trạng"), Kind.STATUS), Column(_("Điện thoại"), Kind.ACT),
        )  # fmt: skip
        rows = tuple(recommended_line(one, self.today) for one in reads.recommendations(self.inspection))
        empty = EmptyState(_("Chưa ghi kiến nghị nào."), _("Mỗi kiến nghị một việc: ai, làm gì, trả lời bao giờ."))
        return Table(_("Kiến nghị"), columns, rows, empty=None if rows else empty)

    def _facts(self) -> tuple[Fact, ...]:
        one = self.inspection
        planned = f"{format_date(one.planned_from)} - {format_date(one.planned_to)}"
        found = [Fact(_("Cơ quan chủ trì"), one.leader), Fact(_("Nơi chủ trì"), one.place.name)]
        if one.subject_place:
            found.append(Fact(_("Thuộc địa bàn"), one.subject_place.name))
        found += [Fact(_("Quyết định, kế hoạch"), one.decision or _("chưa ghi")), Fact(_("Dự kiến"), planned)]
        if one.document:
            link = reverse("statutes:document", args=[one.document.pk])
            found.append(Fact(_("Văn bản"), one.document.number, url=link))
        if one.closed_on:
            found.append(Fact(_("Kết thúc"), format_date(one.closed_on)))
        return tuple(found)


class PartPage(OfInspection):
    """One part of an inspection: paragraphs and facts."""

    template = "programmes/inspection_part.html"

    def part(self, head: PageHead, paragraphs: list[tuple[str, str]], facts: tuple[Fact, ...]) -> HttpResponseBase:
        """The page."""
        return self.page({"head": head, "paragraphs": paragraphs, "facts": facts})


class FindingPage(PartPage):
    """One finding."""

    policy = Policy(rights.SEE_INSPECTIONS)

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound."""
        one = reads.finding_seen(pk)
        self.inspection = one.inspection
        main, acts = None, list[Act]()
        if self.may(rights.HANDLE, Stage.HELD):
            main = Act(_("Ghi xử lý"), url=reverse("programmes:handle_finding", args=[pk]), icon="edit", key="N")
            acts.append(Act(_("Sửa"), url=reverse("programmes:correct_finding", args=[pk]), icon="edit", key="E"))
        head = PageHead(
            title=_("Phát hiện số {n}").format(n=one.number), status=severity_of(one), main=main, acts=tuple(acts),
            crumbs=(Link(self.inspection.subject, inspection_url(self.inspection)),),
        )  # fmt: skip
        return self.part(head, [(_("Phát hiện"), one.text), (_("Kết quả xử lý"), one.outcome)], _finding_facts(one))


def _finding_facts(one: Finding) -> tuple[Fact, ...]:
    found = [Fact(_("Vi phạm quy định"), one.rule or _("không"))]
    if one.document:
        link = reverse("statutes:document", args=[one.document.pk])
        found.append(Fact(_("Văn bản"), one.document.number, url=link))
    found.append(Fact(_("Hình thức xử lý"), capital(one.get_handling_display())))
    if one.handling:
        found.append(Fact(_("Cơ quan xử lý"), one.handled_by))
        found.append(Fact(_("Số quyết định, công văn"), one.handling_number or _("chưa ghi")))
        found.append(Fact(_("Ngày"), format_date(one.handled_on) if one.handled_on else _("chưa ghi")))
    return tuple(found)


class RecommendationPage(PartPage):
    """One recommendation."""

    policy = Policy(rights.SEE_INSPECTIONS)

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound."""
        one = reads.recommendation_seen(pk)
        self.inspection = one.inspection
        main, acts = self._acts(one)
        head = PageHead(
            title=_("Kiến nghị số {n}").format(n=one.number), status=stand_of(one, self.today), main=main, acts=acts,
            crumbs=(Link(self.inspection.subject, inspection_url(self.inspection)),),
        )  # fmt: skip
        told = [(_("Kiến nghị"), one.text), (_("Trả lời"), one.answer or _("Chưa trả lời."))]
        if one.followed:
            told.append((_("Làm đến đâu"), f"{capital(Followed(one.followed).label)}. {one.followed_note}".strip()))
        return self.part(head, told, _recommended_facts(one))

    def _acts(self, one: Recommendation) -> tuple[Act | None, tuple[Act, ...]]:
        if one.closed_on is not None or self.inspection.state != Stage.HELD:
            return None, ()
        url = {
            name: reverse(f"programmes:{name}_recommendation", args=[one.pk])
            for name in ("answer", "follow", "correct")
        }
        reply = Act(_("Sửa trả lời") if one.answered_on else _("Trả lời"), url=url["answer"], icon="message")
        follow = Act(_("Ghi làm đến đâu"), url=url["follow"], icon="circle-check", key="N")
        correct = Act(_("Sửa"), url=url["correct"], icon="edit", key="E")
        right = rights.ANSWER_RECOMMENDATION
        found = [reply] if self.actor.can(right) and answers(self.actor, right, self.inspection) else []
        found += [follow] if self.may(rights.FOLLOW_RECOMMENDATION, Stage.HELD) else []
        more = [correct] if self.may(rights.CORRECT_RECOMMENDATION, Stage.HELD) else []
        if not found:
            return None, tuple(more)
        main = found[-1] if one.answered_on else found[0]
        return main, (*(act for act in found if act is not main), *more)


def _recommended_facts(one: Recommendation) -> tuple[Fact, ...]:
    found = [Fact(_("Ai phải trả lời"), one.who), Fact(_("Hạn"), format_date(one.due_on))]
    if one.phone:
        found.append(Fact(_("Điện thoại"), one.phone))
    if one.answered_on:
        found.append(Fact(_("Trả lời ngày"), f"{format_date(one.answered_on)}, {one.answered_by_name}"))
    if one.followed_on:
        found.append(Fact(_("Xem lại ngày"), format_date(one.followed_on)))
    if one.closed_on:
        found.append(Fact(_("Kết thúc"), f"{format_date(one.closed_on)}, {one.closed_by_name}"))
    return tuple(found)
