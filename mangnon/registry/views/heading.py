"""What stands under the name of a child: age and place in words, and what one must know at once."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.lib.dates import format_date
from mangnon.registry.models import Child, Left, Registered, Sex
from mangnon.registry.numbers import number_doubts
from mangnon.registry.queries.wording import Wording
from mangnon.registry.reminders import BIRTH, VISIT, reminder
from mangnon.registry.rules import months_between
from mangnon.registry.words import age_words, where_words
from mangnon.ui.parts import Soft, Tag, Tone, Words


def child_facts(child: Child, words: Wording) -> tuple[Words, ...]:
    """``Nữ, 9 tuổi (14/3/2017)`` · Cơ Tu · thôn A Duông, xã Đông Giang."""
    sex = "" if child.sex == Sex.UNKNOWN else f"{Sex(child.sex).label}, "
    who: Words = f"{sex}{age_words(child.birth, words.on)} ({child.birth})"
    facts: list[Words] = [who]
    if child.mark:
        facts.append((Soft(child.mark),))
    if child.ethnicity:
        facts.append(words.word("dan_toc", child.ethnicity))
    facts.append(where_words(child.hamlet.name if child.hamlet else None, child.place.name))
    return tuple(facts)


def child_tags(child: Child, on: date) -> tuple[Tag, ...]:
    """Alerts, the weightiest first."""
    if child.left:
        return (_gone(child),)
    return (*_doubts(child), *_missing(child, on))


def _gone(child: Child) -> Tag:
    said = Left(child.left).label
    day = format_date(child.left_on) if child.left_on else ""
    url = reverse("registry:child", args=[child.merged_into_id]) if child.merged_into_id else ""
    return Tag(_("{what}, {day}").format(what=said, day=day), "exit", Tone.LATE, url)


def _doubts(child: Child) -> list[Tag]:
    if not child.personal_number:
        return []
    doubts = number_doubts(child.personal_number, sex=child.sex, birth=child.birth)
    return [Tag(str(doubt).rstrip("."), "alert", Tone.LATE) for doubt in doubts]


def _missing(child: Child, on: date) -> list[Tag]:
    tags = []
    rule = reminder(VISIT, on)
    if child.visited_on is None:
        tags.append(Tag(_("Chưa thăm lần nào"), "late", Tone.LATE))
    elif child.visited_on <= rule.before(on):
        months = months_between(child.visited_on, on)
        tags.append(Tag(_("Đã {n} tháng chưa thăm").format(n=months), "late", Tone.LATE))
    if child.registered == Registered.NO:
        tags.append(_unregistered(child, on))
    if not child.personal_number:
        tags.append(Tag(_("Chưa có số định danh"), "info"))
    return tags


def _unregistered(child: Child, on: date) -> Tag:
    rule = reminder(BIRTH, on)
    late = child.born_to <= rule.before(on)
    if not late:
        return Tag(_("Chưa đăng ký khai sinh"), "info")
    mark = "" if rule.confirmed else _(" (mốc chưa xác nhận)")
    return Tag(_("Chưa đăng ký khai sinh, đã quá {n} ngày").format(n=rule.days) + mark, "late", Tone.LATE)
