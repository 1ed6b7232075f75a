"""What is known of a child when records are compared: flat and frozen, from the register, a form or a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from mangnon.lib.names import fold
from mangnon.registry.alike.births import UNBORN, Born, born_of
from mangnon.registry.alike.names import NOBODY, Name, name_of


class Line(NamedTuple):
    """One record as texts and numbers; what isn't known is empty or 0."""

    id: str
    full_name: str = ""
    born: str = ""
    """``PartialDate.code``."""
    sex: str = ""
    mother: str = ""
    father: str = ""
    head: str = ""
    mother_year: int = 0
    father_year: int = 0
    phone: str = ""
    """One or more, parted by blanks."""
    number: str = ""
    place: int = 0
    """The commune of today: what was merged compares by what it became."""
    hamlet: int = 0
    ethnicity: str = ""
    code: str = ""
    """The number in somebody else's list."""
    address: str = ""
    died: bool = False
    other_names: str = ""
    """Parted by ``|``."""


@dataclass(frozen=True, slots=True)
class Known:
    """A line with its names and dates taken apart."""

    line: Line
    name: Name = NOBODY
    born: Born = UNBORN
    mother: Name = NOBODY
    father: Name = NOBODY
    head: Name = NOBODY
    phones: frozenset[str] = frozenset()
    address: frozenset[str] = frozenset()


def known(line: Line) -> Known:
    """Take a line apart."""
    return Known(
        line,
        name_of(line.full_name),
        born_of(line.born),
        name_of(line.mother),
        name_of(line.father),
        name_of(line.head),
        frozenset(digits for part in line.phone.split() if len(digits := phone_of(part)) >= 8),
        frozenset(fold(line.address).split()),
    )


def phone_of(text: str) -> str:
    """The digits, with 0 for the country's code."""
    digits = "".join(letter for letter in text if letter.isdigit())
    return "0" + digits[2:] if digits.startswith("84") and len(digits) > 9 else digits
