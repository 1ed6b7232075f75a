"""What somebody typed into the one box, taken apart: words of a name, birth, numbers, people around the child."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from mangnon.lib.dates import PartialDate
from mangnon.lib.names import clean_name, fold, fold_tight, typing_leftovers
from mangnon.lib.refusal import Refusal
from mangnon.registry.search.sounds import LAST

LONGEST = 200
MOST_WORDS = 12
ENOUGH_LETTERS = 2
"""Fewer letters than these can't find anybody, so nothing is said about whether anybody is there."""
OLDEST = 25
"""Records of people born longer ago than so many years aren't looked for by year."""

_BIRTH = re.compile(r"(?<!\d)(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{4}|\d{4}-\d{1,2}(?:-\d{1,2})?)(?!\d)")
_NUMBER = re.compile(r"(?<![\w/])(?:\+84|\d)(?:[ .\-]?\d){3,13}(?![\w/])")
_YEAR = re.compile(r"(?<![\w/])(?:19|20)\d\d(?![\w/])")
_AGE = re.compile(r"(?<!\w)(\d{1,2}) ?(?:tuổi|tuoi|t)(?!\w)", re.IGNORECASE)
_BORN = re.compile(r"(?<!\w)(?:sinh năm|sinh ngày|sinh|năm|sn|sinh nam|sinh ngay|ns)(?=[ :]*[~0-9])", re.IGNORECASE)
_CODE = re.compile(r"(?<![\w/])(?=[\w.\-/]*\d)(?=[\w.\-/]*[^\W\d_])[\w.\-/]{4,40}(?![\w/])")
_KIN = re.compile(
    r"(?<!\w)(?:con (?:của )?(?:ông|bà|cô|chị|anh)|con của|mẹ là|mẹ|bố là|bố|cha là|chủ hộ|người chăm sóc)(?= )",
    re.IGNORECASE,
)
_KIN_BARE = re.compile(
    r"(?<=[\w,;] )(?:con (?:cua )?(?:ong|ba|co|chi|anh)|con cua|me|bo|cha|chu ho|nguoi cham soc)(?= \w)", re.IGNORECASE
)
"""The same without marks: several of them are names too (Hồ Bo Thành), so words must stand on both sides."""
_PART = re.compile(r"[,;|]")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. ``typed`` are the words of the name as written, ``words`` the same folded."""

    typed: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """What stood behind a comma: a place, or somebody around the child."""
    kin: tuple[str, ...] = ()
    """Folded words of a person around the child, where it was said that it is one."""
    years: tuple[int, ...] = ()
    """Years of birth that were meant; those beside them are looked at too."""
    birth: PartialDate | None = None
    numbers: tuple[str, ...] = ()
    """Figures of a personal number or telephone: whole, or its last ones."""
    code: str = ""
    """A text that may be the child's number in somebody else's list."""
    unfinished: bool = False
    """Whether the last word may still be in the making."""

    @property
    def near_years(self) -> tuple[int, ...]:
        """The years asked for and those beside them."""
        return tuple(sorted({year + step for year in self.years for step in (-1, 0, 1)}))

    @property
    def enough(self) -> bool:
        """Whether there is enough to say that nobody was found."""
        letters = max((sum(map(str.isalpha, word)) for word in (*self.words, *self.kin)), default=0)
        return bool(self.numbers or self.code) or letters >= ENOUGH_LETTERS


def ask(text: str, *, today: date, born: int | None = None, unfinished: bool = False) -> Asked:
    """Read what was typed. ``born`` is a year said apart; ``unfinished`` while somebody is still typing."""
    rest = clean_name(text[:LONGEST])
    birth, rest = _birth(_BORN.sub(" ", rest), today)
    years, rest = _years(rest, today, alone=birth is None)
    numbers, rest = _numbers(rest)
    if born is not None:
        years = (born,)
    elif birth is not None:
        years = (birth.year,)
    code = next((fold_tight(found) for found in _CODE.findall(rest)), "")
    name, kin = _kin(rest)
    name, *parts = _PART.split(name)
    kin, *more = _PART.split(kin)
    typed = _words(name)
    folded = tuple(fold(word) for word in typed)
    return Asked(
        typed=typed, words=folded, parts=tuple(filter(None, map(str.strip, (*parts, *more)))),
        kin=tuple(fold(kin).split()[:MOST_WORDS]), years=years, birth=birth, numbers=numbers, code=code,
        unfinished=unfinished and bool(typed) and text[-1:].isalnum(),
    )  # fmt: skip


def _kin(text: str) -> tuple[str, str]:
    """What stands before and behind "mẹ", "con bà", "chủ hộ"."""
    found = _KIN.search(text)
    if found is None:
        bare = (one for one in _KIN_BARE.finditer(text) if _may_part(text[: one.start()], one[0], text[one.end() :]))
        found = next(bare, None)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")


def _may_part(before: str, marker: str, behind: str) -> bool:
    """Whether a marker without marks parts two names: it is of two words, or two words stand on either side."""
    return " " in marker or "," in before or min(len(before.split()), len(behind.split())) >= 2


def without(asked: Asked, start: int, end: int) -> Asked:
    """The same question in which some words are no part of the name."""
    return replace(
        asked,
        typed=asked.typed[:start] + asked.typed[end:],
        words=asked.words[:start] + asked.words[end:],
        unfinished=asked.unfinished and end < len(asked.words),
    )


def _words(name: str) -> tuple[str, ...]:
    """Single words, with what a typing method left in them put right where that is sure."""
    name = " ".join(_SIGNS.sub(" ", name).split())
    meant = typing_leftovers(name) or name
    return tuple(word for word in meant.split(" ") if fold(word))[:MOST_WORDS]


_SIGNS = re.compile(r"[^\w'`´‘’‛′ʹʻʼʽˈ\uff07]+")


def _birth(text: str, today: date) -> tuple[PartialDate | None, str]:
    found = _BIRTH.search(text)
    if found is None:
        return None, text
    try:
        birth = PartialDate.parse(found[0].replace(".", "/").replace("-", "/") if "/" in found[0] else found[0])
    except Refusal:
        return None, text
    if not today.year - OLDEST <= birth.year <= today.year + 1:
        return None, text
    return birth, text[: found.start()] + " " + text[found.end() :]


def _years(text: str, today: date, *, alone: bool) -> tuple[tuple[int, ...], str]:
    """Years of birth: written out, or from an age; people count from birth or from before it."""
    years: list[int] = []
    ages = [int(found) for found in _AGE.findall(text) if int(found) < OLDEST]
    rest = _AGE.sub(" ", text) if ages else text
    for age in ages:
        years += [today.year - age - 1, today.year - age]
    plausible = [int(found) for found in _YEAR.findall(rest) if today.year - OLDEST <= int(found) <= today.year + 1]
    if plausible and alone and re.sub(r"\d", "", fold_tight(rest)):
        years += plausible
        rest = _YEAR.sub(lambda found: " " if int(found[0]) in plausible else found[0], rest)
    return tuple(dict.fromkeys(years)), rest


def _numbers(text: str) -> tuple[tuple[str, ...], str]:
    found = []
    for written in _NUMBER.findall(text):
        digits = re.sub(r"\D", "", written)
        digits = "0" + digits[2:] if written.startswith("+84") else digits
        if len(digits) >= LAST:
            found.append(digits)
    return tuple(found), _NUMBER.sub(" ", text) if found else text
