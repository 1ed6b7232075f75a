"""Whether an answer and the register say the same: pure."""

from __future__ import annotations

from itertools import takewhile

from mangnon.lib.dates import PartialDate
from mangnon.lib.names import clean_name, fold_tight
from mangnon.registry.models.verifying import RecheckAnswer
from mangnon.registry.verifying.fields import AskedField

Result = RecheckAnswer.Result
SEPARATOR = "|"
"""Between several values that the register holds at once: any of them is right."""
ERRORS = (Result.SPELLING, Result.DIFFERENT, Result.MISSING)
"""What counts as different."""


def compare(field: AskedField, said: str, held: str) -> str:
    """How an answer compares with the register; both as codes or texts, empty for "nobody knows" and "nothing there".

    Names are equal when they are written alike, and differ in spelling alone when they agree without marks, capitals
    and spaces. Dates are compared as far as both are known, so that "2014" doesn't contradict "7/3/2014".
    """
    if not said:
        return Result.UNKNOWN
    known = held or field.silent
    if not known:
        return Result.MISSING
    if field.kind == "name":
        return _names(said, known)
    if field.kind == "birth":
        return Result.EQUAL if agree(PartialDate.parse(said), PartialDate.parse(known)) else Result.DIFFERENT
    if field.kind == "grade":
        return Result.EQUAL if same_grade(said, known) else Result.DIFFERENT
    return Result.EQUAL if said in known.split(SEPARATOR) else Result.DIFFERENT


def _names(said: str, held: str) -> str:
    one, other = clean_name(said), clean_name(held)
    if one == other:
        return Result.EQUAL
    return Result.SPELLING if fold_tight(one) == fold_tight(other) else Result.DIFFERENT


def agree(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates known in part may be the same day: what both know is equal.

    A date that somebody estimated has a year that may be one off.
    """
    apart = abs(one.year - other.year)
    if one.estimated or other.estimated:
        return apart <= 1
    return (
        apart == 0
        and (None in (one.month, other.month) or one.month == other.month)
        and (None in (one.day, other.day) or one.day == other.day)
    )


def same_grade(one: str, other: str) -> bool:
    """``Lớp 3A``, ``3 a`` and ``03A`` are one class; ``3`` says nothing about the letter and agrees with each."""
    (number, letter), (known, kept) = grade_of(one), grade_of(other)
    return number == known and (not letter or not kept or letter == kept)


def grade_of(text: str) -> tuple[str, str]:
    """Number and letter of a class: ``("3", "a")``."""
    plain = fold_tight(text).removeprefix("lop").lstrip("0")
    number = "".join(takewhile(str.isdecimal, plain))
    return number, plain.removeprefix(number)
