"""A new key while people write, a rotation that was killed, and the end of old keys."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from mangnon.access.actor import console
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.adapter import FactorAdapter
from mangnon.lib.fields import key_ring, reveal, set_key_ring
from mangnon.lib.ids import new_id
from mangnon.lib.secrets import KeptRing, KeyRing, SealBroken
from mangnon.operate.backups.slots import engine
from mangnon.operate.keys import rotating
from mangnon.operate.keys.resealing import NotTheOwner, RotationRuns, alone, columns, old_values, used_keys
from mangnon.operate.keys.rotating import BackupRuns, KeyTooYoung, StillOld, retire, rotate
from mangnon.testing.cast import Cast, make_cast
from mangnon.testing.database import TestDatabase
from mangnon.testing.models import Sample
from mangnon.testing.people import make_person
from mangnon.ui import drafts
from mangnon.ui.models import Draft

HERE = console("t")
MANY = 600


@contextmanager
def no_progress(_title: str, _total: int) -> Iterator[Any]:
    """No bar."""
    yield lambda _n: None


@pytest.fixture
def ring(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A ring of this test's own, in a file as in real life."""
    before = key_ring()
    settings.KEY_DIR = tmp_path / "keys"
    settings.KEY_DIR.mkdir(mode=0o700)
    path = settings.KEY_DIR / "seal.json"
    KeyRing.create(path)
    set_key_ring(KeptRing(lambda: path))
    yield path
    set_key_ring(lambda: before)


@pytest.fixture
def cast(committed: TestDatabase, ring: Path) -> Cast:
    """Committed: samples with secrets, a draft of somebody, a second factor."""
    from mangnon.access.gathering import gather

    gather()
    with transaction.atomic():
        made = make_cast()
        person = make_person("Phan Quân", Role.ADMINISTRATOR, made.land.province)
        Authenticator.objects.create(
            user=person, type=Authenticator.Type.TOTP, data={"secret": FactorAdapter().encrypt("BÍ MẬT")}
        )
    with acting(made.lien), transaction.atomic():
        drafts.keep(person_id=made.lien.me, form_key="/x", data={"a": ["nháp"]}, at=timezone.now())
    with acting(made.phu), transaction.atomic():
        place = made.land.own
        Sample.objects.bulk_create(
            Sample(
                id=new_id(),
                place=place,
                full_name=f"Hồ Thử {n}",
                sort_key=f"{n:04}",
                born_year=2015,
                secret=f"bí mật {n}",
            )
            for n in range(MANY)
        )
    return made


def secrets_of(cast: Cast) -> list[str | None]:
    """All of them, opened, in the order of names."""
    with acting(cast.phu), transaction.atomic():
        rows = Sample.objects.everything_unchecked().order_by("sort_key")
        return [reveal(one, "secret") for one in rows]


def run() -> rotating.Rotated:
    """One rotation in this process."""
    return rotate(actor=HERE, at=timezone.now(), progress=no_progress)


def settle(ring: Path) -> None:
    """As if the newest key had come long ago."""
    os.utime(ring, (time.time() - 600, time.time() - 600))


def test_everything_is_sealed_again_and_says_the_same(cast: Cast, ring: Path) -> None:
    before, old = secrets_of(cast), key_ring().current
    done = run()
    assert (done.added, done.resealed, done.keys[0]) == (True, MANY + 2, old)
    with alone() as connection:
        assert set(used_keys(connection)) == {done.key}
    assert secrets_of(cast) == before
    with acting(cast.lien), transaction.atomic():
        assert reveal(Draft.objects.get(), "content") == '{"a": ["nháp"]}'
    assert FactorAdapter().decrypt(Authenticator.objects.get().data["secret"]) == "BÍ MẬT"
    settle(ring)
    assert retire(actor=HERE, at=timezone.now()) == (old,)
    assert secrets_of(cast) == before
    assert key_ring().key_ids == (done.key,)


def test_it_is_booked(cast: Cast, ring: Path) -> None:
    run()
    settle(ring)
    retire(actor=HERE, at=timezone.now())
    with connections["owner"].cursor() as cursor:
        cursor.execute("select action from audit_entry where action like 'operate.keys.%' order by id")
        found = [name for (name,) in cursor.fetchall()]
    assert found == ["operate.keys.rotate", "operate.keys.reseal", "operate.keys.retire"]


class Writers:
    """Two people who go on saving while keys rotate: one writes new secrets, one saves rows as they were read."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.written: dict[str, str] = {}
        self.failed: list[Exception] = []
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(step,)) for step in (1, 7)]

    def __enter__(self) -> Writers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _write(self, step: int) -> None:
        n = 0
        try:
            while not self._over.wait(0.002):
                n += step
                self._save(f"{n % MANY:04}", new=step == 1, n=n)
        except Exception as trouble:
            self.failed.append(trouble)
        finally:
            connections.close_all()

    def _save(self, key: str, *, new: bool, n: int) -> None:
        with acting(self.cast.phu), transaction.atomic():
            one = Sample.objects.everything_unchecked().select_for_update().get(sort_key=key)
            if new:
                one.secret = f"mới {n}"
                self.written[key] = f"mới {n}"
            one.save()


@pytest.mark.crash
def test_a_killed_rotation_goes_on_where_it_was_while_people_write(cast: Cast, ring: Path) -> None:
    code = (
        "import django; django.setup()\nimport time\nfrom contextlib import contextmanager\nfrom pathlib import Path\n"
        "from django.conf import settings\nfrom django.utils import timezone\n"
        "from mangnon.access.actor import console\nfrom mangnon.operate.keys import resealing, rotating\n"
        f"settings.KEY_DIR = Path({str(ring.parent)!r})\nresealing.BATCH = 20\n"
        "@contextmanager\ndef slow(title, total):\n    yield lambda n: time.sleep(0.05)\n"
        "rotating.rotate(actor=console('t'), at=timezone.now(), progress=slow)\n"
    )
    old = key_ring().current
    with Writers(cast) as writers:
        process = subprocess.Popen([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=dict(os.environ))
        with psycopg.connect(engine().owner_info(), autocommit=True) as looking:
            until_some_are_new(looking, process, old)
        process.send_signal(signal.SIGKILL)
        process.wait()
        while True:  # the killed one's session may hold its lock for a moment
            try:
                done = run()
                break
            except RotationRuns:
                time.sleep(0.05)
        time.sleep(0.2)
    assert writers.failed == []
    assert len(writers.written) > 5
    assert (done.added, len(done.keys)) == (False, 2)
    run_until_current()
    expected = [writers.written.get(f"{n:04}", f"bí mật {n}") for n in range(MANY)]
    assert secrets_of(cast) == expected


def until_some_are_new(looking: psycopg.Connection[Any], process: subprocess.Popen[bytes], old: str) -> None:
    """Some values of those that nobody but the rotation touches lie under the new key, and some don't."""
    patience = time.monotonic() + 60
    while time.monotonic() < patience:
        assert process.poll() is None
        used = used_keys(looking)
        if len(used) == 2 and used[old] < MANY - 100:
            return
        time.sleep(0.02)
    raise AssertionError("nothing was sealed again")


def run_until_current() -> None:
    """A writer may have put back a value that it had read before; the next walk finds it."""
    with alone() as connection:
        left = old_values(connection)
    if left:
        assert run().added is False
    with alone() as connection:
        assert old_values(connection) == 0


def test_two_at_once_are_one(cast: Cast) -> None:
    with alone(), pytest.raises(RotationRuns):
        run()


def test_an_old_key_stays_while_something_needs_it(cast: Cast, ring: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    KeyRing.rotate(ring)
    with pytest.raises(KeyTooYoung):
        retire(actor=HERE, at=timezone.now())
    settle(ring)
    with pytest.raises(StillOld, match=str(MANY + 2)):
        retire(actor=HERE, at=timezone.now())
    assert len(key_ring().key_ids) == 2
    monkeypatch.setattr(rotating, "reseal_all", lambda *_: 0)
    monkeypatch.setattr(rotating, "PAUSE", 0)
    with pytest.raises(StillOld):
        run()


def test_keys_stay_while_a_backup_reads_them(cast: Cast, ring: Path) -> None:
    from mangnon.operate.backups.snapshot import KeysBusy, taken

    settle(ring)
    with taken(), pytest.raises(BackupRuns):
        retire(actor=HERE, at=timezone.now())
    with psycopg.connect(engine().owner_info()) as other:
        other.execute("select pg_advisory_lock(%s)", [rotating.KEYS_LOCK])
        with pytest.raises(KeysBusy), taken():
            pass


def test_whoever_is_not_the_owner_is_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from mangnon.operate.keys import resealing

    bound = replace(engine(), owner=lambda: {**engine().owner(), "user": "mangnon_app"})
    monkeypatch.setattr(resealing, "engine", lambda: bound)
    with pytest.raises(NotTheOwner):
        run()


def test_no_sealed_column_is_forgotten() -> None:
    found = {f"{one.model._meta.db_table}.{one.field.column}" for one in columns()}
    assert {"ui_draft.content", "papers_revision.sealed", "testing_sample.secret"} <= found


def test_a_running_process_sees_a_new_ring_at_once(ring: Path) -> None:
    kept = KeptRing(lambda: ring)
    first = kept()
    assert kept() is first
    where = ("t", "c", "1")
    old = first.seal("xin", where)
    other = KeyRing.rotate(ring)
    assert kept().current == other.current
    assert kept().open_sealed(old, where) == "xin"
    KeyRing.retire(ring, [first.current])
    with pytest.raises(SealBroken):
        kept().open_sealed(old, where)


def test_the_current_key_is_never_retired(ring: Path) -> None:
    with pytest.raises(ValueError, match="current"):
        KeyRing.retire(ring, [key_ring().current])
