"""Answers as they are stored: plain JSON that says what it is without the definition beside it.

text, person, time: a string · number: a number · date: ``"2017-03"`` (``PartialDate.code``) · choice, level: a code ·
several: a list of codes · yes or no: true, false · place: ``{"text", "code"}`` · table: a list of rows ·
signature: ``{"name"}`` · file: ``{"file", "name"}`` · *unknown*, *refused*: ``{"state"}``.
An unanswered question has no entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from mangnon.lib.dates import PartialDate
from mangnon.papers.questions import Question, Questionnaire
from mangnon.papers.reckoning import Doubt, Value
from mangnon.statutes.kinds.form import FieldType

Answers = Mapping[str, Any]


def state_of(answer: Any) -> Doubt | None:
    """*Unknown* or *refused*, else None."""
    return Doubt(answer["state"]) if isinstance(answer, dict) and "state" in answer else None


def values(asked: Questionnaire, answers: Answers) -> dict[str, Value]:
    """The answers as the evaluator takes them."""
    return {one.key: value(one, answers[one.key]) for one in asked.questions if one.key in answers}


def value(question: Question, answer: Any) -> Value:
    """One answer as the evaluator takes it."""
    state = state_of(answer)
    if state is not None:
        return state
    if question.type is FieldType.NUMBER:
        return Decimal(str(answer))
    if question.type is FieldType.DATE:
        return PartialDate.parse(answer)
    if isinstance(answer, list):
        return tuple(answer)
    if isinstance(answer, dict):
        return str(answer.get("text") or answer.get("name") or "")
    return answer if isinstance(answer, bool) else str(answer)


def parted(asked: Questionnaire, answers: Answers) -> tuple[dict[str, Any], dict[str, Any]]:
    """The open answers and the sealed ones."""
    closed = {one.key for one in asked.questions if one.sealed}
    opened = {key: one for key, one in answers.items() if key not in closed}
    return opened, {key: one for key, one in answers.items() if key in closed}
