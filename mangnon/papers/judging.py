"""Whether answers fit their definition: what must be there, what is asked at all, what must be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.refusal import Refusal
from mangnon.papers.answers import Answers, values
from mangnon.papers.questions import STATES, Part, Question, Questionnaire
from mangnon.papers.reckoning import Doubt, Facts, Truth, WrongKinds, compiled, reckon
from mangnon.papers.telling import condition
from mangnon.statutes.expressions import WrongExpression, names
from mangnon.statutes.kinds.form import FieldType


class BrokenDefinition(Refusal):
    """An expression of the definition can't be reckoned: the definition must be corrected, not the answers."""

    code = "papers.broken_definition"
    sentence = gettext_lazy("Mẫu {form} bản {version}: điều kiện “{text}” của “{where}” không tính được ({why}).")
    remedy = gettext_lazy("Báo người quản trị nạp lại quy định. Chữ đã gõ vẫn còn trong bản nháp.")
    status = 409


def judge(
    asked: Questionnaire, answers: Answers, today: date, *, hidden: frozenset[str] = frozenset()
) -> dict[str, str]:
    """What is wrong, by key; empty when all is well. Raises BrokenDefinition.

    ``hidden``: keys whose answers this person can't see; they are kept as they are and not judged.
    """
    judged = _Judge(asked, answers, today)
    return {
        one.key: wrong
        for part in asked.parts
        for one in part.questions
        if one.key not in hidden and not one.given and (wrong := judged.wrong(part, one))
    }


def relevance(asked: Questionnaire, answers: Answers, today: date) -> dict[str, Truth]:
    """For each question with a condition whether it is asked: true, false, not known. Raises BrokenDefinition."""
    judged = _Judge(asked, answers, today)
    return {
        one.key: judged.relevant(part, one) for part in asked.parts for one in part.questions if part.when or one.when
    }


class _Judge:
    def __init__(self, asked: Questionnaire, answers: Answers, today: date) -> None:
        self.asked, self.answers = asked, answers
        self.facts = Facts(values(asked, answers), today)

    def wrong(self, part: Part, one: Question) -> str:
        answered = one.key in self.answers
        relevant = self.relevant(part, one)
        if not answered:
            return _missing(one) if one.required and relevant else ""
        if relevant is False:
            when = condition(self.asked, one.when or part.when)
            return _("Câu này chỉ trả lời khi {when}. Xóa câu trả lời, hoặc sửa câu kia.").format(when=when)
        return next(self._unfit(one), "")

    def relevant(self, part: Part, one: Question) -> Truth:
        truths = [self._reckon(text, one) for text in (part.when, one.when) if text]
        if False in truths:
            return False
        return None if None in truths else True

    def _unfit(self, one: Question) -> Iterator[str]:
        if not one.check or isinstance(self.facts.of(one.key), Doubt):
            return
        truth = self._reckon(one.check, one)
        doubts = [key for key in sorted(names(compiled(one.check))) if isinstance(self.facts.of(key), Doubt)]
        if truth is False or (truth is None and doubts):
            said = one.check_says or _("Câu trả lời này chưa hợp với các câu khác.")
            yield " ".join([said, *(self._doubt(key) for key in doubts)])

    def _doubt(self, key: str) -> str:
        found = self.facts.of(key)
        label = self.asked.by_key[key].label
        if found is Doubt.ABSENT:
            return _("Cần trả lời cả câu “{label}”.").format(label=label)
        return _("Câu “{label}” đang ghi “{state}”.").format(label=label, state=STATES[Doubt(found)])

    def _reckon(self, text: str, one: Question) -> Truth:
        try:
            return reckon(text, self.facts)
        except (WrongExpression, WrongKinds) as trouble:
            law = self.asked.law
            raise BrokenDefinition(
                form=law.key, version=law.version, text=text, where=one.key, why=trouble.args[0]
            ) from trouble


def _missing(one: Question) -> str:
    if one.type in (FieldType.CHOICE, FieldType.MANY, FieldType.LEVEL, FieldType.YES_NO_UNKNOWN):
        return _("Chọn một câu trả lời cho “{label}”.").format(label=one.label)
    if one.type is FieldType.TABLE:
        return _("Ghi ít nhất một dòng ở “{label}”.").format(label=one.label)
    return _("Ghi “{label}”.").format(label=one.label)
