"""School and health of a child in one block: what holds now, and what in it contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from mangnon.lib.dates import format_date
from mangnon.lib.refusal import Text
from mangnon.registry.models import Schooling
from mangnon.registry.queries.story import Story, Told
from mangnon.registry.queries.wording import Wording
from mangnon.registry.words import nutrition_words, size_words
from mangnon.ui.parts import Fact, Words

DEGREES = {"HCDB-04.1": "1", "HCDB-04.2": "2", "HCDB-04.3": "3"}
"""Group of special circumstances → the degree of disability that it says (code of ``muc_do_khuyet_tat``)."""


@dataclass(frozen=True, slots=True)
class Life:
    """What the block shows."""

    facts: tuple[Fact, ...]
    doubts: tuple[str, ...]


def life_of(story: Story, words: Wording) -> Life:
    """Of one child on one day."""
    told: tuple[tuple[Text, Words], ...] = (
        (_("Học tập"), _school(story, words)),
        (_("Thẻ bảo hiểm y tế"), _card(story, words.on)),
        (_("Tiêm chủng"), _doses(story)),
        (_("Khám gần nhất"), _checkup(story)),
        (_("Khuyết tật"), _disability(story, words)),
    )
    facts = tuple(Fact(label, value) for label, value in told if value)
    return Life(facts, tuple(_doubts(story, words)))


def disability_words(data: dict[str, object], words: Wording) -> str:
    """Types, name, degree."""
    types = [words.word("dang_khuyet_tat", code) for code in _codes(data["types"])]
    label = f"({data['label']})" if data["label"] else ""
    degree = words.word("muc_do_khuyet_tat", str(data["degree"] or "")).lower()
    said = " ".join(filter(None, (", ".join(types), label)))
    return ", ".join(filter(None, (said, degree and _("mức độ {degree}").format(degree=degree))))


def _codes(told: object) -> list[str]:
    return [str(one) for one in told] if isinstance(told, list) else []


def _latest_school(story: Story) -> Told | None:
    return max(story.of("school"), key=lambda one: int(one.data["year"]), default=None)


def _school(story: Story, words: Wording) -> str:
    one = _latest_school(story)
    if one is None:
        return ""
    told, year = one.data, int(one.data["year"])
    at_school = told["status"] == Schooling.Status.AT_SCHOOL
    status = "" if at_school and told["level"] else str(Schooling.Status(told["status"]).label)
    parts = (status, words.word("cap_hoc", told["level"]), told["grade"], told["school"], f"{year}-{year + 1}")
    return ", ".join(filter(None, parts))


def _card(story: Story, on: date) -> str:
    held = story.holding("insurance", on)
    if not held:
        ended = [one.until for one in story.of("insurance") if one.until and one.until <= on]
        return _("hết hạn {day}").format(day=format_date(max(ended) - timedelta(days=1))) if ended else ""
    one = held[0]
    last = _("đến hết {day}").format(day=format_date(one.until - timedelta(days=1))) if one.until else ""
    return ", ".join(filter(None, (one.data["number"], last)))


def _doses(story: Story) -> str:
    doses = story.of("dose")
    if not doses:
        return ""
    last = doses[0]
    said = _("{n} mũi; gần nhất {vaccine}, {day}")
    return said.format(n=len(doses), vaccine=last.data["vaccine"], day=format_date(last.day))


def _checkup(story: Story) -> str:
    one = next(iter(story.of("checkup")), None)
    if one is None:
        return ""
    parts = (format_date(one.day), size_words(one.data), nutrition_words(one.data))
    return ", ".join(filter(None, parts))


def _disability(story: Story, words: Wording) -> str:
    return "; ".join(disability_words(one.data, words) for one in story.holding("disability", words.on))


def _doubts(story: Story, words: Wording) -> Iterator[str]:
    groups = {one.data["code"] for one in story.holding("circumstance", words.on)}
    said = {DEGREES[code] for code in groups if code in DEGREES}
    certified = {one.data["degree"] for one in story.holding("disability", words.on) if one.data["degree"]}
    if said and certified and said != certified:
        yield _("Hoàn cảnh ghi khuyết tật mức {group}, giấy xác nhận ghi mức {paper}. Xem lại một trong hai.").format(
            group=_degrees(said, words), paper=_degrees(certified, words)
        )


def _degrees(codes: set[str], words: Wording) -> str:
    return ", ".join(words.word("muc_do_khuyet_tat", code).lower() for code in sorted(codes))
