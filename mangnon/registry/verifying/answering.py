"""Whether the answers of a sheet are ones that it offers."""

from __future__ import annotations

from collections.abc import Mapping

from mangnon.lib.dates import PartialDate
from mangnon.lib.refusal import Refusal
from mangnon.places.models import Hamlet
from mangnon.registry.models import Schooling
from mangnon.registry.queries.wording import Wording
from mangnon.registry.verifying.fields import NO, YES, AskedField, Rules
from mangnon.registry.verifying.refusals import AnswerWrong

LONGEST = 120


def check_answers(answers: Mapping[str, str], rules: Rules, place_id: int, words: Wording) -> None:
    """Raises AnswerWrong for a field that isn't asked, a code that its list doesn't have, a date that is none."""
    for code, said in answers.items():
        field = rules.field(code)
        if field is None or (said and not _fits(field, said, place_id, words)):
            raise AnswerWrong(field=field.label if field else code)


def _fits(field: AskedField, said: str, place_id: int, words: Wording) -> bool:
    if field.kind == "code":
        return said in words.items(field.list)
    if field.kind == "yesno":
        return said in (YES, NO)
    if field.kind == "school":
        return said in Schooling.Status.values
    if field.kind == "hamlet":
        return said.isdecimal() and Hamlet.objects.filter(pk=int(said), unit=place_id).exists()
    return _is_date(said) if field.kind == "birth" else len(said) <= LONGEST


def _is_date(said: str) -> bool:
    try:
        return PartialDate.parse(said).code == said
    except Refusal:
        return False
