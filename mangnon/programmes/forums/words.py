"""Words of forums."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import format_date
from mangnon.lib.refusal import Text
from mangnon.programmes.forums.models import Done, Forum, ForumAnswer, ForumQuestion, Held
from mangnon.programmes.forums.rules import Check, ForumLaw, Kept, Rule, Stand, Turn, stand
from mangnon.ui.parts import State, Status

FORUMS: Text = gettext_lazy("Diễn đàn trẻ em")
ANSWERS: Text = gettext_lazy("Câu hỏi, kiến nghị của trẻ em")

TRAIT_WORDS: Mapping[str, Text] = {
    "minority": gettext_lazy("dân tộc thiểu số"),
    "disabled": gettext_lazy("khuyết tật"),
    "remote": gettext_lazy("vùng sâu, vùng xa, miền núi, hải đảo"),
    "special": gettext_lazy("hoàn cảnh đặc biệt"),
}
TURNS: Mapping[Turn, tuple[State, Text]] = {
    Turn.HELD: (State.DONE, gettext_lazy("Đã tổ chức")),
    Turn.PLANNED: (State.DOING, gettext_lazy("Đang chuẩn bị")),
    Turn.LAST_YEAR: (State.TODO, gettext_lazy("Năm trước đã có")),
    Turn.OVERDUE: (State.LATE, gettext_lazy("Quá kỳ, chưa có")),
}
STATES: Mapping[str, State] = {Held.PLANNED: State.DOING, Held.HELD: State.DONE, Held.CANCELLED: State.PASSED}
STANDS: Mapping[Stand, tuple[State, Text]] = {
    Stand.LATE: (State.LATE, gettext_lazy("Trễ trả lời")),
    Stand.WAITING: (State.WAITING, gettext_lazy("Chờ trả lời")),
    Stand.UNDONE: (State.DOING, gettext_lazy("Đã trả lời")),
    Stand.DONE: (State.DONE, gettext_lazy("Đã làm")),
}
KEPT: Mapping[Kept, tuple[State, Text]] = {
    Kept.YES: (State.DONE, gettext_lazy("Đúng quy định")),
    Kept.NO: (State.DUE, gettext_lazy("Chưa đúng quy định")),
    Kept.OPEN: (State.TODO, gettext_lazy("Chưa đến lúc")),
}


def capital(text: Text) -> str:
    """With a capital letter."""
    told = str(text)
    return told[:1].upper() + told[1:]


def state_of(forum: Forum) -> Status:
    """How far a forum is."""
    return Status(STATES[forum.state], capital(Held(forum.state).label))


def stand_of(question: ForumQuestion, answer: ForumAnswer | None, today: date) -> Status:
    """How a question stands, with its word; of one answered, what somebody found."""
    how = stand(answered=answer is not None, done=answer.done if answer else "", due_on=question.due_on, today=today)
    state, words = STANDS[how]
    if how is Stand.UNDONE and answer is not None and answer.done:
        return Status(State.DUE, _("Đã trả lời, {what}").format(what=Done(answer.done).label))
    return Status(state, words)


def kept_of(check: Check, *, held: bool) -> Status:
    """Whether a rule is kept; what isn't, is late once the forum is over."""
    state, words = KEPT[check.kept]
    return Status(State.LATE if held and check.kept is Kept.NO else state, words)


def asks(check: Check, law: ForumLaw) -> str:
    """What a rule asks."""
    need = check.need
    texts = {
        Rule.LOOK_BACK: _("Kế hoạch rà lại các kiến nghị của diễn đàn trước"),
        Rule.CHILDREN: _("Ít nhất {n} trẻ em").format(n=need),
        Rule.CONSENTS: _("Trẻ tự nguyện, mỗi em có phiếu đồng ý của cha mẹ hoặc người giám hộ"),
        Rule.ADULTS: _("Mỗi người lớn phụ trách nhiều nhất {most} em: ít nhất {n} người").format(
            most=law.children_per_adult, n=need
        ),
        Rule.VOLUNTEERS: _("Tình nguyện viên nhiều nhất 1/{part} số trẻ em: {n} người").format(
            part=law.volunteers_one_in, n=need
        ),
        Rule.GUESTS: _("Khách mời nhiều nhất 1/{part} số trẻ em: {n} người").format(part=law.guests_one_in, n=need),
        Rule.DAYS: _("Ít nhất {n} ngày").format(n=need),
        Rule.REPORT: _("Báo cáo bộ trong {n} ngày sau diễn đàn").format(n=need),
    }
    return texts[check.rule]


def there(check: Check, forum: Forum) -> str:
    """What there is."""
    got = check.got
    if check.rule is Rule.LOOK_BACK:
        return _("đã ghi") if got else _("chưa ghi")
    if check.rule is Rule.CONSENTS:
        return _("{n} phiếu, {children} em").format(n=got, children=check.need)
    if check.rule is Rule.CHILDREN:
        return _("{n} em").format(n=got)
    if check.rule is Rule.DAYS:
        return _("{n} ngày").format(n=got)
    if check.rule is Rule.REPORT:
        on = forum.reported_on
        return _("gửi ngày {day}").format(day=format_date(on)) if on else _("chưa gửi")
    return _("{n} người").format(n=got)


def days_of(forum: Forum) -> str:
    """``ngày 5/6/2026``, or from one day to another."""
    first, last = format_date(forum.starts_on), format_date(forum.ends_on)
    return first if first == last else _("{first} đến {last}").format(first=first, last=last)
