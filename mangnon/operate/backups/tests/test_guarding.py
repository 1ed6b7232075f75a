"""What a restore compares must read the same after a dump and a load, or every restore would be called tampered."""

from __future__ import annotations

import psycopg
import pytest

from mangnon.operate.backups.slots import engine

CHECKS = """
select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
where contype = 'c' and conrelid <> 0 and connamespace in ('public'::regnamespace, 'net'::regnamespace)
"""
AGAIN = "select pg_get_constraintdef(oid) from pg_constraint where conname = 'read_again'"


def read_again(owner: psycopg.Connection, table: str, definition: str) -> str:
    """How PostgreSQL tells a condition that it was given as it told it itself."""
    with owner.transaction(force_rollback=True):
        owner.execute(f"create temporary table twin (like {table})")
        owner.execute(f"alter table twin add constraint read_again {definition}")
        row = owner.execute(AGAIN).fetchone()
    assert row
    return str(row[0])


@pytest.mark.django_db
def test_b_12_every_condition_reads_the_same_after_a_dump_and_a_load() -> None:
    with psycopg.connect(engine().owner_info()) as owner:
        checks = owner.execute(CHECKS).fetchall()
        changed = [name for table, name, told in checks if read_again(owner, table, told) != told]
    assert len(checks) > 50
    assert changed == [], "write these with mangnon.lib.conditions.one_of"


@pytest.mark.django_db
def test_a_list_of_words_is_the_condition_that_would_not() -> None:
    told = "CHECK (((code)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))"
    with psycopg.connect(engine().owner_info()) as owner:
        assert read_again(owner, "places_unit", told) != told
