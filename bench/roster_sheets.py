"""Sheets of a large commune for the measure of imports: invented households in the official layout."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Any

CLASSES = ("Hộ nghèo", "Hộ cận nghèo", "")


def lines(seed: int, many: int, place: Any, hamlets: Sequence[Any], on: date) -> list[dict[str, str]]:
    """Rows by our column names, filled as registers are: four fifths have numbers and cards, one in thirty a group."""
    from mangnon.registry.making.people import MadePlace, households

    ground = MadePlace(place.pk, hamlets=tuple((one.pk, one.name) for one in hamlets))
    names, random = {one.pk: one.name for one in hamlets}, Random(seed)  # noqa: S311 - invented people
    made: list[dict[str, str]] = []
    numbers: set[str] = set()
    for home in households(seed, many, [ground], on):
        for child in home.children:
            if child.personal_number in numbers:
                child.personal_number = ""  # invented numbers meet by chance; a sheet that has one twice is refused
            numbers.add(child.personal_number)
            made.append(_line(random, len(made) + 1, home, child, names, on))
    return made


def _line(random: Random, number: int, home: Any, child: Any, hamlets: dict[int, str], on: date) -> dict[str, str]:
    age = on.year - child.birth.year
    row = {
        "external_code": f"TE{number:07}", "full_name": child.full_name, "birth": str(child.birth),
        "sex": "Nam" if child.sex == "1" else "Nữ", "personal_number": child.personal_number,
        "registered": "Đúng hạn" if child.personal_number else "", "hamlet": hamlets.get(home.hamlet_id or 0, ""),
        "address": home.address, "residence_status": "Thường trú", "head_name": home.head.full_name, "relation": "Con",
        "household_number": home.number, "poverty": CLASSES[random.choices((0, 1, 2), (8, 7, 85))[0]],
        **_parents(home),
    }  # fmt: skip
    if child.personal_number and random.random() < 0.85:
        row["card"] = child.personal_number
    if age >= 6:
        row |= {"school": "Trường Tiểu học và THCS số 1", "grade": f"{min(9, age - 5)}A"}
    if random.random() < 0.03:
        row |= {"circumstances": "HCDB-03.7", "evidence": "QĐ 12/QĐ-UBND"}
    if random.random() < 0.01:
        row |= {"disability_types": "Khuyết tật vận động", "disability_degree": "Nặng"}
    return row


def _parents(home: Any) -> dict[str, str]:
    told = {}
    for who, person in (("mother", home.mother), ("father", home.father)):
        if person is not None:
            told |= {
                f"{who}_name": person.full_name,
                f"{who}_year": str(person.born_year),
                f"{who}_phone": person.phone,
            }
    return told


def changed(rows: Sequence[dict[str, str]], share: float) -> list[dict[str, str]]:
    """The same register half a year later: some mothers have another telephone, some children another class."""
    every = round(1 / share)
    return [
        {**row, "mother_phone": "0905000111", "grade": "9B"} if at % every == 0 else row for at, row in enumerate(rows)
    ]


def workbook(rows: Sequence[dict[str, str]], place: Any, on: date) -> io.BytesIO:
    """The bytes of a workbook of ours over these rows."""
    from mangnon.registry.rosters.columns import OFFICIAL
    from mangnon.registry.rosters.layout import Heading, write_workbook
    from mangnon.registry.rosters.lists import lists_for

    def values() -> Iterator[list[str]]:
        for number, row in enumerate(rows, 1):
            yield [str(number), *(row.get(column.key, "") for column in OFFICIAL[1:])]

    out = io.BytesIO()
    write_workbook(out, lists=lists_for(place, on), heading=Heading("DANH SÁCH", place=place.code), rows=values())
    out.seek(0)
    out.name = "danh sách.xlsx"  # type: ignore[misc]  # as an upload has it
    return out
