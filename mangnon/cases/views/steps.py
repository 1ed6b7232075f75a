"""Stage bar, clock and checklist of a case: what is due, by when in words, why, the next act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.cases.models import Case, CaseState
from mangnon.cases.queries.next import Next
from mangnon.cases.queries.progress import Deadline, Progress, StepAt, nearest
from mangnon.cases.queries.story import LATER
from mangnon.cases.queries.words import due_words, step_name, term_words
from mangnon.cases.rules.deadlines import SEPARATION, Standing
from mangnon.cases.rules.machine import machine
from mangnon.lib.dates import day_words, format_datetime, local_day, time_left
from mangnon.ui.parts import Act, Check, Clock, Haste, Link, Reach, Stage, Words

INTAKE = "S1_INTAKE"
OWN_ACTS = {
    "S3_INITIAL_ASSESSMENT", "S4_EMERGENCY", "S5_SPECIFIC_ASSESSMENT", "S6_MEETING", "S7_PLAN_DRAFT", "S8_APPROVAL",
    "S9_IMPLEMENT", "S10_REVIEW", "S11_CLOSE_OR_CONTINUE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepsShown:
    """The three of one case at a moment."""

    case: Case
    found: Progress
    at: datetime
    next: Next
    may: Callable[[str], bool]

    @property
    def main(self) -> Act | None:
        """The next legal act as a button, for those who may."""
        one, pk = self.next, self.case.pk
        if not self.may(one.right):
            return None
        if one.form:
            return Act(one.label, reverse("papers:fill", args=["cases.case", pk, one.form]), "clipboard")
        return Act(one.label, reverse(f"cases:{one.view}", args=[pk, *one.args]), "clipboard", post=one.post)

    def stages(self) -> tuple[Stage, ...]:
        """Where the case stands, stage by stage."""
        order = [INTAKE, *dict.fromkeys(machine().stages.values())]
        now = machine().stages.get(self.case.state, order[-1] if not self.case.is_open else "S5_SPECIFIC_ASSESSMENT")
        here = order.index(now) if self.case.is_open else len(order)
        return tuple(self._stage(code, n, here) for n, code in enumerate(order))

    def _stage(self, code: str, n: int, here: int) -> Stage:
        row = self.found.at(code)
        reach = Reach.DONE if n < here else Reach.NOW if n == here else Reach.AHEAD
        note = _("đang ở đây") if reach is Reach.NOW else ""
        if reach is Reach.DONE and row is not None and row.row.done_at is not None:
            note = _short(day_words(local_day(self.at), local_day(row.row.done_at)), self.at)
        return Stage(short_names().get(code, code), reach, note)

    def clock(self) -> Clock | None:
        """What runs out first, and the next act; without a deadline the act alone."""
        found = nearest(self.found) if self.case.is_open else None
        if found is None:
            if self.main is None and self.case.is_open:
                return None
            return Clock(left=CaseState(self.case.state).label, serves=self._serves_state(), act=self.main)
        late = found.due_at <= self.at
        danger = self.case.emergency and not late
        start = found.start or self.case.first_information_at
        return Clock(
            left=time_left(self.at, found.due_at),
            serves=self._serves(found),
            haste=Haste.LATE if late else Haste.DANGER if danger else Haste.CALM,
            share=_share(start, found.due_at, self.at),
            began=format_datetime(start),
            rule=self._why(found),
            ends=_("hạn {due}").format(due=format_datetime(found.due_at)),
            act=self.main,
            act_note="" if self.main else self._waits(),
        )

    def _serves(self, found: Deadline) -> Words:
        name = step_name(self.found.by_code, found.code)
        if self.main is None:
            return f"{name}. {self._waits()}"
        return name

    def _serves_state(self) -> str:
        if not self.case.is_open:
            return _("Hồ sơ đã kết thúc ngày {day}.").format(
                day=format_datetime(self.case.ended_at) if self.case.ended_at else ""
            )
        return _("Việc kế tiếp: {act}").format(act=str(self.next.label).lower())

    def _waits(self) -> str:
        who = _("người có quyền quyết định") if "approve" in self.next.right else self.case.holder_name
        told = _("Đang chờ {who}: {act}.") if who else _("Chưa ai phụ trách: {act}.")
        return told.format(who=who, act=str(self.next.label).lower())

    def _why(self, found: Deadline) -> Words:
        url = f"{reverse('statutes:definition', args=['procedure', self.case.procedure])}"
        link = Link(_("Vì sao?"), f"{url}?ban={self.case.procedure_version}")
        if found.code == SEPARATION or found.row is None:
            track = self.found.procedure.emergency
            return (_("nhiều nhất {n} ngày").format(n=track.most_days) if track else "", " ", link)
        return (term_words(found.row), " ", link)

    def checks(self) -> tuple[Check, ...]:
        """Every step of the procedure that matters now."""
        return tuple(self._check(one) for one in self.found.steps)

    def _check(self, one: StepAt) -> Check:
        done = one.standing in (Standing.DONE, Standing.DONE_LATE, Standing.NOT_NEEDED)
        row = one.row
        by = ", ".join(filter(None, (row.done_by_name, format_datetime(row.done_at) if row.done_at else "")))
        return Check(
            text=step_name(self.found.by_code, one.step.code), done=done, note=self._note(one),
            by=by if done else "", now=not done and one.step.code == self._current(), act=self._act(one),
        )  # fmt: skip

    def _note(self, one: StepAt) -> str:
        row, reference = one.row, one.step.reference
        if one.standing is Standing.NOT_NEEDED:
            return _("Không cần trong vụ việc này")
        if one.standing is Standing.DONE_LATE and row.due_at:
            return _("Xong sau hạn {due}: {why}").format(due=format_datetime(row.due_at), why=row.late_reason)
        if row.done_at is not None:
            if row.recorded_at is None or (row.recorded_at - row.done_at).total_seconds() <= LATER:
                return ""
            return _("ghi lúc {moment}").format(moment=format_datetime(row.recorded_at))
        if row.due_at is None:
            return _("ngay · {law}").format(law=reference) if one.standing is Standing.AT_ONCE else reference
        late = f" · {_('Lý do chậm: {why}').format(why=row.late_reason)}" if row.late_reason else ""
        return f"{due_words(self.at, row.due_at)} · {reference}{late}"

    def _act(self, one: StepAt) -> Act | None:
        pk, code = self.case.pk, one.step.code
        if not self.case.is_open or one.row.done_at is not None or one.row.not_needed:
            return None
        unsaid = one.standing is Standing.OVERDUE and not one.row.late_reason and not one.row.derived
        if unsaid and self.may("cases.late.explain"):
            return Act(_("Ghi lý do"), reverse("cases:explain_late", args=[pk, code]))
        if code not in OWN_ACTS and self.may("cases.steps.record"):
            return Act(_("Ghi đã làm"), reverse("cases:record_step", args=[pk, code]))
        return None

    def _current(self) -> str:
        open_ones = (one.step.code for one in self.found.steps if one.row.done_at is None and not one.row.not_needed)
        return next(open_ones, "")

    def late(self) -> tuple[str, ...]:
        """Steps past their legal time, in words."""
        return tuple(
            f"{step_name(self.found.by_code, one.step.code)}: {due_words(self.at, one.row.due_at)}"
            for one in self.found.overdue
            if one.row.due_at is not None
        )


def short_names() -> dict[str, str]:
    """Short names of the stages."""
    return {
        INTAKE: _("Tiếp nhận"),
        "S3_INITIAL_ASSESSMENT": _("Đánh giá ban đầu"),
        "S5_SPECIFIC_ASSESSMENT": _("Xác minh, đánh giá cụ thể"),
        "S7_PLAN_DRAFT": _("Lập kế hoạch"),
        "S8_APPROVAL": _("Phê duyệt"),
        "S9_IMPLEMENT": _("Thực hiện"),
        "S10_REVIEW": _("Rà soát"),
        "S11_CLOSE_OR_CONTINUE": _("Kết thúc"),
    }


def _short(day: str, at: datetime) -> str:
    """A day of this year without the year: stages are narrow."""
    return day.removesuffix(f"/{local_day(at).year}")


def _share(start: datetime, due_at: datetime, at: datetime) -> int:
    whole = (due_at - start).total_seconds()
    return max(0, min(100, int((at - start).total_seconds() * 100 / whole))) if whole > 0 else 100
