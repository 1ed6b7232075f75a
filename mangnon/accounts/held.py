"""Open work of people in tables under row security: counted and moved by functions that show no row."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.migrations.operations import RunSQL

from mangnon.accounts.slots import HeldWork, Places
from mangnon.lib.refusal import Text

_FUNCTIONS = """
create function held_count_{table}(p_person uuid, p_places bigint[]) returns bigint language sql stable
  security definer set search_path = pg_catalog, public, pg_temp as $f$
  select count(*) from {table} t where t.{holder} = p_person and (p_places is null or t.{place} = any(p_places))
    and ({open_when})
$f$;
comment on function held_count_{table}(uuid, bigint[]) is
  'crossing the reach: how much open work a person holds, told to whoever ends an assignment';
create function held_move_{table}(p_from uuid, p_to uuid, p_places bigint[]) returns bigint language plpgsql
  security definer set search_path = pg_catalog, public, pg_temp as $f$
declare n bigint;
begin
  update {table} t set {holder} = p_to{also} where t.{holder} = p_from
    and (p_places is null or t.{place} = any(p_places)) and ({open_when});
  get diagnostics n = row_count;
  return n;
end $f$;
comment on function held_move_{table}(uuid, uuid, bigint[]) is
  'crossing the reach: open work goes to a receiver when somebody leaves; booked by accounts.work.move and others';
"""
_UNDO = "drop function held_count_{table}(uuid, bigint[]); drop function held_move_{table}(uuid, uuid, bigint[]);"


def held_functions(
    table: str, *, holder: str = "holder", place: str = "place_id", open_when: str = "true", also: str = ""
) -> RunSQL:
    """Migration operation: the two functions for one table.

    ``open_when`` is SQL over the row ``t``; ``also`` is what else a move sets, over ``t`` and the receiver ``p_to``.
    """
    more = f", {also}" if also else ""
    made = _FUNCTIONS.format(table=table, holder=holder, place=place, open_when=open_when, also=more)
    return RunSQL(made, _UNDO.format(table=table))


def held_in_table(name: str, title: Text, table: str, *, needs: str = "") -> HeldWork:
    """The slot filled by those two functions; ``needs`` is the right of whoever takes it over."""

    def count(person_id: UUID, places: Places) -> int:
        return _call(f"select held_count_{table}(%s, %s)", person_id, _listed(places))

    def move(from_id: UUID, to_id: UUID, places: Places) -> int:
        return _call(f"select held_move_{table}(%s, %s, %s)", from_id, to_id, _listed(places))

    return HeldWork(name, title, count, move, needs)


def _listed(places: Places) -> list[int] | None:
    return None if places is None else sorted(places)


def _call(statement: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.fetchone()[0])
