"""Reckons the expressions of a definition (``statutes.expressions``) with three truths: true, false, not known.

The rules, which ``data/expressions.json`` holds as a table for every evaluator there will be:

* An unanswered field makes every comparison with it false; alone it is false; ``count`` of it is 0.
* *Unknown* and *refused* are answers: a comparison with one is not known (None), and so is ``count`` of it.
* Dates known in part, and what is counted from them, are spans: what holds for all of the span is true, for none
  false, else not known.
* ``and``, ``or``, ``not`` as Kleene has them. ``in`` on a choice of several: whether any of them is in the list.
* A text beside a date is read as one (``'2025-07-01'``), since the language has no dates of its own.
* Only like is compared with like; anything else is a mistake of the definition (``WrongKinds``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, TypeAlias

from mangnon.lib.dates import PartialDate
from mangnon.lib.refusal import Refusal
from mangnon.statutes.expressions import Call, Expression, Literal, Name, Operation, Several, WrongExpression, parse

LONGEST = 1_000
"""Characters of an expression."""
DEEPEST = 16
"""Levels of its tree."""


class Doubt(Enum):
    """What stands in the place of a value."""

    ABSENT = "absent"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Span:
    """A number known only by its bounds: years or days from a date known in part."""

    least: Decimal
    most: Decimal


Value: TypeAlias = "str | Decimal | Span | bool | PartialDate | tuple[object, ...] | Doubt"
Truth: TypeAlias = "bool | None"


class WrongKinds(ValueError):
    """Unlike things are compared, or a function gets what it can't take; ``args[0]`` says which."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The answers by key, and the day on which the form is filled in."""

    answers: Mapping[str, Value]
    today: date

    def of(self, key: str) -> Value:
        """The answer under a key."""
        return self.answers.get(key, Doubt.ABSENT)


@lru_cache(maxsize=1_000)
def compiled(text: str) -> Expression:
    """The tree of an expression, within the limits. Raises WrongExpression."""
    if len(text) > LONGEST:
        raise WrongExpression(text[:20])
    tree = parse(text)
    if _depth(tree) > DEEPEST:
        raise WrongExpression(text[:20])
    return tree


def _depth(tree: Expression) -> int:
    if isinstance(tree, Name | Literal):
        return 1
    return 1 + max((_depth(one) for one in tree.values), default=0)


def reckon(text: str, facts: Facts) -> Truth:
    """True, false or not known (None). Raises WrongExpression, WrongKinds."""
    return _truth(_value(compiled(text), facts))


def _truth(value: Value) -> Truth:
    if isinstance(value, bool):
        return value
    if isinstance(value, Doubt):
        return False if value is Doubt.ABSENT else None
    raise WrongKinds(_named(value))


def _of(truth: Truth) -> Value:
    return Doubt.UNKNOWN if truth is None else truth


def _value(tree: Expression, facts: Facts) -> Value:
    if isinstance(tree, Name):
        return facts.of(tree.key)
    if isinstance(tree, Literal):
        return tree.value
    if isinstance(tree, Call):
        return CALLED[tree.name](facts, *(_value(one, facts) for one in tree.values))
    if isinstance(tree, Operation):
        return _of(_operation(tree, facts))
    raise WrongKinds("[…]")


def _operation(tree: Operation, facts: Facts) -> Truth:
    if tree.sign in ("and", "or"):
        return _joined(tree.sign == "or", [_truth(_value(one, facts)) for one in tree.values])
    if tree.sign == "not":
        inside = _truth(_value(tree.values[0], facts))
        return None if inside is None else not inside
    left = _value(tree.values[0], facts)
    if tree.sign == "in":
        return _inside(left, tree.values[1], facts)
    return _compared(tree.sign, left, _value(tree.values[1], facts))


def _joined(decides: bool, truths: list[Truth]) -> Truth:  # noqa: FBT001 - the truth that settles it
    """``or`` (a true one decides) and ``and`` (a false one decides)."""
    if decides in truths:
        return decides
    return None if None in truths else not decides


def _inside(left: Value, listed: Expression, facts: Facts) -> Truth:
    if not isinstance(listed, Several):
        raise WrongKinds("in")
    if left is Doubt.ABSENT:
        return False
    chosen = left if isinstance(left, tuple) else (left,)
    against = [_value(one, facts) for one in listed.values]
    return _joined(True, [_compared("=", one, other) for one in chosen for other in against])  # type: ignore[arg-type]  # noqa: FBT003 - chosen codes are texts


def _compared(sign: str, left: Value, right: Value) -> Truth:
    if Doubt.ABSENT in (left, right):
        return False
    if isinstance(left, Doubt) or isinstance(right, Doubt):
        return None
    left, right = _as_dates(left, right)
    one, other = _bounds(left), _bounds(right)
    if one and other and type(one[0]) is type(other[0]):
        return SPANS[sign](*one, *other)
    if type(left) is type(right) and isinstance(left, str | bool) and sign in ("=", "!="):
        return (left == right) is (sign == "=")
    raise WrongKinds(f"{_named(left)} {sign} {_named(right)}")


def _bounds(value: Value) -> tuple[Any, Any] | None:
    """The least and the most of what has an order: a number, a date."""
    if isinstance(value, Decimal):
        return value, value
    if isinstance(value, Span):
        return value.least, value.most
    return (value.earliest(), value.latest()) if isinstance(value, PartialDate) else None


def _as_dates(left: Value, right: Value) -> tuple[Value, Value]:
    if isinstance(left, PartialDate) and isinstance(right, str):
        return left, _dated(right)
    if isinstance(right, PartialDate) and isinstance(left, str):
        return _dated(left), right
    return left, right


def _dated(text: str) -> Value:
    try:
        return PartialDate.parse(text)
    except Refusal as trouble:
        raise WrongKinds(f"'{text}'") from trouble


def _before(a1: Any, a2: Any, b1: Any, b2: Any) -> Truth:
    """Whether a < b: surely when its last is before b's first, surely not when its first isn't before b's last."""
    return True if a2 < b1 else False if a1 >= b2 else None


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _same(a1: Any, a2: Any, b1: Any, b2: Any) -> Truth:
    if a2 < b1 or b2 < a1:
        return False
    return True if a1 == a2 == b1 == b2 else None


SPANS: dict[str, Callable[[Any, Any, Any, Any], Truth]] = {
    "=": _same,
    "!=": lambda a1, a2, b1, b2: _not(_same(a1, a2, b1, b2)),
    "<": _before,
    ">": lambda a1, a2, b1, b2: _before(b1, b2, a1, a2),
    "<=": lambda a1, a2, b1, b2: _not(_before(b1, b2, a1, a2)),
    ">=": lambda a1, a2, b1, b2: _not(_before(a1, a2, b1, b2)),
}


def _known(_facts: Facts, value: Value) -> Value:
    return not isinstance(value, Doubt)


def _count(_facts: Facts, value: Value) -> Value:
    if isinstance(value, Doubt):
        return Decimal(0) if value is Doubt.ABSENT else Doubt.UNKNOWN
    if not isinstance(value, tuple):
        raise WrongKinds(f"count({_named(value)})")
    return Decimal(len(value))


def _today(facts: Facts) -> Value:
    return PartialDate.of(facts.today)


def _between(name: str, reckoned: Callable[[date, date], int]) -> Callable[..., Value]:
    def between(_facts: Facts, start: Value, end: Value) -> Value:
        if isinstance(start, Doubt) or isinstance(end, Doubt):
            return Doubt.ABSENT if Doubt.ABSENT in (start, end) else Doubt.UNKNOWN
        first, last = (_dated(one) if isinstance(one, str) else one for one in (start, end))
        if not (isinstance(first, PartialDate) and isinstance(last, PartialDate)):
            raise WrongKinds(f"{name}({_named(start)}, {_named(end)})")
        least, most = reckoned(first.latest(), last.earliest()), reckoned(first.earliest(), last.latest())
        return Span(Decimal(least), Decimal(most))

    return between


def _days(first: date, last: date) -> int:
    return (last - first).days


def _years(first: date, last: date) -> int:
    """Full years; below zero when the second date comes first."""
    if last < first:
        return -_years(last, first)
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


CALLED: dict[str, Callable[..., Value]] = {
    "known": _known,
    "count": _count,
    "today": _today,
    "days": _between("days", _days),
    "years": _between("years", _years),
}


def _named(value: Value) -> str:
    names = {str: "text", Decimal: "number", Span: "number", bool: "truth", PartialDate: "date", tuple: "list"}
    return next((name for kind, name in names.items() if type(value) is kind), "nothing")
