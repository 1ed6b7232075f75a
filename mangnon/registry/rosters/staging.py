"""Rows go by COPY into tables of this transaction alone, and from there into the register in one statement each.

COPY doesn't work into tables under row security; INSERT … SELECT does, so every row passes the policies and the net.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import NOT_PROVIDED
from psycopg import sql

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A table of this transaction that holds some columns of one of ours."""

    model: type[models.Model]
    columns: tuple[str, ...]

    @property
    def table(self) -> sql.Identifier:
        """The table of the register."""
        return sql.Identifier(self.model._meta.db_table)

    @property
    def own(self) -> sql.Identifier:
        """The table of this transaction."""
        return sql.Identifier("pg_temp", f"stage_{self.model._meta.model_name}")


def insert(
    model: type[models.Model], columns: tuple[str, ...], rows: Sequence[Row], constants: Mapping[str, Any]
) -> int:
    """Add rows: ``columns`` from each, the rest from ``constants`` or the model's defaults; how many were added."""
    if not rows:
        return 0
    stage = Stage(model, columns)
    rest = {**_defaults(model, columns), **{name: value for name, value in constants.items() if _has(model, name)}}
    rest = {name: value for name, value in rest.items() if name not in columns}
    with connection.cursor() as cursor:
        _fill(cursor, stage, rows)
        statement = sql.SQL("insert into {} ({}) select {} from {}").format(
            stage.table,
            _names((*columns, *rest)),
            sql.SQL(", ").join([*map(sql.Identifier, columns), *(sql.Placeholder() for _name in rest)]),
            stage.own,
        )
        cursor.execute(statement, list(rest.values()))
        added: int = cursor.rowcount
        _drop(cursor, stage)
    return added


def update(model: type[models.Model], columns: tuple[str, ...], rows: Sequence[Row], *, version: bool = False) -> int:
    """Change rows by their key, the first value of each; with ``version`` only where it is still that of the row."""
    if not rows:
        return 0
    stage = Stage(model, (_key(model), *columns))
    sets: list[sql.Composable] = [_set(name) for name in columns if not (version and name == "version")]
    if version:
        sets.append(sql.SQL("version = t.version + 1"))
    where = sql.SQL("t.{0} = s.{0}").format(sql.Identifier(_key(model)))
    if version:
        where += sql.SQL(" and t.version = s.version")
    with connection.cursor() as cursor:
        _fill(cursor, stage, rows)
        cursor.execute(
            sql.SQL("update {} t set {} from {} s where {}").format(
                stage.table, sql.SQL(", ").join(sets), stage.own, where
            )
        )
        changed: int = cursor.rowcount
        _drop(cursor, stage)
    return changed


def rows_before(model: type[models.Model], keys: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows as they are now, in the database's own words."""
    wanted = list(keys)
    if not wanted:
        return []
    table = sql.Identifier(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("select to_jsonb(t) from {} t where t.{} = any(%s)").format(table, sql.Identifier(_key(model))),
            [wanted],
        )
        return [_json(row[0]) for row in cursor.fetchall()]


def _json(value: Any) -> dict[str, Any]:
    import json

    return dict(json.loads(value)) if isinstance(value, str) else dict(value)


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.column) if model._meta.pk else "id"


def _has(model: type[models.Model], column: str) -> bool:
    return any(one.column == column for one in model._meta.concrete_fields)


def _defaults(model: type[models.Model], columns: Sequence[str]) -> dict[str, Any]:
    """What the model fills in for columns that nobody names; the database fills in the others."""
    left = [
        one
        for one in model._meta.concrete_fields
        if one.column not in columns and not one.generated and one.db_default is NOT_PROVIDED and one.has_default()
    ]
    return {str(one.column): one.get_db_prep_save(one.get_default(), connection) for one in left}


def _set(name: str) -> sql.Composed:
    return sql.SQL("{0} = s.{0}").format(sql.Identifier(name))


def _names(columns: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _fill(cursor: Any, stage: Stage, rows: Sequence[Row]) -> None:
    columns = _names(stage.columns)
    cursor.execute(
        sql.SQL("create temporary table {} on commit drop as select {} from {} with no data").format(
            stage.own, columns, stage.table
        )
    )
    with cursor.copy(sql.SQL("copy {} ({}) from stdin").format(stage.own, columns)) as copy:
        for row in rows:
            copy.write_row(row)


def _drop(cursor: Any, stage: Stage) -> None:
    cursor.execute(sql.SQL("drop table {}").format(stage.own))
