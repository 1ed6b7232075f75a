"""Sets of made households into the tables: staged by COPY, inserted by one statement for each table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.names import sort_key
from mangnon.registry.actions.checking import writer
from mangnon.registry.making.people import MadeChild, MadeHousehold
from mangnon.registry.models import (
    Child,
    Household,
    HouseholdClass,
    HouseholdStay,
    Parent,
    Registered,
    Residence,
    Source,
    Which,
)

T = TypeVar("T")
FILL = "registry.making.fill"
BATCH = 4_000
CHILD = "3"
"""Relation to the head of the household: child."""


@action(FILL)
def fill(*, actor: Actor, at: datetime, households: Iterable[MadeHousehold], on: date) -> int:
    """Write made households with their children; how many children. One entry in the book. For demo and measures."""
    by, many = writer(actor), 0
    for batch in _batches(households, BATCH):
        _insert(Household, (_household(one, by) for one in batch))
        _insert(Child, (_child(one, child, by) for one in batch for child in one.children))
        _insert(Parent, (row for one in batch for row in _parents(one, by)))
        _insert(Residence, (_residence(one, child, by, on) for one in batch for child in one.children))
        _insert(HouseholdStay, (_stay(one, child, by, on) for one in batch for child in one.children))
        _insert(HouseholdClass, (_class(one, by, on) for one in batch))
        many += sum(len(one.children) for one in batch)
    book(actor=actor, action=FILL, at=at, children=many)
    return many


def _insert(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """COPY can't pass row security, so it fills a table of this transaction, and one INSERT takes it from there."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = {one.name: str(one.column) for one in model._meta.concrete_fields}
    listed = ", ".join(quote(columns[name]) for name in first)
    with connection.cursor() as cursor:
        cursor.execute(f"create temp table made on commit drop as select {listed} from {table} with no data")  # noqa: S608 - our own tables and columns
        with cursor.copy(f"copy made ({listed}) from stdin") as copy:
            copy.write_row(list(first.values()))
            for row in rows:
                copy.write_row(list(row.values()))
        cursor.execute(f"insert into {table} ({listed}) select {listed} from made")  # noqa: S608 - as above
        cursor.execute("drop table made")


def _batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    walk = iter(items)
    while batch := list(islice(walk, size)):
        yield batch


def _household(one: MadeHousehold, by: str) -> dict[str, Any]:
    return {
        "id": one.id, "place": one.place_id, "hamlet": one.hamlet_id, "number": one.number,
        "head_name": one.head.full_name, "head_born_year": one.head.born_year, "head_personal_number": "",
        "sort_key": sort_key(one.head.full_name), "phone": one.head.phone, "address": one.address,
        "recorded_by": by, "version": 1,
    }  # fmt: skip


def _child(one: MadeHousehold, child: MadeChild, by: str) -> dict[str, Any]:
    return {
        "id": child.id, "place": one.place_id, "hamlet": one.hamlet_id, "household": one.id,
        "full_name": child.full_name, "nameless": "", "mark": child.mark, "sort_key": sort_key(child.full_name),
        "sex": child.sex, "ethnicity": child.ethnicity, "nationality": "VN",
        "personal_number": child.personal_number, "external_code": child.external_code, "birth_place": "",
        "home_place": "", "registered": Registered.IN_TIME if child.personal_number else Registered.UNKNOWN,
        "certificate_number": "", "certificate_place": "", "left": "", "recorded_by": by, "version": 1,
        "born": child.birth.code, "born_from": child.birth.earliest(), "born_to": child.birth.latest(),
    }  # fmt: skip


def _parents(one: MadeHousehold, by: str) -> Iterator[dict[str, Any]]:
    for child in one.children:
        for which, person in ((Which.FATHER, one.father), (Which.MOTHER, one.mother)):
            if person is not None:
                yield {
                    "child": child.id, "which": which, "unknown": False, "full_name": person.full_name,
                    "born_year": person.born_year, "personal_number": "", "ethnicity": person.ethnicity, "work": "",
                    "phone": person.phone, "address": "", "source": Source.ROSTER, "note": "", "recorded_by": by,
                }  # fmt: skip


def _residence(one: MadeHousehold, child: MadeChild, by: str, on: date) -> dict[str, Any]:
    return {
        "child": child.id, "kind": Residence.Kind.ACTUAL, "place": one.place_id, "hamlet": one.hamlet_id,
        "address": one.address, "status": "TT", "valid_from": min(child.birth.earliest(), on),
        "source": Source.ROSTER, "note": "", "recorded_by": by,
    }  # fmt: skip


def _stay(one: MadeHousehold, child: MadeChild, by: str, on: date) -> dict[str, Any]:
    return {
        "child": child.id, "household": one.id, "relation": CHILD, "valid_from": min(child.birth.earliest(), on),
        "source": Source.ROSTER, "note": "", "recorded_by": by,
    }  # fmt: skip


def _class(one: MadeHousehold, by: str, on: date) -> dict[str, Any]:
    return {
        "household": one.id, "year": on.year, "klass": one.klass, "decision": "", "source": Source.ROSTER, "note": "",
        "recorded_by": by,
    }  # fmt: skip
