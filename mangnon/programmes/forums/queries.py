"""Reads on forums: who held one as the circular asks, one forum with what was asked there, answers that are due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from mangnon.lib.refusal import NotFound
from mangnon.places.models import Level, Unit
from mangnon.places.queries import province_served
from mangnon.places.queries.trees import Branch
from mangnon.programmes.forums.models import (
    Done,
    Forum,
    ForumAnswer,
    ForumGroup,
    ForumKind,
    ForumQuestion,
    Held,
)
from mangnon.programmes.forums.rules import OTHER, SOON, Check, Facts, Turn, checks, law_on, turn
from mangnon.programmes.plans.queries.grounds import Ground, served_on

LEVELS = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}
MOST_WAITING = 6
"""Questions on one worklist."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Questions of a forum: all, answered, late."""

    asked: int = 0
    answered: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class ForumRow:
    """A place in a year. ``forum``: that of the year, held or prepared; ``last``: the last year with one."""

    unit: Unit
    turn: Turn
    forum: Forum | None
    last: int | None
    tally: Tally

    @property
    def well(self) -> bool:
        """Whether nothing needs anybody."""
        return self.turn is not Turn.OVERDUE and not self.tally.late


def overview(year: int, today: date) -> list[ForumRow]:
    """Every place of a year with the forum of its level: two statements and the map.

    A forum of a place that is no more counts for those of its level that stand on its ground today.
    """
    law = law_on(date(year, 12, 31))
    since = year - (law.every_years if law else 1) + 1
    rows = Forum.objects.filter(kind=ForumKind.LEVEL, year__gte=since, year__lte=year).exclude(state=Held.CANCELLED)
    forums = list(rows.select_related("place").order_by("year", "starts_on", "pk"))
    tallies = tallied([one.pk for one in forums if one.year == year], today)
    units = _units(served_on(year, today))
    mine = _by_place(forums, {one.pk: one for one in units})
    return [_row(unit, mine.get(unit.pk, []), year, tallies) for unit in units]


def _units(branches: Iterable[Branch]) -> list[Unit]:
    found: list[Unit] = []
    layers = list(branches)
    while layers:
        found += [one.unit for one in layers]
        layers = [child for one in layers for child in one.children]
    return sorted(found, key=lambda unit: (LEVELS[Level(unit.level)], unit.sort_key, unit.pk))


def _by_place(forums: Sequence[Forum], units: Mapping[int, Unit]) -> dict[int, list[Forum]]:
    found: dict[int, list[Forum]] = {}
    for one in forums:
        heirs = [one.place_id] if one.place_id in units else one.place.today
        for pk in heirs:
            if pk in units and units[pk].level == one.place.level:
                found.setdefault(pk, []).append(one)
    return found


def _row(unit: Unit, forums: Sequence[Forum], year: int, tallies: Mapping[UUID, Tally]) -> ForumRow:
    held = [one.year for one in forums if one.state == Held.HELD]
    this = [one for one in forums if one.year == year]
    best = next((one for one in this if one.state == Held.HELD), this[0] if this else None)
    last = max(held, default=None)
    stands = turn(year, last, law_on(date(year, 12, 31)), planned=bool(this))
    tally = tallies.get(best.pk, Tally()) if best else Tally()
    return ForumRow(unit, stands, best, last, tally)


def tallied(forums: Sequence[UUID], today: date) -> dict[UUID, Tally]:
    """Questions of some forums, counted."""
    late = Count("pk", filter=Q(answer__isnull=True, due_on__lt=today))
    rows = ForumQuestion.objects.filter(forum__in=list(forums)).values_list("forum")
    found = rows.annotate(asked=Count("pk"), answered=Count("answer"), late=late)
    return {pk: Tally(asked, answered, overdue) for pk, asked, answered, overdue in found}


def years_known() -> list[int]:
    """Years with forums."""
    return list(Forum.objects.values_list("year", flat=True).distinct())


def forums_of(places: Sequence[int]) -> list[Forum]:
    """Every forum that some places held or prepare, the latest first."""
    return list(Forum.objects.filter(place__in=places).select_related("place").order_by("-starts_on", "pk"))


def forum_seen(pk: UUID) -> Forum:
    """One forum. Raises NotFound."""
    found = Forum.objects.select_related("place", "carried_from", "document").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def groups(forum: Forum) -> list[ForumGroup]:
    """Its groups of delegates, as far as the reader may see them: by where they come from."""
    return list(forum.groups.order_by("source_key", "sex", "pk"))


def group_seen(pk: UUID) -> ForumGroup:
    """One group. Raises NotFound."""
    found = ForumGroup.objects.select_related("forum__place").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def questions(forum: Forum) -> list[ForumQuestion]:
    """What was asked, with the answers, in the order of asking."""
    return list(forum.questions.select_related("answer", "place").order_by("number"))


def question_seen(pk: UUID) -> ForumQuestion:
    """One question with its answer. Raises NotFound."""
    rows = ForumQuestion.objects.select_related("forum__place", "place", "answer")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def answer_of(question: ForumQuestion) -> ForumAnswer | None:
    """Its answer, if there is one."""
    return getattr(question, "answer", None)


def before(forum: Forum) -> Forum | None:
    """The forum of the level that was held before this one, on this ground; none for another kind."""
    if forum.kind != ForumKind.LEVEL:
        return None
    rows = Forum.objects.filter(
        place__in=Ground(forum.place).ids, place__level=forum.place.level, kind=ForumKind.LEVEL, state=Held.HELD,
        ends_on__lt=forum.starts_on,
    )  # fmt: skip
    return rows.exclude(pk=forum.pk).select_related("place").order_by("-ends_on", "pk").first()


def checked(forum: Forum, *, asked_before: bool, today: date) -> list[Check]:
    """What the circular of its day asks of it; empty before the first circular."""
    law = law_on(forum.starts_on)
    if law is None:
        return []
    facts = Facts(
        level=forum.place.level if forum.kind == ForumKind.LEVEL else OTHER,
        held=forum.state == Held.HELD, before=asked_before, looked_back=bool(forum.looked_back),
        **{name: getattr(forum, name) for name in
           ("children", "consents", "adults", "volunteers", "guests", "starts_on", "ends_on", "reported_on")},
    )  # fmt: skip
    return checks(facts, law, today)


def open_questions(today: date, *, late: bool, undone: bool) -> list[ForumQuestion]:
    """Questions that wait: those late alone, those without an answer, or answered ones not done yet.

    Those that wait longest come first; of promises the latest.
    """
    rows = ForumQuestion.objects.exclude(forum__state=Held.CANCELLED)
    if undone:
        rows = rows.filter(answer__isnull=False).exclude(answer__done=Done.DONE).order_by("-due_on", "pk")
    else:
        rows = rows.filter(answer__isnull=True)
        rows = (rows.filter(due_on__lt=today) if late else rows).order_by("due_on", "pk")
    return list(rows.select_related("forum__place", "place", "answer")[:500])


def unanswered() -> QuerySet[ForumQuestion]:
    """Questions without an answer, of forums that weren't cancelled."""
    return ForumQuestion.objects.filter(answer__isnull=True).exclude(forum__state=Held.CANCELLED)


def late_count(today: date) -> int:
    """How many answers are late."""
    return unanswered().filter(due_on__lt=today).count()


def waiting(places: Sequence[int], today: date) -> list[ForumQuestion]:
    """Unanswered questions of some places, or asked of them, whose day is near or past. One statement."""
    whose = Q(forum__place__in=places) | Q(place__in=places)
    rows = unanswered().filter(whose, due_on__lte=today + SOON)
    return list(rows.select_related("forum__place").order_by("due_on", "pk")[:MOST_WAITING])


def answerers(place: Unit) -> list[Unit]:
    """Whose offices a forum of a place may ask: its own, the province, and from the province any commune."""
    top = province_served()
    if place.level == Level.COMMUNE:
        return [place, top]
    rows = Unit.objects.filter(pk__in=top.reach, valid_to__isnull=True).order_by("sort_key", "pk")
    return [place, *([top] if place != top else []), *rows.defer("reach", "provinces")]


def resting(document_id: int) -> list[Forum]:
    """Forums whose plan is a document."""
    return list(Forum.objects.filter(document=document_id).select_related("place").order_by("-starts_on", "pk"))


def published_answers(place: Unit) -> QuerySet[ForumAnswer]:
    """What everybody may read of a place and of those it came from: answers with their questions, the latest first."""
    rows = ForumAnswer.objects.filter(published_on__isnull=False, question__forum__place__in=Ground(place).ids)
    return rows.select_related("question__forum__place").order_by(F("published_on").desc(), "pk")
