"""What happened in a case, as one timeline: newest first, each with when it was done and when it was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.cases.models import Approval, Case, LogKind
from mangnon.cases.models.work import ChildView
from mangnon.cases.queries.parts import Parts
from mangnon.cases.queries.words import step_name
from mangnon.cases.referring.queries import of_case
from mangnon.lib.dates import VN_ZONE, format_date, format_datetime
from mangnon.statutes.kinds.procedure import Step

LATER = 3600
"""Seconds between doing and writing beyond which both are told."""
ABOVE = "cases.notes.above"


@dataclass(frozen=True, slots=True)
class Happened:
    """One line."""

    at: datetime
    kind: str
    icon: str
    text: str
    by: str = ""
    recorded_at: datetime | None = None
    danger: bool = False

    @property
    def written_later(self) -> bool:
        """Whether it was written well after it was done."""
        return self.recorded_at is not None and (self.recorded_at - self.at).total_seconds() > LATER


def story(actor: Actor, case: Case, own: Parts, steps: dict[str, Step]) -> list[Happened]:
    """Every line of a case that was seen, the newest first."""
    parts = (
        _opened(case, own), _late(own, steps), _shifts(own, steps), _assessments(own), _measures(own), _meetings(own),
        _plans(own), _log(own), _reviews(own), _apart(own), _crossing(own), _notes(actor, case, own),
        _tasks(own), _referrals(case),
    )  # fmt: skip
    return sorted((line for part in parts for line in part), key=lambda one: one.at, reverse=True)


def _opened(case: Case, own: Parts) -> Iterator[Happened]:
    reports = own.reports
    for one in reports[1:]:
        yield Happened(one.linked_at, _("Thêm tin báo"), "report", one.number, one.linked_by_name)
    told = _("Từ tin báo {number}.").format(number=reports[0].number) if reports else capfirst(case.about)
    yield Happened(case.opened_at, _("Mở hồ sơ"), "folder-open", told, case.opened_by_name)
    first = _("Các hạn của pháp luật tính từ đây.")
    yield Happened(case.first_information_at, _("Thông tin đầu tiên"), "phone-in", first, danger=case.emergency)


def _referrals(case: Case) -> Iterator[Happened]:
    for one in of_case(case):
        name = f"{one.code}, {one.service_name}, {one.provider_name}"
        yield Happened(one.sent_at, _("Chuyển gửi đến dịch vụ"), "forward", name, one.sent_by_name)
        if one.answered_at is not None:
            said = _("Đơn vị không nhận") if one.state == "declined" else _("Đơn vị đã nhận")
            yield Happened(one.answered_at, said, "message", _joined(one.code, one.answer), one.answered_by_name)
        if one.finished_at is not None:
            text = _joined(one.code, one.given)
            yield Happened(one.finished_at, _("Đơn vị đã cung cấp dịch vụ"), "support", text, one.finished_by_name)
        if one.withdrawn_at is not None:
            text = _joined(one.code, one.withdrawn_why)
            yield Happened(one.withdrawn_at, _("Rút chuyển gửi"), "undo", text, one.withdrawn_by_name)


def _late(own: Parts, steps: dict[str, Step]) -> Iterator[Happened]:
    for row in (one for one in own.steps if one.late_reason):
        text = f"{step_name(steps, row.code)}: {row.late_reason}"
        yield Happened(row.done_at or row.due_at or row.opened_at, _("Chậm hạn"), "late", text, row.done_by_name)


def _shifts(own: Parts, steps: dict[str, Step]) -> Iterator[Happened]:
    for row in own.shifts:
        text = _("{step}: hạn từ {was} thành {now}, {because}").format(
            step=step_name(steps, row.code), was=format_datetime(row.was), now=format_datetime(row.now),
            because=row.because,
        )  # fmt: skip
        yield Happened(row.at, _("Lịch làm việc đổi"), "calendar", text)


def _assessments(own: Parts) -> Iterator[Happened]:
    titles = {"mau-02": _("Đánh giá ban đầu"), "mau-03": _("Đánh giá nguy cơ cụ thể")}
    for one in own.assessments:
        text = _joined(one.conclusion, _view(one.child_view, one.child_said))
        danger = bool(one.danger_now)
        yield Happened(
            one.done_at, titles.get(one.form, one.form), "clipboard", text, one.by_name, one.recorded_at, danger=danger
        )


def _joined(*parts: str) -> str:
    """Sentences one after the other, each with its full stop."""
    told = (part.strip() for part in parts if part.strip())
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in told)


def _view(view: str, said: str) -> str:
    if view == ChildView.ASKED:
        return _("Trẻ nói: {said}").format(said=said)
    return _("Chưa hỏi được trẻ: {said}").format(said=said) if said else ""


def _measures(own: Parts) -> Iterator[Happened]:
    for one in own.measures:
        kind = _("Biện pháp khẩn cấp") if one.needed else _("Không cần biện pháp khẩn cấp")
        by = f"{one.decided_by}, {one.by_name}" if one.decided_by != one.by_name else one.by_name
        yield Happened(one.done_at, kind, "shield", one.what, by, one.recorded_at, danger=one.needed)


def _meetings(own: Parts) -> Iterator[Happened]:
    for one in own.meetings:
        text = _joined(one.needs, _view(one.child_view, one.child_said))
        yield Happened(one.done_at, _("Họp xác định nhu cầu"), "people", text, one.led_by, one.recorded_at)


def _plans(own: Parts) -> Iterator[Happened]:
    for one in own.plans:
        if one.submitted_at:
            text = _("Bản {n}: {goals}").format(n=one.n, goals=one.goals)
            yield Happened(one.submitted_at, _("Trình kế hoạch"), "forward", text, one.author_name)
    for made in own.approvals:
        icon = "circle-check" if made.yes else "undo"
        yield Happened(made.at, _decision(made), icon, _paper(made), made.by_name, made.recorded_at)


def _decision(one: Approval) -> str:
    said = _("Đồng ý") if one.yes else _("Không đồng ý")
    return f"{Approval.Of(one.of).label}: {said.lower()}"


def _paper(one: Approval) -> str:
    if one.way == Approval.Way.SYSTEM:
        return one.remark
    signed = _("Quyết định {number} ngày {day}, {signer} ký").format(
        number=one.number, day=format_date(one.signed_on) if one.signed_on else "", signer=one.signer
    )
    return f"{signed} {_('thay Chủ tịch (KT.)')}" if one.deputy else signed


def _log(own: Parts) -> Iterator[Happened]:
    icons = {LogKind.VISIT: "home-heart", LogKind.CALL: "phone", LogKind.SERVICE: "support"}
    for one in own.log:
        safe = "" if one.safe is None else _("Trẻ an toàn.") if one.safe else _("Lo ngại cho trẻ.")
        text = " ".join(filter(None, (safe, one.what, one.with_whom and f"({one.with_whom})")))
        icon = icons.get(LogKind(one.kind), "pencil-plus")
        yield Happened(
            one.done_at,
            str(LogKind(one.kind).label),
            icon,
            text,
            one.by_name,
            one.recorded_at,
            danger=one.safe is False,
        )


def _reviews(own: Parts) -> Iterator[Happened]:
    for one in own.reviews:
        text = _joined(one.conclusion, str(one.get_proposal_display()), _view(one.child_view, one.child_said))
        yield Happened(one.done_at, _("Rà soát"), "refresh", text, one.by_name, one.recorded_at)


def _apart(own: Parts) -> Iterator[Happened]:
    for one in own.separations:
        text = _("Quyết định {number}, từ {first} đến hết {last}: {where}").format(
            number=one.number, first=format_date(one.starts_on), last=format_date(one.until), where=one.goes_to
        )
        yield Happened(one.done_at, _("Tạm thời cách ly"), "home-move", text, one.by_name, one.recorded_at, danger=True)
        for more in (extended for extended in own.extensions if extended.separation_id == one.pk):
            told = _("Quyết định {number}, đến hết {last}: {why}").format(
                number=more.number, last=format_date(more.until), why=more.reason
            )
            yield Happened(more.recorded_at, _("Gia hạn cách ly"), "calendar", told, more.by_name)
        if one.ended_on:
            day = datetime.combine(one.ended_on, time(12), VN_ZONE)
            yield Happened(day, _("Kết thúc cách ly"), "home", f"{one.end_number}: {one.end_reason}", one.ended_by_name)


def _crossing(own: Parts) -> Iterator[Happened]:
    for move in own.moves:
        text = f"{own.places[move.to_place_id]}: {move.get_state_display()}. {move.answer}".strip()
        yield Happened(move.answered_at or move.asked_at, _("Chuyển hồ sơ"), "home-move", text, move.asked_by_name)
    for let_in in own.openings:
        text = _("{why} (đến {until})").format(why=let_in.reason, until=format_datetime(let_in.until))
        yield Happened(let_in.at, _("Mở ngoài nhóm"), "eye", text, let_in.name)
    for sent in own.criminal:
        text = f"{sent.office_name}: {sent.what}"
        yield Happened(sent.done_at, sent.get_to_display(), "shield", text, sent.by_name, sent.recorded_at)


def _tasks(own: Parts) -> Iterator[Happened]:
    for one in own.tasks:
        text = f"{one.what} ({one.person_name})"
        yield Happened(one.done_at, _("Giao việc"), "forward", text, one.by_name)
        if one.finished_at is not None:
            told = _joined(one.what, one.result)
            yield Happened(one.finished_at, _("Việc đã xong"), "circle-check", told, one.finished_by_name)
        if one.dropped_at is not None:
            told = _joined(one.what, one.dropped_why)
            yield Happened(one.dropped_at, _("Bỏ việc"), "undo", told, one.dropped_by_name)


def _notes(actor: Actor, case: Case, own: Parts) -> Iterator[Happened]:
    above = case.place_id in actor.reach(ABOVE)
    for one in own.notes:
        if not one.above_only or above or one.by == str(actor.person_id):
            kind = _("Ghi chú cho lãnh đạo") if one.above_only else _("Ghi chú")
            yield Happened(one.done_at, kind, "message", one.text, one.by_name)
