"""Rounds, sheets and answers in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mangnon.lib.dates import PartialDate, format_date
from mangnon.lib.names import fold
from mangnon.lib.numbers import format_decimal, format_int, format_percent
from mangnon.lib.refusal import Text
from mangnon.places.models import Hamlet
from mangnon.registry.models import Nameless, Recheck, RecheckAnswer, RecheckRound, Schooling
from mangnon.registry.queries.wording import Wording
from mangnon.registry.verifying.comparing import SEPARATOR
from mangnon.registry.verifying.fields import MET, YES, AskedField, Rules
from mangnon.registry.verifying.rates import Rate
from mangnon.ui.parts import State, Status

SHADES = {
    Recheck.State.DRAWN: State.TODO,
    Recheck.State.ASSIGNED: State.DOING,
    Recheck.State.SENT: State.WAITING,
    Recheck.State.DONE: State.DONE,
}


def plain_name(full_name: str | None) -> str:
    """A name without its marks, in capitals: enough to find the child, and the spelling stays to be checked."""
    return fold(full_name or "").upper() or _("chưa có tên")


def child_name(row: Any) -> Text:
    """The name of a sheet's child; said in words where the record lies elsewhere today or has no name."""
    if row.child_name is None:
        return _("Hồ sơ nay ở nơi khác")
    return str(row.child_name) or Nameless(row.child_nameless).label


def round_status(one: RecheckRound, today: date) -> Status:
    """Open, past its last day, or closed."""
    if one.closed_at is not None:
        return Status(State.DONE, _("Đã đóng"))
    if one.due_on < today:
        return Status(State.LATE, _("Quá hạn {day}").format(day=format_date(one.due_on)))
    return Status(State.DOING, _("Đang làm"))


def sheet_status(row: Any) -> Status:
    """How far a sheet is; not met says why."""
    state = Recheck.State(row.state)
    if state is Recheck.State.DONE and row.outcome not in ("", Recheck.Outcome.MET):
        return Status(State.UNFOUNDED, str(Recheck.Outcome(row.outcome).label))
    return Status(SHADES[state], str(state.label))


def size_words(one: RecheckRound) -> str:
    """``30 trẻ mỗi xã, phường; hoàn cảnh đặc biệt rút riêng 10 trẻ``."""
    percent = one.measure == RecheckRound.Measure.PERCENT

    def said(size: int) -> str:
        return f"{size}%" if percent else _("{n} trẻ").format(n=format_int(size))

    words = _("{size} mỗi xã, phường").format(size=said(one.size))
    if not one.special_size:
        return words
    return words + _("; trẻ có hoàn cảnh đặc biệt rút riêng {size}").format(size=said(one.special_size))


def rate_words(rate: Rate) -> str:
    """``7,5%``; a dash where nothing was counted."""
    return "–" if rate.share is None else format_percent(100 * rate.share)


def interval_words(rate: Rate) -> str:
    """``2,6-19,9``: both ends in per cent."""
    ends = rate.interval
    return "–" if ends is None else "-".join(format_decimal(100 * end) for end in ends)


class AnswerWords:
    """What codes of answers mean today."""

    def __init__(self, words: Wording, rules: Rules) -> None:
        self.words, self.rules = words, rules

    def label(self, code: str) -> str:
        """The name of a field."""
        field = self.rules.field(code)
        return field.label if field else _("Có trẻ này ở đây") if code == MET else code

    def value(self, code: str, value: str) -> str:
        """An answer or what the register holds, as people read it; empty stays empty."""
        if not value:
            return ""
        field = self.rules.field(code)
        if field is None:
            return _("có") if value == YES else str(Recheck.Outcome(value).label)
        return ", ".join(self._one(field, one) for one in value.split(SEPARATOR))

    def _one(self, field: AskedField, value: str) -> str:
        if field.kind == "code":
            return self.words.word(field.list, value)
        if field.kind == "yesno":
            return _("có") if value == YES else _("không")
        if field.kind == "school":
            return str(Schooling.Status(value).label)
        if field.kind == "birth":
            return str(PartialDate.parse(value))
        return self._hamlets.get(value, value) if field.kind == "hamlet" else value

    @cached_property
    def _hamlets(self) -> dict[str, str]:
        return {}

    def know(self, answers: list[RecheckAnswer]) -> None:
        """Read the names of the hamlets that some answers speak of, at once."""
        codes = {one.code for one in self.rules.fields if one.kind == "hamlet"}
        spoken = {value for one in answers if one.field in codes for value in (one.said, one.held) if value}
        found = Hamlet.objects.filter(pk__in=[int(one) for one in spoken]).values_list("pk", "name") if spoken else ()
        self._hamlets.update({str(pk): name for pk, name in found})
