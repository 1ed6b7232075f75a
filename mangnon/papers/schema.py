"""The JSON schema of a form's stored answers, for devices and machines."""

from __future__ import annotations

from typing import Any

from mangnon.papers.questions import Column, Question, Questionnaire
from mangnon.papers.typed import LONGEST, MOST_ROWS, USUAL
from mangnon.statutes.kinds.form import FieldType

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DATE = r"^\d{4}(-\d{2}(-\d{2})?)?~?$"
PLAIN: dict[FieldType, dict[str, Any]] = {
    FieldType.TEXT: {"type": "string", "maxLength": USUAL},
    FieldType.LONG_TEXT: {"type": "string", "maxLength": LONGEST[FieldType.LONG_TEXT]},
    FieldType.PERSON: {"type": "string", "maxLength": USUAL},
    FieldType.DATE: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    FieldType.TIME: {"type": "string", "pattern": r"^\d{2}:\d{2}$"},
    FieldType.NUMBER: {"type": "number", "minimum": 0},
    FieldType.YES_NO_UNKNOWN: {"type": "boolean"},
    FieldType.PLACE: {
        "type": "object",
        "properties": {"text": {"type": "string", "maxLength": USUAL}, "code": {"type": "string"}},
        "required": ["text"],
    },
    FieldType.SIGNATURE: {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
    FieldType.FILE: {
        "type": "object",
        "properties": {"file": {"type": "string", "format": "uuid"}, "name": {"type": "string"}},
        "required": ["file", "name"],
    },
}


def schema_of(asked: Questionnaire) -> dict[str, Any]:
    """The schema. What depends on other answers stands beside it as expressions: ``x-when``, ``x-check``."""
    required = [one.key for one in asked.questions if one.required and not one.when]
    return {
        "$schema": DIALECT,
        "$id": f"urn:mangnon:form:{asked.law.key}:{asked.law.version}",
        "title": asked.law.title,
        "type": "object",
        "properties": {one.key: _property(one) for one in asked.questions if not one.given},
        "required": required,
        "additionalProperties": False,
    }


def _property(one: Question) -> dict[str, Any]:
    value = _value(one)
    if one.states:
        states = {"properties": {"state": {"enum": [state.value for state in one.states]}}, "required": ["state"]}
        value = {"anyOf": [value, {"type": "object", **states, "additionalProperties": False}]}
    extra = {"x-when": one.when, "x-check": one.check, "x-sealed": one.sealed}
    return {"title": one.label, **value, **{name: told for name, told in extra.items() if told}}


def _value(one: Question) -> dict[str, Any]:
    codes = [choice.code for choice in one.choices]
    if one.type in (FieldType.CHOICE, FieldType.LEVEL):
        return {"enum": codes}
    if one.type is FieldType.MANY:
        return {"type": "array", "items": {"enum": codes}, "minItems": 1, "uniqueItems": True}
    if one.type is FieldType.TABLE:
        return {"type": "array", "items": _row(one.columns), "minItems": 1, "maxItems": MOST_ROWS}
    return {"type": "string", "pattern": DATE} if one.partial else PLAIN[one.type]


def _row(columns: tuple[Column, ...]) -> dict[str, Any]:
    cells = {one.key: {"title": one.label, **_cell(one)} for one in columns}
    return {"type": "object", "properties": cells, "additionalProperties": False}


def _cell(column: Column) -> dict[str, Any]:
    return {"type": "string", "pattern": DATE} if column.type is FieldType.DATE else PLAIN[column.type]
