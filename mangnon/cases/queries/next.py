"""The next act of a case: what the law asks now, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from mangnon.cases.models import Case, CaseState, Plan
from mangnon.cases.queries.progress import Progress
from mangnon.lib.refusal import Text


@dataclass(frozen=True, slots=True)
class Next:
    """An act: its name, the right it needs, the view with further arguments (a form to fill when ``form``)."""

    label: Text
    right: str
    view: str = ""
    args: tuple[str, ...] = ()
    form: str = ""
    post: bool = False


TAKE_ON = Next(_("Nhận phụ trách"), "cases.accept", "accept", post=True)
ALARM = Next(_("Ghi biện pháp khẩn cấp"), "cases.emergency.decide", "emergency")
FILL_02 = Next(_("Điền đánh giá ban đầu"), "cases.assess", form="mau-02")
END_02 = Next(_("Ghi kết luận ban đầu"), "cases.assess", "assess", ("mau-02",))
FILL_03 = Next(_("Điền đánh giá cụ thể"), "cases.assess", form="mau-03")
END_03 = Next(_("Ghi kết luận cụ thể"), "cases.assess", "assess", ("mau-03",))
MEET = Next(_("Ghi biên bản họp"), "cases.meetings.hold", "meeting")
PLAN = Next(_("Soạn kế hoạch"), "cases.plans.draft", "plan")
MEND = Next(_("Sửa kế hoạch"), "cases.plans.draft", "plan")
SUBMIT = Next(_("Trình kế hoạch"), "cases.plans.submit", "submit")
DECIDE = Next(_("Xem, quyết định kế hoạch"), "cases.plans.approve", "decide_plan")
LOG = Next(_("Ghi lần thăm, dịch vụ"), "cases.log", "log")
FILL_06 = Next(_("Điền rà soát"), "cases.review", form="mau-06")
REVIEW = Next(_("Ghi rà soát"), "cases.review", "review")
PROPOSE = Next(_("Đề xuất kết thúc"), "cases.close.propose", "propose_close")
CLOSE = Next(_("Quyết định kết thúc"), "cases.close.approve", "decide_close")
SECOND = Next(_("Xem, kết luận có căn cứ không"), "cases.unfounded.confirm", "decide_unfounded")
REOPEN = Next(_("Mở lại hồ sơ"), "cases.reopen", "reopen")


def next_act(case: Case, found: Progress, *, ended: bool = False) -> Next:
    """What comes next. ``ended``: whether the term of the plan in force is over."""
    if not case.is_open:
        return REOPEN
    if case.accepted_at is None:
        return TAKE_ON
    return _by_state(case, found, ended=ended)


def _by_state(case: Case, found: Progress, *, ended: bool) -> Next:
    if case.state == CaseState.VERIFYING and not found.is_done("S4_EMERGENCY"):
        return ALARM
    after = (REVIEW if "mau-06" in found.forms else FILL_06) if ended else LOG
    return {
        CaseState.ASSESSING: END_02 if "mau-02" in found.forms else FILL_02,
        CaseState.VERIFYING: END_03 if "mau-03" in found.forms else FILL_03,
        CaseState.PLANNING: _of_plan(found),
        CaseState.SUBMITTED: DECIDE,
        CaseState.APPROVED: after,
        CaseState.IMPLEMENTING: after,
        CaseState.REVIEW: PROPOSE if found.reviewed else REVIEW,
        CaseState.CLOSING: CLOSE,
        CaseState.DOUBTED: SECOND,
    }[CaseState(case.state)]


def _of_plan(found: Progress) -> Next:
    if not found.met:
        return MEET
    if found.plan is None or found.plan.state not in (Plan.State.DRAFT, Plan.State.RETURNED):
        return PLAN
    return MEND if found.plan.state == Plan.State.RETURNED else SUBMIT
