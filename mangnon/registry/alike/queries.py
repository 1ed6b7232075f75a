"""Look-alikes of what is being entered, pairs that wait for somebody, and records that were folded into another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.access.managers import GuardedQuerySet
from mangnon.lib.dates import PartialDate
from mangnon.lib.names import sort_key
from mangnon.places.models import Unit
from mangnon.registry.alike.births import born_of
from mangnon.registry.alike.known import Line, known
from mangnon.registry.alike.neighbours import neighbours
from mangnon.registry.alike.reading import COMPARED, line_of, lines, other_names, weights
from mangnon.registry.alike.reasons import sentences
from mangnon.registry.alike.rules import Judged, Verdict, judge, quick_no
from mangnon.registry.alike.whole import look_alikes as in_set
from mangnon.registry.models import Child, LookAlike, Merge
from mangnon.registry.queries.children import SEE
from mangnon.registry.told import ChildTold, ParentTold

ALIKE = "registry.alike.see"
MOST = 10
"""Look-alikes shown beside a form."""
NAMESAKES, EQUAL = 100, 400
"""Bounds of what is compared with one child: of its name, of its number, code or telephone."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A record within reach that may be the child in question."""

    child_id: str
    full_name: str
    born: str
    score: float
    verdict: Verdict
    reasons: tuple[str, ...]
    """Codes of ``alike.reasons``."""

    @property
    def words(self) -> list[str]:
        """The reasons in plain sentences."""
        return sentences(self.reasons)

    @property
    def born_words(self) -> str:
        """The date of birth as it is read."""
        return str(PartialDate.parse(self.born))


def look_alikes(
    actor: Actor, told: ChildTold, place: Unit | int, *, parents: Iterable[ParentTold] = (), hamlet: int = 0,
    head: str = "", phone: str = "", but: UUID | None = None,
) -> list[Alike]:  # fmt: skip
    """Records within reach that may be this child, the surest first; nothing is said of those beyond it."""
    unit = place if isinstance(place, int) else place.pk
    line = line_of(told, unit, parents=parents, hamlet=hamlet, head=head, phone=phone)
    return alike_to(actor, line, but=but)


def alike_to(actor: Actor, line: Line, *, but: UUID | None = None, most: int = MOST) -> list[Alike]:
    """As ``look_alikes``, for a line."""
    rows = Child.objects.visible_to(actor, SEE)
    ids = _candidates(rows, line) - {but}
    one, learnt = known(line), weights()
    found = []
    for other in lines(rows.filter(pk__in=ids), names=other_names(ids)):
        theirs = known(other)
        if not quick_no(one, theirs, learnt):
            judged = judge(one, theirs, learnt)
            if judged.verdict is not Verdict.NO:
                found.append(_alike(other, judged))
    return sorted(found, key=lambda alike: -alike.score)[:most]


def _alike(line: Line, judged: Judged) -> Alike:
    reasons = tuple(str(reason) for reason in judged.reasons)
    return Alike(line.id, line.full_name, line.born, judged.score, judged.verdict, reasons)


def _candidates(rows: GuardedQuerySet[Any], line: Line) -> set[UUID]:
    """Ids worth comparing: each question is served by an index of its own."""
    found = set(chain.from_iterable(question.values_list("pk", flat=True) for question in _questions(rows, line)))
    return found | neighbours(rows.filter(COMPARED), line)


def _questions(rows: GuardedQuerySet[Any], line: Line) -> Iterator[QuerySet[Any]]:
    rows = rows.filter(COMPARED).order_by()
    born = born_of(line.born)
    near = Q(born_year__gte=born.year - 1, born_year__lte=born.year + 1) if born.year else Q()
    if line.number:
        yield rows.filter(personal_number=line.number)[:EQUAL]
    if line.code:
        yield rows.filter(external_code=line.code)[:EQUAL]
    if phones := line.phone.split():
        yield rows.filter(household__phone__in=phones)[:EQUAL]
    if line.full_name:
        yield rows.filter(near, _called(line.full_name))[:NAMESAKES]


def _called(full_name: str) -> Q:
    """The stored sort key begins with the letters of the name, tones come after."""
    letters = "\x1f".join(sort_key(full_name).split("\x1f")[:2]) + "\x1f"
    return Q(sort_key__gte=letters, sort_key__lt=letters + "\U0010ffff")


def look_alikes_of(
    actor: Actor, rows: Sequence[Line], *, most: int = 3, among: bool = True
) -> dict[str, list[Alike]]:  # fmt: skip
    """Look-alikes of a whole list at once, by the key of each row: in the register within reach, and in the list.

    The keys must not be ids of children. Rows without a look-alike are left out. Without ``among`` the rows aren't
    compared with each other.
    """
    own = {row.id for row in rows}
    stored = list(lines(_worth_comparing(actor, rows), names=other_names(())))
    found: dict[str, list[Alike]] = defaultdict(list)
    if not (stored or among):
        return found
    for pair in in_set([*rows, *stored], weights(), first=len(rows), across=not among):
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            if one.id in own:
                found[one.id].append(_alike(other, pair.judged))
    return {key: sorted(listed, key=lambda alike: -alike.score)[:most] for key, listed in found.items()}


def _worth_comparing(actor: Actor, rows: Sequence[Line]) -> GuardedQuerySet[Any]:
    """Children within reach who share a key with some row: of a reach that lies in the places of the rows, all."""
    visible, reach = Child.objects.visible_to(actor, SEE), actor.reach(SEE)
    return (
        visible
        if not reach.everywhere and reach.places <= {row.place for row in rows}
        else visible.filter(any_of(rows))
    )


def any_of(rows: Sequence[Line]) -> Q:
    def told(values: Iterable[Any]) -> list[Any]:
        return sorted({value for value in values if value})

    keys = told(sort_key(row.full_name) for row in rows)
    wanted = Q(place_id__in=told(row.place for row in rows)) | Q(sort_key__in=keys)
    wanted |= Q(personal_number__in=told(row.number for row in rows))
    wanted |= Q(external_code__in=told(row.code for row in rows))
    return wanted | Q(household__phone__in=told(phone for row in rows for phone in row.phone.split()))


def pairs(actor: Actor, *, action: str = ALIKE) -> QuerySet[LookAlike]:
    """Pairs of which this actor reaches both records."""
    reach = actor.reach(action)
    rows = LookAlike.objects.select_related("first__place", "second__place")
    if reach.everywhere:
        return rows
    places = sorted(reach.places)
    first = Q(first__place_id__in=places) | Q(first__other_place_id__in=places)
    return rows.filter(first, Q(second__place_id__in=places) | Q(second__other_place_id__in=places))


def open_pairs(actor: Actor) -> QuerySet[LookAlike]:
    """Those that wait, without records that were merged meanwhile."""
    both_here = ~Q(first__left="merged") & ~Q(second__left="merged")
    return pairs(actor).filter(both_here, state=LookAlike.State.OPEN)


def own_work(actor: Actor) -> QuerySet[LookAlike]:
    """Pairs for which this actor's office is the nearest that reaches both: a province leaves a commune its own."""
    rows = open_pairs(actor)
    return rows.exclude(first__place_id=F("second__place_id")) if actor.reach(ALIKE).everywhere else rows


def weak(rows: QuerySet[LookAlike]) -> QuerySet[LookAlike]:
    """Pairs that are merely possible: most are two children of one name; nobody is asked to work through them."""
    return rows.filter(verdict=LookAlike.Verdict.POSSIBLE)


def strong(rows: QuerySet[LookAlike]) -> QuerySet[LookAlike]:
    """Pairs that are certain or likely: work."""
    return rows.exclude(verdict=LookAlike.Verdict.POSSIBLE)


def merges(actor: Actor) -> QuerySet[Merge]:
    """Merges of which this actor reaches both records, the latest first."""
    reach = actor.reach(ALIKE)
    rows = Merge.objects.select_related("kept", "dropped").order_by("-at", "pk")
    if reach.everywhere:
        return rows
    places = sorted(reach.places)
    return rows.filter(kept__place_id__in=places, dropped__place_id__in=places)


def folded_into(child_id: UUID) -> list[Merge]:
    """Merges in force whose record ended up in this one, also by way of another; row security hides the rest."""
    found: list[Merge] = []
    kept = [child_id]
    while kept:
        rows = Merge.objects.filter(kept__in=kept, undone_at__isnull=True).select_related("dropped")
        listed = list(rows.order_by("-at", "pk"))
        found += listed
        kept = [one.dropped_id for one in listed]
    return found
