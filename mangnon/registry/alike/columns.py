"""Many records as columns of numbers: equal numbers for equal names, dates, telephones, to compare sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mangnon.registry.alike.births import born_of
from mangnon.registry.alike.known import Line, phone_of
from mangnon.registry.alike.names import Name, name_of

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
NONE = -1


class Numbering(dict[str, int]):
    """Numbers texts in the order in which they come; the empty text is ``NONE``."""

    def __missing__(self, text: str) -> int:
        found = self[text] = NONE if not text else len(self)
        return found


@dataclass(frozen=True, slots=True)
class Columns:
    """One number per record and fact; ``NONE`` where nothing is known."""

    lines: Sequence[Line]
    whole: Ints
    """The name without marks and spaces."""
    sounds: Ints
    given: Ints
    family: Ints
    mother: Ints
    father: Ints
    head: Ints
    phone: Ints
    number: Ints
    number_start: Ints
    number_end: Ints
    address: Ints
    code: Ints
    place: Ints
    year: Ints
    month: Ints
    day: Ints
    givens: tuple[str, ...]
    """The given name behind each number of ``given``."""

    def __len__(self) -> int:
        return len(self.lines)


def columns_of(lines: Iterable[Line]) -> Columns:
    """Number all facts. About 4 µs for each record beyond the first of each name."""
    kept = list(lines)
    names, sounds, words, people, others = Numbering(), Numbering(), Numbering(), Numbering(), Numbering()
    tight: dict[str, tuple[int, int, int, int]] = {}
    person: dict[str, int] = {}

    def of_name(text: str) -> tuple[int, int, int, int]:
        found = tight.get(text)
        if found is None:
            found = tight[text] = _name_numbers(name_of(text), names, sounds, words)
        return found

    def of_person(text: str) -> int:
        found = person.get(text)
        if found is None:
            found = person[text] = people[name_of(text).tight]
        return found

    named = _table([of_name(line.full_name) for line in kept], 4)
    family = _table([(of_person(line.mother), of_person(line.father), of_person(line.head)) for line in kept], 3)
    born = _table([_parts(line.born) for line in kept], 3)
    marks = _table([_marks(others, line) for line in kept], 7)
    whole, sounded, given, surname = named
    mother, father, head = family
    year, month, day = born
    phone, number, start, end, address, code, place = marks
    return Columns(
        kept, whole, sounded, given, surname, mother, father, head, phone, number, start, end, address, code, place,
        year, month, day, tuple(word for word in words if word),
    )  # fmt: skip


def _table(rows: list[tuple[int, ...]], width: int) -> list[Ints]:
    table = np.array(rows, dtype=np.int64).reshape(len(rows), width)
    return [np.ascontiguousarray(table[:, at]) for at in range(width)]


def _name_numbers(name: Name, names: Numbering, sounds: Numbering, words: Numbering) -> tuple[int, int, int, int]:
    if not name.tokens:
        return NONE, NONE, NONE, NONE
    given, family = name.tokens[-1].fold, name.tokens[0].fold
    return names[name.tight], sounds[name.sounds], words[given], words[family]


def _parts(born: str) -> tuple[int, int, int]:
    found = born_of(born)
    return found.year, found.month, found.day


def _marks(numbers: Numbering, line: Line) -> tuple[int, ...]:
    number, half = line.number, len(line.number) // 2
    halves = (numbers[f"<{number[:half]}"], numbers[f">{number[half:]}"]) if half else (NONE, NONE)
    address = "@" + " ".join(sorted(line.address.casefold().split())) if line.address else ""
    return (
        _phone(numbers, line.phone), numbers[number], *halves, numbers[address],
        numbers[f"#{line.code}" if line.code else ""], line.place,
    )  # fmt: skip


def _phone(numbers: Numbering, phone: str) -> int:
    digits = phone_of(phone.split(" ", 1)[0]) if phone else ""
    return numbers[digits if len(digits) >= 8 else ""]
