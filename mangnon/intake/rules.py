"""Pure rules of intake: how urgent a report is and why, whether it may be accepted, what is still missing.

Who told it, and whether they gave a name, is no input of any rule here: anonymity never lowers anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from mangnon.intake.models import Danger, Tie, Urgency
from mangnon.lib.dates import PartialDate, age_on
from mangnon.lib.refusal import Text

SIGNS: dict[str, Text] = {
    "life": _("Bị đe dọa tính mạng, hoặc có ý định tự hại"),
    "injured": _("Bị thương, ốm nặng hoặc ngất"),
    "alone": _("Bị bỏ một mình, không ai chăm sóc"),
    "held": _("Bị giam giữ, bị đưa đi không rõ nơi"),
    "again": _("Đã xảy ra nhiều lần"),
}
"""What whoever listens can tick: code → words."""
YOUNG_UNTIL = 6
"""Full years; younger children can't call for help themselves. A threshold of the house, no law."""
SERIOUS = frozenset({"XHTD", "MB"})
"""Forms of abuse that harm life, health or dignity seriously: sexual abuse, trafficking."""
ABANDONED = "BR"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a report says, as far as urgency is concerned. ``age`` is the youngest child's, in full years."""

    danger: str = Danger.UNKNOWN
    harms: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()
    near: bool = False
    age: int | None = None
    reports: int = 1
    """How many reports tell of the same event."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the table of urgency: when it holds, how urgent it makes a report, in which words, by which rule."""

    code: str
    urgency: Urgency
    holds: Callable[[Facts], bool]
    text: Text
    basis: Text = ""


LAW = _("Khoản 1 Điều 31 Nghị định 56/2017/NĐ-CP")
HOUSE = _("Mức do đơn vị đặt")
LAW_AND_HOUSE = _("Khoản 1 Điều 31 Nghị định 56/2017/NĐ-CP; tuổi là mức do đơn vị đặt")
REASONS: tuple[Reason, ...] = (
    Reason("danger", Urgency.EMERGENCY, lambda f: f.danger == Danger.YES, _("Trẻ đang gặp nguy hiểm"), LAW),
    Reason("life", Urgency.EMERGENCY, lambda f: "life" in f.signs, SIGNS["life"], LAW),
    Reason("injured", Urgency.EMERGENCY, lambda f: "injured" in f.signs, SIGNS["injured"], LAW),
    Reason("held", Urgency.EMERGENCY, lambda f: "held" in f.signs, SIGNS["held"], LAW),
    Reason(
        "carer", Urgency.EMERGENCY, lambda f: bool(f.ties & Tie.carers()),
        _("Người bị cho là gây tổn hại là cha, mẹ hoặc người chăm sóc trẻ"), LAW,
    ),
    Reason(
        "serious", Urgency.EMERGENCY, lambda f: bool(f.harms & SERIOUS),
        _("Có dấu hiệu xâm hại tình dục hoặc mua bán"), LAW,
    ),
    Reason(
        "young_alone", Urgency.EMERGENCY,
        lambda f: f.age is not None and f.age < YOUNG_UNTIL and ("alone" in f.signs or ABANDONED in f.harms),
        _("Trẻ dưới 6 tuổi bị bỏ một mình, bỏ rơi"), LAW_AND_HOUSE,
    ),
    Reason("alone", Urgency.PROMPT, lambda f: "alone" in f.signs, SIGNS["alone"], HOUSE),
    Reason(
        "unknown", Urgency.PROMPT, lambda f: f.danger == Danger.UNKNOWN, _("Chưa rõ trẻ có đang an toàn không"), HOUSE
    ),
    Reason("near", Urgency.PROMPT, lambda f: f.near, _("Người bị cho là gây tổn hại đang ở gần trẻ"), HOUSE),
    Reason("harm", Urgency.PROMPT, lambda f: bool(f.harms - {"KHAC"}), _("Có dấu hiệu xâm hại"), HOUSE),
    Reason(
        "young", Urgency.PROMPT, lambda f: f.age is not None and f.age < YOUNG_UNTIL, _("Trẻ dưới 6 tuổi"), HOUSE
    ),
    Reason("again", Urgency.PROMPT, lambda f: "again" in f.signs, SIGNS["again"], HOUSE),
    Reason("several", Urgency.PROMPT, lambda f: f.reports > 1, _("Nhiều người cùng báo một việc"), HOUSE),
)  # fmt: skip
"""The whole table; a report is as urgent as the most urgent line that holds."""
BY_CODE = {reason.code: reason for reason in REASONS}
ORDER = (Urgency.ORDINARY, Urgency.PROMPT, Urgency.EMERGENCY)


@dataclass(frozen=True, slots=True)
class Triage:
    """How urgent, and the codes of every line that holds, the most urgent first."""

    urgency: Urgency
    reasons: tuple[str, ...]


def triage(facts: Facts) -> Triage:
    """Reckon the urgency of a report."""
    held = [reason for reason in REASONS if reason.holds(facts)]
    urgency = max((reason.urgency for reason in held), key=ORDER.index, default=Urgency.ORDINARY)
    return Triage(urgency, tuple(reason.code for reason in held))


def youngest(births: Iterable[PartialDate], on: date) -> int | None:
    """Full years of the youngest child on a day, in doubt the younger age; None when no birth is known."""
    ages = [age_on(min(birth.latest(), on), on) for birth in births if birth.earliest() <= on]
    return min(ages, default=None)


def never_lower(before: Triage, now: Triage) -> Triage:
    """What is learnt later raises the urgency and never lowers it by itself: a person concludes that on form 02."""
    if ORDER.index(before.urgency) <= ORDER.index(now.urgency):
        return now
    kept = tuple(code for code in before.reasons if code in BY_CODE and BY_CODE[code].urgency == before.urgency)
    return Triage(before.urgency, kept + tuple(code for code in now.reasons if code not in kept))


def emergency_due(urgency: str, first_information_at: datetime, hours: int) -> datetime | None:
    """The end of the emergency track, in clock hours: nights, weekends and Tết included; None without one."""
    return first_information_at + timedelta(hours=hours) if urgency == Urgency.EMERGENCY else None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a report, for the list of what is missing."""

    where: bool = False
    when: bool = False
    harms: bool = False
    danger: bool = False
    child: bool = False
    age: bool = False
    suspects: bool = False


MISSING: tuple[tuple[str, Text], ...] = (
    ("danger", _("trẻ có đang an toàn không")),
    ("where", _("xảy ra ở xã nào")),
    ("child", _("trẻ là ai")),
    ("age", _("tuổi của trẻ")),
    ("harms", _("hình thức gây tổn hại")),
    ("suspects", _("ai bị cho là gây ra")),
    ("when", _("xảy ra lúc nào")),
)
"""What is asked next, the most pressing first."""


def missing(known: Known) -> tuple[Text, ...]:
    """What nobody has written down yet, in the order in which it should be asked."""
    return tuple(words for name, words in MISSING if not getattr(known, name))


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's turn of duty, ``[start, end)``."""

    start: datetime
    end: datetime
    out: bool = False
    """Whether this person can't be reached then: away or disabled."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without anybody on duty, ``[start, end)``; ``out`` when there is a turn, but its person is away."""

    start: datetime
    end: datetime
    out: bool = False


def gaps(turns: Iterable[Turn], start: datetime, end: datetime) -> list[Gap]:
    """The times in ``[start, end)`` for which nobody who can be reached is on duty."""
    here = sorted((one for one in turns if not one.out), key=lambda one: one.start)
    found, reached = [], start
    for one in here:
        if one.end <= reached:
            continue
        if one.start >= end:
            break
        if one.start > reached:
            found.append((reached, one.start))
        reached = max(reached, one.end)
    if reached < end:
        found.append((reached, end))
    away = [one for one in turns if one.out]
    return [Gap(a, b, any(one.start < b and a < one.end for one in away)) for a, b in found]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two reports have in common."""

    same_reference: bool = False
    same_child: bool = False
    same_name: bool = False
    same_place: bool = False
    same_harm: bool = False
    days_apart: int = 99

    @property
    def score(self) -> int:
        """How likely it is one event: 6 and more is shown as likely, 5 as possible."""
        close = 2 if self.days_apart <= 1 else 1 if self.days_apart <= 7 else 0
        return (
            6 * self.same_reference + 4 * self.same_child + 3 * self.same_name + 2 * self.same_place
            + self.same_harm + close
        )  # fmt: skip


LIKELY, POSSIBLE = 6, 5
