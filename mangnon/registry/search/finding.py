"""``find``: from what was typed to children within reach, the likeliest first, each with the reason why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from heapq import nlargest
from operator import attrgetter
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.lib.dates import PartialDate, local_day
from mangnon.lib.refusal import Text
from mangnon.places.models import Unit
from mangnon.registry.models import Child
from mangnon.registry.queries.children import SEE, children
from mangnon.registry.search.asking import LONGEST, Asked, ask
from mangnon.registry.search.dictionary import dictionary
from mangnon.registry.search.gathering import gather, good
from mangnon.registry.search.grounds import Ground, readings
from mangnon.registry.search.looking import Bounds, Line
from mangnon.registry.search.scoring import LEAST, OTHER_DAY, SAME_DAY, TONES, tones_agree
from mangnon.registry.search.telling import why

MOST = 20
"""Lines of an answer."""
HOMONYMS = 8
"""So many children of one name, before names nearly like it get their lines."""
WEIGHED = 120
"""Children that are looked at singly when a day of birth was typed."""
MARKED = 40
"""So many of the best names are compared by their marks."""
KEPT = 150
"""So many names of one reading are followed up to their children."""
ELSEWHERE = 15.0
"""What it costs to live elsewhere than was said."""


class State(StrEnum):
    """What an answer says."""

    EMPTY = "empty"
    SHORT = "short"
    NONE = "none"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Found:
    """A child that was found: how surely, and why."""

    child: Child
    score: float
    mother: str
    why: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; ``more`` when there are others that answer as well."""

    state: State
    found: tuple[Found, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """One child on its way into the answer."""

    child: UUID
    line: Line
    score: float
    ground: Ground | None


def find(
    actor: Actor, text: str, *, at: datetime, born: int | None = None, place: Unit | None = None, most: int = MOST,
    unfinished: bool = False,
) -> Answer:  # fmt: skip
    """Children whom this actor may see and who answer what was typed. ``born`` and ``place`` narrow it further."""
    asked = ask(text[:LONGEST], today=local_day(at), born=born, unfinished=unfinished)
    if not (asked.words or asked.kin or asked.numbers or asked.code):
        return Answer(State.SHORT if text.strip() else State.EMPTY)
    if not asked.enough:
        return Answer(State.SHORT)
    answered = candidates(actor, asked, place)
    found = _shown(actor, chosen(actor, answered, asked, most), asked)
    return Answer(State.SOME if found else State.NONE, found, more=len(answered) > len(found))


def candidates(actor: Actor, asked: Asked, place: Unit | None = None) -> list[Candidate]:
    """Every child that answers in one of the readings of a question, with its best score."""
    reach = actor.reach(SEE)
    known = dictionary()
    best: dict[UUID, Candidate] = {}
    forced = Ground("", frozenset({place.pk, *place.reach, *place.today})) if place is not None else None
    if not reach:
        return []
    for reading, ground in [(asked, forced)] if forced else readings(asked, reach):
        lines = gather(reading, Bounds.of(reach, ground), known)
        if ground is not None and reading.parts and not good(lines):
            lines += [
                replace(one, score=one.score - ELSEWHERE) for one in gather(reading, Bounds.of(reach, None), known)
            ]
        _keep(best, lines, reading, ground)
    return list(best.values())


def _keep(best: dict[UUID, Candidate], lines: Sequence[Line], asked: Asked, ground: Ground | None) -> None:
    """Put the children of some lines among the candidates; the best names are compared by their marks too."""
    first = nlargest(KEPT, (line for line in lines if line.score >= LEAST), key=attrgetter("score"))
    last = first[:MARKED][-1].score if first else 0.0
    for line in first:
        score = line.score + (tones_agree(asked.typed, line.name) if line.score + TONES >= last else 0.0)
        for child in line.children:
            held = best.get(child)
            if held is None or held.score < score:
                best[child] = Candidate(child, line, score, ground)


def chosen(actor: Actor, answered: Iterable[Candidate], asked: Asked, most: int = MOST) -> list[Candidate]:
    """Those of the first lines, the likeliest first."""
    return _fair(_weighed(actor, _ranked(answered), asked), most)


def _ranked(found: Iterable[Candidate]) -> list[Candidate]:
    """The likeliest first; of names alike in score the commonest, then by the Vietnamese order."""
    return sorted(found, key=lambda one: (-round(one.score, 1), -one.line.many, one.line.folded, one.child.hex))


def _weighed(actor: Actor, ranked: Sequence[Candidate], asked: Asked) -> list[Candidate]:
    """With a day or month of birth in the question, each child's own birth counts."""
    if asked.birth is None or asked.birth.month is None:
        return list(ranked)
    first = {one.child: one for one in ranked[:WEIGHED]}
    born = dict(children(actor).filter(pk__in=list(first)).values_list("pk", "born"))
    moved = [
        replace(one, score=one.score + _birth_says(asked.birth, born.get(one.child, ""))) for one in first.values()
    ]
    return sorted(moved, key=lambda one: -one.score)


def _birth_says(asked: PartialDate, born: str) -> float:
    if not born:
        return 0.0
    known = PartialDate.parse(born)
    if asked.earliest() <= known.latest() and known.earliest() <= asked.latest():
        return SAME_DAY if known.month else 0.0
    return -OTHER_DAY


def _fair(ranked: Sequence[Candidate], most: int) -> list[Candidate]:
    """The first lines, in which homonyms don't push out every other name: the rest of them follow after."""
    taken: list[Candidate] = []
    waiting: list[Candidate] = []
    seen: dict[tuple[str, int], int] = {}
    for one in ranked:
        key = (one.line.folded, one.line.year)
        seen[key] = seen.get(key, 0) + 1
        (taken if seen[key] <= (HOMONYMS if one.line.sure else 1) else waiting).append(one)
        if len(taken) >= most:
            break
    return taken[:most] + waiting[: most - len(taken)]


def _shown(actor: Actor, chosen: Sequence[Candidate], asked: Asked) -> tuple[Found, ...]:
    """The children themselves, read through the same door as everywhere."""
    by_id = {one.child: one for one in chosen}
    rows = children(actor).filter(pk__in=list(by_id)).select_related("place", "hamlet", "household")
    found = []
    for child in rows.prefetch_related("parents"):
        one = by_id[child.pk]
        mother = next((parent.full_name for parent in child.parents.all() if parent.which == "mother"), "")
        found.append(Found(child, min(100.0, round(one.score, 1)), mother, why(child, one.line, one.ground, asked)))
    order = {pk: round(one.score, 1) for pk, one in by_id.items()}
    return tuple(sorted(found, key=lambda one: (-order[one.child.pk], one.child.sort_key, one.child.pk.hex)))
