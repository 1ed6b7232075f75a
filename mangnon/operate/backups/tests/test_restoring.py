"""Restores in places of their own: all compared, nothing written over, a half-done one never used; and drills."""

from __future__ import annotations

import json
import os
import signal
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from mangnon.access import offers
from mangnon.access.actor import console
from mangnon.access.scope import acting
from mangnon.audit.book import book
from mangnon.files import keeping
from mangnon.lib.refusal import Refusal
from mangnon.operate.backups import comparing, drilling, restoring, scrubbing
from mangnon.operate.backups.actions import record_drill
from mangnon.operate.backups.making import make
from mangnon.operate.backups.models import Drill
from mangnon.operate.backups.probing import NotACopy, probe
from mangnon.operate.backups.recipients import make_pair
from mangnon.operate.backups.restoring import MARK, NotForHere, PlaceOccupied, TooNew, Wish, restore
from mangnon.operate.backups.slots import Reapply, engine
from mangnon.operate.backups.tests.conftest import World, elsewhere, fill, identities
from mangnon.testing.database import TestDatabase
from tests.crash.house import free_port


def wish(world: World, **more: Any) -> Wish:
    return Wish(world.path, identities(world.identity), **more)


@pytest.fixture
def empty(tmp_path: Path, settings: Any) -> Path:
    """An empty data folder as this process's own."""
    settings.DATA_DIR = tmp_path / "data"
    settings.KEY_DIR = tmp_path / "data" / "keys"
    settings.FILES_DIR = tmp_path / "data" / "files"
    settings.HEADS_FILE = tmp_path / "data" / "heads" / "heads.jsonl"
    return tmp_path / "data"


@pytest.mark.parametrize("what", ["keys/seal.json", "files/aa/bb/x", "heads/heads.jsonl", "pg/data/PG_VERSION", MARK])
def test_a_place_that_holds_something_is_refused_and_left_alone(world: World, empty: Path, what: str) -> None:
    there = empty / what
    there.parent.mkdir(parents=True)
    there.write_text("mine")
    with pytest.raises(PlaceOccupied, match="Nơi khôi phục không trống"):
        restore(wish(world), at=timezone.now())
    assert [path for path in empty.rglob("*") if path.is_file()] == [there]
    assert there.read_text() == "mine"


def test_a_database_that_holds_something_is_refused(world: World, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import nullcontext

    here = replace(engine(), opened=nullcontext)
    monkeypatch.setattr(restoring, "engine", lambda: here)
    with pytest.raises(PlaceOccupied, match="cơ sở dữ liệu backups"):
        restore(wish(world), at=timezone.now())
    assert not (empty / "keys").exists()


def test_a_damaged_backup_touches_nothing(world: World, empty: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.age"
    bad.write_bytes(world.path.read_bytes()[:-5000])
    with pytest.raises(Refusal, match="không có gì được khôi phục"):
        restore(replace(wish(world), path=bad), at=timezone.now())
    assert not empty.exists()


def test_a_31_a_real_systems_backup_does_not_load_elsewhere(
    world: World, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = replace(world.made.manifest, production=True)
    monkeypatch.setattr(restoring, "check", lambda *_: real)
    with pytest.raises(NotForHere, match="thêm --scrub"):
        restore(wish(world), at=timezone.now())
    assert not empty.exists()


def test_a_31_a_table_that_nobody_speaks_for_stops_the_scrub(
    world: World, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = replace(world.made.manifest, production=True, counts={"public.odd_child": 3, "public.odd_empty": 0})
    monkeypatch.setattr(restoring, "check", lambda *_: real)
    with pytest.raises(scrubbing.ScrubUnspoken, match="odd_child"):
        restore(wish(world, scrub=True), at=timezone.now())
    assert not empty.exists()


def test_a_31_every_table_of_today_is_spoken_for(world: World) -> None:
    assert sorted(set(world.made.manifest.counts) - set(scrubbing.scrubs())) == []


def test_a_backup_of_a_later_release_is_refused(world: World, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = replace(world.made.manifest, migrations={"places": "0999_later"}, product="9.9")
    monkeypatch.setattr(restoring, "check", lambda *_: late)
    with pytest.raises(TooNew, match="0999_later"):
        restore(wish(world), at=timezone.now())


def test_b_12_a_drill_restores_compares_signs_in_prints_a_paper_and_leaves_nothing(world: World, settings: Any) -> None:
    settings.DRILL_DIR = world.folder / "drills"
    proved = drilling.drill(world.path, world.identity)
    assert proved.problem == ""
    assert proved.steps == {
        "restored": "ok", "compared": "ok", "book": "ok", "sealed": "ok", "sign_in": "ok", "paper": "ok",
    }  # fmt: skip
    told = world.made.manifest
    assert (proved.rows, proved.files, proved.entries) == (sum(told.counts.values()), 1, told.head.position)
    assert [path.name for path in settings.DRILL_DIR.iterdir()] == ["drill.lock"]


def test_a_drill_with_the_wrong_key_says_so(world: World, settings: Any) -> None:
    settings.DRILL_DIR = world.folder / "drills"
    make_pair(world.folder / "other")
    proved = drilling.drill(world.path, world.folder / "other")
    assert "Khóa này không mở được" in proved.problem
    assert proved.steps == {}


def test_a_copy_that_a_killed_drill_left_is_swept_away(world: World, settings: Any) -> None:
    settings.DRILL_DIR = world.folder / "drills"
    left = settings.DRILL_DIR / "drill-left"
    (left / "keys").mkdir(parents=True)
    drilling.sweep()
    assert not left.exists()


def test_nothing_is_probed_where_people_work(world: World) -> None:
    with pytest.raises(NotACopy):
        probe()


@pytest.mark.crash
def test_a_killed_restore_leaves_a_place_that_nothing_runs_on(world: World, tmp_path: Path) -> None:
    home = tmp_path / "home"
    words = ("restore", str(world.path), "--identity", str(world.identity))
    process = elsewhere(home, *words)
    try:
        patience = time.monotonic() + 60
        while not (home / "keys" / "seal.json").exists():
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < patience
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert (home / MARK).exists()
        tried = (("serve", "--port", str(free_port())), ("migrate",), words)
        running = [elsewhere(home, *one) for one in tried]
        said = [one.communicate(timeout=60)[1] for one in running]
        assert [one.returncode for one in running] == [1, 1, 1]
        assert ["khôi phục dở dang" in one for one in said] == [True, True, False]
        assert "không trống" in said[2]
    finally:
        engine().discard(home)


def test_what_differs_from_the_manifest_is_said(world: World, settings: Any) -> None:
    told = world.made.manifest
    odd = replace(
        told,
        counts={**told.counts, "public.testing_sample": 7, "public.gone": 1},
        guards={**told.guards, "policies": "00"},
        head=replace(told.head, hash="00"),
        files=replace(told.files, count=2),
        keys=(*told.keys, "k-lost"),
    )
    said, _entries = comparing.compare(odd)
    whole = "\n".join(said)
    for piece in (
        "testing_sample: bản kê 7 dòng",
        "public.gone",
        "Đầu chuỗi",
        "lớp bảo vệ của cơ sở dữ liệu khác bản gốc (policies)",
        "Tệp đính kèm",
        "k-lost",
    ):
        assert piece in whole
    assert comparing.compare(told) == ([], told.head.position)


def test_a_33_what_must_be_done_again_is_done_after_a_restore(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path | None, datetime]] = []

    def erase(lists: Path | None, at: datetime) -> int:
        asked.append((lists, at))
        return 2

    monkeypatch.setitem(offers._filled, Reapply, [Reapply("fake.erasures", "xóa theo yêu cầu", erase)])
    at = timezone.now()
    assert scrubbing.apply_again(tmp_path, at) == {"fake.erasures": 2}
    assert asked == [(tmp_path, at)]


def test_a_31_a_scrub_leaves_no_name_no_secret_and_no_book(
    committed: TestDatabase, tmp_path: Path, settings: Any, empty: Path
) -> None:
    settings.HEADS_FILE = empty / "heads.jsonl"
    (empty / "keys").mkdir(parents=True)
    fill()
    (path,) = keeping.lying()
    scrubbing.scrub()
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select (select count(*) from audit_entry), (select count(*) from audit_link),"
            " (select count(*) from net.change), (select count(*) from files_storedfile)"
        )
        assert cursor.fetchone() == (0, 0, 0, 0)
        cursor.execute("select full_name, secret, holder from testing_sample")
        ((name, secret, holder),) = cursor.fetchall()
        cursor.execute("select full_name, username, password from accounts_person")
        people = cursor.fetchall()
        cursor.execute("select count(*) from pg_trigger where tgenabled = 'D'")
        assert cursor.fetchone() == (0,)
    assert (name, secret, holder) == ("Người 1", None, None)
    assert people == [("Người 1", "n00000001", "")]
    assert not path.exists()
    assert not settings.HEADS_FILE.exists()
    assert json.loads((empty / "keys" / "seal.json").read_text())["current"]


def test_a_31_a_scrubbed_restore_is_a_system_that_goes_on_without_anybody_in_it(world: World, tmp_path: Path) -> None:
    """The whole command, then the book it begins anew, then a backup of what is left: no name and no secret in it."""
    home = tmp_path / "home"
    public = make_pair(tmp_path / "key")
    try:
        done = said(home, "restore", str(world.path), "--identity", str(world.identity), "--scrub", "--json")
        assert (done["whole"], done["scrubbed"], done["differences"]) == (True, True, [])
        told = said(home, "audit", "verify", "--json")
        assert (told["findings"], told["entries"]) == ([], 0), "the restore itself isn't sealed yet"
        left = said(home, "backup", str(tmp_path / "left.age"), "--json", MANGNON_BACKUP_RECIPIENTS=public)
        assert left["files"] == 0
    finally:
        engine().discard(home)


def said(home: Path, *words: str, **more: str) -> dict[str, Any]:
    """What one of our commands prints on another data folder; it must end well."""
    running = elsewhere(home, *words, **more)
    out, trouble = running.communicate(timeout=120)
    assert running.returncode == 0, trouble
    return dict(json.loads(out))


@pytest.mark.usefixtures("committed")
def test_a_failed_drill_is_kept_and_administrators_are_told() -> None:
    fill()
    at, proved = timezone.now(), drilling.Proved(steps={"restored": "ok", "compared": "bad"}, problem="Bảng x lệch.")
    made = record_drill(actor=console("t"), at=at, started_at=at, ended_at=at, file="a.age", proved=proved)
    assert Drill.objects.get() == made
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from notices_notice n join accounts_person p on p.id = n.person_id"
                       " where p.full_name = 'Phan Quân'")  # fmt: skip
        assert cursor.fetchone() == (1,)


@pytest.mark.usefixtures("committed")
def test_a_backup_during_writes_restores_to_one_moment(tmp_path: Path, settings: Any) -> None:
    """Entries and rows that go on being written belong to the next backup, whole."""
    settings.FILES_DIR, settings.HEADS_FILE = tmp_path / "files", tmp_path / "heads.jsonl"
    fill()
    settings.BACKUP_RECIPIENTS = (make_pair(tmp_path / "key"),)
    written = 0

    def write(_bytes: int) -> None:
        nonlocal written
        if written < 5:
            with acting(console("t")), transaction.atomic():
                book(actor=console("t"), action="testing.samples.rename", at=timezone.now())
            written += 1

    made = make(tmp_path / "x.age", at=timezone.now(), step=write)
    assert written == 5
    assert made.manifest.counts["public.audit_entry"] == 4
