"""What row security costs: the product's own statements with it, and the same text by a role it doesn't bind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import psycopg

from bench.figures import Figure, Result, median, timed
from bench.ground import Ground

if TYPE_CHECKING:
    from mangnon.access.actor import Actor

GOAL = 1.3
ROUNDS, LONG_ROUNDS = 60, 300
SLOW_ROUNDS = 20
SLOW_MS = 20.0
"""A statement that takes longer than this is repeated less often."""
SEE = "testing.samples.see"


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody with literal places in the query, and the database role that looks."""

    name: str
    actor: Actor
    role: str
    judged: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as Django would send it."""

    name: str
    text: str
    values: tuple[Any, ...]


def run(ground: Ground, *, long: bool) -> Result:
    """Each statement of each reach in turn with and without row security, many times; medians."""
    rounds = LONG_ROUNDS if long else ROUNDS
    figures: list[Figure] = []
    notes = [f"{ground.rows:,} rows; scope set before the clock starts: once per transaction, not per statement"]
    with _connected(ground, "mangnon_app") as bound, _connected(ground, "postgres") as free:
        reaches = _reaches(ground)
        notes.append(f"setting the scope of a transaction: {_scope_ms(bound, reaches[0]):.2f} ms")
        for reach in reaches:
            _scope(bound, reach.actor, reach.role)
            statements = _statements(ground, reach.actor)
            figures += [_figure(reach, one, bound, free, rounds) for one in statements]
            notes.append(_plan(reach, bound, statements[0]))
    return Result("row_security", figures, notes)


def _reaches(ground: Ground) -> list[Reach]:
    from mangnon.access.roles import Role

    one, every = frozenset({ground.communes[5]}), frozenset(ground.communes)
    province = _actor(Role.PROVINCE_OFFICER, every)
    whole = _actor(Role.PROVINCE_OFFICER, frozenset(), everywhere=True)
    return [
        Reach("commune", _actor(Role.COMMUNE_OFFICER, one), "none", judged=True),
        Reach(f"{len(every)} places, wide role", province, "mangnon_wide", judged=True),
        Reach("whole province, wide role", whole, "mangnon_wide", judged=True),
        Reach(f"{len(every)} places, app role", _actor(Role.COMMUNE_OFFICER, every), "none", judged=False),
    ]


def _actor(role: Any, places: frozenset[int], *, everywhere: bool = False) -> Actor:
    from mangnon.access.actor import Actor, Door, Grant
    from mangnon.testing.cast import person_id

    name = "Hồ Thị Liên"
    grant = Grant(role, min(places, default=0), places, everywhere=everywhere)
    return Actor(name=name, door=Door.WEB, person_id=person_id(name), grants=(grant,))


@contextmanager
def _connected(ground: Ground, role: str) -> Iterator[psycopg.Connection[Any]]:
    """As Django connects: parameters are bound in the client. One transaction for everything, undone at the end."""
    with psycopg.connect(ground.place.dsn(role), cursor_factory=psycopg.ClientCursor) as connection:
        yield connection
        connection.rollback()


def _scope(connection: psycopg.Connection[Any], actor: Actor, role: str) -> None:
    from mangnon.access.scope import SET_SCOPE

    reach = "{" + ",".join(map(str, sorted(actor.row_places))) + "}"
    connection.execute(SET_SCOPE, (str(actor.me), reach, role))


def _scope_ms(bound: psycopg.Connection[Any], reach: Reach) -> float:
    return median(timed(lambda: _scope(bound, reach.actor, reach.role)) for _ in range(50))


def _statements(ground: Ground, actor: Actor) -> list[Statement]:
    """What the product itself sends: the statements are overheard on their way, not written down here.

    The list by own place alone is what a root without a second place sends: does the policy leave it its index?
    """
    from mangnon.access.doors import see
    from mangnon.testing.models import Sample
    from mangnon.ui.screens.keyset import count_up_to, first
    from mangnon.ui.screens.listing import COUNT_UP_TO

    visible = Sample.objects.visible_to(actor, SEE)
    wanted = _some_id(ground)
    every = Sample.objects.everything_unchecked()
    own = every.filter(place_id__in=sorted(places)) if (places := actor.reach(SEE).places) else every
    return [
        _overheard("list", actor, lambda: first(visible, ("sort_key", "id"), 51)),
        _overheard("list by own place alone", actor, lambda: list(own.order_by("sort_key", "id")[:51])),
        _overheard("detail", actor, lambda: see(Sample, wanted, actor, SEE)),
        _overheard("count as lists do", actor, lambda: count_up_to(visible, COUNT_UP_TO)),
        _overheard("count", actor, visible.count),
    ]


def _some_id(ground: Ground) -> Any:
    with ground.top() as top:
        row = top.execute(
            "select id from testing_sample where place_id = %s order by id limit 1 offset 100", [ground.communes[5]]
        ).fetchone()
    return row[0] if row else None


def _overheard(name: str, actor: Actor, ask: Callable[[], Any]) -> Statement:
    from django.db import connection, transaction

    from mangnon.access.scope import acting

    told: list[Statement] = []

    def listen(execute: Any, text: str, values: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's
        told.append(Statement(name, text, tuple(values)))
        return execute(text, values, many, context)

    with acting(actor), transaction.atomic(), connection.execute_wrapper(listen):
        ask()
    return told[-1]


def _figure(
    reach: Reach,
    statement: Statement,
    bound: psycopg.Connection[Any],
    free: psycopg.Connection[Any],
    rounds: int,
) -> Figure:
    """Raises AssertionError when the two see different rows: then the figure would compare nothing."""
    seen = _ask(bound, statement)
    assert seen, f"{reach.name}: {statement.name} shows nothing"  # noqa: S101 - else it measures nothing
    assert seen == _ask(free, statement), f"{reach.name}: {statement.name} differs"  # noqa: S101
    many = rounds if timed(lambda: _ask(free, statement)) < SLOW_MS else max(SLOW_ROUNDS, rounds // 10)
    with_it: list[float] = []
    without: list[float] = []
    pair = ((bound, with_it), (free, without))
    for turn in range(many):
        for connection, kept in pair if turn % 2 else pair[::-1]:
            kept.append(timed(partial(_ask, connection, statement)))
    ours, plain = median(with_it), median(without)
    how = f"{many} interleaved rounds, medians, literals bound in the client, nothing prepared, warm cache"
    most = GOAL if reach.judged else None
    return Figure(f"row security, {reach.name}: {statement.name}", ours, plain, "ms", ours / plain, most=most, how=how)


def _ask(connection: psycopg.Connection[Any], statement: Statement) -> Sequence[Any]:
    return connection.execute(statement.text, statement.values).fetchall()


def _plan(reach: Reach, bound: psycopg.Connection[Any], statement: Statement) -> str:
    lines = bound.execute("explain (costs off) " + statement.text, statement.values).fetchall()
    scans = [line.strip().lstrip("-> ") for (line,) in lines if "Scan" in line]
    return f"plan of the list, {reach.name}: {'; '.join(scans)}"
