"""Between what a browser sends and stored answers, in both directions. What can't be read is said, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from mangnon.lib.dates import PartialDate, parse_vi_date
from mangnon.lib.names import fold
from mangnon.lib.numbers import format_decimal, format_int, parse_decimal
from mangnon.lib.refusal import Refusal
from mangnon.papers.answers import Answers, state_of
from mangnon.papers.questions import STATES, Question, Questionnaire
from mangnon.papers.reckoning import Doubt
from mangnon.places.models import Unit
from mangnon.places.queries import resolve
from mangnon.statutes.kinds.form import FieldType

LONGEST = {FieldType.LONG_TEXT: 10_000}
USUAL = 500
"""Characters of a text, unless ``LONGEST`` says more."""
MOST_ROWS = 200
MOST_DIGITS = 15
YES, NO = "yes", "no"
CODE = "code:"
"""Begins the key of a place that was stored before."""
STATE = "~"
"""Begins the value of *unknown* and *refused* among the choices."""


class Unreadable(Refusal):
    """What was typed is no answer to this question."""

    code = "papers.unreadable"
    sentence = "{said}"


@dataclass(slots=True)
class Read:
    """What was read, and by key what could not be."""

    answers: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def name_of(question: Question) -> str:
    """The name of its control."""
    return f"q-{question.key}"


def read(asked: Questionnaire, data: Mapping[str, Any]) -> Read:
    """Every answer in a sent form; files come by another way."""
    sent = data if isinstance(data, QueryDict) else _query(data)
    found = Read()
    for one in asked.questions:
        if one.given or one.type is FieldType.FILE:
            continue
        try:
            answer = _read_one(one, sent)
        except Refusal as refusal:
            found.faults[one.key] = str(refusal)
            continue
        if answer is not None:
            found.answers[one.key] = answer
    return found


def _query(data: Mapping[str, Any]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, one in data.items():
        query.setlist(name, one if isinstance(one, list) else [one])
    return query


def _read_one(one: Question, data: QueryDict) -> Any:
    state = _state(one, data)
    answer = READERS[one.type](one, name_of(one), data)
    if state is None:
        return answer
    if answer is not None:
        raise Unreadable(said=_("Đã đánh dấu “{state}” thì để trống ô trả lời.").format(state=STATES[state]))
    return {"state": state.value}


def _state(one: Question, data: QueryDict) -> Doubt | None:
    told = [*data.getlist(f"{name_of(one)}-state"), *(v[1:] for v in data.getlist(name_of(one)) if v.startswith(STATE))]
    states = [state for state in one.states if state.value in told]
    if len(states) > 1:
        raise Unreadable(said=_("Chỉ đánh dấu một trong hai: không rõ, hoặc từ chối trả lời."))
    return states[0] if states else None


def cleaned(text: str, most: int) -> str | None:
    """The text without control characters and outer blanks. Raises Unreadable when it is too long."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    kept = unicodedata.normalize("NFC", kept.strip())
    if len(kept) > most:
        raise Unreadable(said=_("Dài quá {most} chữ. Viết ngắn lại.").format(most=format_int(most)))
    return kept or None


def _text(one: Question, name: str, data: QueryDict) -> str | None:
    return cleaned(data.get(name, "").replace("\r\n", "\n"), LONGEST.get(one.type, USUAL))


def _choice(one: Question, name: str, data: QueryDict) -> str | None:
    code = data.get(name, "")
    if not code or code.startswith(STATE):
        return None
    if code not in {choice.code for choice in one.choices}:
        raise Unreadable(said=_("Chọn một câu trả lời có trong danh sách."))
    return code


def _many(one: Question, name: str, data: QueryDict) -> list[str] | None:
    sent = [code for code in data.getlist(name) if code and not code.startswith(STATE)]
    if set(sent) - {choice.code for choice in one.choices}:
        raise Unreadable(said=_("Chọn những câu trả lời có trong danh sách."))
    return [choice.code for choice in one.choices if choice.code in sent] or None


def _yes_no(one: Question, name: str, data: QueryDict) -> bool | None:
    return {YES: True, NO: False}.get(data.get(name, ""))


def _date(one: Question, name: str, data: QueryDict) -> str | None:
    text = data.get(name, "").strip()
    if not text:
        return None
    return PartialDate.parse(text).code if one.partial else PartialDate.of(parse_vi_date(text)).code


_TIME = re.compile(r"(\d{1,2})\s*(?:[:.h]|giờ)\s*(?:(\d{1,2})\s*(?:phút)?)?", re.IGNORECASE)


def _time(one: Question, name: str, data: QueryDict) -> str | None:
    text = data.get(name, "").strip()
    if not text:
        return None
    match = _TIME.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise Unreadable(said=_("Không đọc được giờ “{text}”. Viết giờ:phút, ví dụ 8:15.").format(text=text[:20]))
    return f"{int(match[1]):02}:{int(match[2] or 0):02}"


def _number(one: Question, name: str, data: QueryDict) -> int | float | None:
    text = data.get(name, "").strip()
    if not text:
        return None
    number = parse_decimal(text)
    if len(number.as_tuple().digits) > MOST_DIGITS:
        raise Unreadable(said=_("Số này dài quá. Viết nhiều nhất {most} chữ số.").format(most=MOST_DIGITS))
    return int(number) if number == number.to_integral_value() else float(number)


def _place(one: Question, name: str, data: QueryDict) -> dict[str, str] | None:
    """A place may lie below the commune or have no name, so words are an answer; the unit stands beside them."""
    text = cleaned(data.get(name, ""), USUAL)
    if text is None:
        return None
    found = _chosen(data.get(f"{name}_key", ""), text) or [
        unit for unit in resolve(text, served=False) if fold(text) in (unit.search_key, unit.bare_key)
    ]
    return {"text": text, "code": found[0].code} if len(found) == 1 else {"text": text}


def _chosen(key: str, text: str) -> list[Unit]:
    """The unit of a key (an id from the suggestions, or ``code:``), as long as the words still speak of it."""
    code = key.removeprefix(CODE)
    rows = Unit.objects.filter(valid_to__isnull=True)
    found = rows.filter(code=code) if code != key else rows.filter(pk=key) if key.isdecimal() and len(key) < 19 else []
    return [unit for unit in found if unit.bare_key in fold(text)]


def _signature(one: Question, name: str, data: QueryDict) -> dict[str, str] | None:
    text = cleaned(data.get(name, ""), USUAL)
    return {"name": text} if text else None


def row_count(one: Question, data: QueryDict) -> int:
    """How many rows of a table a form has."""
    told = data.get(f"{name_of(one)}-rows", "")
    return min(int(told), MOST_ROWS) if told.isdecimal() and len(told) < 5 else len(one.rows)


def _table(one: Question, name: str, data: QueryDict) -> list[dict[str, Any]] | None:
    rows = [_row(one, f"{name}-{n}", data) for n in range(row_count(one, data))]
    return [row for n, row in enumerate(rows) if row and not _only_preset(one, n, row)] or None


def _row(one: Question, name: str, data: QueryDict) -> dict[str, Any]:
    cells = {}
    for column in one.columns:
        asked = Question(column.key, column.label, column.type, partial=True)
        try:
            cells[column.key] = READERS[column.type](asked, f"{name}-{column.key}", data)
        except Refusal as refusal:
            raise Unreadable(said=f"{column.label}: {refusal}") from refusal
    return {key: cell for key, cell in cells.items() if cell is not None}


def _only_preset(one: Question, n: int, row: Mapping[str, Any]) -> bool:
    return n < len(one.rows) and row == {one.columns[0].key: one.rows[n]}


READERS: dict[FieldType, Callable[[Question, str, QueryDict], Any]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.PERSON: _text,
    FieldType.CHOICE: _choice,
    FieldType.LEVEL: _choice,
    FieldType.MANY: _many,
    FieldType.YES_NO_UNKNOWN: _yes_no,
    FieldType.DATE: _date,
    FieldType.TIME: _time,
    FieldType.NUMBER: _number,
    FieldType.PLACE: _place,
    FieldType.SIGNATURE: _signature,
    FieldType.TABLE: _table,
}


def as_typed(asked: Questionnaire, answers: Answers) -> QueryDict:
    """The form as if somebody had just typed these answers."""
    data = QueryDict(mutable=True)
    for one in asked.questions:
        for name, told in _typed(one, answers.get(one.key)):
            data.setlist(name, told)
    return data


def _typed(one: Question, answer: Any) -> Iterator[tuple[str, list[str]]]:
    name = name_of(one)
    state = state_of(answer)
    if one.type is FieldType.TABLE:
        yield from _typed_table(one, answer or [])
    elif answer is None:
        return
    elif one.type is FieldType.FILE:
        yield name, [answer["name"]]
        yield f"{name}-kept", [answer["file"]]
    elif state is not None:
        as_choice = one.type in (FieldType.CHOICE, FieldType.LEVEL, FieldType.MANY, FieldType.YES_NO_UNKNOWN)
        yield (name, [STATE + state.value]) if as_choice else (f"{name}-state", [state.value])
    else:
        yield name, shown(one.type, answer)
        if one.type is FieldType.PLACE and "code" in answer:
            yield f"{name}_key", [CODE + answer["code"]]


def _typed_table(one: Question, rows: list[Mapping[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    first = one.columns[0].key
    preset = [next((row for row in rows if row.get(first) == text), {first: text}) for text in one.rows]
    whole = [*preset, *(row for row in rows if row.get(first) not in one.rows)]
    yield f"{name_of(one)}-rows", [str(len(whole) or 1)]
    for n, row in enumerate(whole):
        for column in one.columns:
            if column.key in row:
                yield f"{name_of(one)}-{n}-{column.key}", shown(column.type, row[column.key])


def shown(type_: FieldType, answer: Any) -> list[str]:
    """An answer as its control shows it."""
    if isinstance(answer, list):
        return [str(one) for one in answer]
    if isinstance(answer, bool):
        return [YES if answer else NO]
    if isinstance(answer, dict):
        return [answer.get("text") or answer.get("name") or ""]
    if type_ is FieldType.DATE:
        return [str(PartialDate.parse(answer))]
    return [number_text(answer)] if type_ is FieldType.NUMBER else [str(answer)]


def number_text(answer: Any) -> str:
    """``1.250.000``, ``12,5``."""
    number = Decimal(str(answer))
    exponent = number.normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return format_decimal(number, places) if places else format_int(int(number))
