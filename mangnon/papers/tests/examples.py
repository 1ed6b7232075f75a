"""Answers for a whole form, made from its own definition."""

from __future__ import annotations

from typing import Any

from mangnon.papers.questions import Column, Question, Questionnaire
from mangnon.statutes.kinds.form import FieldType

PLAIN: dict[FieldType, Any] = {
    FieldType.TEXT: "Hồ Thị Sương",
    FieldType.LONG_TEXT: "Em có vết bầm ở cánh tay.\nEm sợ về nhà.",
    FieldType.PERSON: "Hồ Văn Nhiêu",
    FieldType.DATE: "2026-11-20",
    FieldType.TIME: "08:15",
    FieldType.NUMBER: 9,
    FieldType.YES_NO_UNKNOWN: True,
    FieldType.PLACE: {"text": "Xã Trà Linh", "code": "20950"},
    FieldType.SIGNATURE: {"name": "Hồ Thị Liên"},
}


def answer(one: Question) -> Any:
    """One answer of the right kind."""
    if one.prefill == "office.name":
        return "Ủy ban nhân dân xã Trà Linh"
    if one.type in (FieldType.CHOICE, FieldType.LEVEL):
        return one.choices[0].code
    if one.type is FieldType.MANY:
        return [one.choices[0].code, one.choices[-1].code]
    if one.type is FieldType.TABLE:
        return [{column.key: cell(one, column) for column in one.columns}]
    return "2017-03" if one.partial else PLAIN[one.type]


def cell(one: Question, column: Column) -> Any:
    """What stands in a cell; the first one of a printed row is printed."""
    preset = one.rows[0] if one.rows and column is one.columns[0] else ""
    told = preset or answer(Question(column.key, column.label, column.type))
    return {"text": told["text"]} if column.type is FieldType.PLACE else told


def answers(form: Questionnaire) -> dict[str, Any]:
    """Every question answered that is asked when all others are; files are left out."""
    left_out = {"estimated_age", "parents_opinion"}
    asked = (one for one in form.questions if not one.given and one.type is not FieldType.FILE)
    return {one.key: answer(one) for one in asked if one.key not in left_out}
