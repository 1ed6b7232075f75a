"""A definition as questions: parts, what is asked, how it may be answered. Frozen; knows no web and no paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Text
from mangnon.papers.reckoning import Doubt
from mangnon.statutes.kinds.form import Basis, Field, FieldType, Form, Polarity, Section
from mangnon.statutes.kinds.lists import CodeList
from mangnon.statutes.queries import Law, definition, pinned

KIND = "form"
STATES: dict[Doubt, Text] = {Doubt.UNKNOWN: _("Không rõ"), Doubt.REFUSED: _("Từ chối trả lời")}
"""Answers that are no value."""
GIVEN = "paper.number"
"""Filled by the system when the number is taken; nobody types it."""
ASKED_OF_PEOPLE = {
    FieldType.TEXT,
    FieldType.LONG_TEXT,
    FieldType.CHOICE,
    FieldType.MANY,
    FieldType.DATE,
    FieldType.TIME,
    FieldType.NUMBER,
    FieldType.PERSON,
    FieldType.PLACE,
    FieldType.LEVEL,
}
LISTS_THAT_KNOW = ("gioi_tinh",)
"""Code lists with a code of their own for what isn't known."""
HEADLESS = ("head", "header", "decision", "sign")
"""Names of sections whose titles stand on no printed form, in definitions that don't say so (``head``)."""
OUR_OWN = ("actor", "today", "office.", "paper.", "grounds", "form.")
"""Beginnings of pre-fills that speak of the office, not of somebody who may not know or not want to say."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose; ``says`` is the wording of a level."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    key: str
    label: str
    type: FieldType


@dataclass(frozen=True, slots=True)
class Question:
    """One field as it is asked."""

    key: str
    label: str
    type: FieldType
    required: bool = False
    sealed: bool = False
    partial: bool = False
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[str, ...] = ()
    states: tuple[Doubt, ...] = ()
    prefill: str = ""
    when: str = ""
    check: str = ""
    check_says: str = ""
    reference: str = ""
    note: str = ""
    confirmed: bool = True

    @property
    def given(self) -> bool:
        """Whether the system fills it."""
        return self.prefill == GIVEN

    def choice(self, code: object) -> str:
        """The label of a code; the code itself when the list has lost it."""
        return next((one.label for one in self.choices if one.code == code), str(code))


@dataclass(frozen=True, slots=True)
class Part:
    """A section: one step on a telephone."""

    key: str
    title: str
    questions: tuple[Question, ...]
    when: str = ""
    polarity: Polarity | None = None
    totals: bool = False
    sealed: bool = False
    confirmed: bool = True
    note: str = ""
    head: bool = False
    """Its title is ours and stands on no printed form."""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A whole definition: ``law`` is the version that is pinned."""

    law: Law
    parts: tuple[Part, ...]
    by_key: dict[str, Question] = field(repr=False, hash=False, compare=False)

    @property
    def form(self) -> Form:
        """The definition's body."""
        body: Form = self.law.body
        return body

    @property
    def number(self) -> str:
        """``Mẫu số 01``: the words before the colon of the title."""
        return self.law.title.partition(":")[0]

    @property
    def name(self) -> str:
        """``Báo cáo tiếp nhận thông tin trẻ em``: the words after the colon."""
        return self.law.title.partition(":")[2].strip() or self.law.title

    @property
    def questions(self) -> tuple[Question, ...]:
        """All of them, in their order."""
        return tuple(self.by_key.values())


def in_force(key: str, on: date) -> Questionnaire:
    """The form in force on a day. Raises UnknownDefinition."""
    return asked(definition(KIND, key, on), on)


def of_version(key: str, version: str, on: date) -> Questionnaire:
    """The version a sheet is pinned to; code lists as they were on the day of filling in. Raises UnknownDefinition."""
    return asked(pinned(KIND, key, version), on)


def asked(law: Law, on: date) -> Questionnaire:
    """A definition as questions."""
    form: Form = law.body
    parts = tuple(_part(part, form, on) for part in form.sections)
    return Questionnaire(law, parts, {one.key: one for part in parts for one in part.questions})


def _part(section: Section, form: Form, on: date) -> Part:
    return Part(
        key=section.key,
        title=_said(section.vi, section.en),
        questions=tuple(_question(one, section, form, on) for one in section.fields),
        when=section.when,
        polarity=section.polarity,
        totals=section.totals,
        sealed=section.restricted,
        confirmed=section.confirmed,
        note=section.note,
        head=section.head or section.key in HEADLESS,
    )


def _question(one: Field, section: Section, form: Form, on: date) -> Question:
    return Question(
        key=one.key,
        label=_said(one.vi, one.en),
        type=one.type,
        required=one.required,
        sealed=one.restricted or section.restricted,
        partial=one.partial,
        choices=_choices(one, on),
        columns=tuple(Column(column.key, _said(column.vi, column.en), column.type) for column in one.columns),
        rows=one.rows,
        states=states_of(one, form),
        prefill=one.prefill,
        when=one.when,
        check=one.check,
        check_says=one.check_says,
        reference=one.reference,
        note=one.note,
        confirmed=one.basis in (Basis.PRINTED, Basis.ARTICLES),
    )


def states_of(one: Field, form: Form) -> tuple[Doubt, ...]:
    """Which of *unknown* and *refused* answer a field: those that it names itself, else by rule.

    Yes-or-no takes both. What must be there, what the office itself says, and a decision take neither.
    """
    if one.takes:
        return tuple(state for state in STATES if state.value in one.takes)
    if one.type is FieldType.YES_NO_UNKNOWN:
        return tuple(STATES)
    if one.code_list in LISTS_THAT_KNOW:
        return (Doubt.REFUSED,)
    if one.required or form.decision or one.prefill.startswith(OUR_OWN) or one.type not in ASKED_OF_PEOPLE:
        return ()
    return tuple(STATES)


def _choices(one: Field, on: date) -> tuple[Choice, ...]:
    listed = one.options or one.levels
    if listed or not one.code_list:
        return tuple(Choice(option.code, _said(option.vi, option.en)) for option in listed)
    codes: CodeList = definition("codes", one.code_list, on).body
    held = (
        item for item in codes.items if (not item.since or item.since <= on) and (not item.until or on < item.until)
    )
    return tuple(Choice(item.code, _said(item.vi, item.en)) for item in held)


def _said(vi: str, en: str) -> str:
    return en if get_language() == "en" and en else vi
