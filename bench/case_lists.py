"""Pages of cases where an office has 5,000 open ones and the province 50,000: lists, homes, overview, one case."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bench.figures import Figure, Result, percentile
from bench.ground import Ground

if TYPE_CHECKING:
    from django.test import Client

OFFICE, PROVINCE = 5_000, 50_000
FEW_OFFICE, FEW_PROVINCE = 200, 1_000
HOLDERS = 10
"""Officers among whom an office's cases lie; one of them opens the pages."""
GOAL_MS, CASE_MS = 150.0, 200.0
ROUNDS, LONG_ROUNDS = 20, 100
STATES = ("assessing", "verifying", "planning", "submitted", "approved", "implementing", "review", "closing")

_CLONE = """
insert into {table} select made.*
from {table} row cross join bench_case n
cross join lateral jsonb_populate_record(null::{table}, to_jsonb(row) || {change}) made
where row.{key} = %(case)s
"""
_CASES = _CLONE.format(
    table="cases_case",
    key="id",
    change="""jsonb_build_object('id', n.id, 'place_id', n.place, 'office_id', n.place, 'number', n.i + 10,
      'holder', n.holder, 'holder_name', 'Cán bộ thử', 'state', n.state, 'emergency', n.i %% 23 = 0,
      'due_at', now() + (n.i %% 50 - 5) * interval '1 day', 'opened_at', now() - (n.i %% 400) * interval '1 hour')""",
)
_STEPS = _CLONE.format(
    table="cases_steprecord",
    key="case_id",
    change="""jsonb_build_object('id', uuidv7(), 'case_id', n.id, 'due_at',
      case when row.due_at is not null then now() + (n.i %% 50 - 5) * interval '1 day' end)""",
)
_TEAM = """
insert into cases_teammember (case_id, person, name, part, since, by_name)
select id, holder, 'Cán bộ thử', 'lead', now(), 'Cán bộ thử' from bench_case
"""
_PLAN = """
create temp table bench_case as
select uuidv7() as id, i, case when i <= %(office)s then %(own)s else (%(places)s::bigint[])[1 + i %% %(many)s] end
  as place, case when i <= %(office)s and i %% %(holders)s = 0 then %(me)s::uuid else uuidv7() end as holder,
  (%(states)s::text[])[1 + i %% %(kinds)s] as state
from generate_series(1, %(rows)s) i
"""

NAMES = ["Hồ Thị Đo", "Hồ Văn Đo", "Trần Đo"]
_GONE = (
    "delete from accounts_session where person_id in (select id from accounts_person where full_name = any(%s))",
    "delete from accounts_assignment where person_id in (select id from accounts_person where full_name = any(%s))",
    "delete from accounts_person where full_name = any(%s)",
)


def run(ground: Ground, *, long: bool) -> Result:
    """Clone one case thousands of times, open each page many times as those who work with it, tell the slow end."""
    office, rows = (FEW_OFFICE, FEW_PROVINCE) if ground.quick else (OFFICE, PROVINCE)
    people = _people(ground)
    case = _one_case(ground, people)
    try:
        _fill(ground, case, people["officer"][0], office, rows)
        gc.freeze()  # as config.wsgi does
        figures = list(_figures(people, case, LONG_ROUNDS if long else ROUNDS))
    finally:
        gc.unfreeze()
        _tidy(ground)
    note = f"{rows:,} open cases, {office:,} of them of one office; pages asked of the product in one process"
    return Result("case_lists", figures, [note])


def _people(ground: Ground) -> dict[str, tuple[Any, Client]]:
    from mangnon.access.roles import Role
    from mangnon.access.scope import acting
    from mangnon.places.models import Unit
    from mangnon.places.queries import province_served
    from mangnon.statutes.tests.shipping import put
    from mangnon.testing.cast import actor
    from mangnon.testing.people import make_person, signed_in

    own = Unit.objects.get(pk=ground.communes[0])
    posts = {
        "officer": ("Hồ Thị Đo", Role.COMMUNE_OFFICER, own),
        "chair": ("Hồ Văn Đo", Role.COMMUNE_CHAIR, own),
        "province": ("Trần Đo", Role.PROVINCE_OFFICER, province_served()),
    }
    _tidy(ground)
    put("procedure", "form", "codes")
    made = {}
    for name, (called, role, place) in posts.items():
        with acting(actor(called, role, place)):
            person = make_person(called, role, place)
            made[name] = (person, signed_in(person))
    return made


def _one_case(ground: Ground, people: dict[str, tuple[Any, Client]]) -> Any:
    from mangnon.access.scope import acting
    from mangnon.cases.actions.opening import Opening, open_cases
    from mangnon.cases.models import CaseKind
    from mangnon.lib.ids import new_id
    from mangnon.places.models import Unit
    from mangnon.testing.people import present

    now = datetime.now(UTC)
    officer = present(people["officer"][0], now)
    told = Opening(
        case_id=new_id(), kind=CaseKind.INTERVENTION, place=Unit.objects.get(pk=ground.communes[0]),
        first_information_at=now - timedelta(hours=3), name="Hồ Thị Thử", born="2017-03-07", sex="2", about="thử",
    )  # fmt: skip
    with acting(officer):
        (case,) = open_cases(actor=officer, at=now, openings=(told,))
    return case.pk


def _fill(ground: Ground, case: Any, officer: Any, office: int, rows: int) -> None:
    told = {
        "case": case, "office": office, "own": ground.communes[0], "places": list(ground.communes[1:]),
        "many": len(ground.communes) - 1, "holders": HOLDERS, "me": officer.pk, "states": list(STATES),
        "kinds": len(STATES), "rows": rows,
    }  # fmt: skip
    with ground.top() as top:
        with top.transaction():
            top.execute("set local session_replication_role = replica")  # the trigger net isn't what is measured
            for statement in (_PLAN, _CASES, _STEPS, _TEAM):
                top.execute(statement, told)
        top.execute("vacuum analyze cases_case, cases_steprecord, cases_teammember")


def _figures(people: dict[str, tuple[Any, Client]], case: Any, rounds: int) -> Iterator[Figure]:
    asked = (
        ("officer", "/ho-so/", GOAL_MS, "list of an office"),
        ("officer", "/", GOAL_MS, "home of an officer"),
        ("chair", "/ho-so/dieu-hanh", GOAL_MS, "overview of an office"),
        ("officer", f"/ho-so/{case}", CASE_MS, "page of a case"),
        ("province", "/ho-so/", GOAL_MS, "list of the province"),
        ("province", "/", GOAL_MS, "home of the province"),
        ("province", "/ho-so/dieu-hanh", GOAL_MS, "overview of the province"),
    )
    for who, path, goal, name in asked:
        client = people[who][1]
        _timed(client, path)
        slow = percentile([_timed(client, path) for _round in range(rounds)], 0.95)
        yield Figure(
            f"95th, {name}", slow, goal, "ms", slow / goal, most=1.0, how="whole answers, frame and counts too"
        )


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
    """No case stays, and nobody of ours."""
    with ground.top() as top, top.transaction():
        top.execute("set local session_replication_role = replica")
        top.execute("truncate cases_case cascade")
        for statement in _GONE:
            top.execute(statement, [NAMES])
