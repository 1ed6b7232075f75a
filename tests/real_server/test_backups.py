"""A backup of somebody else's server, restored into another database there by its owner, who is no superuser."""

from __future__ import annotations

import json
from pathlib import Path

from mangnon.lib.secrets import KeyRing
from mangnon.operate.backups.recipients import make_pair
from tests.real_server.conftest import GuestHouse
from tests.real_server.dba import Server

SPARE = "mangnon_spare"


def spare_house(server: Server, folder: Path) -> GuestHouse:
    """A new data folder that uses the spare database."""
    house = GuestHouse(folder, server)
    house.urls = {
        "DATABASE_URL": server.url("mangnon_app", database=SPARE),
        "MANGNON_OWNER_URL": server.url("mangnon_owner", database=SPARE),
    }
    return house


def test_without_a_way_in_for_the_backup_role_it_says_what_to_set(house: GuestHouse, tmp_path: Path) -> None:
    public = make_pair(tmp_path / "key")
    house.urls = {"MANGNON_BACKUP_RECIPIENTS": public}
    done = house.command("backup", str(tmp_path / "x.age"))
    assert (done.returncode, "MANGNON_BACKUP_URL" in done.stderr) == (1, True)
    assert not (tmp_path / "x.age").exists()


def test_a_role_that_row_security_narrows_makes_no_backup(house: GuestHouse, server: Server, tmp_path: Path) -> None:
    public = make_pair(tmp_path / "key")
    house.urls = {"MANGNON_BACKUP_RECIPIENTS": public, "MANGNON_BACKUP_URL": server.url("mangnon_app")}
    done = house.command("backup", str(tmp_path / "x.age"))
    assert (done.returncode, "bị giới hạn theo địa bàn" in done.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def with_keys(house: GuestHouse) -> None:
    """As ``serve`` makes them."""
    folder = house.data / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    if not (folder / "seal.json").exists():
        KeyRing.create(folder / "seal.json")


def test_a_backup_goes_over_to_another_database_whole(house: GuestHouse, server: Server, tmp_path: Path) -> None:
    public = make_pair(tmp_path / "key")
    house.urls = {"MANGNON_BACKUP_RECIPIENTS": public, "MANGNON_BACKUP_URL": server.url("mangnon_backup")}
    with_keys(house)
    made = house.command("backup", str(tmp_path / "x.age"), "--json")
    assert (made.returncode, made.stderr) == (0, "")
    server.run_roles(SPARE)
    words = ("restore", str(tmp_path / "x.age"), "--identity", str(tmp_path / "key"), "--json")
    restored = spare_house(server, tmp_path / "new").command(*words)
    assert (restored.returncode, restored.stderr) == (0, "")
    told = json.loads(restored.stdout)
    assert (told["whole"], told["differences"], told["rows"]) == (True, [], json.loads(made.stdout)["rows"])
    with server.connect("mangnon_owner", SPARE) as spare:
        owners = spare.execute("select distinct tableowner from pg_tables where schemaname in ('public', 'net')")
        assert owners.fetchall() == [("mangnon_owner",)]
        assert spare.execute("select action from audit_entry order by id desc limit 1").fetchone() == (
            "operate.backups.restored",
        )
        rights = spare.execute("select has_table_privilege('mangnon_app', 'audit_entry', 'insert')").fetchone()
        assert rights == (False,)
    again = spare_house(server, tmp_path / "newer").command(*words)
    assert (again.returncode, f"cơ sở dữ liệu {SPARE}" in again.stderr) == (1, True)
