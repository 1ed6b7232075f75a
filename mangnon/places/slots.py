"""The slot by which rooms hand over their placed facts when the map changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models
from django.db.models import Func, Q, QuerySet, Value
from django.db.models.sql.subqueries import UpdateQuery

from mangnon.lib.fields import SealedTextField
from mangnon.lib.refusal import Text
from mangnon.places.models import Unit
from mangnon.ui.parts import Contact


@dataclass(frozen=True, slots=True)
class Moves:
    """Units whose facts go to another on one day: from whom to whom."""

    on: date
    to: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class About:
    """How the worklist shows one fact: what it is and where it opens."""

    text: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class PlacePeople:
    """Who answers for a unit now, for its page; filled by the room that knows people."""

    people: Callable[[Unit, datetime], list[Contact]]


def _nothing(_ids: Sequence[str]) -> Mapping[str, About]:
    return {}


@dataclass(frozen=True, slots=True)
class PlacedFacts:
    """A kind of fact that stands in a place while it is open. All functions work on sets, not row by row.

    ``count`` and ``move`` take the open facts of whole units. ``list_split`` gives the open facts in divided
    units as (unit, id). ``settle`` moves listed facts of one unit to one of its parts. ``in_hamlet`` (hamlet,
    unit) finds the open facts of a unit in one hamlet: when a person has settled the hamlet, they follow it.
    ``about`` says for the worklist what facts are, as far as the person looking may see them.
    """

    name: str
    title: Text
    count: Callable[[Moves], int]
    move: Callable[[Moves], int]
    list_split: Callable[[Sequence[int]], list[tuple[int, str]]]
    settle: Callable[[Sequence[str], Moves], int]
    in_hamlet: Callable[[int, int], list[str]] | None = None
    about: Callable[[Sequence[str]], Mapping[str, About]] = _nothing


def placed_facts(
    name: str,
    title: Text,
    *,
    model: type[models.Model],
    open: Q,
    place: str = "place_id",
    period: tuple[str, str] | None = None,
    hamlet: str = "",
    about: Callable[[Sequence[str]], Mapping[str, About]] = _nothing,
) -> PlacedFacts:
    """Declare the facts of one table: ``open`` says which rows still stand, ``place`` names the column.

    Without ``period`` the column is changed in place: right for roots, which say who answers today. With
    ``period=("valid_from", "valid_to")`` an open fact is closed on the day and its copy opened at the
    successor, so that history keeps its place; a fact that began on the day or later is corrected in place.
    Raises ImproperlyConfigured for copies of sealed values, which are bound to their row.
    """
    if period and any(isinstance(field, SealedTextField) for field in model._meta.concrete_fields):
        raise ImproperlyConfigured(f"{name}: a sealed value can't be copied; offer functions of the room's own")
    facts = _Facts(model, place, open, period)
    return PlacedFacts(
        name,
        title,
        count=facts.count,
        move=facts.move,
        list_split=facts.list_split,
        settle=facts.settle,
        in_hamlet=facts.finder(hamlet) if hamlet else None,
        about=about,
    )


def listed(ids: Sequence[int]) -> Func:
    """Ids as one array: a country's ten thousand units cost no more to send and plan than one."""
    array = Value(list(ids), output_field=ArrayField(models.BigIntegerField()))
    return Func(array, function="unnest", template="(select %(function)s(%(expressions)s))")


@dataclass(frozen=True, slots=True)
class _Facts:
    """The functions of ``placed_facts`` over one table."""

    model: type[models.Model]
    place: str
    open: Q
    period: tuple[str, str] | None

    def rows(self, units: Sequence[int]) -> QuerySet[Any]:
        """Open facts in some units; by the plain manager, since a reorganisation moves what nobody looks at."""
        return self.model._base_manager.filter(self.open, **{f"{self.place}__in": listed(units)})

    def count(self, moves: Moves) -> int:
        """How many open facts whole moves would carry."""
        return self.rows(list(moves.to)).count()

    def move(self, moves: Moves) -> int:
        """Carry them; one statement or two for each successor that receives any."""
        return self._move(Q(), moves)

    def settle(self, ids: Sequence[str], moves: Moves) -> int:
        """Carry the listed ones only."""
        return self._move(Q(pk__in=list(ids)), moves)

    def list_split(self, units: Sequence[int]) -> list[tuple[int, str]]:
        """Open facts in divided units."""
        found = self.rows(units).order_by("pk").values_list(self.place, "pk")
        return [(unit, str(fact)) for unit, fact in found.iterator()]

    def finder(self, hamlet: str) -> Callable[[int, int], list[str]]:
        """The ``in_hamlet`` of a table with a column for the hamlet."""

        def in_hamlet(hamlet_id: int, unit: int) -> list[str]:
            return [str(pk) for pk in self.rows([unit]).filter(**{hamlet: hamlet_id}).values_list("pk", flat=True)]

        return in_hamlet

    def _move(self, only: Q, moves: Moves) -> int:
        homes: dict[int, list[int]] = defaultdict(list)
        for unit in self.rows(list(moves.to)).filter(only).values_list(self.place, flat=True).distinct():
            homes[moves.to[unit]].append(unit)
        return sum(
            self._carry(self.rows(units).filter(only), target, moves.on) for target, units in sorted(homes.items())
        )

    def _carry(self, rows: QuerySet[Any], target: int, on: date) -> int:
        if self.period is None:
            return rows.update(**{self.place: target})
        start = self.period[0]
        late = rows.filter(**{f"{start}__gte": on}).update(**{self.place: target})
        return late + self._reopen(rows.filter(**{f"{start}__lt": on}), target, on)

    def _reopen(self, rows: QuerySet[Any], target: int, on: date) -> int:
        """Close each row on the day and open its copy at the successor, in one statement: no two overlap."""
        meta, quote = self.model._meta, connection.ops.quote_name
        columns = {field.attname: str(field.column) for field in meta.concrete_fields}
        start, place, pk = (columns[name] for name in (*(self.period or ())[:1], self.place, meta.pk.attname))
        given = {place: "%s", start: "%s"}
        if isinstance(meta.pk, models.UUIDField):
            given[pk] = "uuidv7()"
        names = [name for name in columns.values() if name != pk or pk in given]
        close = cast(UpdateQuery, rows.query.chain(UpdateQuery))
        close.add_update_values({self.period[1] if self.period else "": on})
        closing, values = close.get_compiler(connection=connection).as_sql()
        statement = (
            f"with closed as ({closing} returning old.*)"  # noqa: S608 - our own columns
            f" insert into {quote(meta.db_table)} ({', '.join(map(quote, names))})"
            f" select {', '.join(given.get(name, quote(name)) for name in names)} from closed"
        )
        told = [target if name == place else on for name in names if given.get(name) == "%s"]
        with connection.cursor() as cursor:
            cursor.execute(statement, [*values, *told])
            return int(cursor.rowcount)
