"""Words of partners and projects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import format_date
from mangnon.lib.numbers import format_decimal, format_money
from mangnon.lib.refusal import Text
from mangnon.programmes.lists import choices, marked, word
from mangnon.programmes.projects.models import Partner, Project
from mangnon.programmes.projects.rules import Licence, Misfit, Standing, licence_on
from mangnon.ui.parts import State, Status

PROJECTS: Text = gettext_lazy("Dự án")
PARTNERS: Text = gettext_lazy("Đối tác")
MONEY: Text = gettext_lazy("Tiền dự án theo nơi")

STANDINGS: Mapping[Standing, Text] = {
    Standing.COMING: gettext_lazy("Chưa bắt đầu"),
    Standing.RUNNING: gettext_lazy("Đang thực hiện"),
    Standing.ENDED: gettext_lazy("Đã kết thúc"),
    Standing.REPORT_LATE: gettext_lazy("Trễ báo cáo"),
}
STATES: Mapping[Standing, State] = {
    Standing.COMING: State.TODO, Standing.RUNNING: State.DOING, Standing.ENDED: State.PASSED,
    Standing.REPORT_LATE: State.LATE,
}  # fmt: skip
MISFITS: Mapping[Misfit, Text] = {
    Misfit.PLANNED: gettext_lazy("Tiền dự kiến cho các nơi cộng lại lớn hơn tiền cam kết và đối ứng."),
    Misfit.PAID: gettext_lazy("Tiền đã chi cộng lại lớn hơn tiền cam kết và đối ứng."),
    Misfit.PLACE: gettext_lazy("Có nơi đã chi nhiều hơn tiền dự kiến cho nơi đó."),
}
LICENCES: Mapping[Licence, tuple[State, Text]] = {
    Licence.UNASKED: (State.PASSED, gettext_lazy("Chưa ghi")),
    Licence.MISSING: (State.DUE, gettext_lazy("Chưa ghi giấy phép")),
    Licence.ENDED: (State.LATE, gettext_lazy("Hết hạn {day}")),
    Licence.ENDING: (State.DUE, gettext_lazy("Sắp hết hạn {day}")),
    Licence.HOLDS: (State.DONE, gettext_lazy("Còn hạn")),
}


def standing_of(how: Standing) -> Status:
    """Where a project stands."""
    return Status(STATES[how], STANDINGS[how])


def licence_of(one: Partner, today: date) -> Licence:
    """How it stands with the licence of a partner."""
    return licence_on(one.licence, one.licence_until, today, asked=one.kind in marked("projects", "kinds", "licence"))


def licence_status(one: Partner, today: date) -> Status:
    """The same with its word and day."""
    state, words = LICENCES[licence_of(one, today)]
    day = format_date(one.licence_until) if one.licence_until else ""
    return Status(state, str(words).format(day=day))


def kind_of(one: Partner) -> str:
    """Its kind."""
    return word("projects", "kinds", one.kind)


def kinds() -> list[tuple[str, str]]:
    """Every kind."""
    return choices("projects", "kinds")


def pledged_words(one: Project) -> str:
    """What was pledged, in its own money and in đồng."""
    dong = format_money(one.pledged_dong)
    if one.currency == "VND":
        return dong
    told = _("{amount} {currency}, bằng {dong} theo tỷ giá {rate} ngày {day}")
    day = format_date(one.rate_on) if one.rate_on else ""
    amount, rate = plain(one.pledged), plain(one.rate)
    return told.format(amount=amount, currency=one.currency, dong=dong, rate=rate, day=day)


def plain(number: object) -> str:
    """A number without needless decimals; empty for None."""
    if number is None:
        return ""
    return format_decimal(number, 2).removesuffix("0").removesuffix(",0")  # type: ignore[arg-type]  # a Decimal
