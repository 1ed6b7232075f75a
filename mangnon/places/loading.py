"""Loads the units of ``data/`` into the database: same files, no work; changed files, changes in place."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, connections, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mangnon.lib.names import fold, place_sort_key
from mangnon.lib.refusal import Refusal
from mangnon.places.rules import Ground, Lies, Life, Link, bare_name

DATA = Path(__file__).parent / "data"
FILES = ("units.tsv", "moves.tsv", "successions.tsv", "flags.tsv")
FORMAT = "1"
"""Changes when what is derived from the files changes; then everything is reckoned anew."""

Row = dict[str, str]
Key = tuple[str, str]
"""Code and first day: what identifies a unit."""


class WrongPlaceData(Refusal):
    """The data files contradict themselves."""

    code = "wrong_place_data"
    sentence = _("Tệp dữ liệu địa bàn có chỗ sai: {what}.")
    remedy = _("Xem lại tệp trong mangnon/places/data rồi nạp lại.")


class UnitInUse(Refusal):
    """A unit that something refers to is no longer in the files."""

    code = "unit_in_use"
    sentence = _("Tệp dữ liệu mới bỏ đi địa bàn đang được dùng.")
    remedy = _("Ghi ngày hết hiệu lực cho địa bàn đó thay vì xóa dòng, rồi nạp lại.")


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many units there are, and whether anything had to be done."""

    units: int
    changed: bool


def load_units(*, using: str = "owner", folder: Path = DATA, today: date | None = None) -> LoadReport:
    """Bring the tables to the state of the files. Ids never change; an unchanged state costs one query.

    Raises WrongPlaceData when the files contradict themselves, UnitInUse when they drop a unit in use.
    """
    day = today or timezone.localdate()
    mark = fingerprint(folder)
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(20162)")
        cursor.execute(UNCHANGED, (mark, day, day))
        known = cursor.fetchone()
        if known is not None:
            return LoadReport(units=known[0], changed=False)
        tables = {name: _read(folder / name) for name in FILES}
        try:
            _load(cursor, tables, day)
        except (IntegrityError, DataError, ValueError) as trouble:
            raise _refusal(trouble) from trouble
        cursor.execute(REMEMBER, (mark, day, _next_change(tables["units.tsv"], day)))
    return LoadReport(units=len(tables["units.tsv"]), changed=True)


UNCHANGED = """
select (select count(*) from places_unit) from places_loaded
where name = 'units' and fingerprint = %s and reckoned_on <= %s and (holds_until is null or holds_until > %s)
"""
REMEMBER = """
insert into places_loaded (name, fingerprint, reckoned_on, holds_until, loaded_at)
values ('units', %s, %s, %s, clock_timestamp())
on conflict (name) do update set fingerprint = excluded.fingerprint, reckoned_on = excluded.reckoned_on,
  holds_until = excluded.holds_until, loaded_at = excluded.loaded_at
"""


def fingerprint(folder: Path) -> str:
    """One line for the state of the files and of what is derived from them."""
    told = hashlib.sha256(FORMAT.encode())
    for name in FILES:
        told.update((folder / name).read_bytes())
    return told.hexdigest()


def _next_change(units: Sequence[Row], today: date) -> str | None:
    """The next day on which a unit begins or ends: from then on reach is another."""
    days = {row[column] for row in units for column in ("valid_from", "valid_to") if row[column]}
    return min((day for day in days if day > today.isoformat()), default=None)


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _refusal(trouble: Exception) -> Refusal:
    if "foreign key" in str(trouble):
        return UnitInUse()
    return WrongPlaceData(what=str(trouble).partition("\n")[0])


def _load(cursor: CursorWrapper, tables: dict[str, list[Row]], today: date) -> None:
    units = tables["units.tsv"]
    ids = _ids(cursor, units)
    parents = list(_parents(units, tables["moves.tsv"], ids))
    links = [_succession_values(row, ids) for row in tables["successions.tsv"]]
    ground = _ground(units, ids, parents, links, today)
    _stage(cursor, "unit", UNIT_COLUMNS, (_unit_values(row, ids, ground) for row in units))
    cursor.execute(UNITS_IN)
    _replace(cursor, "parent", PARENT_COLUMNS, parents)
    _replace(cursor, "succession", SUCCESSION_COLUMNS, links)
    _replace(cursor, "flag", FLAG_COLUMNS, (_flag_values(row, ids) for row in tables["flags.tsv"]))
    cursor.execute(UNITS_OUT)
    cursor.execute("set constraints all immediate")
    cursor.execute("analyze places_unit, places_parent, places_succession")


UNIT_COLUMNS = (
    "id bigint, code text, valid_from date, valid_to date, level text, kind text, name text, source text,"
    " confirmed boolean, search_key text, bare_key text, sort_key text, reach bigint[], today bigint[],"
    " provinces bigint[]"
)
PARENT_COLUMNS = "unit_id bigint, parent_id bigint, valid_from date, valid_to date, document text"
SUCCESSION_COLUMNS = (
    'predecessor_id bigint, successor_id bigint, "on" date, change text, part text, document text,'
    " source text, confirmed boolean"
)
FLAG_COLUMNS = "unit_id bigint, flag text, valid_from date, valid_to date, source text, confirmed boolean"

UNITS_IN = """
update places_unit u set valid_to = s.valid_to, level = s.level, kind = s.kind, name = s.name,
  source = s.source, confirmed = s.confirmed, search_key = s.search_key, bare_key = s.bare_key,
  sort_key = s.sort_key, reach = s.reach, today = s.today, provinces = s.provinces
from stage_unit s where u.id = s.id
  and (u.valid_to, u.level, u.kind, u.name, u.source, u.confirmed, u.sort_key, u.reach, u.today, u.provinces)
    is distinct from
    (s.valid_to, s.level, s.kind, s.name, s.source, s.confirmed, s.sort_key, s.reach, s.today, s.provinces);
insert into places_unit (id, code, valid_from, valid_to, level, kind, name, source, confirmed, search_key,
  bare_key, sort_key, reach, today, provinces)
select s.* from stage_unit s where not exists (select from places_unit u where u.id = s.id)
order by s.code, s.valid_from;
"""
UNITS_OUT = """
delete from places_unit u where not exists (select from stage_unit s where s.id = u.id)
"""


def _unit_values(row: Row, ids: dict[Key, int], ground: Ground) -> tuple[Any, ...]:
    name, level, unit = row["name"], row["level"], ids[row["code"], row["valid_from"]]
    if level not in ("province", "district", "commune"):
        raise WrongPlaceData(what=f"{row['code']} {name}: {level}")
    return (
        unit,
        row["code"],
        row["valid_from"],
        row["valid_to"] or None,
        level,
        row["kind"],
        name,
        row["source"],
        row["confirmed"] == "1",
        fold(name),
        fold(bare_name(name)),
        place_sort_key(bare_name(name)),
        _array(ground.reach(unit)),
        _array(ground.became(unit)),
        _array(ground.provinces(unit)),
    )


def _array(ids: Iterable[int]) -> str:
    return "{" + ",".join(map(str, ids)) + "}"


def _succession_values(row: Row, ids: dict[Key, int]) -> tuple[Any, ...]:
    return (
        _id(ids, row["from_code"], row["from_valid_from"]),
        _id(ids, row["to_code"], row["to_valid_from"]),
        date.fromisoformat(row["on"]),
        row["change"],
        row["part"],
        row["document"],
        row["source"],
        row["confirmed"] == "1",
    )


def _flag_values(row: Row, ids: dict[Key, int]) -> tuple[Any, ...]:
    unit = _id(ids, row["code"], row["valid_from"])
    return unit, row["flag"], row["from"], row["to"] or None, row["source"], row["confirmed"] == "1"


def _stage(cursor: CursorWrapper, name: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Copy rows into a temporary table that vanishes with the transaction."""
    cursor.execute(f"create temporary table stage_{name} ({columns}) on commit drop")
    with cursor.cursor.copy(f"copy stage_{name} from stdin") as copy:
        for row in rows:
            copy.write_row(row)


def _replace(cursor: CursorWrapper, name: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Put rows in the place of all that were there; nothing refers to them by id."""
    _stage(cursor, name, columns, rows)
    names = ", ".join(column.split()[0] for column in columns.split(", "))
    cursor.execute(f"delete from places_{name}")  # noqa: S608 - our own names
    cursor.execute(f"insert into places_{name} ({names}) select {names} from stage_{name}")  # noqa: S608 - the same


def _ids(cursor: CursorWrapper, units: Sequence[Row]) -> dict[Key, int]:
    """The id of every unit: the one it has, or a new one."""
    cursor.execute("select code, valid_from::text, id from places_unit")
    ids: dict[Key, int] = {(code, start): unit for code, start, unit in cursor.fetchall()}
    fresh = [key for row in units if (key := (row["code"], row["valid_from"])) not in ids]
    sequence = "select nextval(pg_get_serial_sequence('places_unit', 'id')) from generate_series(1, %s)"
    cursor.execute(sequence, (len(fresh),))
    return ids | dict(zip(fresh, (row[0] for row in cursor.fetchall()), strict=True))


def _id(ids: dict[Key, int], code: str, start: str) -> int:
    try:
        return ids[code, start]
    except KeyError:
        raise WrongPlaceData(what=f"{code} {start}") from None


@dataclass(frozen=True, slots=True)
class _Span:
    """A code's row during ``[start, end)``."""

    unit: int
    start: str
    end: str


_FOREVER = "9999-12-31"


def _parents(units: Sequence[Row], moves: Sequence[Row], ids: dict[Key, int]) -> Iterator[tuple[Any, ...]]:
    """Which row of the parent's code each unit lay in, by period: a code passes from one row to the next."""
    by_code: dict[str, list[_Span]] = {}
    for row in units:
        span = _Span(ids[row["code"], row["valid_from"]], row["valid_from"], row["valid_to"] or _FOREVER)
        by_code.setdefault(row["code"], []).append(span)
    later: dict[Key, list[Row]] = {}
    for move in sorted(moves, key=lambda move: move["on"]):
        _id(ids, move["code"], move["valid_from"])
        later.setdefault((move["code"], move["valid_from"]), []).append(move)
    for row in units:
        if not row["parent"]:
            continue
        key = (row["code"], row["valid_from"])
        for code, start, end, document in _stays(row, later.get(key, [])):
            homes = [one for one in by_code.get(code, ()) if one.start < end and start < one.end]
            if not homes:
                raise WrongPlaceData(what=f"{row['code']} {row['name']}: {code}")
            for home in homes:
                first, last = max(start, home.start), min(end, home.end)
                yield ids[key], home.unit, _day(first), None if last == _FOREVER else _day(last), document


def _stays(row: Row, moves: Sequence[Row]) -> Iterator[tuple[str, str, str, str]]:
    """Parent code, first day, end, and the document by which the unit came there."""
    code, start, document = row["parent"], row["valid_from"], ""
    for move in moves:
        yield code, start, move["on"], document
        code, start, document = move["parent"], move["on"], move["document"]
    yield code, start, row["valid_to"] or _FOREVER, document


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _ground(
    units: Sequence[Row],
    ids: dict[Key, int],
    parents: Sequence[tuple[Any, ...]],
    links: Sequence[tuple[Any, ...]],
    today: date,
) -> Ground:
    return Ground(
        (_life(row, ids) for row in units),
        (Lies(child, parent, start, end) for child, parent, start, end, _document in parents),
        (Link(before, after, on, change) for before, after, on, change, *_rest in links),
        today=today,
    )


def _life(row: Row, ids: dict[Key, int]) -> Life:
    end = _day(row["valid_to"]) if row["valid_to"] else None
    return Life(ids[row["code"], row["valid_from"]], row["level"], _day(row["valid_from"]), end)
