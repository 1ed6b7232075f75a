"""The system on a real server by DATABASE_URL: migrated, served, people added, its book whole (design §10)."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.house import WEB, WORKER, until
from tests.real_server.conftest import GuestHouse
from tests.real_server.dba import Server


def entries(server: Server) -> tuple[int, int]:
    with server.connect("mangnon_owner") as connection:
        return (
            connection.execute("select count(*) from audit_entry").fetchone()[0],
            connection.execute("select count(*) from audit_link").fetchone()[0],
        )


@pytest.fixture(scope="module")
def served(migrated: GuestHouse, server: Server) -> Iterator[GuestHouse]:
    """The whole system running; stopped at the end, while the server goes on: it isn't ours."""
    try:
        migrated.start()
        yield migrated
    finally:
        assert migrated.stop() == 0
    assert len(entries(server)) == 2, "it answers still"


@pytest.fixture(scope="module")
def secret(served: GuestHouse) -> str:
    """The end of the link of somebody who was just added; the book says so."""
    added = served.command("user", "add", "Hồ Thị Ngân", "--role", "commune_officer", "--place", "20950", "--json")
    assert (added.returncode, added.stderr) == (0, "")
    link: str = json.loads(added.stdout)["link"]
    return link.rpartition("/loi-moi/")[2]


def page(house: GuestHouse, address: str) -> tuple[int, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{house.port}{address}", timeout=10) as answer:
        return answer.status, answer.read().decode()


def test_it_shows_the_sign_in_page_and_takes_people_in(served: GuestHouse, secret: str) -> None:
    status, text = page(served, "/dang-nhap")
    assert (status, "Đăng nhập" in text) == (200, True)
    assert "Hồ Thị Ngân" in page(served, f"/loi-moi/{secret}")[1]


@pytest.mark.usefixtures("secret")
def test_the_book_is_sealed_and_whole(served: GuestHouse, server: Server) -> None:
    until(lambda: entries(server)[0] == entries(server)[1] > 0, "entries stay unsealed", served.log)
    verified = served.command("audit", "verify", "--json")
    book = json.loads(verified.stdout)
    assert (verified.returncode, book["whole"], book["findings"]) == (0, True, [])
    assert book["entries"] == entries(server)[0]
    assert book["heads"] > 0


def test_no_cluster_of_our_own_is_made_beside_it(served: GuestHouse) -> None:
    assert not (served.data / "pg").exists()


def test_the_web_server_does_not_hold_the_owners_password(served: GuestHouse) -> None:
    held = {part: Path(f"/proc/{served.pids(part)[0]}/environ").read_bytes() for part in (WEB, WORKER)}
    assert b"DATABASE_URL=" in held[WEB]
    assert b"MANGNON_OWNER_URL" not in held[WEB]
    assert b"MANGNON_OWNER_URL=" in held[WORKER]


def test_all_places_are_loaded(house: GuestHouse) -> None:
    tree = json.loads(house.command("places", "tree", "--json").stdout)
    assert len(tree) == 34
    assert sum(len(province["children"]) for province in tree) == 3321
    known = json.loads(house.command("places", "show", "20950", "--json").stdout)
    assert known["name"] == "Xã Trà Linh"


def test_migrating_again_changes_nothing(house: GuestHouse, server: Server) -> None:
    def state() -> list[tuple]:
        with server.connect("mangnon_owner") as connection:
            counts = "select (select count(*) from django_migrations), (select count(*) from places_unit)"
            return connection.execute(counts).fetchall()

    before = state()
    assert house.command("migrate").returncode == 0
    assert state() == before
