"""A list of fifty rows with session, actor and row security, against the stock way and a framework-free floor."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

import psutil

from bench import servers
from bench.environment import REPOSITORY
from bench.figures import Figure, Result, median
from bench.ground import Ground
from bench.load import Load, need_wrk, press

STOCK_GOAL, FLOOR_GOAL = 2.5, 0.2
ROUNDS, LONG_ROUNDS = 5, 15
SECONDS = 4
ROW = re.compile(r"[ \t]*<tr role=\"row\"[^>]* data-row>.*?</tr>\s*?\n", re.S)

_STOCK_ROWS = """
insert into stock.stock_sample (id, commune_id, full_name, sort_key, born_year, version)
select id, place_id, full_name, sort_key, born_year, version from testing_sample
"""


@dataclass(frozen=True, slots=True)
class Contender:
    """One server under load."""

    name: str
    address: str
    cookie: str
    pid: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One contender's turn: the load, and the CPU milliseconds a page cost the web server and the database."""

    load: Load
    web_ms: float
    database_ms: float


def run(ground: Ground, *, long: bool) -> Result:
    """Start the three, check that they show the same rows, press them in turn."""
    need_wrk()
    commune = ground.communes[5]
    with ExitStack() as stack:
        ours = _ours(stack, ground, commune)
        stock = _stock(stack, ground, commune)
        floor = _floor(stack, ground, commune, ours)
        sizes = _same_rows(ours, stock, floor)
        rounds = _rounds((ours, stock, floor), _postmaster(ground), LONG_ROUNDS if long else ROUNDS)
    return _result(rounds, sizes)


def _ours(stack: ExitStack, ground: Ground, commune: int) -> Contender:
    from config.cli.serving import web_command
    from mangnon.access.roles import Role
    from mangnon.accounts.models import Person
    from mangnon.places.models import Unit
    from mangnon.testing.cast import person_id
    from mangnon.testing.people import make_person, signed_in

    name = "Hồ Thị Liên"
    place = Unit.objects.get(pk=commune)
    person = Person.objects.filter(pk=person_id(name)).first() or make_person(name, Role.COMMUNE_OFFICER, place)
    cookie = signed_in(person).cookies["mangnon"].value
    port = servers.free_port()
    address = f"http://127.0.0.1:{port}"
    command, log = web_command("127.0.0.1", port), ground.folder / "ours.log"
    server = stack.enter_context(servers.running(command, f"{address}/healthz", log))
    return Contender("ours", f"{address}/mau-thu/", f"mangnon={cookie}", server.pid)


def _stock(stack: ExitStack, ground: Ground, commune: int) -> Contender:
    with ground.top() as top:
        top.execute("drop schema if exists stock cascade")
        top.execute("create schema stock authorization mangnon_app")
        _stock_people("tables")
        top.execute(
            "insert into stock.stock_commune (id, name) select id, name from places_unit where level = 'commune'"
        )
        top.execute(_STOCK_ROWS)
        top.execute("vacuum (analyze) stock.stock_sample")
    key = _stock_people(str(commune))
    port = servers.free_port()
    address = f"http://127.0.0.1:{port}"
    argv = (sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{port}")
    log = ground.folder / "stock.log"
    server = stack.enter_context(servers.running((*argv, "bench.stock.wsgi"), f"{address}/login/", log))
    return Contender("stock", f"{address}/samples/", f"sessionid={key}", server.pid)


def _stock_people(asked: str) -> str:
    argv = [sys.executable, "-m", "bench.stock.people", asked]
    return subprocess.run(argv, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def _floor(stack: ExitStack, ground: Ground, commune: int, ours: Contender) -> Contender:
    """The floor serves the product's own page, cut at its rows, so that the bytes are the same."""
    from config.cli.serving import web_command
    from mangnon.access.scope import SET_SCOPE
    from mangnon.accounts.sessions import LOAD

    page = servers.status(ours.address, cookie=ours.cookie)[1].decode()
    rows = list(ROW.finditer(page))
    assert len(rows) == 50, f"ours shows {len(rows)} rows: {page[:400]}"  # noqa: S101 - else it measures nothing
    told = {
        "dsn": ground.place.dsn("mangnon_app"),
        "session": LOAD,
        "scope": SET_SCOPE,
        "rows": "select id, full_name, born_year from testing_sample where place_id in (PLACES)"
        " order by sort_key, id limit 51",
        "head": page[: rows[0].start()],
        "row": _row_template(rows[0].group()),
        "foot": page[rows[-1].end() :],
    }
    path = ground.folder / "floor.json"
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    port = servers.free_port()
    argv = (*web_command("127.0.0.1", port)[:-1], "bench.floor:application")
    address = f"http://127.0.0.1:{port}/"
    log = ground.folder / "floor.log"
    server = stack.enter_context(servers.running(argv, address, log, {"BENCH_FLOOR": str(path)}))
    return Contender("floor", address, ours.cookie, server.pid)


def _row_template(row: str) -> str:
    plain = row.replace("{", "{{").replace("}", "}}")
    plain = re.sub(r"/mau-thu/[0-9a-f-]{36}", "/mau-thu/{pk}", plain)
    plain = re.sub(r"(data-row-link>)[^<]*", r"\1{name}", plain)
    return re.sub(r"(<td[^>]*>)\d{4}", r"\1{born}", plain)


def _same_rows(*contenders: Contender) -> dict[str, int]:
    """Bytes of each page. Raises AssertionError when one shows other rows than the first."""
    first: list[str] = []
    sizes = {}
    for one in contenders:
        code, body = servers.status(one.address, cookie=one.cookie)
        ids = re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}", body.decode())
        assert code == 200, f"{one.name} answered {code}"  # noqa: S101 - else it measures nothing
        assert len(ids) == 50, f"{one.name} shows {len(ids)} rows"  # noqa: S101
        assert ids == (first := first or ids), f"{one.name} shows other rows"  # noqa: S101
        sizes[one.name] = len(body)
    return sizes


def _postmaster(ground: Ground) -> int:
    with ground.top() as top:
        row = top.execute("select pg_backend_pid()").fetchone()
        return int(psutil.Process(row[0] if row else None).ppid())


def _rounds(contenders: tuple[Contender, ...], postmaster: int, many: int) -> dict[str, list[Turn]]:
    """A warm-up, then each in turn, so that a busy moment of the machine meets all of them."""
    for one in contenders:
        press(one.address, one.cookie, seconds=2)
    told: dict[str, list[Turn]] = {one.name: [] for one in contenders}
    for _ in range(many):
        for one in contenders:
            told[one.name].append(_turn(one, postmaster))
    return told


def _turn(one: Contender, postmaster: int) -> Turn:
    web, database = servers.busy(one.pid), servers.busy(postmaster)
    load = press(one.address, one.cookie, seconds=SECONDS)
    web, database = servers.busy(one.pid) - web, servers.busy(postmaster) - database
    return Turn(load, web * 1000 / load.requests, database * 1000 / load.requests)


def _result(rounds: dict[str, list[Turn]], sizes: dict[str, int]) -> Result:
    rps = {name: median(turn.load.rps for turn in turns) for name, turns in rounds.items()}
    how = f"wrk, 4 connections, {len(rounds['ours'])} interleaved rounds of {SECONDS} s, medians"
    figures = [
        Figure(f"list page, {other}", rps["ours"], rps[other], "rps", rps["ours"] / rps[other], least=goal, how=how)
        for other, goal in (("stock", STOCK_GOAL), ("floor", FLOOR_GOAL))
    ]
    notes = [
        "Ours also writes one entry into the book for each page (which children were seen), and looks for samples"
        " of a second place; the others do neither.",
        "median latency, ms: " + _each(rounds, lambda turn: f"{turn.load.p50_ms:.1f}"),
        "CPU of one page, ms (web + database): "
        + _each(rounds, lambda turn: f"{turn.web_ms:.1f} + {turn.database_ms:.1f}"),
        "bytes of the page: " + ", ".join(f"{name} {size}" for name, size in sizes.items()),
    ]
    details = {name: [[round(turn.load.rps, 1), round(turn.web_ms, 2), round(turn.database_ms, 2)] for turn in turns]
               for name, turns in rounds.items()}  # fmt: skip
    return Result("list_page", figures, notes, {"rps, web ms, database ms": details})


def _each(rounds: dict[str, list[Turn]], told: Callable[[Turn], str]) -> str:
    """The middle turn of each contender, in words."""
    middle = {name: sorted(turns, key=lambda turn: turn.load.rps)[len(turns) // 2] for name, turns in rounds.items()}
    return ", ".join(f"{name} {told(turn)}" for name, turn in middle.items())
