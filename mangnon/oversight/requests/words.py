"""Requests in words: status, clock, steps, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import day_words, format_date, format_datetime, format_time, local_day, time_left
from mangnon.lib.refusal import Text
from mangnon.oversight.requests.definitions import RequestKind
from mangnon.oversight.requests.models import RequestStep, RightsRequest, Step
from mangnon.oversight.requests.queries import kind_of
from mangnon.oversight.requests.rules import Stage, blocked_by_conflict, running_due, stage_of, waits_for_second
from mangnon.ui.parts import Clock, Haste, Reach, State, Status, Strong, TimelineEntry
from mangnon.ui.parts import Stage as Bar

SOON = timedelta(days=2)
STAGE_NAMES: Mapping[str, Text] = {
    Stage.RECEIVED: gettext_lazy("chờ trả lời"),
    Stage.ACCEPTED: gettext_lazy("đang thực hiện"),
    Stage.REFUSED: gettext_lazy("đã từ chối, chờ báo"),
    Stage.FULFILLED: gettext_lazy("đã thực hiện, chờ kết thúc"),
    Stage.CLOSED: gettext_lazy("đã kết thúc"),
}
_ICONS: Mapping[str, str] = {
    Step.RECEIVED: "mail",
    Step.IDENTIFIED: "search",
    Step.FLAGGED: "alert",
    Step.REDIRECTED: "forward",
    Step.ANSWERED: "edit",
    Step.EXTENDED: "clock",
    Step.APPROVED: "circle-check",
    Step.FULFILLED: "circle-check",
    Step.CLOSED: "lock",
    Step.MOVED: "calendar",
}


def name_of(kind: RequestKind) -> str:
    """What is asked for, in the reader's language."""
    return _(kind.name)


def status_of(one: RightsRequest, at: datetime) -> Status:
    """How it stands, with the time left while a clock runs."""
    due, stage = running_due(one), stage_of(one)
    if due is None:
        state = State.DONE if stage is Stage.CLOSED else State.WAITING
        said = str(STAGE_NAMES[stage])
        return Status(state, said[:1].upper() + said[1:])
    if due < at:
        return Status(State.LATE, time_left(at, due))
    return Status(State.DUE if due - at <= SOON else State.DOING, time_left(at, due))


def next_act(one: RightsRequest) -> str:
    """What comes next, as the worklist says it."""
    stage = stage_of(one)
    if blocked_by_conflict(one) and stage in (Stage.RECEIVED, Stage.ACCEPTED):
        return _("Chuyển sang người đại diện khác")
    if stage is Stage.RECEIVED:
        return _("Trả lời: chấp nhận hoặc từ chối") if one.identity else _("Kiểm tra người yêu cầu là ai, rồi trả lời")
    if stage is Stage.ACCEPTED:
        return _("Người thứ hai duyệt xóa") if waits_for_second(one, kind_of(one)) else _("Thực hiện yêu cầu")
    return _("Báo cho người yêu cầu rồi kết thúc")


def clock_of(one: RightsRequest, at: datetime) -> Clock | None:
    """The running clock in words: what it serves, from when, by which law, until when."""
    due = running_due(one)
    if due is None:
        return None
    kind = kind_of(one)
    answering = stage_of(one) is Stage.RECEIVED
    term = kind.answer if answering else kind.extension if one.extended_from else kind.fulfil
    start = one.extended_from if one.extended_from and not answering else one.received_at
    serves = _("để trả lời người yêu cầu") if answering else _("để thực hiện yêu cầu")
    whole = (due - start).total_seconds() or 1
    return Clock(
        left=time_left(at, due),
        serves=(f"{serves}. ", _("Việc tiếp theo:"), " ", Strong(next_act(one))),
        haste=Haste.LATE if due < at else Haste.CALM,
        share=max(0, min(100, round((at - start).total_seconds() * 100 / whole))),
        began=_("từ {when}").format(when=format_date(local_day(start))),
        rule=term.short(),
        ends=_("hạn hết {when}").format(when=format_date(local_day(due))),
    )


def bar_of(one: RightsRequest) -> list[Bar]:
    """The stages, as the bar shows them."""
    refused = one.answer == "refused"
    done = [
        (_("Tiếp nhận"), True, format_date(local_day(one.received_at))),
        (_("Trả lời"), one.answered_at is not None, _day(one.answered_at)),
        *(() if refused else ((_("Thực hiện"), one.fulfilled_at is not None, _day(one.fulfilled_at)),)),
        (_("Kết thúc"), one.closed_at is not None, _day(one.closed_at)),
    ]
    bars, now = [], True
    for label, passed, when in done:
        reach = Reach.DONE if passed else Reach.NOW if now else Reach.AHEAD
        now = now and passed
        bars.append(Bar(label, reach, when if passed else _("đang ở đây") if reach is Reach.NOW else ""))
    return bars


def _day(moment: datetime | None) -> str:
    return format_date(local_day(moment)) if moment else ""


def entry_of(step: RequestStep, at: datetime) -> TimelineEntry:
    """A step in the timeline."""
    sources = [step.by_name or _("Hệ thống")]
    if step.late_why:
        sources.append(_("Trễ vì: {why}").format(why=step.late_why))
    return TimelineEntry(
        day=day_words(local_day(at), local_day(step.at)),
        time=format_time(step.at),
        kind=str(Step(step.what).label),
        icon=_ICONS[step.what],
        text=step.words,
        sources=tuple(sources),
    )


def received_words(one: RightsRequest) -> str:
    """When it came in and, when that was told later, when it was written down."""
    came, wrote = local_day(one.received_at), local_day(one.recorded_at)
    if came == wrote:
        return format_datetime(one.recorded_at)
    return _("{came}, ghi vào hệ thống {wrote}").format(came=format_date(came), wrote=format_datetime(one.recorded_at))
