"""What an administrator may get wrong is told in one clear sentence, with exit code 1 and nothing half done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from config.cli.outside import Met, trouble
from tests.real_server.conftest import GuestHouse
from tests.real_server.dba import Server

WRONG = "sai.mật.khẩu"
WELL = Met(18, "18.6", "mangnon_app", unbound=False, roles=(), extensions=())


def said(house: GuestHouse, *words: str, **urls: str) -> str:
    """The one sentence of a command that is refused."""
    house.urls = urls
    done = house.command(*words)
    lines = done.stderr.splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (1, "", 1), done.stderr
    assert WRONG not in done.stderr
    assert not any(secret in done.stderr for secret in house.server.passwords.values())
    return lines[0]


@pytest.mark.parametrize("words", [("places", "tree"), ("serve",), ("worker",)])
def test_a_wrong_password_is_told_without_it(house: GuestHouse, server: Server, words: tuple[str, ...]) -> None:
    sentence = said(house, *words, DATABASE_URL=server.url("mangnon_app", password=WRONG))
    assert sentence.startswith("mangnon: DATABASE_URL: không nối được máy chủ PostgreSQL (")
    assert 'password authentication failed for user "mangnon_app"' in sentence


@pytest.mark.parametrize("words", [("migrate",), ("serve",)])
def test_a_wrong_password_of_the_owner_names_the_owners_address(
    house: GuestHouse, server: Server, words: tuple[str, ...]
) -> None:
    sentence = said(house, *words, MANGNON_OWNER_URL=server.url("mangnon_owner", password=WRONG))
    assert sentence.startswith("mangnon: MANGNON_OWNER_URL: không nối được máy chủ PostgreSQL (")


def test_a_server_that_is_not_there_is_told(house: GuestHouse, server: Server) -> None:
    nowhere = server.url("mangnon_app").replace(f":{server.port}/", ":1/")
    assert "DATABASE_URL: không nối được" in said(house, "places", "tree", DATABASE_URL=nowhere)


@pytest.mark.parametrize("address", ["postgresql://a:sai.mật.khẩu@h:cổng/x", "mysql://a:sai.mật.khẩu@h/x", "x://[a"])
def test_an_address_that_is_none_is_told_without_its_password(house: GuestHouse, address: str) -> None:
    assert "DATABASE_URL: cần dạng postgresql://" in said(house, "places", "tree", DATABASE_URL=address)


def test_without_the_owners_address_nothing_is_migrated(house: GuestHouse) -> None:
    sentence = said(house, "migrate", MANGNON_OWNER_URL="")
    assert "MANGNON_OWNER_URL: phải đăng nhập bằng vai trò mangnon_owner (đang là mangnon_app)" in sentence


@pytest.mark.parametrize("login", ["postgres", "mangnon_owner"])
def test_a_login_that_row_security_does_not_narrow_is_refused(house: GuestHouse, server: Server, login: str) -> None:
    sentence = said(house, "serve", DATABASE_URL=server.url(login))
    assert f"DATABASE_URL: phải đăng nhập bằng vai trò mangnon_app (đang là {login})" in sentence
    assert "roles.sql" in sentence


@pytest.fixture
def top(server: Server) -> Iterator[psycopg.Connection]:
    """The superuser, who may spoil things; roles.sql puts them right at the end."""
    with server.connect("postgres", "postgres") as connection:
        connection.autocommit = True
        yield connection
    server.run_roles()


def test_an_app_role_that_passes_row_security_is_refused(
    house: GuestHouse, server: Server, top: psycopg.Connection
) -> None:
    top.execute("alter role mangnon_app bypassrls")
    assert "đang vượt qua giới hạn theo địa bàn" in said(house, "serve")
    server.run_roles()
    assert house.command("places", "show", "48").returncode == 0


def test_a_database_for_which_roles_sql_was_not_run_is_refused(
    house: GuestHouse, server: Server, top: psycopg.Connection
) -> None:
    top.execute("create database bare owner mangnon_owner")
    sentence = said(house, "migrate", MANGNON_OWNER_URL=server.url("mangnon_owner", database="bare"))
    assert "còn thiếu btree_gist, pg_trgm, unaccent; nhờ người quản trị máy chủ chạy docs/operate/roles.sql" in sentence


def test_missing_roles_are_named(house: GuestHouse, server: Server, top: psycopg.Connection) -> None:
    for role in ("wide", "auditor"):
        top.execute(f"alter role mangnon_{role} rename to other_{role}")
    try:
        sentence = said(house, "serve")
    finally:
        for role in ("wide", "auditor"):
            top.execute(f"alter role other_{role} rename to mangnon_{role}")
    assert "còn thiếu mangnon_auditor, mangnon_wide; nhờ người quản trị máy chủ chạy docs/operate/roles.sql" in sentence


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"major": 15, "version": "15.14"}, "máy chủ là PostgreSQL 15.14, cần bản 18 trở lên"),
        ({"user": "postgres"}, "đang là postgres"),
        ({"unbound": True}, "BYPASSRLS"),
        ({"roles": ("mangnon_wide",)}, "còn thiếu mangnon_wide"),
        ({"extensions": ("pg_trgm",)}, "còn thiếu pg_trgm"),
    ],
)
def test_each_trouble_has_its_sentence_and_names_roles_sql(change: dict, part: str) -> None:
    sentence = trouble(replace(WELL, **change), "DATABASE_URL", "mangnon_app")
    assert part in sentence
    assert "docs/operate/roles.sql" in sentence
    assert trouble(WELL, "DATABASE_URL", "mangnon_app") == ""
