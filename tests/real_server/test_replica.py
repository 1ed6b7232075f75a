"""A replica follows, refuses writes, takes over, and the book on it is whole (docs/operate/replica.md)."""

from __future__ import annotations

import json

import psycopg
import pytest

from tests.real_server.conftest import GuestHouse
from tests.real_server.dba import Server
from tests.real_server.standby import SLOT, Standby

BOOKED = "select count(*) from audit_entry"


def test_a_replica_follows_and_takes_over_with_the_book_whole(house: GuestHouse, server: Server) -> None:
    standby = Standby(server)
    standby.follow()
    try:
        with server.connect("postgres", "postgres") as top:
            told = top.execute("select slot_name, active from pg_replication_slots").fetchall()
        assert told == [(SLOT, True)]
        added = house.command("user", "add", "Hồ Thị Dự", "--role", "commune_officer", "--place", "20950", "--json")
        assert (added.returncode, added.stderr) == (0, "")
        with server.connect("mangnon_app") as app:
            app.execute("select audit_seal(5000)")
        standby.wait_for_all()
        with standby.connect("mangnon_app") as app, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            app.execute("create temporary table mine ()")
        took = standby.promote()
        with standby.connect("mangnon_app") as app:
            app.execute("create temporary table mine ()")
        with server.connect("mangnon_owner") as old, standby.connect("mangnon_owner") as new:
            assert old.execute(BOOKED).fetchone() == new.execute(BOOKED).fetchone()
        house.urls = {"DATABASE_URL": standby.url("mangnon_app"), "MANGNON_OWNER_URL": standby.url("mangnon_owner")}
        book = json.loads(house.command("audit", "verify", "--json").stdout)
        print(f"replica: promoted in {took:.1f} s, book of {book['entries']} entries, findings {book['findings']}")
        assert book["findings"] == []
        assert book["entries"] > 0
    finally:
        standby.stop()
        standby.close_primary()
