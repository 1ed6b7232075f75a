"""From the answers of a stranger to what intake takes in, and to the lines that are read once more before sending."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from mangnon.intake.models import Channel, Danger
from mangnon.intake.rules import SIGNS
from mangnon.intake.told import Against, ChildTold, PlaceTold, ReporterTold, ReportTold, SuspectTold
from mangnon.lib.refusal import Text
from mangnon.portal.asking import HARMS, STEPS, Answers, Kind, Question
from mangnon.portal.carried import Carried

ALONE = frozenset({"what", "commune", "spot"})
"""Answers that are understood without their question."""
AS_WRITTEN = "0"
"""The commune isn't in the list that was offered: it stays as it was written."""


def told(carried: Carried) -> ReportTold:
    """The report. What staff read of it is Vietnamese, whatever the language of the page."""
    with override("vi"):
        return _told(carried, carried.answers)


def _told(carried: Carried, answers: Answers) -> ReportTold:
    ticks = tuple(answers.get("ticks", "").split())
    person = answers.get("person", "").split()
    return ReportTold(
        channel=Channel.WEB,
        what=answers.get("what") or _("(Người báo không viết gì thêm.)"),
        place=_place(answers),
        danger=answers.get("danger") or Danger.UNKNOWN,
        harms=tuple(one for one in ticks if one in HARMS),
        signs=tuple(one for one in ticks if one in SIGNS),
        children=_children(answers),
        suspects=_suspects(answers, near="near" in person),
        reporter=_reporter(answers, child=carried.child),
        against=Against(commune="office" in person),
    )


def has_something(answers: Answers) -> bool:
    """Whether anybody could act on it: some words, a tick, a place, a child, or danger now."""
    names = ("what", "ticks", "commune", "spot", "child", "about", "suspect")
    return any(answers.get(name) for name in names) or answers.get("danger") == Danger.YES


def _place(answers: Answers) -> PlaceTold:
    unit, commune, spot = answers.get("unit", ""), answers.get("commune", ""), answers.get("spot", "")
    words = ", ".join(filter(None, (spot, commune)))
    if unit.isdecimal() and unit != AS_WRITTEN:
        return PlaceTold(int(unit), None, words)
    return PlaceTold(text=words)


def _children(answers: Answers) -> tuple[ChildTold, ...]:
    age = answers.get("age", "")
    about = ", ".join(filter(None, (_("chừng {age} tuổi").format(age=age) if age else "", answers.get("about", ""))))
    row = ChildTold(full_name=answers.get("child", ""), about=about[:160], sex=answers.get("sex") or "9")
    return (row,) if row.is_told else ()


def _suspects(answers: Answers, *, near: bool) -> tuple[SuspectTold, ...]:
    row = SuspectTold(about=answers.get("suspect", ""), tie=answers.get("tie") or "unknown", near=near or None)
    return (row,) if row.is_told else ()


def _reporter(answers: Answers, *, child: bool) -> ReporterTold:
    who = "child" if child else answers.get("reporter", "")
    said = {"child": _("trẻ em tự báo"), "adult": _("người lớn"), "no": _("không muốn nói mình là ai")}
    watched = {
        "yes": _("CHÚ Ý: người gây hại có xem điện thoại này."),
        "unknown": _("Không biết người gây hại có xem điện thoại này không."),
    }
    safe = " ".join(filter(None, (watched.get(answers.get("watched", ""), ""), answers.get("safe", ""))))
    name = answers.get("child", "") if child else answers.get("name", "")
    phone = answers.get("phone", "")
    return ReporterTold(
        anonymous=not name and not phone, name=name, phone=phone, relation=said.get(who, ""), safe_contact=safe
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One screen's answers, to be read once more."""

    key: str
    title: Text
    words: tuple[Text, ...]


def lines(carried: Carried) -> list[Line]:
    """What was answered, screen by screen."""
    return [
        Line(step.key, step.words(child=carried.child), tuple(_shown(step.asked(child=carried.child), carried)))
        for step in STEPS
    ]


def _shown(questions: list[Question], carried: Carried) -> list[Text]:
    found: list[Text] = []
    for one in questions:
        answer = carried.answers.get(one.name, "")
        if not answer:
            continue
        if one.choices:
            found += [_label(one, value, child=carried.child) for value in answer.split()]
        elif one.kind is Kind.COMMUNE and carried.answers.get("unit_name"):
            found.append(carried.answers["unit_name"])
        else:
            found.append(
                answer if one.name in ALONE else f"{str(one.words(child=carried.child)).rstrip('?')}: {answer}"
            )
    return found


def _label(question: Question, value: str, *, child: bool) -> Text:
    choice = next(one for one in question.choices if one.value == value)
    label = (choice.em or choice.label) if child else choice.label
    if question.name == "watched":
        return _("Người gây hại có xem điện thoại này: {answer}").format(answer=str(label).lower())
    return label
