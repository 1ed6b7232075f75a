"""Answers as people read them, on screens and on paper. Papers are in Vietnamese whatever the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mangnon.lib.dates import PartialDate
from mangnon.papers.answers import Answers, state_of
from mangnon.papers.judging import relevance
from mangnon.papers.questions import STATES, Part, Question, Questionnaire
from mangnon.papers.typed import number_text
from mangnon.statutes.kinds.form import FieldType
from mangnon.statutes.words import LEVELS


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its answer: words, or a table. ``sealed``: kept closed and not shown here."""

    question: Question
    text: str = ""
    grid: Grid | None = None
    sealed: bool = False
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """A part with its lines; ``counts``: how many High, Medium, Low, where the form has a line for it."""

    part: Part
    lines: tuple[Line, ...]
    counts: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """How a paper is shown. ``closed``: sealed questions only say that they are. ``given``: what the system fills."""

    on: date
    closed: bool = True
    given: Mapping[str, str] = field(default_factory=dict)


def shown(asked: Questionnaire, answers: Answers, view: View) -> list[Shown]:
    """Every part with its lines; questions that the other answers make pointless are left out."""
    pointless = left_out(asked, answers, view.on)
    made = ((part, tuple(_lines(part, answers, view, pointless))) for part in asked.parts)
    return [Shown(part, lines, counts(part, answers)) for part, lines in made]


def left_out(asked: Questionnaire, answers: Answers, on: date) -> frozenset[str]:
    """Questions whose condition is surely false and that nobody has answered. Sealed ones always say that they are."""
    told = relevance(asked, answers, on)
    sealed = {one.key for one in asked.questions if one.sealed}
    return frozenset(key for key, truth in told.items() if truth is False and key not in answers) - sealed


def _lines(part: Part, answers: Answers, view: View, pointless: frozenset[str]) -> Iterator[Line]:
    for one in part.questions:
        answer = answers.get(one.key)
        if one.key in pointless:
            continue
        if one.given:
            text = view.given.get(one.prefill, "")
            yield Line(one, text, answered=bool(text))
        elif one.sealed and view.closed:
            yield Line(one, sealed=True, answered=False)
        elif one.type is FieldType.TABLE:
            yield Line(one, grid=grid(one, answer or []), answered=bool(answer))
        else:
            yield Line(one, told(one, answer), answered=answer is not None)


def told(one: Question, answer: Any) -> str:
    """One answer in words; nothing for none."""
    state = state_of(answer)
    if state is not None:
        return str(STATES[state])
    if isinstance(answer, bool):
        return _("Có") if answer else _("Không")
    if answer is not None and one.type in CODED:
        return CODED[one.type](one, answer)
    return cell(one.type, answer)


def _level(one: Question, code: str) -> str:
    level, wording = str(LEVELS.get(code, code)), one.choice(code)
    return level if wording in (level, code) else f"{level}: {wording}"


CODED: dict[FieldType, Callable[[Question, Any], str]] = {
    FieldType.MANY: lambda one, codes: "; ".join(one.choice(code) for code in codes),
    FieldType.CHOICE: lambda one, code: one.choice(code),
    FieldType.LEVEL: _level,
}


def cell(type_: FieldType, answer: Any) -> str:
    """What stands in a cell, or in a plain field."""
    if answer is None:
        return ""
    if isinstance(answer, dict):
        return str(answer.get("text") or answer.get("name") or "")
    if type_ is FieldType.DATE:
        return str(PartialDate.parse(answer))
    if type_ is FieldType.TIME:
        hours, _colon, minutes = str(answer).partition(":")
        return _("{hours} giờ {minutes} phút").format(hours=hours, minutes=minutes)
    return number_text(answer) if type_ is FieldType.NUMBER else str(answer)


def grid(one: Question, rows: list[Mapping[str, Any]]) -> Grid:
    """A table; rows that the form prints beforehand stand there even when nothing was written in them."""
    first = one.columns[0].key
    preset = [next((row for row in rows if row.get(first) == text), {first: text}) for text in one.rows]
    whole = [*preset, *(row for row in rows if row.get(first) not in one.rows)]
    body = tuple(tuple(cell(column.type, row.get(column.key)) for column in one.columns) for row in whole)
    return Grid(tuple(column.label for column in one.columns), body)


def counts(part: Part, answers: Answers) -> str:
    """``Cao: 1 · Trung bình: 0 · Thấp: 2``: counted, never added up to a verdict."""
    levels = [answers.get(one.key) for one in part.questions if one.type is FieldType.LEVEL]
    if not part.totals or not levels:
        return ""
    return " · ".join(f"{word}: {levels.count(code)}" for code, word in LEVELS.items())


def long_date(day: date) -> str:
    """``ngày 03 tháng 02 năm 2026``: days below ten and the first two months get their nought."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
