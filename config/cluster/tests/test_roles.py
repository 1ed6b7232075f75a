"""roles.sql: who may what (trust.md A-06)."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from config.cluster import Cluster, Place, launcher

from .holders import REPOSITORY

SCHEMA = """
create table child (id int primary key generated always as identity, name text, place int);
alter table child enable row level security;
alter table child force row level security;
create policy owner_all on child to mangnon_owner using (true);
create policy scoped on child to mangnon_app using (place = 1);
create policy wide on child to mangnon_wide using (true);
create function secret() returns int language sql security definer as 'select 42';
insert into child (name, place) values ('An', 1), ('Bình', 2);
"""


@pytest.fixture(scope="module")
def place(shared: tuple[Cluster, Place]) -> Place:
    """A database with one guarded table made by the owner."""
    with psycopg.connect(shared[1].dsn("mangnon_owner")) as connection:
        connection.execute(SCHEMA)
    return shared[1]


@pytest.fixture
def role(place: Place) -> Iterator:
    """Connections by role, undone at the end."""
    opened = []

    def connect(name: str) -> psycopg.Connection:
        opened.append(psycopg.connect(place.dsn(name)))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.rollback()
        connection.close()


def count(connection: psycopg.Connection) -> int:
    return connection.execute("select count(*) from child").fetchone()[0]


def test_the_operators_copy_is_the_same_text():
    assert (REPOSITORY / "docs/operate/roles.sql").read_bytes() == launcher.ROLES.read_bytes()


def test_it_may_be_run_again_and_for_another_database(shared: tuple[Cluster, Place], place: Place, role):
    cluster, _ = shared
    grants = "select defaclobjtype, defaclacl::text from pg_default_acl order by 1, 2"
    before = role("postgres").execute(grants).fetchall()
    cluster.prepare("mangnon")
    assert role("postgres").execute(grants).fetchall() == before
    other = cluster.prepare("Quảng Nam")
    with psycopg.connect(other.dsn("mangnon_app")) as connection:
        assert connection.execute("select current_database()").fetchone() == ("Quảng Nam",)


def test_a_changed_attribute_is_put_right(shared: tuple[Cluster, Place], role):
    admin = role("postgres")
    admin.execute("alter role mangnon_app bypassrls")
    admin.commit()
    shared[0].prepare("mangnon")
    assert admin.execute("select rolbypassrls from pg_roles where rolname = 'mangnon_app'").fetchone() == (False,)


def test_nobody_but_the_backup_passes_row_security_and_nobody_is_superuser(role):
    rows = role("postgres").execute(
        "select rolname, rolcanlogin, rolbypassrls from pg_roles "
        "where rolname like 'mangnon%' and not (rolsuper or rolcreaterole or rolcreatedb or rolreplication) "
        "order by 1"
    )
    assert rows.fetchall() == [
        ("mangnon_app", True, False),
        ("mangnon_auditor", False, False),
        ("mangnon_backup", True, True),
        ("mangnon_owner", True, False),
        ("mangnon_portal", True, False),
        ("mangnon_wide", False, False),
    ]


def test_the_app_reads_and_writes_its_reach_only(role):
    app = role("mangnon_app")
    assert count(app) == 1
    app.execute("insert into child (name, place) values ('Chi', 1)")
    with pytest.raises(errors.InsufficientPrivilege):
        app.execute("insert into child (name, place) values ('Dũng', 2)")


@pytest.mark.parametrize(
    "sql",
    [
        "create table public.mine ()",
        "truncate child",
        "alter table child disable row level security",
        "drop table child",
        "create extension hstore",
        "set role mangnon_owner",
        "set session_replication_role = replica",
    ],
)
def test_the_app_creates_nothing_and_clears_nothing(role, sql: str):
    with pytest.raises(errors.InsufficientPrivilege):
        role("mangnon_app").execute(sql)


def test_the_wide_role_is_taken_for_one_transaction(role):
    app = role("mangnon_app")
    app.execute("set local role mangnon_wide")
    assert count(app) == 2
    app.commit()
    assert count(app) == 1
    app.execute("set local role mangnon_auditor")
    assert count(app) == 0, "no policy names the auditor yet"


def test_the_app_inherits_nothing_from_the_wide_role(role):
    owner, app = role("mangnon_owner"), role("mangnon_app")
    owner.execute("create table narrow (); revoke all on narrow from mangnon_app")
    owner.commit()
    with pytest.raises(errors.InsufficientPrivilege):
        app.execute("select from narrow")
    app.rollback()
    app.execute("set local role mangnon_wide")
    app.execute("select from narrow")


@pytest.mark.parametrize(
    "sql",
    [
        "select from child",
        "select secret()",
        "set role mangnon_wide",
        "set role mangnon_app",
        "create temporary table t ()",
        "create table t ()",
    ],
)
def test_the_portal_has_nothing_by_itself(role, sql: str):
    with pytest.raises(errors.InsufficientPrivilege):
        role("mangnon_portal").execute(sql)


def test_the_app_may_call_what_the_owner_makes(role):
    assert role("mangnon_app").execute("select secret()").fetchone() == (42,)


def test_the_backup_reads_every_row_and_writes_none(role):
    backup = role("mangnon_backup")
    assert count(backup) == 2
    with pytest.raises(errors.ReadOnlySqlTransaction):
        backup.execute("delete from child")
    backup.rollback()
    backup.execute("set transaction read write")
    with pytest.raises(errors.InsufficientPrivilege):
        backup.execute("delete from child")


def test_the_nologin_roles_cannot_come_in(place: Place):
    for name in ("mangnon_wide", "mangnon_auditor"):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(place.dsn(name))


def test_vietnamese_letters_are_letters(role):
    app = role("mangnon_app")
    row = app.execute(
        "select lower('ĐẶNG ƯỚC'), unaccent('Đặng Ước'), similarity('đặng', 'đặng'), 'Đặng' ilike 'đặNG'"
    ).fetchone()
    assert row == ("đặng ước", "Dang Uoc", 1.0, True)
    kind = "select datctype, datlocprovider, datlocale from pg_database where datname = current_database()"
    assert app.execute(kind).fetchone() == ("C.UTF-8", "b", "C.UTF-8")


def test_overlapping_periods_are_refused(role):
    owner = role("mangnon_owner")
    owner.execute("create table stay (child int, period daterange, exclude using gist (child with =, period with &&))")
    owner.execute("insert into stay values (1, '[2025-01-01,2025-07-01)'), (1, '[2025-07-01,)')")
    with pytest.raises(errors.ExclusionViolation):
        owner.execute("insert into stay values (1, '[2025-06-30,2025-07-02)')")


def test_the_file_is_found_beside_the_code():
    assert Path(launcher.ROLES).is_file()
