"""Reports of harm taken in durably by eight clients: our statements, the plain form with NOTIFY, and the product.

The statements are those that the product itself sends for one report by telephone, taken down while it does: the scope,
the number of its office, the report, its first hand-over, the entry in the book, the telling with its outbox. They go
under the application's role through row security, constraints and the trigger net, as one message and one transaction.
The form writes the same rows into bare copies of the tables (their indexes, nothing else), statement by statement, and
ends with ``NOTIFY`` and commit. Both are played by pgbench, by turns.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import environment
from bench.figures import Figure, Result, median
from bench.ground import SUPERUSER, Ground
from bench.writers import Act, Writers

if TYPE_CHECKING:
    from mangnon.access.actor import Actor

CLIENTS = 8
ROUNDS, LONG_ROUNDS = 5, 15
SECONDS, FEW_SECONDS = 5, 1
INTAKES, FEW_INTAKES = 40, 10
"""Reports of one writer in one round of the product."""
PATH_GOAL, PRODUCT_GOAL = 2.0, 0.1
OURS = (
    "intake_number(", 'INSERT INTO "intake_harmreport"', 'INSERT INTO "intake_handover"', "select audit_book(",
    "notices_tell(",
)  # fmt: skip
"""What a report takes at least, in this order; the product looks up and writes more."""
COPIED = (
    "intake_harmreport",
    "intake_handover",
    "audit_entry",
    "notices_telling",
    "notices_notice",
    "notices_delivery",
)
UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
LINK = re.compile(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b")
"""The code of a notice's link: unique too."""
N = ":n"
"""What pgbench puts in: twelve digits, another number each time."""
SCOPE = """
select format('select set_config(''mangnon.actor'', %L, true), set_config(''mangnon.reach'', %L, true)',
  current_setting('mangnon.actor'), current_setting('mangnon.reach'))
"""
NUMBER = rf"\set {N[1:]} random(100000000000, 999999999999)"


def run(ground: Ground, *, long: bool) -> Result:
    """By turns: the form, our statements, the product; intakes a second, medians."""
    lots = _lots(ground)
    rounds = LONG_ROUNDS if long else ROUNDS
    seconds, each = (FEW_SECONDS, FEW_INTAKES) if ground.quick else (SECONDS, INTAKES)
    told: dict[str, list[float]] = {"form": [], "path": [], "product": []}
    with _scripts(ground, lots) as (path, form), Writers(begin, lots) as writers:
        for turn in range(rounds + 1):  # the first only warms up
            ways: list[tuple[str, Callable[[], float]]] = [
                ("form", lambda: _played(ground, form, SUPERUSER, seconds)),
                ("path", lambda: _played(ground, path, "mangnon_app", seconds)),
                ("product", lambda: writers.go(each)),
            ]
            for name, play in ways if turn % 2 else ways[::-1]:
                rate = play()
                if turn:
                    told[name].append(rate)
    rates = {name: median(values) for name, values in told.items()}
    how = f"{CLIENTS} clients, {rounds} interleaved rounds, fsync on, medians"
    figures = [
        Figure(
            "our statements, begin … NOTIFY, commit", rates["path"], rates["form"], "reports/s",
            rates["path"] / rates["form"], least=PATH_GOAL, how=how,
        ),
        Figure(
            "receive_report, our statements", rates["product"], rates["path"], "reports/s",
            rates["product"] / rates["path"], least=PRODUCT_GOAL, how=how,
        ),
    ]  # fmt: skip
    note = "The form has no row security, foreign keys, triggers or hash; the product works in eight processes."
    return Result("durable_intakes", figures, [note], {"rates": told})


def _lots(ground: Ground) -> list[tuple[int, int]]:
    """Where each client receives, and the other commune that must act: nobody waits for another's counter."""
    from mangnon.access.roles import Role
    from mangnon.accounts.models import Person
    from mangnon.places.models import Unit
    from mangnon.statutes.models import Definition
    from mangnon.statutes.tests.shipping import put
    from mangnon.testing.cast import person_id
    from mangnon.testing.people import make_person

    if not Definition.objects.exists():  # a folder that is kept has them
        put("procedure", "form", "codes")
    os.environ.update(environment.of(ground.folder))  # a test module points elsewhere, and the writers look here
    lots = list(zip(ground.communes[:CLIENTS], ground.communes[CLIENTS : 2 * CLIENTS], strict=True))
    for number, (_own, other) in enumerate(lots):
        name = f"Trực Thử {'abcdefgh'[number]}"
        if not Person.objects.filter(pk=person_id(name)).exists():
            make_person(name, Role.COMMUNE_OFFICER, Unit.objects.get(pk=other))
    return lots


def _who(place_id: int) -> Actor:
    from mangnon.access.roles import Role
    from mangnon.places.models import Unit
    from mangnon.testing.cast import actor

    return actor("Hồ Thị Liên", Role.COMMUNE_OFFICER, Unit.objects.get(pk=place_id))


def _receive(who: Actor, place_id: int) -> Any:
    """Five things by telephone, as a commune types them."""
    from mangnon.access.scope import acting
    from mangnon.intake.actions import receive_report
    from mangnon.intake.told import PlaceTold, ReportTold
    from mangnon.lib.ids import new_id

    what = "Tin thử: nghe tiếng trẻ khóc ở nhà bên từ chiều"
    told = ReportTold(channel="phone", what=what, danger="no", place=PlaceTold(place_id, None, ""))
    with acting(who):
        return receive_report(actor=who, at=datetime.now(UTC), report_id=new_id(), told=told)


def begin(lot: tuple[int, int]) -> Callable[[int], Act]:
    """One writer of the product: see ``Writers``."""
    who = _who(lot[0])

    def prepare(_each: int) -> Act:
        def receive(each: int) -> int:
            for _report in range(each):
                _receive(who, lot[1])
            return each

        return receive

    return prepare


@contextmanager
def _scripts(ground: Ground, lots: list[tuple[int, int]]) -> Iterator[tuple[list[Path], list[Path]]]:
    """Files for pgbench: ours, one for each client, and the form; the copies are dropped afterwards."""
    with ground.top() as top:
        for table in COPIED:
            top.execute(f"drop table if exists bench_{table}")
            top.execute(f"create table bench_{table} (like {table} including defaults including indexes)")
        path, form = [], []
        for number, lot in enumerate(lots):
            receipt, statements = _taken_down(lot)
            path.append(ground.folder / f"intake-ours-{number}.sql")
            path[-1].write_text(f"{NUMBER}\n{_ours(statements, receipt)};\n", "utf-8")
            form.append(ground.folder / f"intake-form-{number}.sql")
            form[-1].write_text(f"{NUMBER}\n{_form(top, receipt)}", "utf-8")
        try:
            yield path, form
        finally:
            for table in COPIED:
                top.execute(f"drop table bench_{table}")


def _taken_down(lot: tuple[int, int]) -> tuple[Any, list[str]]:
    """One report taken in: the scope of its transaction, and one statement of each kind that was sent for it."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from mangnon.access.scope import acting

    who = _who(lot[0])
    with acting(who), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SCOPE)
        (scope,) = cursor.fetchone()
    with CaptureQueriesContext(connection) as sent:
        receipt = _receive(who, lot[1])
    every = [one["sql"] for one in sent.captured_queries]
    return receipt, [scope, *(next(one for one in every if kind in one) for kind in OURS)]


def _ours(statements: list[str], receipt: Any) -> str:
    """All of them as one message."""
    return " \\; ".join(_renewed(one.rstrip("; \n"), receipt) for one in ("BEGIN", *statements, "COMMIT"))


def _form(top: Any, receipt: Any) -> str:
    """Rows of that report as literals into the copies, statement by statement."""
    picked = {
        "intake_harmreport": "id = %s", "intake_handover": "report_id = %s", "notices_telling": "subject_id = %s::text",
        "notices_notice": "telling_id in (select id from notices_telling where subject_id = %s::text)",
        "notices_delivery": "telling_id in (select id from notices_telling where subject_id = %s::text)",
        "audit_entry": "subject_id = %s::text and action = 'intake.receive'",
    }  # fmt: skip
    lines = ["begin;"]
    for table in COPIED:
        rows = top.execute(
            f"select quote_literal(r::text) from {table} r where {picked[table]} order by id limit 1",  # noqa: S608
            [receipt.id],
        ).fetchall()
        for (row,) in rows:
            said = _numbered(_renewed(row, receipt), table)
            lines.append(f"insert into bench_{table} select ({said}::bench_{table}).*;")
    return "\n".join([*lines, "select pg_notify('intake', ':n');", "commit;", ""])


def _renewed(text: str, receipt: Any) -> str:
    """The same for another report: each id that this report made, and its number, end in ``:n``."""
    text = UUID.sub(lambda found: found[0][:-12] + N if _made(found[0], receipt) else found[0], text)
    return LINK.sub(N, text.replace(receipt.number, f"TB-{N}"))


def _made(one: str, receipt: Any) -> bool:
    """Ids of version 7 of the same moment as the report; those of people and places are older or of another kind."""
    plain = one.replace("-", "")
    return plain[12] == "7" and plain[:8] == receipt.id.hex[:8]


def _numbered(row: str, table: str) -> str:
    """Tables that count their rows: the count too is another each time."""
    if table not in ("audit_entry", "intake_handover"):
        return row
    return re.sub(r"^(E?'\()(\d+)", rf"\g<1>{N}", row)


def _played(ground: Ground, scripts: list[Path], role: str, seconds: int) -> float:
    """Transactions a second of eight clients. Raises RuntimeError when any failed."""
    (pgbench,) = set((ground.folder / "pg").glob("pg-*/**/bin/pgbench"))
    place = ground.place.params(role)
    where = ["-h", place["host"], "-p", place["port"], "-U", role, place["dbname"]]
    files = [word for script in scripts for word in ("-f", str(script))]
    words = [str(pgbench), "-n", "-c", str(CLIENTS), "-j", "2", "-T", str(seconds), *files, *where]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    found = re.search(r"^tps = ([\d.]+)", done.stdout, re.MULTILINE)
    if done.returncode or found is None:
        raise RuntimeError(f"pgbench: {done.stderr[-2000:]}")
    return float(found.group(1))
