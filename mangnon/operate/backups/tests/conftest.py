"""One small world for the tests of backups: rows, sealed values, a stored file, a sealed book; and one backup of it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mangnon.access.actor import job
from mangnon.access.gathering import gather
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.files import keeping
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.operate.backups.making import Made, make
from mangnon.operate.backups.recipients import make_pair
from mangnon.testing.cast import Cast
from mangnon.testing.database import TestDatabase

BYTES = b"%PDF-1.7 xin " * 200_000


@dataclass(frozen=True)
class World:
    """A backup, the key that opens it, and what it was made of."""

    made: Made
    identity: Path
    folder: Path

    @property
    def path(self) -> Path:
        """The file."""
        return self.made.path


@pytest.fixture(scope="module")
def world(
    django_db_setup: TestDatabase, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Made once for a module. The database stays the current one until the module ends."""
    folder = tmp_path_factory.mktemp("backups")
    kept = settings.FILES_DIR, settings.HEADS_FILE, settings.BACKUP_RECIPIENTS
    settings.FILES_DIR, settings.HEADS_FILE = folder / "files", folder / "heads.jsonl"
    with django_db_blocker.unblock(), django_db_setup.clone("backups"):
        fill()
        public = make_pair(folder / "key")
        settings.BACKUP_RECIPIENTS = (public,)
        made = make(folder / "one.age", at=timezone.now())
        yield World(made, folder / "key", folder)
    settings.FILES_DIR, settings.HEADS_FILE, settings.BACKUP_RECIPIENTS = kept


def fill() -> None:
    """The cast, a sample with a secret, a person, a file, a paper, entries that are sealed into the chain."""
    from mangnon.audit.book import book
    from mangnon.audit.sealing import HeadsFile, seal
    from mangnon.testing.cast import make_cast, sample
    from mangnon.testing.people import make_person

    gather()
    with transaction.atomic():
        cast = make_cast()
    with acting(cast.phu), transaction.atomic():
        one = sample("Hồ Thị Ánh", cast.land.own)
        one.secret = "số nhà 12"
        one.save()
        make_person("Phan Quân", Role.ADMINISTRATOR, cast.land.province)
        stored_file(one)
        paper(cast, one)
        for _n in range(3):
            book(actor=cast.phu, action="testing.samples.rename", at=timezone.now(), subject=one)
    with acting(job("audit.sealer")):
        seal(HeadsFile(settings.HEADS_FILE))


def stored_file(owner: Any) -> None:
    """Bytes on the disk with their row."""
    from mangnon.files.models import State, StoredFile

    digest = hashlib.sha256(BYTES).hexdigest()
    StoredFile.objects.create(
        id=new_id(), owner_kind="testing.sample", owner_id=owner.pk, stored_place=owner.place_id, name="giay.pdf",
        kind="pdf", size=len(BYTES), original_size=len(BYTES), original_hash=digest, stored_hash=digest,
        disk_name=keeping.keep(BYTES), state=State.UNSCANNED, stored_by="x", stored_by_name="x",
        stored_at=timezone.now(),
    )  # fmt: skip


def paper(cast: Cast, about: Any) -> None:
    """Form 01 of the decree, filled by the officer of the commune."""
    from mangnon.papers.actions import Filling, fill_sheet
    from mangnon.papers.questions import in_force
    from mangnon.papers.slots import OwnerRef
    from mangnon.papers.tests.examples import answers
    from mangnon.statutes.tests.shipping import put
    from mangnon.testing.actions import FILES
    from mangnon.testing.cast import AT

    put("form", "codes")
    form = in_force("mau-01", local_day(AT))
    filling = Filling("mau-01", form.law.version, answers(form))
    fill_sheet(actor=cast.lien, at=AT, owner=OwnerRef(FILES, about.pk), filling=filling)


def identities(path: Path) -> list[pyrage.x25519.Identity]:
    """The private key of a world."""
    from mangnon.operate.backups.recipients import identities as read

    return read(path)


def elsewhere(home: Path, *words: str, **more: str) -> subprocess.Popen[str]:
    """One of our commands on another data folder, its database thrown away afterwards."""
    from mangnon.operate.backups.dumping import environment_without

    environment = environment_without("MANGNON_PG", "MANGNON_DATA")
    environment.update(MANGNON_DATA=str(home), MANGNON_PG_THROWAWAY="1", **more)
    argv = [sys.executable, "-m", "config.cli", *words]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(argv, cwd=settings.BASE_DIR, env=environment, start_new_session=True, **pipes)
