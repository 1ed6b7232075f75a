"""Figures over a whole province as of any past day, and those of a closed quarter: how long they take, and alike."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bench.child_ground import CHILDREN, FEW_CHILDREN, fill
from bench.figures import Figure, Result, median, timed
from bench.ground import Ground
from bench.roster_import import AT, prepare

if TYPE_CHECKING:
    from mangnon.access.actor import Actor

TURNS, MANY_TURNS = 5, 15
DAY_MS, CLOSED_MS = 1_000.0, 10.0
END = date(2026, 9, 30)
DAYS = (date(2026, 11, 23), END, date(2025, 6, 30), date(2022, 12, 31))
CODES = ("HCDB-01", "HCDB-03", "HCDB-05", "HCDB-08", "HCDB-14", "NC")
"""Groups that every sixteenth child is put into, in turn."""
MADE = "bench.counts"

_CIRCUMSTANCES = """
insert into registry_circumstance (child_id, code, "group", law_version, sensitivity, evidence, decided_by, decision,
  end_reason, valid_from, valid_to, source, note, recorded_by)
select id, g, g, '2017-07-01', 1, '', '', '', '', day, case when n %% 3 = 0 then day + 500 end, 'roster', '', %(made)s
from (select id, n, (%(codes)s::text[])[1 + n / 16 %% cardinality(%(codes)s::text[])] as g,
    greatest(born_from + 30, date '2018-01-01') as day
  from (select id, born_from, row_number() over (order by id)::int as n from registry_child) numbered
  where n %% 16 = 0) chosen
"""
_MOVED = """
create temporary table moved as
select r.id, r.child_id, r.valid_from + 300 as day,
  (%(places)s::bigint[])[1 + n %% cardinality(%(places)s::bigint[])] as at
from (select *, row_number() over (order by child_id)::int as n from registry_residence) r
where n %% 10 = 0 and kind = 'actual' and valid_to is null and valid_from + 300 < date '2026-06-01'
"""
_ENDED = "update registry_residence r set valid_to = m.day from moved m where r.id = m.id"
_BEGUN = """
insert into registry_residence (child_id, kind, place_id, address, status, valid_from, source, note, recorded_by)
select child_id, 'actual', at, '', 'TT', day, 'roster', '', %(made)s from moved
"""


def run(ground: Ground, *, long: bool) -> Result:
    """Fill, let a tenth move and a sixteenth have a group, count days, close a quarter, read it, compare."""
    filled = fill(ground, FEW_CHILDREN if ground.quick else CHILDREN)
    prepare(ground)
    _live(ground)
    turns = MANY_TURNS if long else TURNS
    wide, bound = _eyes()
    days = {day: _day(wide, day, turns) for day in DAYS}
    narrow = _day(bound, END, turns)
    closed, alike = _closed(wide, turns)
    worst = max(days.values())
    figures = [
        Figure("a past day, the slowest of four", worst, DAY_MS, "ms", worst / DAY_MS, most=1.0),
        Figure("a past day, one commune", narrow, DAY_MS, "ms", narrow / DAY_MS),
        Figure("a closed quarter", closed, CLOSED_MS, "ms", closed / CLOSED_MS, most=1.0),
        Figure("closed quarter as counted from the records", float(alike), 1.0, "alike", float(alike), least=1.0),
    ]
    told = {day.isoformat(): round(ms, 1) for day, ms in days.items()}
    return Result("counts", figures, [f"{filled.children:,} children; medians of {turns}"], {"days_ms": told})


def _live(ground: Ground) -> None:
    """Lives for the made children: groups that begin and end, homes in other communes before today's."""
    with ground.top() as top:
        known = top.execute("select exists (select from registry_circumstance where recorded_by = %s)", [MADE])
        if known.fetchone() == (True,):
            return
        with top.transaction():
            top.execute("set local session_replication_role = replica")
            top.execute(_CIRCUMSTANCES, {"codes": list(CODES), "made": MADE})
            top.execute(_MOVED, {"places": list(ground.communes)})
            top.execute(_ENDED)
            top.execute(_BEGUN, {"made": MADE})
        top.execute("vacuum (analyze) registry_circumstance, registry_residence")


def _eyes() -> tuple[Actor, Actor]:
    from mangnon.access.roles import Role
    from mangnon.places.models import Unit
    from mangnon.testing.cast import actor

    province = Unit.objects.get(code="48", valid_to__isnull=True)
    commune = Unit.objects.get(code="20950", valid_to__isnull=True)
    return actor("Trần Đình Phú", Role.PROVINCE_OFFICER, province), actor("Hồ Thị Liên", Role.COMMUNE_OFFICER, commune)


def _day(one: Actor, on: date, turns: int) -> float:
    """Milliseconds of the whole cube of a day, from the records, as the page asks for it."""
    from django.db import transaction

    from mangnon.access.scope import acting
    from mangnon.registry.figures.queries import counted, groups_shown

    with acting(one), transaction.atomic():
        shown = groups_shown(one, on)
        counted(on, shown)
        return median(timed(lambda: counted(on, shown)) for _turn in range(turns))


def _closed(one: Actor, turns: int) -> tuple[float, bool]:
    """Milliseconds of a closed quarter, and whether it is what the records say."""
    from django.db import transaction

    from mangnon.access.actor import job
    from mangnon.access.scope import acting
    from mangnon.registry.figures.actions import CLOSE, ClosedAlready, close_quarter
    from mangnon.registry.figures.queries import counted, figures, groups_shown

    machine = job("bench", CLOSE)
    with acting(machine):
        try:
            close_quarter(actor=machine, at=AT, end=END)
        except ClosedAlready:
            print("The quarter was closed by an earlier run.")
    with acting(one), transaction.atomic():
        found: Any = figures(one, END)
        alike = sorted(found.cells) == sorted(counted(END, groups_shown(one, END)))
        return median(timed(lambda: figures(one, END)) for _turn in range(turns)), alike
