"""The net beneath: every row that a statement adds, changes or takes away is kept, however it is done (trust A-17)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import psycopg
import pytest
from django.db import connection

from mangnon.testing.database import SUPERUSER, TestDatabase

Told = list[tuple[str, str | None, Any, Any]]


@pytest.fixture
def raw(django_db_setup: TestDatabase, db: None) -> Iterator[psycopg.Connection[Any]]:
    """A connection of the owner, with two covered tables of this transaction; nothing of it stays."""
    place = django_db_setup.cluster.start().database(connection.settings_dict["NAME"])
    with psycopg.connect(place.dsn(SUPERUSER)) as one:
        one.execute("set role mangnon_owner")
        one.execute("create table netted (id integer primary key, name text not null)")
        one.execute("create table netted_part (id serial primary key, of integer references netted on delete cascade)")
        one.execute("select net.cover('netted'), net.cover('netted_part')")
        one.execute("set local mangnon.actor = 'somebody'")
        yield one
        one.rollback()


def told(raw: psycopg.Connection[Any], table: str = "netted") -> Told:
    rows = raw.execute("select op::text, pk, old, new from net.change where tbl = %s order by id", [table])
    return rows.fetchall()


def body(number: int, name: str) -> dict[str, Any]:
    return {"id": number, "name": name}


def test_rows_of_one_insert_are_kept_each(raw: psycopg.Connection[Any]) -> None:
    raw.execute("insert into netted values (1, 'An'), (2, 'Bình')")
    assert told(raw) == [("I", "1", None, body(1, "An")), ("I", "2", None, body(2, "Bình"))]
    by_whom = "select distinct actor, db_user, xid = pg_current_xact_id() from net.change where tbl = 'netted'"
    assert raw.execute(by_whom).fetchall() == [("somebody", SUPERUSER, True)]


def test_rows_of_a_copy_are_kept_each(raw: psycopg.Connection[Any]) -> None:
    with raw.cursor() as cursor, cursor.copy("copy netted from stdin") as copy:
        for number in range(300):
            copy.write_row((number, "An"))
    assert [(op, pk) for op, pk, _old, _new in told(raw)] == [("I", str(number)) for number in range(300)]


def test_a_change_is_told_by_what_changed(raw: psycopg.Connection[Any]) -> None:
    raw.execute("insert into netted values (1, 'An'), (2, 'Bình')")
    raw.execute("update netted set name = 'Bình'")
    raw.execute("update netted set id = 3 where id = 1")
    assert told(raw)[2:] == [("U", "1", {"name": "An"}, {"name": "Bình"}), ("U", "3", {"id": 1}, {"id": 3})]


def test_a_row_that_was_there_already_is_told_as_changed(raw: psycopg.Connection[Any]) -> None:
    raw.execute("insert into netted values (1, 'An')")
    raw.execute("insert into netted values (1, 'Yên'), (2, 'Bình') on conflict (id) do update set name = excluded.name")
    kept = {(op, pk) for op, pk, _old, _new in told(raw)}
    assert kept == {("I", "1"), ("U", "1"), ("I", "2")}


def test_a_merge_tells_each_of_its_ways(raw: psycopg.Connection[Any]) -> None:
    raw.execute("insert into netted values (1, 'An'), (2, 'Bình')")
    raw.execute(
        "merge into netted n using (values (1, 'Yên'), (2, null), (3, 'Chi')) v(id, name) on v.id = n.id"
        " when matched and v.name is null then delete when matched then update set name = v.name"
        " when not matched then insert values (v.id, v.name)"
    )
    kept = {(op, pk, name) for op, pk, old, new in told(raw)[2:] for name in [(new or old)["name"]]}
    assert kept == {("U", "1", "Yên"), ("D", "2", "Bình"), ("I", "3", "Chi")}


def test_two_writers_within_one_statement_are_both_kept(raw: psycopg.Connection[Any]) -> None:
    raw.execute("with one as (insert into netted values (1, 'An')) insert into netted values (2, 'Bình')")
    assert {pk for _op, pk, _old, _new in told(raw)} == {"1", "2"}


def test_parts_that_go_with_their_root_are_kept(raw: psycopg.Connection[Any]) -> None:
    raw.execute("insert into netted values (1, 'An')")
    raw.execute("insert into netted_part (of) values (1), (1)")
    raw.execute("delete from netted")
    assert told(raw)[-1] == ("D", "1", body(1, "An"), None)
    assert [(op, old["of"]) for op, _pk, old, _new in told(raw, "netted_part")[2:]] == [("D", 1), ("D", 1)]


def test_a_statement_without_rows_tells_nothing(raw: psycopg.Connection[Any]) -> None:
    raw.execute("insert into netted select 1, 'An' where false")
    raw.execute("delete from netted")
    assert told(raw) == []


def test_clearing_a_table_is_told(raw: psycopg.Connection[Any]) -> None:
    raw.execute("truncate netted cascade")
    assert [op for op, _pk, _old, _new in told(raw)] == ["T"]


@pytest.mark.parametrize("made", ["partition by list (id)", "inherits (netted)"])
def test_a_divided_table_is_refused(raw: psycopg.Connection[Any], made: str) -> None:
    raw.execute(f"create table divided (id integer) {made}")
    with pytest.raises(psycopg.errors.RaiseException, match="plain tables"):
        raw.execute("select net.cover('divided')")


STATEMENTS = (
    "insert into netted select g, 'An' from generate_series(%(n)s, %(n)s + 4) g on conflict do nothing",
    "insert into netted values (%(n)s, 'Yên') on conflict (id) do update set name = excluded.name || netted.name",
    "update netted set name = name || '!' where id between %(n)s and %(n)s + 3",
    "update netted set id = id + 100 where id = %(n)s and id + 100 not in (select id from netted)",
    "delete from netted where id between %(n)s and %(n)s + 2",
)


def test_the_table_can_be_made_anew_from_the_net(raw: psycopg.Connection[Any]) -> None:
    """Sixty random statements, and what the net kept of them, replayed in order, is what stands in the table."""
    random = Random(17)  # noqa: S311 - which statement comes next
    for _turn in range(60):
        raw.execute(random.choice(STATEMENTS), {"n": random.randrange(30)})
    rows: dict[int, dict[str, Any]] = {}
    for op, _pk, old, new in told(raw):
        if op == "I":
            rows[new["id"]] = new
        elif op == "D":
            assert rows.pop(old["id"]) == old
        else:
            before = rows.pop(old.get("id", int(_pk or 0)))
            assert {**before, **old} == before
            rows[{**before, **new}["id"]] = {**before, **new}
    stand = raw.execute("select to_jsonb(n) from netted n").fetchall()
    assert len(rows) > 10
    assert sorted(map(json.dumps, rows.values())) == sorted(json.dumps(row) for (row,) in stand)
