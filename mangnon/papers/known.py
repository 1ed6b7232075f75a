"""What needn't be typed again: what the office and the law say, what rooms know, what earlier papers said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.access.managers import Root
from mangnon.access.offers import filled
from mangnon.lib.dates import PartialDate, format_date, local_day
from mangnon.papers.answers import Answers, state_of
from mangnon.papers.questions import Question, Questionnaire, of_version
from mangnon.papers.slots import Known, KnownFacts
from mangnon.places.models import Unit
from mangnon.places.rules import in_line
from mangnon.statutes.kinds.form import FieldType
from mangnon.statutes.queries import Law, documents_of

SAME = (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.PLACE, FieldType.DATE, FieldType.CHOICE)
"""Types whose answer is taken over from an earlier paper that asks the same question."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier paper about the same record: its definition and its open answers."""

    form: str
    version: str
    filled_at: datetime
    answers: Answers


@dataclass(frozen=True, slots=True)
class About:
    """For whom and about what facts are sought. ``earlier``: the newest first."""

    actor: Actor
    at: datetime
    kind: str
    record: Root
    office: Unit
    earlier: tuple[Earlier, ...] = ()


def known(asked: Questionnaire, about: About) -> dict[str, Known]:
    """By key what is known of a form that nobody has filled in yet."""
    facts = {**_of_office(asked.law, about), **_of_rooms(about)}
    papers = [(one, of_version(one.form, one.version, local_day(one.filled_at))) for one in about.earlier]
    found = {}
    for one in asked.questions:
        if one.sealed or one.given or one.type is FieldType.FILE:
            continue
        fact = facts.get(one.prefill) or _of_papers(one, papers)
        if fact is not None:
            found[one.key] = _fitting(one, fact)
    return found


def _of_office(law: Law, about: About) -> dict[str, Known]:
    office = about.office
    body = f"Ủy ban nhân dân {in_line(office.name)}"  # answers are Vietnamese, whoever writes them
    cited = _("Căn cứ của mẫu")
    return {
        "actor": Known(about.actor.name, _("Người đang lập")),
        "today": Known(PartialDate.of(local_day(about.at)).code, _("Hôm nay")),
        "office.name": Known(body, _("Nơi phụ trách hồ sơ")),
        "office.place": Known({"text": office.name, "code": office.code}, _("Nơi phụ trách hồ sơ")),
        "office.chair": Known(f"Chủ tịch {body}", _("Nơi phụ trách hồ sơ")),
        "grounds": Known("\n".join(grounds(law)), cited),
    }


def grounds(law: Law) -> Iterator[str]:
    """``Căn cứ điểm c khoản 2 Điều 28 nghị định số 56/2017/NĐ-CP;``."""
    register = documents_of(law.citation)
    for one in law.citation:
        document = register.get(one.document)
        parts = [
            f"điểm {one.point}" if one.point else "",
            f"khoản {one.clause}" if one.clause else "",
            f"Điều {one.article}" if one.article else "",
            f"{document.get_kind_display().capitalize()} số" if document else "",
            one.document,
        ]
        yield f"Căn cứ {' '.join(filter(None, parts))};"


def _of_rooms(about: About) -> dict[str, Known]:
    facts: dict[str, Known] = {}
    for slot in filled(KnownFacts):
        if slot.kind == about.kind:
            facts.update(slot.find(about.actor, about.record))
    return facts


def _of_papers(one: Question, papers: list[tuple[Earlier, Questionnaire]]) -> Known | None:
    """The answer of an earlier paper: named by the definition (``form.03.needs``), or to the very same question."""
    named = one.prefill.removeprefix("form.").partition(".") if one.prefill.startswith("form.") else None
    for paper, asked in papers:
        if named is not None and asked.form.number == named[0]:
            answer = paper.answers.get(named[2])
        else:
            answer = _same(one, paper, asked) if named is None else None
        if answer is not None and state_of(answer) is None:
            said = _("Từ {form} ngày {day}")
            return Known(answer, said.format(form=asked.number, day=format_date(local_day(paper.filled_at))))
    return None


def _same(one: Question, paper: Earlier, asked: Questionnaire) -> Any:
    before = asked.by_key.get(one.key)
    if before is None or before.type is not one.type or one.type not in SAME:
        return None
    alike = before.label == one.label or (one.prefill.startswith("child.") and not one.check)
    return paper.answers.get(one.key) if alike else None


def _fitting(one: Question, fact: Known) -> Known:
    """A name where a signature is asked; a place's words where a text is."""
    if one.type is FieldType.SIGNATURE and isinstance(fact.answer, str):
        return Known({"name": fact.answer}, fact.source)
    if one.type is FieldType.PLACE and isinstance(fact.answer, str):
        return Known({"text": fact.answer}, fact.source)
    if one.type is not FieldType.PLACE and isinstance(fact.answer, Mapping):
        return Known(str(fact.answer.get("text", "")), fact.source)
    return fact
