"""A condition of a definition in words: ``foreign = true`` → *“Người đăng ký là người nước ngoài” là “Có”*."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from mangnon.papers.reckoning import compiled
from mangnon.statutes.expressions import Call, Expression, Literal, Name, Operation

if TYPE_CHECKING:
    from mangnon.papers.questions import Question, Questionnaire


def condition(asked: Questionnaire, text: str) -> str:
    """The words for an expression; the expression itself when it has none."""
    return _told(asked, compiled(text)) or text


def _told(asked: Questionnaire, tree: Expression) -> str:
    if isinstance(tree, Name):
        return _("“{label}” là “Có”").format(label=asked.by_key[tree.key].label)
    if isinstance(tree, Call) and tree.name == "known" and isinstance(tree.values[0], Name):
        return _("đã rõ “{label}”").format(label=asked.by_key[tree.values[0].key].label)
    if not isinstance(tree, Operation):
        return ""
    if tree.sign == "not":
        return _denied(asked, tree.values[0])
    if tree.sign in ("and", "or"):
        joint = _(" và ") if tree.sign == "and" else _(" hoặc ")
        told = [_told(asked, one) for one in tree.values]
        return joint.join(told) if all(told) else ""
    return _compared(asked, tree)


def _denied(asked: Questionnaire, tree: Expression) -> str:
    if isinstance(tree, Call) and tree.name == "known" and isinstance(tree.values[0], Name):
        return _("chưa rõ “{label}”").format(label=asked.by_key[tree.values[0].key].label)
    if isinstance(tree, Operation) and tree.sign == "=":
        return _compared(asked, Operation("!=", tree.values))
    inside = _told(asked, tree)
    return _("không phải là {inside}").format(inside=inside) if inside else ""


def _compared(asked: Questionnaire, tree: Operation) -> str:
    left, right = tree.values[0], tree.values[-1]
    if isinstance(left, Call) and left.name == "count" and isinstance(left.values[0], Name):
        label = asked.by_key[left.values[0].key].label
        return (
            _("“{label}” đã có lựa chọn").format(label=label)
            if (tree.sign, right) == (">", Literal(Decimal(0)))
            else ""
        )
    if not isinstance(left, Name) or not isinstance(right, Literal) or tree.sign not in ("=", "!="):
        return ""
    question = asked.by_key[left.key]
    told = _("“{label}” là “{answer}”") if tree.sign == "=" else _("“{label}” không phải “{answer}”")
    return told.format(label=question.label, answer=_answer(question, right))


def _answer(question: Question, literal: Literal) -> str:
    if isinstance(literal.value, bool):
        return _("Có") if literal.value else _("Không")
    return question.choice(literal.value)
