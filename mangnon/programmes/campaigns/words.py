"""Words of campaigns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from mangnon.lib.dates import format_date
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.programmes.campaigns.models import Campaign, Dip, Preparation
from mangnon.programmes.campaigns.occasions import Both, Occasion
from mangnon.programmes.campaigns.queries.campaigns import phase_of, ready_of
from mangnon.programmes.campaigns.rules import Phase, Progress, Reach, Ready
from mangnon.programmes.days import late_by
from mangnon.ui.parts import State, Status

CAMPAIGNS: Text = gettext_lazy("Truyền thông, dịp cao điểm")

PHASES: Mapping[Phase, Text] = {
    Phase.PLANNED: gettext_lazy("Đang chuẩn bị"),
    Phase.RUNNING: gettext_lazy("Đang diễn ra"),
    Phase.OVER: gettext_lazy("Chưa tổng kết"),
    Phase.DONE: gettext_lazy("Đã tổng kết"),
    Phase.DROPPED: gettext_lazy("Thôi không làm"),
}
STATES: Mapping[Phase, State] = {
    Phase.PLANNED: State.WAITING, Phase.RUNNING: State.DOING, Phase.OVER: State.DUE, Phase.DONE: State.DONE,
    Phase.DROPPED: State.PASSED,
}  # fmt: skip


def in_language(words: Both) -> str:
    """In the reader's language."""
    return words.en if get_language() == "en" else words.vi


def phase_status(campaign: Campaign | None, on: date) -> Status:
    """Where it is in a word; not begun without one."""
    if campaign is None:
        return Status(State.TODO, _("Chưa lập"))
    found = phase_of(campaign, on)
    return Status(STATES[found], PHASES[found])


def ready_status(one: Preparation, on: date) -> Status:
    """How something to prepare stands."""
    found = ready_of(one, on)
    if found is Ready.SKIPPED:
        return Status(State.PASSED, _("Không cần làm"))
    if found is Ready.DONE and one.done_on is not None:
        return Status(State.DONE, _("Xong {day}").format(day=format_date(one.done_on)))
    days = (one.due_on - on).days
    if found is Ready.LATE:
        return Status(State.LATE, late_by(-days))
    if days == 0:
        return Status(State.DUE, _("Hạn hôm nay"))
    told = ngettext("Còn {n} ngày", "Còn {n} ngày", days).format(n=days)
    return Status(State.DUE if found is Ready.SOON else State.TODO, told)


def report_status(campaign: Campaign, on: date) -> Status | None:
    """How its report stands; None where no rule wants one."""
    if campaign.report_due is None:
        return None
    if campaign.report_sent_on is not None:
        late = campaign.report_sent_on > campaign.report_due
        told = _("Đã gửi {day}, trễ") if late else _("Đã gửi {day}")
        return Status(State.DONE, told.format(day=format_date(campaign.report_sent_on)))
    if on > campaign.report_due:
        days = (on - campaign.report_due).days
        return Status(State.LATE, late_by(days))
    due = _("Chậm nhất {day}").format(day=format_date(campaign.report_due))
    return Status(State.DUE if campaign.last_on < on else State.TODO, due)


def days_words(first: date, last: date) -> str:
    """``1/6/2026``, or ``1/6 - 30/6/2026`` for some days."""
    if first == last:
        return format_date(first)
    short = f"{first.day}/{first.month}" if first.year == last.year else format_date(first)
    return f"{short} - {format_date(last)}"


def moon_words(occasion: Occasion | None) -> str:
    """``15/8 âm lịch``; nothing for a day of the solar year."""
    if occasion is None or not occasion.lunar:
        return ""
    day, month = occasion.begins
    return _("{day}/{month} âm lịch").format(day=day, month=month)


def prepared_words(found: Progress) -> str:
    """``5 trên 8``, nothing where there is nothing to prepare."""
    if not found.needed:
        return ""
    return _("{n} trên {total}").format(n=format_int(found.done), total=format_int(found.needed))


def reach_words(found: Reach) -> str:
    """``340 lượt người, trong đó 260 lượt trẻ em``."""
    if not found.total:
        return ""
    whole = ngettext("{n} lượt người", "{n} lượt người", found.total).format(n=format_int(found.total))
    if not found.children:
        return whole
    inside = ngettext("trong đó {n} lượt trẻ em", "trong đó {n} lượt trẻ em", found.children)
    return f"{whole}, {inside.format(n=format_int(found.children))}"


def first_title(code: str, year: int) -> str:
    """How a campaign is called before somebody says otherwise; none for those outside of the year's occasions."""
    if code == Dip.OTHER:
        return ""
    return _("{occasion} năm {year}").format(occasion=Dip(code).label, year=year)


def capital(text: object) -> str:
    """With a capital letter."""
    said = str(text)
    return said[:1].upper() + said[1:]
