"""Rows and bytes never disagree: whatever dies between them, and whatever the sweeper takes away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from mangnon.access.scope import acting
from mangnon.files import jobs, keeping
from mangnon.files.actions import remove
from mangnon.files.jobs import SUSPICIOUS, SweepStopped
from mangnon.files.models import StoredFile
from mangnon.files.tests.friendly import pdf, picture, upload
from mangnon.testing.actions import attach
from mangnon.testing.cast import AT, Cast, make_cast, sample
from mangnon.testing.database import TestDatabase
from mangnon.testing.models import Sample

DAY = 86_400


@pytest.fixture
def child(cast: Cast) -> Sample:
    with acting(cast.lien):
        return sample("Hồ Văn An", cast.land.own)


def stored(cast: Cast, child: Sample, number: int = 0, *, sensitive: bool = False) -> StoredFile:
    """A file that Liên has sent."""
    data = picture() if sensitive else pdf(b"/N %d" % number)
    return attach(actor=cast.lien, at=AT, sample_id=child.pk, upload=upload(data, "a"), sensitive=sensitive)


def age(days: float = 2.0) -> None:
    """Make everything on the disk older."""
    for path in keeping.lying():
        then = time.time() - days * DAY
        os.utime(path, (then, then))


def test_bytes_without_a_row_go_after_a_day(cast: Cast, child: Sample) -> None:
    stored(cast, child)
    stored(cast, child, sensitive=True)
    orphan, half = keeping.keep(b"x"), keeping.path_of(keeping.keep(b"y"))
    half.rename(half.with_suffix(".half"))
    assert jobs.sweep(at=timezone.now()) == 0
    age()
    assert jobs.sweep(at=timezone.now()) == 2
    assert not keeping.path_of(orphan).exists()
    assert len(list(keeping.lying())) == 3


def test_removed_files_lose_their_bytes(cast: Cast, child: Sample) -> None:
    file = stored(cast, child, sensitive=True)
    remove(actor=cast.lien, at=AT, file_id=file.pk, reason="gửi nhầm hồ sơ khác")
    age()
    assert jobs.sweep(at=timezone.now()) == 2
    assert list(keeping.lying()) == []


def test_a_clock_that_is_wrong_sweeps_nothing_young(cast: Cast) -> None:
    keeping.keep(b"x")
    assert jobs.sweep(at=timezone.now() + timezone.timedelta(days=400)) == 0


def test_a_wrong_database_sweeps_nothing(cast: Cast, child: Sample) -> None:
    stored(cast, child)
    for _number in range(SUSPICIOUS):
        keeping.keep(b"x")
    age()
    with pytest.raises(SweepStopped):
        jobs.sweep(at=timezone.now())
    assert len(list(keeping.lying())) == SUSPICIOUS + 1


def test_a_link_in_the_folder_is_never_followed(cast: Cast, folder: Path, tmp_path: Path) -> None:
    precious = tmp_path / "quý.txt"
    precious.write_text("x")
    place = keeping.path_of("a" * 48)
    place.parent.mkdir(parents=True)
    place.symlink_to(precious)
    age()
    assert jobs.sweep(at=timezone.now()) == 0
    assert precious.exists()


def test_rows_without_bytes_are_told(cast: Cast, child: Sample, caplog: pytest.LogCaptureFixture) -> None:
    keeping.drop(stored(cast, child).disk_name)
    jobs.sweep(at=timezone.now())
    assert "1 stored files have no bytes" in caplog.text


def test_a_transaction_that_is_undone_leaves_bytes_for_the_sweeper_and_no_row(cast: Cast, child: Sample) -> None:
    with transaction.atomic():
        stored(cast, child)
        transaction.set_rollback(True)  # as when the page could not be shown
    with acting(cast.lien):
        assert not StoredFile.objects.exists()
    age()
    assert jobs.sweep(at=timezone.now()) == 1


DYING = """
import os, sys, django
django.setup()
from config import database as where
from uuid import UUID
from django.conf import settings
settings.FILES_DIR = sys.argv[1]
from mangnon.access.gathering import gather
gather()
from mangnon.access.scope import acting
from mangnon.files import actions, keeping
from mangnon.files.tests.friendly import pdf, upload
from mangnon.testing.actions import attach
from mangnon.testing.cast import AT, actor
from mangnon.access.roles import Role
from mangnon.testing.cast import unit, PLACES
lien = actor("Hồ Thị Liên", Role.COMMUNE_OFFICER, unit(PLACES["own"]))
moment = sys.argv[3]
def die(*_args, **_named):
    print("dying", flush=True)
    import time; time.sleep(60)
if moment == "between":
    actions._row = die
elif moment == "half":
    os.replace = keeping.Path.replace = die
elif moment == "before commit":
    actions._book = die
file = attach(actor=lien, at=AT, sample_id=UUID(sys.argv[2]), upload=upload(pdf(), "a.pdf"))
print("done", flush=True)
"""


@pytest.mark.crash
@pytest.mark.parametrize(("moment", "bytes_left"), [("half", 1), ("between", 1), ("before commit", 1), ("after", 1)])
def test_a_kill_at_any_moment_leaves_no_row_without_bytes(
    committed: TestDatabase, folder: Path, moment: str, bytes_left: int
) -> None:
    cast = _committed_cast()
    with acting(cast.lien), transaction.atomic():
        child = sample("Hồ Văn An", cast.land.own)
    with subprocess.Popen(
        [sys.executable, "-c", DYING, str(folder), str(child.pk), moment],
        stdout=subprocess.PIPE,
        text=True,
        env=_environment(),
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        process.send_signal(signal.SIGKILL)
    assert said == ("done" if moment == "after" else "dying")
    with acting(cast.lien), transaction.atomic():
        rows = list(StoredFile.objects.all())
    lying = {path.name for path in keeping.lying()}
    assert len(rows) == (1 if moment == "after" else 0)
    assert {row.disk_name for row in rows} <= lying
    assert len(lying) == bytes_left
    age()
    assert jobs.sweep(at=timezone.now()) == bytes_left - len(rows)


def _committed_cast() -> Cast:
    from mangnon.access.gathering import gather

    gather()
    return make_cast()


def _environment() -> dict[str, str]:
    return {**os.environ, "MANGNON_TESTING": "1"}


def test_the_same_file_sent_twice_at_once_is_one(committed: TestDatabase, folder: Path) -> None:
    """The record is locked by whoever comes first; the second finds the file there."""
    import threading

    cast = _committed_cast()
    with acting(cast.lien), transaction.atomic():
        child = sample("Hồ Văn An", cast.land.own)
    got: list[Any] = []

    def send() -> None:
        try:
            got.append(stored(cast, child).pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 4
    assert len(set(got)) == 1
    assert len(list(keeping.lying())) == 1
