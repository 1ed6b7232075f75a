"""Search of children by mistyped names with a year: against a trigram index on the same rows, under row security."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bench import servers
from bench.child_ground import CHILDREN, FEW_CHILDREN, MANY_CHILDREN, ON, fill
from bench.child_slips import MORE, NINE, Slip
from bench.figures import Figure, Result, median, percentile
from bench.ground import Ground

if TYPE_CHECKING:
    from mangnon.access.actor import Actor

ASKED, FEW_ASKED = 60, 4
"""Questions of each kind."""
TRIGRAM_EVERY = 4
"""The slow yardstick answers each so-manieth question."""
REPEATED = 3
MEDIAN_GOAL, SLOW_GOAL = 1 / 10, 1 / 20
RECALL_GOAL, LONG_RECALL_GOAL, HELPED_GOAL = 0.97, 0.93, 0.95
LONG_GOAL_MS, HTTP_GOAL_MS, SECURITY_GOAL = 50.0, 100.0, 1.5
SEED = 48
YEARS_OFF = (-1, 0, 0, 0, 1)

_TRIGRAM = """
drop table if exists bench_trigram;
create table bench_trigram as select child_id, folded, born_year from registry_needle where own;
create index on bench_trigram using gin (folded gin_trgm_ops);
create index on bench_trigram (born_year);
"""
_BY_TRIGRAM = """
select folded, born_year from bench_trigram
where folded %% %(typed)s and born_year between %(year)s - 1 and %(year)s + 1
order by similarity(folded, %(typed)s) - abs(born_year - %(year)s) * .02 desc limit 20
"""
_WANTED = """
select c.full_name, c.born_year, n.folded, u.name, coalesce(p.full_name, '')
from (select * from registry_child tablesample bernoulli (%s) repeatable (48) where full_name <> '') c
join registry_needle n on n.child_id = c.id and n.own join places_unit u on u.id = c.place_id
left join registry_parent p on p.child_id = c.id and p.which = 'mother'
order by md5(c.id::text) limit %s
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One question: what is typed, for whom."""

    kind: str
    typed: str
    year: int
    folded: str
    born: int


@dataclass(slots=True)
class Told:
    """Milliseconds and hits of one way to search, by kind of slip."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    hits: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))

    def note(self, kind: str, began: float, *, hit: bool) -> None:
        """One answer."""
        self.times[kind].append((time.perf_counter() - began) * 1000)
        self.hits[kind].append(hit)

    def all_times(self, kinds: Iterable[str]) -> list[float]:
        """Times of some kinds in order."""
        return sorted(one for kind in kinds for one in self.times[kind])

    def recall(self, kinds: Iterable[str]) -> float:
        """Share of hits over some kinds."""
        every = [one for kind in kinds for one in self.hits[kind]]
        return sum(every) / max(1, len(every))


def run(ground: Ground, *, long: bool) -> Result:
    """Fill, ask both, ask as one who sees listed places, ask over HTTP."""
    filled = fill(ground, FEW_CHILDREN if ground.quick else MANY_CHILDREN if long else CHILDREN)
    with ground.top() as top:
        top.execute(_TRIGRAM)
        top.execute("vacuum (analyze) bench_trigram")
        each = FEW_ASKED if ground.quick else ASKED
        rows = top.execute(_WANTED, [min(100, 2_000_000 / filled.children), each * 40]).fetchall()
    asked = list(_questions(Random(SEED), rows, {**NINE, **MORE}, each))  # noqa: S311 - invented slips
    figures = _against_trigram(ground, asked, long=long)
    figures += _helped(rows[: each * 8])
    figures += [
        _security(ground, asked[:: max(1, len(asked) // 60)]),
        _http(ground, asked[:: max(1, len(asked) // 80)]),
    ]
    indexing = f"indexing in sets: {filled.indexed_ms:.0f} ms for a thousand children" if filled.indexed_ms else ""
    notes = [f"{filled.children:,} children; a hit has the wanted folded name and year of birth among 20 lines"]
    return Result("child_search", figures, [*notes, *filter(None, [indexing])])


def _questions(random: Random, rows: Sequence[Any], slips: dict[str, Slip], each: int) -> Iterator[Wanted]:
    """Each kind of slip on names of its own."""
    for number, (kind, slip) in enumerate(slips.items()):
        made, start = 0, number * len(rows) // len(slips)
        for name, born, folded, _place, _mother in [*rows[start:], *rows[:start]]:
            typed = slip(random, name)
            if typed == name:
                continue
            yield Wanted(kind, typed, born + random.choice(YEARS_OFF), folded, born)
            made += 1
            if made == each:
                break


@contextmanager
def _eyes(actor: Actor) -> Iterator[None]:
    from django.db import transaction

    from mangnon.access.scope import acting

    with acting(actor), transaction.atomic():
        yield


def _search(actor: Actor, one: Wanted) -> list[tuple[str, int]]:
    """Names and years of the first twenty, as the product chooses them, before their records are read."""
    from mangnon.registry.search.asking import ask
    from mangnon.registry.search.finding import candidates, chosen

    asked = ask(one.typed, today=ON, born=one.year)
    return [(found.line.folded, found.line.year) for found in chosen(actor, candidates(actor, asked), asked)]


def _ours(actor: Actor, asked: Sequence[Wanted]) -> Told:
    told = Told()
    with _eyes(actor):
        for one in asked[:10]:
            _search(actor, one)
        for one in asked:
            began = time.perf_counter()
            found = _search(actor, one)
            told.note(one.kind, began, hit=(one.folded, one.born) in found)
    return told


def _trigram(ground: Ground, asked: Sequence[Wanted]) -> Told:
    from mangnon.lib.names import fold

    told = Told()
    with ground.top() as top:
        top.execute("set pg_trgm.similarity_threshold = 0.5")
        for one in asked:
            began = time.perf_counter()
            found = top.execute(_BY_TRIGRAM, {"typed": fold(one.typed), "year": one.year}).fetchall()
            told.note(one.kind, began, hit=(one.folded, one.born) in found)
    return told


def _against_trigram(ground: Ground, asked: Sequence[Wanted], *, long: bool) -> list[Figure]:
    from mangnon.access.actor import console

    theirs, ours = _trigram(ground, asked[::TRIGRAM_EVERY]), _ours(console("bench"), asked)
    mine, other = ours.all_times(NINE), theirs.all_times(NINE)
    figures = []
    for name, share, goal in (("half of the answers", 0.5, MEDIAN_GOAL), ("95 of 100", 0.95, SLOW_GOAL)):
        one, two = percentile(mine, share), percentile(other, share)
        figures.append(Figure(f"{name}, trigram GIN", one, two, "ms", one / two, most=goal))
    if long:
        figures.append(_most("95 of 100 in time", percentile(mine, 0.95), LONG_GOAL_MS))
    goal = LONG_RECALL_GOAL if long else RECALL_GOAL
    figures.append(_recall("recall, nine kinds", ours.recall(NINE), theirs.recall(NINE), goal))
    figures += [_recall(f"recall, {kind}", ours.recall([kind]), theirs.recall([kind]), None) for kind in (*NINE, *MORE)]
    return figures


def _recall(name: str, ours: float, theirs: float, goal: float | None) -> Figure:
    return Figure(name, ours, theirs, "share", ours, least=goal)


def _most(name: str, ms: float, goal: float) -> Figure:
    return Figure(name, ms, goal, "ms", ms / goal, most=1.0)


def _helped(rows: Sequence[Any]) -> list[Figure]:
    """Names without a word in the middle, with the commune or the mother beside them."""
    from mangnon.access.actor import console

    random = Random(SEED)  # noqa: S311 - invented slips
    actor, figures = console("bench"), []
    for kind in ("nothing", "commune", "mother"):
        asked = []
        for name, born, folded, place, mother in rows:
            short = NINE["word left out"](random, name)
            beside = {"nothing": "", "commune": f", {place}", "mother": f", {mother}"}[kind]
            if short != name and (kind != "mother" or mother):
                asked.append(Wanted(kind, short + beside, born, folded, born))
        recall = _ours(actor, asked).recall([kind])
        figures.append(
            _recall(f"word left out, {kind} beside", recall, 1.0, None if kind == "nothing" else HELPED_GOAL)
        )
    return figures


def _security(ground: Ground, asked: Sequence[Wanted]) -> Figure:
    """The same questions by one whose every commune is listed in each statement, and by one who isn't bound."""
    from mangnon.access.actor import Actor, Door, Grant, console
    from mangnon.access.roles import Role
    from mangnon.testing.cast import person_id

    every = frozenset(_communes(ground))
    grant = Grant(Role.DISTRICT_OFFICER, min(every), every)
    bound = Actor(name="bench", door=Door.WEB, person_id=person_id("bench"), grants=(grant,), second_factor=True)
    free = console("bench")
    times: dict[str, list[float]] = {"bound": [], "free": []}
    for _round in range(REPEATED):
        for name, actor in (("bound", bound), ("free", free)):
            times[name].append(median(_ours(actor, asked).all_times({one.kind for one in asked})))
    ours, yardstick = min(times["bound"]), min(times["free"])
    return Figure("row security, all places listed", ours, yardstick, "ms", ours / yardstick, most=SECURITY_GOAL)


def _communes(ground: Ground) -> list[int]:
    with ground.top() as top:
        return [row[0] for row in top.execute("select distinct place_id from registry_child").fetchall()]


def _http(ground: Ground, asked: Sequence[Wanted]) -> Figure:
    """The page of results, for the province, from a server with its rows, its frame and its entry in the book."""
    from config.cli.serving import web_command
    from mangnon.access.roles import Role
    from mangnon.accounts.models import Person
    from mangnon.places.models import Unit
    from mangnon.testing.cast import person_id
    from mangnon.testing.people import make_person, signed_in

    name, port = "Trần Đình Phú", servers.free_port()
    place = Unit.objects.get(code="48", valid_to__isnull=True)
    person = Person.objects.filter(pk=person_id(name)).first() or make_person(name, Role.PROVINCE_OFFICER, place)
    cookie = f"mangnon={signed_in(person).cookies['mangnon'].value}"
    address, taken = f"http://127.0.0.1:{port}", []
    with servers.running(web_command("127.0.0.1", port), f"{address}/healthz", ground.folder / "search.log"):
        for one in [*asked[:10], *asked]:
            began = time.perf_counter()
            code, body = servers.status(f"{address}/tre-em/tim?q={quote(f'{one.typed} {one.year}')}", cookie=cookie)
            taken.append((time.perf_counter() - began) * 1000)
            assert code == 200, f"{code}: {body[:300]!r}"  # noqa: S101 - else it measures nothing
    return _most("95 of 100 pages over HTTP", percentile(taken[10:], 0.95), HTTP_GOAL_MS)
