"""A print of a child's whole record by the marks that the database itself puts on each row: any change shows in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models
from psycopg import sql

from mangnon.registry.models import Child
from mangnon.registry.rosters.ports import PORTS


@cache
def parts() -> tuple[tuple[str, str], ...]:
    """Every table whose rows hang on a child, in this room and above, with the column that names it."""
    found = {
        (one.related_model._meta.db_table, one.field.column)
        for one in Child._meta.get_fields(include_hidden=True)
        if isinstance(one, models.ManyToOneRel) and one.related_model is not Child
    }
    return tuple(sorted(found))


def _every_row() -> sql.Composed:
    """Child, table, key and mark of every row of some children."""
    own = sql.SQL(
        "select id as child, 'registry_child' as tbl, id::text as pk, xmin::text as mark"
        " from registry_child where id = any(%(ids)s)"
    )
    others = [
        sql.SQL("select {1}, {2}, ctid::text, xmin::text from {0} where {1} = any(%(ids)s)").format(
            sql.Identifier(table), sql.Identifier(column), sql.Literal(table)
        )
        for table, column in parts()
        if table not in PORTS.derived
    ]
    return sql.SQL(" union all ").join([own, *others])


def prints(children: Iterable[UUID]) -> dict[str, str]:
    """Child → print of all its rows now."""
    wanted = list(children)
    if not wanted:
        return {}
    statement = sql.SQL(
        "select child, md5(string_agg(tbl || pk || mark, ',' order by tbl, pk)) from ({}) whole group by child"
    )
    return {str(pk): told for pk, told in _asked(statement.format(_every_row()), {"ids": wanted})}


def touched_since(children: Iterable[UUID], roster_id: UUID) -> set[UUID]:
    """Those of these children that hold any row which the import's own transaction didn't write."""
    wanted = list(children)
    if not wanted:
        return set()
    statement = sql.SQL(
        "select distinct child from ({}) whole where mark <>"
        " (select xmin::text from registry_rosterimprint where roster_id = %(roster)s)"
    )
    return {pk for (pk,) in _asked(statement.format(_every_row()), {"ids": wanted, "roster": roster_id})}


def _asked(statement: sql.Composed, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
