"""An import taken back: what nobody has touched since goes as it came, the rest stays and is listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

from mangnon.registry.models import Child, Household, HouseholdClass, Roster, RosterImprint, RosterState
from mangnon.registry.rosters.plans import ADDED, CHANGED
from mangnon.registry.rosters.ports import PORTS
from mangnon.registry.rosters.prints import parts, prints, touched_since
from mangnon.registry.rosters.refusals import AnotherCameLater, UndoTooLate

WITHIN = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did."""

    removed: int
    restored: list[UUID]
    kept: list[UUID]


def check_undo(roster: Roster, at: datetime) -> None:
    """Raises UndoTooLate, AnotherCameLater."""
    if roster.applied_at is None or at - roster.applied_at > WITHIN:
        raise UndoTooLate(hours=int(WITHIN.total_seconds() // 3600))
    later = RosterImprint.objects.filter(
        roster__place=roster.place, roster__state=RosterState.APPLIED, at__gt=roster.imprint.at
    )
    if later.exists():
        raise AnotherCameLater


def take_back(roster: Roster) -> Undone:
    """Undo everything of an import that is still as it left it."""
    imprint: RosterImprint = roster.imprint
    touched = touched_since(imprint.children, roster.pk)
    fresh = [pk for pk in imprint.children if pk not in touched]
    now = prints(UUID(pk) for pk in imprint.after)
    steady = [UUID(pk) for pk, told in imprint.after.items() if now.get(pk) == told]
    kept = [*touched, *(UUID(pk) for pk in imprint.after if UUID(pk) not in set(steady))]
    _restore(imprint, steady)
    _remove(fresh)
    _clear_households(imprint)
    return Undone(len(fresh), steady, sorted(kept))


def _remove(children: list[UUID]) -> None:
    """Children with everything that hangs on them."""
    with connection.cursor() as cursor:
        for table, column in parts():
            if table not in PORTS.closed:
                _delete(cursor, table, column, children)
        _delete(cursor, Child._meta.db_table, "id", children)


def _delete(cursor: Any, table: str, column: str, keys: list[UUID]) -> None:
    if keys:
        statement = sql.SQL("delete from {} where {} = any(%s)")
        cursor.execute(statement.format(sql.Identifier(table), sql.Identifier(column)), [keys])


def _restore(imprint: RosterImprint, children: list[UUID]) -> None:
    """Rows that the import added to known children go; rows that it changed are written as they were."""
    with connection.cursor() as cursor:
        for model in ADDED:
            if any(field.column == "child_id" for field in model._meta.concrete_fields):
                _delete_made(cursor, model, imprint, "child_id", children)
        for table, rows in imprint.before.items():
            model = _model(table)
            if model is not HouseholdClass:
                _write_back(
                    cursor, model, [row for row in rows if UUID(str(row.get("child_id", row["id"]))) in set(children)]
                )


def _delete_made(
    cursor: Any, model: type[models.Model], imprint: RosterImprint, column: str, owners: list[UUID]
) -> None:
    """Rows of these owners that the import's own transaction inserted."""
    kept = [row["id"] for row in imprint.before.get(model._meta.db_table, [])]
    statement = sql.SQL(
        "delete from {0} where {1} = any(%s) and not id = any(%s)"
        " and xmin = (select xmin from registry_rosterimprint where roster_id = %s)"
    )
    named = statement.format(sql.Identifier(model._meta.db_table), sql.Identifier(column))
    cursor.execute(named, [owners, kept, imprint.roster_id])


def _model(table: str) -> type[models.Model]:
    return next(model for model in apps.get_app_config("registry").get_models() if model._meta.db_table == table)


def _write_back(cursor: Any, model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    """The old values of the columns that a sheet may change; a version only goes up."""
    if not rows:
        return
    columns = [column for column in CHANGED[model] if column != "version"]
    sets: list[sql.Composable] = [sql.SQL("{0} = o.{0}").format(sql.Identifier(column)) for column in columns]
    if "version" in CHANGED[model]:
        sets.append(sql.SQL("version = t.version + 1"))
    statement = sql.SQL("update {0} t set {1} from jsonb_populate_recordset(null::{0}, %s) o where t.id = o.id")
    cursor.execute(statement.format(sql.Identifier(model._meta.db_table), sql.SQL(", ").join(sets)), [Jsonb(rows)])


def _clear_households(imprint: RosterImprint) -> None:
    """Households that it made and nobody lives in, then classes that it gave and nobody has changed."""
    values: dict[str, Any] = {"roster": imprint.roster_id, "made": imprint.households}
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY, values)
        empty = [pk for (pk,) in cursor.fetchall()]
        _delete(cursor, HouseholdClass._meta.db_table, "household_id", empty)
        _delete(cursor, Household._meta.db_table, "id", empty)
        classes = imprint.before.get(HouseholdClass._meta.db_table, [])
        cursor.execute(
            _CLASSES_MADE, {**values, "ids": [row["id"] for row in classes], "place": imprint.roster.place_id}
        )
        _write_back(cursor, HouseholdClass, _untouched(cursor, classes, imprint))


_EMPTY = """
select h.id from registry_household h where h.id = any(%(made)s)
  and h.xmin = (select xmin from registry_rosterimprint where roster_id = %(roster)s)
  and not exists (select 1 from registry_child c where c.household_id = h.id)
  and not exists (select 1 from registry_householdstay s where s.household_id = h.id)
  and not exists (select 1 from registry_member m where m.household_id = h.id)
  and not exists (select 1 from registry_householdclass k where k.household_id = h.id
    and k.xmin <> (select xmin from registry_rosterimprint where roster_id = %(roster)s))
"""
_CLASSES_MADE = """
delete from registry_householdclass k using registry_household h
where h.id = k.household_id and h.place_id = %(place)s and not h.id = any(%(made)s) and not k.id = any(%(ids)s)
  and k.xmin = (select xmin from registry_rosterimprint where roster_id = %(roster)s)
"""
_MINE = """
select id from registry_householdclass where id = any(%(ids)s)
  and xmin = (select xmin from registry_rosterimprint where roster_id = %(roster)s)
"""


def _untouched(cursor: Any, rows: list[dict[str, Any]], imprint: RosterImprint) -> list[dict[str, Any]]:
    if not rows:
        return []
    cursor.execute(_MINE, {"ids": [row["id"] for row in rows], "roster": imprint.roster_id})
    mine = {pk for (pk,) in cursor.fetchall()}
    return [row for row in rows if row["id"] in mine]
