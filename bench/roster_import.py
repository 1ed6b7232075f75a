"""A commune's register of 50,000 rows taken in from XLSX, against COPY of the same final rows and against a peer.

Ours: bytes judged, sheet read, every cell checked, look-alikes sought, rows inserted as the commune's officer under row
security with the trigger net, booked, committed. Yardstick: COPY of the very rows that came of it, by a superuser,
into tables with the same indexes and constraints, without triggers, foreign keys and row security, row by row known.
"""

from __future__ import annotations

import io
import multiprocessing
import resource
import time
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import psycopg
from psycopg import sql

from bench import roster_sheets
from bench.figures import Figure, Result
from bench.ground import Ground

ROWS, FEW_ROWS, PEER_ROWS = 50_000, 3_000, 2_000
PLACE = "20950"
AT = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)
ON = date(2026, 11, 23)
SHARE = 0.02
"""Rows that differ when the register comes again."""
LEAST_OF_COPY, LEAST_OF_PEER, LEAST_AGAIN, MOST_MEMORY = 0.35, 25, 4, 600
HOW = "Import: open, check, plan, store, insert under row security with the net, book, commit."


def run(ground: Ground, *, long: bool) -> Result:
    """Import, import again with two rows in a hundred changed, COPY, and the peer; rows per second."""
    many = FEW_ROWS if ground.quick else ROWS
    prepare(ground)
    first, again = sheets(many)
    with suppress(Exception):
        clean(ground)
    told, second = in_child(first), in_child(again)
    copied = copy_rate(ground, many)
    peer = peer_rate(ground, first)
    clean(ground)
    rate, rate_again = many / told["seconds"], many / second["seconds"]
    figures = [
        Figure("import / COPY of the same rows", rate, copied, "rows/s", rate / copied, least=LEAST_OF_COPY, how=HOW),
        Figure("import / django-import-export", rate, peer, "rows/s", rate / peer, least=LEAST_OF_PEER),
        Figure("import again, 2 % changed", rate_again, rate, "rows/s", rate_again / rate, least=LEAST_AGAIN),
        Figure("memory of the import", told["memory"], MOST_MEMORY, "MB", told["memory"] / MOST_MEMORY, most=1),
    ]
    notes = [f"First import: {told['parts']}", f"Second import: {second['parts']}"]
    return Result("roster_import", figures, notes, {"rows": many, "first": told, "again": second})


def prepare(ground: Ground) -> None:
    """Law, which the lists of a sheet come from."""
    from mangnon.access import offers
    from mangnon.access.commands import ReferenceData

    for data in offers.filled(ReferenceData):
        data.load()


def sheets(many: int) -> tuple[bytes, bytes]:
    """The register, and the register half a year later."""
    from django.db import transaction

    from mangnon.access.scope import acting
    from mangnon.places.queries.units import unit_on

    with acting(officer()), transaction.atomic():
        place = unit_on(PLACE, ON)
        rows = roster_sheets.lines(7, many, place, (), ON)
        whole = [roster_sheets.workbook(one, place, ON) for one in (rows, roster_sheets.changed(rows, SHARE))]
    return whole[0].getvalue(), whole[1].getvalue()


def officer() -> Any:
    """The officer of the commune."""
    from mangnon.access.roles import Role
    from mangnon.places.queries.units import unit_on
    from mangnon.testing.cast import actor

    return actor("Hồ Thị Liên", Role.COMMUNE_OFFICER, unit_on(PLACE, ON))


def in_child(data: bytes) -> dict[str, Any]:
    """One import in a process of its own, so that its memory can be told."""
    context = multiprocessing.get_context("fork")
    from django.db import connections

    connections.close_all()
    ours, theirs = context.Pipe()
    worker = context.Process(target=_import, args=(data, theirs))
    worker.start()
    told: dict[str, Any] = ours.recv()
    worker.join()
    if "error" in told:
        raise RuntimeError(told["error"])
    return told


def _import(data: bytes, pipe: Any) -> None:
    try:
        pipe.send(import_once(data))
    except Exception as trouble:
        pipe.send({"error": f"{type(trouble).__name__}: {trouble}"})


def import_once(data: bytes) -> dict[str, Any]:
    """Open, prepare, receive, apply; seconds of each."""
    from django.db import transaction

    from mangnon.access.scope import acting
    from mangnon.lib.ids import new_id
    from mangnon.places.queries.units import unit_on
    from mangnon.registry.rosters.actions import apply_roster, receive_roster
    from mangnon.registry.rosters.preparing import mapping_for, open_upload, prepare

    stream = io.BytesIO(data)
    stream.name = "danh sách.xlsx"  # type: ignore[misc]  # as an upload has it
    actor, marks = officer(), [time.perf_counter()]
    sheet = open_upload(stream)
    marks.append(time.perf_counter())
    with acting(actor), transaction.atomic():
        place = unit_on(PLACE, ON)
        mapping = mapping_for(place, sheet.headings)
        prepared = prepare(actor=actor, at=AT, place=place, sheet=sheet, mapping=mapping)
        if prepared.errors:
            raise RuntimeError(prepared.errors[:3])
        marks.append(time.perf_counter())
        roster = receive_roster(actor=actor, at=AT, roster_id=new_id(), place=place, upload=sheet.upload, sheet=sheet)
        marks.append(time.perf_counter())
        apply_roster(actor=actor, at=AT, roster_id=roster.pk, prepared=prepared)
        marks.append(time.perf_counter())
    marks.append(time.perf_counter())
    names = ("open", "check and plan", "store", "insert", "commit")
    parts = {name: round(end - start, 2) for name, start, end in zip(names, marks, marks[1:], strict=False)}
    return {
        "seconds": marks[-1] - marks[0], "parts": parts, "new": prepared.plan.new,
        "changed": len(prepared.plan.changes),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def _tables() -> list[str]:
    from mangnon.registry.rosters.plans import ADDED

    return [model._meta.db_table for model in ADDED]


def copy_rate(ground: Ground, many: int) -> float:
    """Children per second when their final rows are copied into bare tables with the same indexes."""
    with ground.top() as top:
        held = {table: _dumped(top, table) for table in _tables()}
        top.execute("checkpoint")
        began = time.perf_counter()
        with top.transaction():
            for table, (columns, data) in held.items():
                statement = sql.SQL("copy {} ({}) from stdin").format(_bare(table), columns)
                with top.cursor() as cursor, cursor.copy(statement) as copy:
                    copy.write(data)
        seconds = time.perf_counter() - began
        for table in held:
            top.execute(sql.SQL("drop table {}").format(_bare(table)))
    return many / seconds


def _bare(table: str) -> sql.Identifier:
    return sql.Identifier(f"bench_{table}")


def _dumped(top: psycopg.Connection[Any], table: str) -> tuple[sql.Composed, bytes]:
    """The rows of a table as COPY writes them, and an empty copy of it with its indexes and constraints."""
    top.execute(sql.SQL("drop table if exists {}").format(_bare(table)))
    top.execute(sql.SQL("create table {} (like {} including all)").format(_bare(table), sql.Identifier(table)))
    found = top.execute(
        "select column_name from information_schema.columns where table_name = %s and is_generated = 'NEVER'"
        " order by ordinal_position",
        [table],
    )
    columns = sql.SQL(", ").join(sql.Identifier(name) for (name,) in found.fetchall())
    held = io.BytesIO()
    statement = sql.SQL("copy (select {} from {}) to stdout").format(columns, sql.Identifier(table))
    with top.cursor() as cursor, cursor.copy(statement) as copy:
        for piece in copy:
            held.write(piece)
    return columns, held.getvalue()


def peer_rate(ground: Ground, data: bytes) -> float:
    """django-import-export as it comes, on one flat table with two indexes, over the first rows of the same sheet."""
    import tablib
    from django.db import connection, models
    from import_export.resources import modelresource_factory
    from openpyxl import load_workbook

    lines = load_workbook(io.BytesIO(data), read_only=True).worksheets[0].iter_rows(values_only=True, min_row=5)
    heads = [f"c{at}" for at, _title in enumerate(next(lines))]
    fields: dict[str, Any] = {name: models.TextField(default="", blank=True) for name in heads[1:]}
    meta = type("Meta", (), {"app_label": "testing", "managed": False, "db_table": "bench_peer"})
    model = type("BenchPeer", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})
    with ground.top() as top:
        top.execute("drop table if exists bench_peer")
        columns = ", ".join(f"{name} text not null default ''" for name in heads[1:])
        top.execute(f"create table bench_peer (id bigserial primary key, {columns})")
        top.execute("create index on bench_peer (c2); create index on bench_peer (c3)")
        top.execute("grant all on bench_peer to public; grant all on sequence bench_peer_id_seq to public")
    rows = [["", *(value or "" for value in row[1:])] for row, _n in zip(lines, range(PEER_ROWS), strict=False)]
    sheet = tablib.Dataset(*rows, headers=["id", *heads[1:]]).export("xlsx")
    resource_class = modelresource_factory(model)
    began = time.perf_counter()
    result = resource_class().import_data(tablib.Dataset().load(sheet, format="xlsx"), raise_errors=True)
    seconds = time.perf_counter() - began
    connection.close()
    with ground.top() as top:
        top.execute("drop table bench_peer")
    return len(result.rows) / seconds


def clean(ground: Ground) -> None:
    """Take away what the imports left."""
    with ground.top() as top, top.transaction():
        top.execute("set local session_replication_role = replica")
        tables = sql.SQL(", ").join(map(sql.Identifier, [*_tables(), "registry_roster", "registry_rosterimprint"]))
        top.execute(sql.SQL("truncate {} cascade").format(tables))
        top.execute("delete from files_storedfile where owner_kind = 'registry.roster'")
