"""Reports in words: state, clocks, where, the ledger as a timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mangnon.intake.models import Channel, HandOver, HarmReport, ReturnReason, State, Urgency
from mangnon.intake.queries.law import Rule
from mangnon.intake.rules import BY_CODE, Reason
from mangnon.intake.settings import accepting
from mangnon.lib.dates import day_words, format_datetime, format_time, local_day, time_left
from mangnon.lib.dates.words import before_words
from mangnon.lib.names import fold
from mangnon.places.rules import in_line
from mangnon.ui.parts import Clock, Haste, Link, Status, TimelineEntry, Words
from mangnon.ui.parts import State as Look

LOOKS = {
    State.SENT: Look.WAITING,
    State.TAKEN: Look.DOING,
    State.RETURNED: Look.PASSED,
    State.OUT_ASKED: Look.WAITING,
    State.SCREENED_OUT: Look.UNFOUNDED,
    State.SETTLED: Look.DONE,
}


def state_words(report: HarmReport) -> Status:
    """Where it stands."""
    state = State(report.state)
    return Status(LOOKS[state], state.label)


def waiting_words(report: HarmReport, at: datetime) -> Status:
    """Time left until somebody must have accepted it, else where it stands."""
    if report.accept_by is None:
        return state_words(report)
    late = at >= report.accept_by
    return Status(Look.LATE if late else Look.WAITING, time_left(at, report.accept_by), _("chờ tiếp nhận"))


def urgency_words(report: HarmReport) -> Status:
    """How urgent it is."""
    urgency = Urgency(report.urgency)
    looks = {Urgency.EMERGENCY: Look.URGENT, Urgency.PROMPT: Look.DAY, Urgency.ORDINARY: Look.TODO}
    return Status(looks[urgency], urgency.label)


def reasons(report: HarmReport) -> list[Reason]:
    """Why it is so urgent, the most urgent first."""
    return [BY_CODE[code] for code in report.urgency_reasons if code in BY_CODE]


def channel_words(report: HarmReport) -> str:
    """By which door, with the number it has there."""
    label = str(Channel(report.channel).label)
    return _("{channel}, số {number}").format(channel=label, number=report.reference) if report.reference else label


def when_words(report: HarmReport) -> str:
    """When it happened, as exactly as it is known."""
    told = report.happened_text
    exact = format_datetime(report.happened_at) if report.happened_at else ""
    return ", ".join(filter(None, (exact, told)))


def where_words(report: HarmReport) -> str:
    """The unit of today, with the words in which it was told when they differ."""
    unit = report.incident_unit
    hamlet = report.incident_hamlet
    now = ", ".join(filter(None, (hamlet.name if hamlet else "", unit.name if unit else "")))
    told = report.incident_text
    if not now:
        return _("{told} (chưa rõ xã nào)").format(told=told) if told else _("chưa rõ")
    same = unit is not None and fold(told) in (unit.search_key, unit.bare_key)
    return now if not told or same else f"{now} ({told})"


def accept_clock(report: HarmReport, step: HandOver, at: datetime) -> Clock:
    """Until when somebody must accept."""
    setting = accepting(report.urgency, local_day(at))
    whom = step.to_name or in_line(step.to_place.name)
    return Clock(
        left=time_left(at, step.accept_by),
        serves=_("để {whom} tiếp nhận tin").format(whom=whom),
        haste=Haste.LATE if at >= step.accept_by else _haste(report),
        share=_share(step.sent_at, step.accept_by, at),
        began=_("chuyển lúc {when}").format(when=format_datetime(step.sent_at)),
        rule=_(setting.source),
        ends=_("hạn {when}").format(when=_due(at, step.accept_by)),
    )


def emergency_clock(report: HarmReport, at: datetime, rule: Rule) -> Clock | None:
    """The twelve hours; None when they don't run or the report is settled."""
    due = report.emergency_due_at
    if due is None or not report.is_open:
        return None
    begun = report.first_information_at
    return Clock(
        left=time_left(at, due),
        serves=_("để quyết định biện pháp can thiệp khẩn cấp"),
        haste=Haste.LATE if at >= due else Haste.DANGER,
        share=_share(begun, due, at),
        began=_("nhận tin lần đầu lúc {when}").format(when=format_datetime(begun)),
        rule=(
            Link(
                f"{rule.reference} {_('Nghị định')} {rule.document}",
                reverse("statutes:definition", args=["procedure", "ho_tro_can_thiep"]),
            ),
        ),
        ends=_("hạn {when}, {n} giờ liên tục kể cả đêm và ngày nghỉ").format(when=_due(at, due), n=rule.hours),
    )


def _haste(report: HarmReport) -> Haste:
    return Haste.DANGER if report.is_emergency else Haste.CALM


def _due(at: datetime, due: datetime) -> str:
    """``21:00 hôm nay``."""
    return before_words(at, due).removeprefix(_("trước %(time)s %(day)s").partition("%")[0])


def _share(begun: datetime, due: datetime, at: datetime) -> int:
    whole = (due - begun).total_seconds()
    return max(0, min(100, round((at - begun).total_seconds() * 100 / whole))) if whole > 0 else 100


def ledger_entries(steps: list[HandOver], at: datetime) -> list[TimelineEntry]:
    """Every step with its end, the newest first."""
    return [entry for step in reversed(steps) for entry in _entries(step, at)]


def _entries(step: HandOver, at: datetime) -> Iterator[TimelineEntry]:
    to = step.to_name or in_line(step.to_place.name)
    if step.returned_at is not None:
        reason = str(ReturnReason(step.return_reason).label)
        words = ". ".join(filter(None, (reason, step.return_note)))
        yield _entry(step.returned_at, at, _("Trả lại"), "undo", words, step.returned_by_name)
    if step.passed_at is not None:
        yield _entry(
            step.passed_at, at, _("Chuyển tiếp"), "forward", _("Chưa ai ở {place} tiếp nhận.").format(place=to)
        )
    if step.accepted_at is not None:
        yield _entry(
            step.accepted_at, at, pgettext("report", "Tiếp nhận"), "circle-check", _late(step), step.accepted_by_name
        )
    if step.climbed_at is not None:
        words = _("Quá hạn tiếp nhận: hệ thống gọi người trực, lãnh đạo rồi đến tỉnh.")
        yield _entry(step.climbed_at, at, _("Báo lên"), "alert", words)
    whence = f"{step.from_name}, {in_line(step.from_place.name)}" if step.from_place else step.from_name
    words = ". ".join(filter(None, (_("Đến {place}").format(place=to), step.note)))
    yield _entry(step.sent_at, at, _("Tin đến") if step.step == 1 else _("Chuyển"), "phone-in", words, whence)


def _late(step: HandOver) -> str:
    late = step.accepted_at is not None and step.accepted_at > step.accept_by
    place = in_line(step.to_place.name)
    return _("{place}, sau hạn").format(place=place) if late else _("{place}, trong hạn").format(place=place)


def _entry(when: datetime, at: datetime, kind: str, icon: str, text: Words, who: str = "") -> TimelineEntry:
    return TimelineEntry(
        day=day_words(local_day(at), local_day(when)), time=format_time(when), kind=kind, icon=icon, text=text,
        sources=(who,) if who else (),
    )  # fmt: skip
