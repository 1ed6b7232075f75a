"""Questions as the kit's parts take them: every control with what was typed, its hint, its error, its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.papers.attaching import kept_name
from mangnon.papers.questions import STATES, Column, Part, Question, Questionnaire
from mangnon.papers.slots import Known
from mangnon.papers.telling import condition
from mangnon.papers.typed import NO, STATE, USUAL, YES, name_of, row_count, shown
from mangnon.places.models import Level
from mangnon.statutes.kinds.form import FieldType
from mangnon.statutes.words import LEVELS
from mangnon.ui.parts import Choice, Fault, Field, Input, Wide

FEW = 7
"""More choices than this stand in a list that opens."""
INPUTS = {
    FieldType.TEXT: Input.TEXT,
    FieldType.PERSON: Input.TEXT,
    FieldType.SIGNATURE: Input.TEXT,
    FieldType.LONG_TEXT: Input.AREA,
    FieldType.DATE: Input.DATE,
    FieldType.TIME: Input.TEXT,
    FieldType.NUMBER: Input.NUMBER,
    FieldType.PLACE: Input.PLACE,
    FieldType.FILE: Input.FILE,
    FieldType.CHOICE: Input.RADIO,
    FieldType.LEVEL: Input.RADIO,
    FieldType.YES_NO_UNKNOWN: Input.RADIO,
    FieldType.MANY: Input.CHECKS,
}
WIDTHS = {
    FieldType.PERSON: Wide.NAME,
    FieldType.SIGNATURE: Wide.NAME,
    FieldType.DATE: Wide.SHORT,
    FieldType.TIME: Wide.TINY,
    FieldType.NUMBER: Wide.SHORT,
}
CHOSEN = (Input.RADIO, Input.CHECKS, Input.SELECT)


@dataclass(frozen=True, slots=True)
class StateBox:
    """A box for *unknown* or *refused* beside a control."""

    name: str
    value: str
    label: str
    marked: bool


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A row of a table."""

    legend: str
    fields: tuple[Field, ...]
    drop: str = ""
    """The value of the button that takes the row away."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on the page: a control with its states, or a table."""

    field: Field
    states: tuple[StateBox, ...] = ()
    rows: tuple[AskedRow, ...] = ()
    is_table: bool = False
    kept: Field | None = None
    """The file that came before, hidden."""
    given: bool = False


@dataclass(frozen=True, slots=True)
class AskedPart:
    """A part on the page."""

    title: str
    note: str
    sealed: bool
    confirmed: bool
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page of questions is made of. ``hidden``: keys that this person can't see."""

    asked: Questionnaire
    data: QueryDict
    faults: Mapping[str, str]
    known: Mapping[str, Known]
    hidden: frozenset[str] = frozenset()
    files: bool = False

    def parts(self) -> tuple[AskedPart, ...]:
        """Every part with something to ask."""
        made = (self._part(part) for part in self.asked.parts)
        return tuple(part for part in made if part.asked)

    def summary(self) -> tuple[Fault, ...]:
        """The error summary, in the order of the form."""
        found = (one for part in self.parts() for one in part.asked if one.field.error)
        return tuple(Fault(_target(one), one.field.error) for one in found)

    def _part(self, part: Part) -> AskedPart:
        shown_here = (one for one in part.questions if one.key not in self.hidden)
        asked = tuple(self._asked(part, one) for one in shown_here if self.files or one.type is not FieldType.FILE)
        return AskedPart(part.title, part.note, part.sealed, part.confirmed, asked)

    def _asked(self, part: Part, one: Question) -> Asked:
        if one.given:
            return Asked(Field(name_of(one), one.label, hint=_("Hệ thống ghi khi lấy số.")), given=True)
        if one.type is FieldType.TABLE:
            return Asked(self._field(part, one), rows=tuple(self._rows(one)), is_table=True)
        field = self._field(part, one)
        if one.type is FieldType.FILE:
            kept = self.data.get(kept_name(one), "")
            return Asked(field, kept=Field(kept_name(one), "", Input.HIDDEN, kept) if kept else None)
        return Asked(field, () if field.input in CHOSEN else tuple(self._boxes(one)))

    def _field(self, part: Part, one: Question) -> Field:
        name = name_of(one)
        input_ = input_of(one)
        return Field(
            name=name,
            label=one.label,
            input=input_,
            value=self.data.get(name, ""),
            hint=" ".join(self._hints(part, one)),
            error=self.faults.get(one.key, ""),
            optional=not one.required and not one.given,
            choices=tuple(_choices(one, self.data.getlist(name), listed=input_ is Input.SELECT)),
            wide=WIDTHS.get(one.type, Wide.FULL),
            rows=3,
            max_length=USUAL if input_ is Input.TEXT else None,
            suggest_url=suggestions() if input_ is Input.PLACE else "",
            key=self.data.get(f"{name}_key", ""),
        )

    def _hints(self, part: Part, one: Question) -> Iterator[str]:
        if one.when:
            yield _("Chỉ trả lời khi {when}.").format(when=condition(self.asked, one.when))
        if one.note:
            yield one.note if one.note.endswith(".") else f"{one.note}."
        if one.type is FieldType.DATE and one.partial:
            yield _("Chỉ biết tháng hoặc năm thì ghi 3/2017 hoặc 2017; chưa chắc thì thêm chữ “khoảng”.")
        if one.type is FieldType.FILE and self.data.get(kept_name(one)):
            yield _("Đã có tệp {name}; gửi tệp khác thì thay.").format(name=self.data.get(name_of(one), ""))
        if one.type is FieldType.TIME:
            yield _("Giờ:phút, ví dụ 8:15.")
        source = self.known.get(one.key)
        if source is not None and shown(one.type, source.answer) == self.data.getlist(name_of(one)):
            yield _("Lấy sẵn: {source}.").format(source=_small(str(source.source)))

    def _boxes(self, one: Question) -> Iterator[StateBox]:
        name = f"{name_of(one)}-state"
        for state in one.states:
            yield StateBox(name, state.value, str(STATES[state]), state.value in self.data.getlist(name))

    def _rows(self, one: Question) -> Iterator[AskedRow]:
        count = row_count(one, self.data) or 1
        for n in range(count):
            preset = one.rows[n] if n < len(one.rows) else ""
            columns = one.columns[1:] if preset else one.columns
            cells = tuple(self._cell(one, n, column) for column in columns)
            if preset:
                cells = (Field(_cell(one, n, one.columns[0]), "", Input.HIDDEN, preset), *cells)
            legend = preset or _("Dòng {n}").format(n=n + 1)
            yield AskedRow(legend, cells, f"{one.key}:{n}" if not preset and count > 1 else "")

    def _cell(self, one: Question, n: int, column: Column) -> Field:
        name = _cell(one, n, column)
        type_ = FieldType.TEXT if column.type is FieldType.PLACE else column.type
        return Field(
            name, column.label, INPUTS.get(type_, Input.TEXT), self.data.get(name, ""), optional=True, wide=Wide.FULL,
            max_length=USUAL,
        )  # fmt: skip


def _cell(one: Question, n: int, column: Column) -> str:
    return f"{name_of(one)}-{n}-{column.key}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _target(one: Asked) -> str:
    """The control that an error leads to."""
    if one.is_table:
        first = next((field for row in one.rows for field in row.fields if field.input is not Input.HIDDEN), one.field)
        return first.id
    return f"{one.field.id}-0" if one.field.input in (Input.RADIO, Input.CHECKS) else one.field.id


def input_of(one: Question) -> Input:
    """The control for a question; a table's own are those of its columns."""
    if one.type is FieldType.CHOICE and len(one.choices) > FEW:
        return Input.SELECT
    return INPUTS.get(one.type, Input.TEXT)


def _choices(one: Question, sent: list[str], *, listed: bool) -> Iterator[Choice]:
    if one.type not in (FieldType.CHOICE, FieldType.MANY, FieldType.LEVEL, FieldType.YES_NO_UNKNOWN):
        return
    if listed:
        yield Choice("", _("Chưa chọn"), not sent)
    if one.type is FieldType.YES_NO_UNKNOWN:
        yield Choice(YES, _("Có"), YES in sent)
        yield Choice(NO, _("Không"), NO in sent)
    for choice in one.choices:
        level = str(LEVELS.get(choice.code, "")) if one.type is FieldType.LEVEL else ""
        wording = choice.label if level and level != choice.label else ""
        yield Choice(choice.code, level or choice.label, choice.code in sent, wording)
    for state in one.states:
        yield Choice(STATE + state.value, STATES[state], STATE + state.value in sent)


def suggestions() -> str:
    """Where places are suggested: communes of the whole country, since a child may come from anywhere."""
    return f"{reverse('places:suggest')}?{urlencode([('cap', Level.COMMUNE), ('pham_vi', 'ca_nuoc')])}"


def changed_rows(asked: Questionnaire, data: QueryDict) -> QueryDict | None:
    """The same form with a row more or less, when a button for that was pressed."""
    adds, drops = data.get("them", ""), data.get("bo", "")
    key, _colon, n = (adds or drops).partition(":")
    one = asked.by_key.get(key)
    if one is None or one.type is not FieldType.TABLE:
        return None
    copy = data.copy()
    count = row_count(one, data)
    if adds:
        copy[f"{name_of(one)}-rows"] = str(max(count, 1) + 1)
    elif n.isdecimal() and int(n) < count:
        _shift(one, copy, int(n), count)
    return copy


def _shift(one: Question, data: QueryDict, gone: int, count: int) -> None:
    """Take a row away: those below move up."""
    for n in range(gone, count):
        for column in one.columns:
            below = data.getlist(_cell(one, n + 1, column)) if n + 1 < count else []
            data.setlist(_cell(one, n, column), below)
    data[f"{name_of(one)}-rows"] = str(count - 1)
