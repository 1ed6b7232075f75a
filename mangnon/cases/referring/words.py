"""How referrals are named on screens."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.cases.referring.models import Referral, ReferralState, Shared
from mangnon.lib.dates import format_date, time_left
from mangnon.registry.models import Sex
from mangnon.ui.parts import State, Status

RECEIVED = gettext_lazy("Chuyển gửi đến đơn vị")
STATES = {
    ReferralState.SENT: State.WAITING,
    ReferralState.ACCEPTED: State.DOING,
    ReferralState.DECLINED: State.UNFOUNDED,
    ReferralState.DONE: State.DONE,
    ReferralState.WITHDRAWN: State.PASSED,
}


def referral_status(row: Referral, at: datetime) -> Status:
    """Its state with its mark; an answer that is late stands out."""
    if is_late(row, at):
        return Status(State.LATE, _("Quá hạn trả lời"))
    state = ReferralState(row.state)
    return Status(STATES[state], state.label)


def is_late(row: Referral, at: datetime) -> bool:
    """Whether the answer is past its time."""
    return row.state == ReferralState.SENT and row.answer_by < at


def left_words(row: Referral, at: datetime) -> str:
    """How long there is to answer; empty once it was."""
    return time_left(at, row.answer_by) if row.state == ReferralState.SENT else ""


def who_words(row: Referral) -> str:
    """Which child, as far as the provider was told; nothing any more of one that was withdrawn."""
    if row.state == ReferralState.WITHDRAWN:
        return _("đã rút")
    sex = sex_words(row).lower()
    return ", ".join(filter(None, (row.name, row.age, sex))) or _("chỉ có mã")


def sex_words(row: Referral) -> str:
    """The sex that was sent."""
    return str(Sex(row.sex).label) if row.sex else ""


def shared_words(row: Referral) -> str:
    """What went with it."""
    return ", ".join([_("mã chuyển gửi"), *(str(Shared(one).label) for one in Shared.values if one in row.shared)])


def given_words(row: Referral) -> str:
    """What was given, and when."""
    return f"{format_date(row.given_on)}: {row.given}" if row.given_on else ""


def next_words(row: Referral) -> str:
    """What the provider does next."""
    if row.state == ReferralState.SENT:
        return _("Nhận, hoặc ghi vì sao không nhận")
    return _("Cung cấp, rồi ghi đã làm gì") if row.state == ReferralState.ACCEPTED else ""
