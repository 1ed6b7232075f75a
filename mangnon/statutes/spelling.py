"""Expressions of forms in words: ``not known(birth_date)`` reads “chưa biết “Ngày tháng năm sinh””."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.refusal import Text
from mangnon.statutes.expressions import Call, Expression, Literal, Name, Operation, Several, parse
from mangnon.statutes.kinds.form import Field, Form, Section

SIGNS: dict[str, Text] = {
    "=": gettext_lazy("{a} là {b}"),
    "!=": gettext_lazy("{a} khác {b}"),
    "<": gettext_lazy("{a} nhỏ hơn {b}"),
    "<=": gettext_lazy("{a} không quá {b}"),
    ">": gettext_lazy("{a} lớn hơn {b}"),
    ">=": gettext_lazy("{a} từ {b} trở lên"),
    "in": gettext_lazy("{a} thuộc {b}"),
}
CALLS: dict[str, Text] = {
    "known": gettext_lazy("đã biết {a}"),
    "count": gettext_lazy("số mục của {a}"),
    "years": gettext_lazy("số năm từ {a} đến {b}"),
    "days": gettext_lazy("số ngày từ {a} đến {b}"),
    "today": gettext_lazy("hôm nay"),
}


def spelled(form: Form) -> Form:
    """The same form with its expressions in words, for reading."""
    speller = _Speller(
        {field.key: field.vi for part in form.sections for field in part.fields},
        {one.code: one.vi for part in form.sections for field in part.fields for one in field.options},
    )
    return dataclasses.replace(form, sections=tuple(speller.section(part) for part in form.sections))


@dataclass(frozen=True, slots=True)
class _Speller:
    labels: dict[str, str]
    answers: dict[str, str]

    def section(self, part: Section) -> Section:
        fields = tuple(self._field(field) for field in part.fields)
        return dataclasses.replace(part, when=self._text(part.when), fields=fields)

    def _field(self, field: Field) -> Field:
        return dataclasses.replace(field, when=self._text(field.when), check=self._text(field.check))

    def _text(self, text: str) -> str:
        return self._words(parse(text)) if text else ""

    def _words(self, tree: Expression) -> str:
        if isinstance(tree, Name):
            return f"“{self.labels.get(tree.key, tree.key)}”"
        if isinstance(tree, Literal):
            return self._literal(tree)
        said = [self._words(one) for one in tree.values]
        if isinstance(tree, Several):
            return ", ".join(said)
        if isinstance(tree, Call):
            return str(CALLS[tree.name]).format(**dict(zip("ab", said, strict=False)))
        return self._operation(tree, said)

    def _literal(self, tree: Literal) -> str:
        if isinstance(tree.value, bool):
            return _("có") if tree.value else _("không")
        return f"“{self.answers.get(tree.value, tree.value)}”" if isinstance(tree.value, str) else str(tree.value)

    def _operation(self, tree: Operation, said: list[str]) -> str:
        if tree.sign == "not":
            return _("không phải {a}").format(a=said[0])
        if tree.sign in SIGNS:
            return str(SIGNS[tree.sign]).format(a=said[0], b=said[1])
        mixed = [
            f"({words})" if isinstance(one, Operation) and one.sign in ("and", "or") else words
            for one, words in zip(tree.values, said, strict=True)
        ]
        return (_(" và ") if tree.sign == "and" else _(" hoặc ")).join(mixed)
