"""The map of a plan: 241 communes × 60 tasks as the province opens it, whole page, and how many statements it needs."""

from __future__ import annotations

import gc
import time
from datetime import date
from typing import TYPE_CHECKING, Any

from bench.figures import Figure, Result, percentile
from bench.ground import Ground

if TYPE_CHECKING:
    from django.test import Client

COMMUNES, FEW_COMMUNES = 241, 24
TASKS = 60
GOAL_MS, STATEMENTS = 200.0, 10
ROUNDS, LONG_ROUNDS = 100, 400
NAME = "Trần Bản Đồ"
YEAR = 2020
_GONE = (
    "delete from accounts_session where person_id in (select id from accounts_person where full_name = %s)",
    "delete from accounts_assignment where person_id in (select id from accounts_person where full_name = %s)",
    "delete from accounts_person where full_name = %s",
)


def run(ground: Ground, *, long: bool) -> Result:
    """Make the plan, open the map many times as an officer of the province, tell the slow end."""
    client = _client(ground)
    places = _fill(FEW_COMMUNES if ground.quick else COMMUNES)
    try:
        _known_to_planner(ground)
        gc.freeze()  # as config.wsgi does
        figures = list(_figures(client, LONG_ROUNDS if long else ROUNDS))
    finally:
        gc.unfreeze()
        _tidy(ground)
    return Result("plan_map", figures, [f"{places} communes × {TASKS} tasks; asked of the product in one process"])


def _client(ground: Ground) -> Client:
    from mangnon.access.roles import Role
    from mangnon.access.scope import acting
    from mangnon.places.queries import province_served
    from mangnon.testing.cast import actor
    from mangnon.testing.people import make_person, signed_in

    _tidy(ground)
    with acting(actor(NAME, Role.PROVINCE_OFFICER, province_served())):
        return signed_in(make_person(NAME, Role.PROVINCE_OFFICER, province_served()))


def _fill(most: int) -> int:
    """A plan of the old province with tasks and a share of each for each commune; how many communes."""
    from django.db import transaction

    from mangnon.access.roles import Role
    from mangnon.access.scope import acting
    from mangnon.places.models import Unit
    from mangnon.places.queries import province_served
    from mangnon.programmes.models import Objective, Programme, Task
    from mangnon.programmes.plans.queries.plans import children_on
    from mangnon.testing.cast import AT, actor

    old = Unit.objects.get(code="49", level="province", valid_to__isnull=False)
    communes = children_on(old, date(YEAR, 12, 31))[:most]
    days = {"year": YEAR, "starts_on": date(YEAR, 1, 2), "due_on": date(YEAR, 9, 30)}
    said = {"changed_at": AT, "changed_by_name": "x", "title": "Việc của năm", **days}
    with acting(actor(NAME, Role.PROVINCE_OFFICER, province_served())), transaction.atomic():
        plan = Programme.objects.create(
            place=old, title="Kế hoạch", first_year=YEAR, last_year=YEAR, made_at=AT, made_by_name="x"
        )
        heading = Objective.objects.create(programme=plan, number=1, title="x")
        tops = [Task(objective=heading, place=old, number=n, **said) for n in range(1, TASKS + 1)]
        Task.objects.bulk_create(tops)
        made = [
            Task(objective=heading, parent=top, place=one, number=top.number, progress=(nth * 7) % 100, **said)
            for top in tops
            for nth, one in enumerate(communes)
        ]
        Task.objects.bulk_create(made, batch_size=2_000)
    return len(communes)


def _known_to_planner(ground: Ground) -> None:
    """Statistics as autovacuum takes them within a minute of so many new rows."""
    with ground.top() as top:
        top.execute("analyze programmes_programme, programmes_objective, programmes_task")


def _figures(client: Client, rounds: int) -> Any:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    path = f"/chuong-trinh/ban-do?nam={YEAR}"
    _timed(client, path)
    slow = percentile([_timed(client, path) for _round in range(rounds)], 0.95)
    yield Figure("95th, map of a plan", slow, GOAL_MS, "ms", slow / GOAL_MS, most=1.0, how="whole answers")
    with CaptureQueriesContext(connection) as asked:
        client.get(path, headers={"host": "localhost"})
    many = float(len([one for one in asked.captured_queries if _own(one["sql"])]))
    yield Figure("statements, map of a plan", many, float(STATEMENTS), "", many / STATEMENTS, most=1.0)


def _own(statement: str) -> bool:
    """Whether it isn't the frame's: telling the database who acts, the transaction."""
    return "set_config" not in statement and not statement.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))


def _timed(client: Client, path: str) -> float:
    from mangnon.ui.counting import counts

    counts.forget_everybody()
    began = time.perf_counter()
    response = client.get(path, headers={"host": "localhost"})
    took = (time.perf_counter() - began) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")
    return took


def _tidy(ground: Ground) -> None:
    """No plan stays, and nobody of ours."""
    with ground.top() as top, top.transaction():
        top.execute("set local session_replication_role = replica")
        top.execute("truncate programmes_programme cascade")
        for statement in _GONE:
            top.execute(statement, [NAME])
