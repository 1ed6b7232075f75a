"""Row security and roles hold on a server that we didn't set up ourselves (trust A-06)."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest
from psycopg import errors

from tests.real_server.conftest import GuestHouse
from tests.real_server.dba import Server

ROLES = """
select rolname, rolcanlogin, rolsuper or rolcreaterole or rolcreatedb or rolreplication, rolbypassrls
from pg_roles where rolname like 'mangnon%' order by rolname
"""
TAKEN = """
select r.rolname, m.inherit_option, m.set_option from pg_auth_members m join pg_roles r on r.oid = m.roleid
join pg_roles g on g.oid = m.member where g.rolname = 'mangnon_app' order by 1
"""
PASSWORDS = (
    "select rolname, rolpassword like 'SCRAM-SHA-256$%' from pg_authid where rolcanlogin and rolname ~ 'mangnon'"
)


@pytest.fixture
def places(house: GuestHouse, server: Server) -> tuple[int, int]:
    """Ids of two communes with one sample in each, written by the owner, whom the policies let through."""
    with server.connect("mangnon_owner") as owner:
        owner.execute("delete from testing_sample")
        found = owner.execute("select id from places_unit where level = 'commune' order by id desc limit 2").fetchall()
        for (place,) in found:
            owner.execute(
                "insert into testing_sample (id, place_id, full_name, sort_key, born_year, restricted, version)"
                " values (%s, %s, 'Trẻ Thử', 'tre', 2018, false, 1)",
                [uuid4(), place],
            )
    return found[0][0], found[1][0]


def seen(app: psycopg.Connection, *, reach: int | None = None, role: str = "none") -> list[int]:
    """Places of the samples that one transaction shows."""
    told = "" if reach is None else f"{{{reach}}}"
    with app.transaction(force_rollback=True):
        app.execute("select set_config('mangnon.reach', %s, true), set_config('role', %s, true)", [told, role])
        return sorted(place for (place,) in app.execute("select place_id from testing_sample").fetchall())


def test_a_06_unset_scope_shows_no_row_and_a_reach_only_its_own(server: Server, places: tuple[int, int]) -> None:
    with server.connect("mangnon_app") as app:
        assert app.execute("select count(*) from testing_sample").fetchone() == (0,)
        app.rollback()
        assert seen(app) == []
        assert seen(app, reach=places[0]) == [places[0]]
        assert seen(app, role="mangnon_wide") == sorted(places)
        assert seen(app, role="mangnon_auditor") == []
        assert seen(app) == [], "nothing stays on the connection"


def test_a_06_a_row_cannot_be_put_out_of_reach(server: Server, places: tuple[int, int]) -> None:
    with server.connect("mangnon_app") as app:
        app.execute("select set_config('mangnon.reach', %s, true)", [f"{{{places[0]}}}"])
        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
            app.execute("update testing_sample set place_id = %s", [places[1]])


@pytest.mark.parametrize("table", ["audit_entry", "audit_link"])
@pytest.mark.parametrize(
    "statement", ["update {} set id = id", "delete from {}", "truncate {}", "insert into {} default values"]
)
@pytest.mark.parametrize("role", ["none", "mangnon_wide", "mangnon_auditor"])
def test_a_06_the_app_can_neither_change_nor_empty_the_book(
    house: GuestHouse, server: Server, role: str, statement: str, table: str
) -> None:
    column = {"audit_entry": "id", "audit_link": "position"}[table]
    with server.connect("mangnon_app") as app:
        app.execute("select set_config('role', %s, true)", [role])
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute(statement.replace("id = id", f"{column} = {column}").format(table))


def test_roles_are_what_roles_sql_says(house: GuestHouse, server: Server) -> None:
    with server.connect("postgres") as top:
        assert top.execute(ROLES).fetchall() == [
            ("mangnon_app", True, False, False),
            ("mangnon_auditor", False, False, False),
            ("mangnon_backup", True, False, True),
            ("mangnon_owner", True, False, False),
            ("mangnon_portal", True, False, False),
            ("mangnon_wide", False, False, False),
        ]
        assert top.execute(TAKEN).fetchall() == [
            (f"mangnon_{name}", False, True) for name in ("auditor", "portal", "wide")
        ]
        assert dict(top.execute(PASSWORDS).fetchall()) == dict.fromkeys(
            ("mangnon_owner", "mangnon_app", "mangnon_portal", "mangnon_backup"), True
        )
        owners = "select distinct tableowner from pg_tables where schemaname in ('public', 'net')"
        assert top.execute(owners).fetchall() == [("mangnon_owner",)]


@pytest.mark.parametrize("statement", ["create table public.mine ()", "set role mangnon_owner", "create role mine"])
def test_the_app_makes_nothing_and_becomes_nobody(server: Server, house: GuestHouse, statement: str) -> None:
    with server.connect("mangnon_app") as app, pytest.raises(errors.InsufficientPrivilege):
        app.execute(statement)


def test_the_portal_reads_no_sample_and_the_backup_reads_all(server: Server, places: tuple[int, int]) -> None:
    with server.connect("mangnon_portal") as portal, pytest.raises(errors.InsufficientPrivilege):
        portal.execute("select from testing_sample")
    with server.connect("mangnon_backup") as backup:
        assert backup.execute("select count(*) from testing_sample").fetchone() == (2,)
        with pytest.raises(errors.ReadOnlySqlTransaction):
            backup.execute("delete from testing_sample")
