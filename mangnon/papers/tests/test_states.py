"""*Unknown* and *refused* are answers of every type that takes them: on the page, read, judged, in JSON, on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mangnon.papers.answers import value
from mangnon.papers.asking import Page
from mangnon.papers.judging import judge
from mangnon.papers.printing.composing import Mark, _levels
from mangnon.papers.questions import STATES, Question, Questionnaire, asked
from mangnon.papers.reckoning import Doubt
from mangnon.papers.schema import schema_of
from mangnon.papers.showing import View, counts, shown
from mangnon.papers.typed import as_typed, read
from mangnon.statutes.kinds.checks import VALUES_ALONE, fields_of_form
from mangnon.statutes.kinds.form import Field, FieldType, Form, Option, Section, Takes
from mangnon.statutes.queries import Law

TODAY = date(2026, 11, 23)
BOTH = (Takes.UNKNOWN, Takes.REFUSED)
TYPES = [one for one in FieldType if one.value not in VALUES_ALONE]
FEW = tuple(Option(f"c{n}", f"Câu {n}") for n in range(3))
MANY = tuple(Option(f"c{n}", f"Câu {n}") for n in range(9))


def field(type_: FieldType, **changed: Any) -> Field:
    options = FEW if type_ in (FieldType.CHOICE, FieldType.MANY) else ()
    levels = tuple(Option(code, code) for code in ("CAO", "TRUNG_BINH", "THAP")) if type_ is FieldType.LEVEL else ()
    given = {"key": "a", "vi": "Câu hỏi", "type": type_, "options": options, "levels": levels, "takes": BOTH}
    return Field(**(given | changed))


def form_of(*fields: Field, **section: Any) -> Questionnaire:
    part = Section(key="p", vi="Phần", fields=fields, **section)
    body = Form(number="99", use="Thử", sections=(part,))
    return asked(
        Law("form", "thu", "2026-01-01", "Mẫu số 99: Thử", "", (), True, "", date(2026, 1, 1), None, body), TODAY
    )


def only(form: Questionnaire) -> Question:
    return form.by_key["a"]


@pytest.mark.parametrize("state", ["unknown", "refused"])
@pytest.mark.parametrize("required", [False, True])
@pytest.mark.parametrize("type_", TYPES)
def test_a_state_is_an_answer_everywhere(type_: FieldType, *, required: bool, state: str) -> None:
    form = form_of(field(type_, required=required))
    told = {"a": {"state": state}}
    (asked_part,) = Page(form, as_typed(form, told), {}, {}).parts()
    (one,) = asked_part.asked
    marked = [choice.value for choice in one.field.choices if choice.chosen] + [b.value for b in one.states if b.marked]
    assert [key.lstrip("~") for key in marked] == [state]
    assert read(form, as_typed(form, told)).answers == told
    assert judge(form, told, TODAY) == {}
    assert value(only(form), told["a"]) is Doubt(state)
    ((line,),) = (part.lines for part in shown(form, told, View(TODAY)))
    assert (line.text, line.answered) == (str(STATES[Doubt(state)]), True)
    assert _takes(schema_of(form)["properties"]["a"]) == ["unknown", "refused"]
    assert judge(form, {}, TODAY).keys() == ({"a"} if required else set())


def _takes(schema: dict[str, Any]) -> list[str]:
    """The states that a schema lets through."""
    state = schema["anyOf"][1]
    assert (state["required"], state["additionalProperties"]) == (["state"], False)
    found: list[str] = state["properties"]["state"]["enum"]
    return found


def test_a_long_list_offers_the_states_among_its_choices() -> None:
    form = form_of(field(FieldType.CHOICE, options=MANY))
    ((one,),) = (part.asked for part in Page(form, as_typed(form, {"a": {"state": "refused"}}), {}, {}).parts())
    assert [choice.value for choice in one.field.choices if choice.chosen] == ["~refused"]


@pytest.mark.parametrize("type_", TYPES)
def test_a_value_beside_a_state_is_said(type_: FieldType) -> None:
    form = form_of(field(type_))
    typed = {
        FieldType.CHOICE: ["c1"], FieldType.MANY: ["c1"], FieldType.LEVEL: ["CAO"], FieldType.YES_NO_UNKNOWN: ["yes"],
        FieldType.DATE: ["1/1/2026"], FieldType.TIME: ["8:15"], FieldType.NUMBER: ["3"],
    }.get(type_, ["x"])  # fmt: skip
    if type_ is FieldType.PLACE:
        return  # its words are looked up in the map, as test_forms does
    assert read(form, {"q-a": typed, "q-a-state": ["unknown"]}).faults.keys() == {"a"}
    assert read(form, {"q-a": [], "q-a-state": ["unknown", "refused"]}).faults.keys() == {"a"}


@pytest.mark.parametrize(
    ("takes", "states"),
    [
        ((Takes.NEITHER,), ()),
        ((Takes.UNKNOWN,), (Doubt.UNKNOWN,)),
        ((Takes.REFUSED,), (Doubt.REFUSED,)),
        ((), (Doubt.UNKNOWN, Doubt.REFUSED)),
    ],
)
def test_a_field_says_itself_what_it_takes(takes: tuple[Takes, ...], states: tuple[Doubt, ...]) -> None:
    form = form_of(field(FieldType.TEXT, takes=takes))
    assert only(form).states == states
    assert ("anyOf" in schema_of(form)["properties"]["a"]) is bool(states)
    assert only(form_of(field(FieldType.TEXT, takes=(), required=True))).states == ()


def test_a_state_that_is_not_taken_is_no_answer() -> None:
    form = form_of(field(FieldType.TEXT, takes=(Takes.NEITHER,)))
    assert read(form, {"q-a": [""], "q-a-state": ["unknown"]}).answers == {}


def test_a_rating_that_nobody_knows_is_printed_in_words_and_counted_nowhere() -> None:
    form = form_of(field(FieldType.LEVEL), field(FieldType.LEVEL, key="b"), totals=True)
    told = {"a": {"state": "unknown"}, "b": "CAO"}
    (part,) = shown(form, told, View(TODAY))
    block = _levels(list(part.lines), told, totals=True)
    assert block.rows[0][0] == "Câu hỏi (không rõ)"
    assert [one.ticked for one in block.rows[0][1:] if isinstance(one, Mark)] == [False, False, False]
    assert block.rows[1][0] == "Câu hỏi"
    assert block.rows[2] == ("Tổng số", "1", "0", "0")
    assert counts(part.part, told) == "Cao: 1 · Trung bình: 0 · Thấp: 0"


@pytest.mark.parametrize(("key", "said", "head"), [("head", False, True), ("p", True, True), ("p", False, False)])
def test_a_section_says_that_its_title_is_not_printed_or_its_old_name_does(key: str, *, said: bool, head: bool) -> None:
    part = Section(key=key, vi="Phần", fields=(field(FieldType.TEXT),), head=said)
    law = form_of(field(FieldType.TEXT)).law
    form = asked(Law(*(getattr(law, n) for n in law.__slots__[:-1]), Form(number="9", use="", sections=(part,))), TODAY)
    assert form.parts[0].head is head


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"type": "text", "takes": ["unknown"]}, 0),
        ({"type": "table", "columns": [{"key": "x"}], "takes": ["unknown"]}, 1),
        ({"type": "signature", "takes": ["refused"]}, 1),
        ({"type": "text", "takes": ["neither", "unknown"]}, 1),
    ],
)
def test_a_file_that_contradicts_itself_is_explained(given: dict[str, Any], found: int) -> None:
    data = {"sections": [{"key": "p", "fields": [{"key": "a", **given}]}]}
    assert len(list(fields_of_form(data))) == found
