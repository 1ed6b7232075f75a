"""A backup made while people work: whole, private, of one moment; and what is refused when it is opened."""

from __future__ import annotations

import io
import os
import signal
import stat
import subprocess
import sys
import tarfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pyrage
import pytest
from django.conf import settings
from django.utils import timezone

from mangnon.operate.backups import archive, snapshot
from mangnon.operate.backups.making import TargetWrong, make
from mangnon.operate.backups.recipients import (
    IdentityUnreadable,
    NoRecipient,
    PairExists,
    RecipientWrong,
    make_pair,
)
from mangnon.operate.backups.recipients import identities as read_identities
from mangnon.operate.backups.slots import NoEntry, engine
from mangnon.operate.backups.snapshot import taken
from mangnon.operate.backups.tests.conftest import BYTES, World, identities
from mangnon.operate.backups.unpacking import BackupDamaged, BackupMissing, WrongKey, check


def silent(_bytes: int) -> None:
    """No progress."""


def test_a_backup_is_private_and_says_what_it_holds(world: World) -> None:
    told = world.made.manifest
    assert stat.S_IMODE(world.path.stat().st_mode) == 0o600
    assert (world.made.bytes, told.files.count, told.files.bytes) == (world.path.stat().st_size, 1, len(BYTES))
    assert told.counts["public.testing_sample"] == 1
    assert told.counts["net.change"] > 0
    assert told.head.position == 4, "three acts on the sample and one paper"
    assert told.migrations["operate"].startswith("0")
    assert told.files.missing == ()
    assert check(world.path, identities(world.identity), silent) == told


def test_nothing_of_it_can_be_read_without_the_key(world: World) -> None:
    content = world.path.read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n")
    assert b"manifest" not in content
    assert BYTES[:13] not in content


def test_it_opens_without_us_with_age_and_tar(world: World) -> None:
    plain = pyrage.decrypt(world.path.read_bytes(), identities(world.identity))
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        names = tar.getnames()
        dump = tar.extractfile("database/000001")
        assert dump is not None
        assert dump.read(5) == b"PGDMP"
    assert names[0] == "keys/seal.json"
    assert names[-2:] == ["files.sha256", "manifest.json"]
    assert not [name for name in names if "identity" in name]


def test_what_is_committed_after_the_moment_is_not_counted(world: World) -> None:
    with taken() as held, psycopg.connect(engine().owner_info()) as other:
        before = held.counts()["public.auth_group"]
        other.execute("insert into auth_group (name) values ('muộn')")
        other.commit()
        try:
            assert held.counts()["public.auth_group"] == before
        finally:
            other.execute("delete from auth_group")


def test_the_backup_role_sees_every_row_and_writes_none(world: World) -> None:
    with psycopg.connect(engine().reader_info()) as reader:
        assert reader.execute("select count(*) from testing_sample").fetchone() == (1,)
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            reader.execute("delete from testing_sample")


def test_a_server_that_does_not_let_us_in_is_a_sentence(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = replace(engine(), reader=lambda: {**engine().reader(), "port": "1"})
    monkeypatch.setattr(snapshot, "engine", lambda: shut)
    with pytest.raises(NoEntry, match="Không vào được cơ sở dữ liệu"):
        make(tmp_path / "x.age", at=timezone.now())


def flip(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.parametrize("share", [0.02, 0.5, 0.999])
def test_a_flipped_byte_is_refused_wherever_it_is(world: World, tmp_path: Path, share: float) -> None:
    content = world.path.read_bytes()
    bad = tmp_path / "bad.age"
    bad.write_bytes(flip(content, int(len(content) * share)))
    with pytest.raises(BackupDamaged):
        check(bad, identities(world.identity), silent)


@pytest.mark.parametrize("cut", [1, 70_000, 1_000_000])
def test_a_cut_file_is_refused(world: World, tmp_path: Path, cut: int) -> None:
    bad = tmp_path / "bad.age"
    bad.write_bytes(world.path.read_bytes()[:-cut])
    with pytest.raises(BackupDamaged):
        check(bad, identities(world.identity), silent)


def test_something_that_is_no_backup_is_refused(world: World, tmp_path: Path) -> None:
    bad = tmp_path / "bad.age"
    bad.write_bytes(b"PGDMP" * 1000)
    with pytest.raises(BackupDamaged):
        check(bad, identities(world.identity), silent)
    with pytest.raises(BackupMissing):
        check(tmp_path / "none.age", identities(world.identity), silent)


def test_the_wrong_key_is_refused(world: World, tmp_path: Path) -> None:
    make_pair(tmp_path / "other")
    with pytest.raises(WrongKey):
        check(world.path, identities(tmp_path / "other"), silent)


def sealed(world: World, path: Path, *members: tuple[str, bytes]) -> Path:
    """A file that anybody with the public key could have made."""
    pieces = [piece for name, content in members for piece in archive.whole(name, content)]
    archive.seal_into(path, iter([*pieces, archive.end()]), [identities(world.identity)[0].to_public()])
    return path


ODD = ["../../etc/cron.d/x", "keys/authorized_keys", "files/aa/bb/" + "c" * 48, "/etc/passwd"]


@pytest.mark.parametrize("name", ODD)
def test_a_member_with_a_name_not_ours_is_refused(world: World, tmp_path: Path, name: str) -> None:
    with pytest.raises(BackupDamaged, match="mục lạ"):
        check(sealed(world, tmp_path / "odd.age", (name, b"x")), identities(world.identity), silent)


def test_a_backup_without_its_manifest_is_refused(world: World, tmp_path: Path) -> None:
    with pytest.raises(BackupDamaged, match="thiếu bản kê"):
        check(sealed(world, tmp_path / "odd.age", ("keys/seal.json", b"{}")), identities(world.identity), silent)


def test_a_part_that_the_manifest_does_not_know_is_refused(world: World, tmp_path: Path) -> None:
    odd = (("database/000001", b"PGDMP"), (archive.LIST, b""), (archive.MANIFEST, world.made.manifest.as_bytes()))
    with pytest.raises(BackupDamaged, match="khác bản kê"):
        check(sealed(world, tmp_path / "odd.age", *odd), identities(world.identity), silent)


def test_a_file_without_bytes_is_named_and_stops_nothing(world: World) -> None:
    from mangnon.files import keeping

    (path,) = keeping.lying()
    aside = world.folder / "aside"
    path.rename(aside)
    try:
        made = make(world.folder / "lacking.age", at=timezone.now())
    finally:
        aside.rename(path)
    assert made.manifest.files.missing == (path.name,)
    assert made.manifest.files.count == 0


def test_without_a_recipient_nothing_is_written(world: World, tmp_path: Path, settings: Any) -> None:
    settings.BACKUP_RECIPIENTS = ()
    with pytest.raises(NoRecipient, match="backup-pair"):
        make(tmp_path / "x.age", at=timezone.now())
    settings.BACKUP_RECIPIENTS = ("AGE-SECRET-KEY-NO",)
    with pytest.raises(RecipientWrong):
        make(tmp_path / "x.age", at=timezone.now())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(world: World, tmp_path: Path) -> None:
    for target in (tmp_path / "none" / "x.age", tmp_path):
        with pytest.raises(TargetWrong):
            make(target, at=timezone.now())


def test_a_pair_is_private_and_never_written_over(tmp_path: Path) -> None:
    public = make_pair(tmp_path / "key")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert str(read_identities(tmp_path / "key")[0].to_public()) == public
    with pytest.raises(PairExists):
        make_pair(tmp_path / "key")
    (tmp_path / "empty").write_text("# nothing\n")
    with pytest.raises(IdentityUnreadable):
        read_identities(tmp_path / "empty")


def test_a_failure_in_the_middle_leaves_nothing(world: World, tmp_path: Path) -> None:
    def pieces() -> Any:
        yield b"x" * 200_000
        raise TargetWrong(path="x", why="y")

    with pytest.raises(TargetWrong):
        archive.seal_into(tmp_path / "x.age", pieces(), [identities(world.identity)[0].to_public()])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.crash
def test_a_killed_backup_leaves_no_file_that_looks_whole(world: World, tmp_path: Path) -> None:
    code = (
        "import django; django.setup()\nfrom pathlib import Path\nfrom django.utils import timezone\n"
        "from mangnon.operate.backups.making import make\nimport sys\n"
        "make(Path(sys.argv[1]), at=timezone.now(), step=lambda n: __import__('time').sleep(0.05))"
    )
    environment = {**os.environ, "MANGNON_BACKUP_RECIPIENTS": settings.BACKUP_RECIPIENTS[0]}
    argv = [sys.executable, "-c", code, str(tmp_path / "x.age")]
    process = subprocess.Popen(argv, cwd=settings.BASE_DIR, env=environment)
    patience = time.monotonic() + 30
    while not (half := [path for path in tmp_path.iterdir() if path.stat().st_size > 100_000]):
        assert process.poll() is None
        assert time.monotonic() < patience
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    (left,) = half
    assert (left.name.startswith("."), left.suffix) == (True, archive.HALF)
    with pytest.raises(BackupDamaged):
        check(left, identities(world.identity), silent)
