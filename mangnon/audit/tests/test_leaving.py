"""Signed heads in a folder of another machine: written in one step, checked before they are believed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from mangnon.audit.leaving import NotAKey, load_key, read_copies, send_head
from mangnon.audit.sealing import Head

FIRST = Head(4, 9, "ab" * 32, "2026-11-23T03:42:00.000+00:00")
SECOND = Head(7, 12, "cd" * 32, "2026-11-23T04:42:00.000+00:00")


def write_key(path: Path, key: Ed25519PrivateKey | X25519PrivateKey | None = None) -> Path:
    made = key or Ed25519PrivateKey.generate()
    path.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return path


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return write_key(tmp_path / "heads.pem")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "elsewhere"
    made.mkdir()
    return made


def test_what_was_sent_is_read_back(key: Path, folder: Path) -> None:
    send_head(SECOND, key=key, folder=folder)
    send_head(FIRST, key=key, folder=folder)
    copies = read_copies(folder, key=key)
    assert copies.heads == (FIRST, SECOND), "in the order of positions, whenever they came"
    assert copies.broken == ()


def test_the_same_head_again_changes_nothing(key: Path, folder: Path) -> None:
    path = send_head(FIRST, key=key, folder=folder)
    before = path.stat().st_mtime_ns
    assert send_head(FIRST, key=key, folder=folder) == path
    assert path.stat().st_mtime_ns == before
    assert len(list(folder.iterdir())) == 1


def test_two_heads_of_one_position_lie_side_by_side(key: Path, folder: Path) -> None:
    """After a rewrite the new chain must not cover the old head that convicts it."""
    send_head(FIRST, key=key, folder=folder)
    send_head(Head(FIRST.position, 9, "ef" * 32, FIRST.sealed_at), key=key, folder=folder)
    assert {head.hash for head in read_copies(folder, key=key).heads} == {FIRST.hash, "ef" * 32}


def test_a_copy_is_for_its_owner_and_leaves_no_half_file(key: Path, folder: Path) -> None:
    path = send_head(FIRST, key=key, folder=folder)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in folder.iterdir()] == [path.name]


def test_a_write_that_fails_leaves_nothing_behind(key: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mangnon.audit.leaving.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        send_head(FIRST, key=key, folder=folder)
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_mounted_is_not_made(key: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        send_head(FIRST, key=key, folder=tmp_path / "not-mounted")
    assert not (tmp_path / "not-mounted").exists()
    with pytest.raises(FileNotFoundError):
        read_copies(tmp_path / "not-mounted", key=key)


def forge_hash(kept: dict[str, str]) -> str:
    return json.dumps(kept | {"head": kept["head"].replace("ab", "ef")})


SPOILT = {
    "another hash under the old signature": forge_hash,
    "no signature": lambda kept: json.dumps({"head": kept["head"]}),
    "a signature that isn't hexadecimal": lambda kept: json.dumps(kept | {"signature": "chữ ký"}),
    "a signature of the wrong length": lambda kept: json.dumps(kept | {"signature": "ab"}),
    "a list": lambda kept: json.dumps([kept]),
    "a head that isn't text": lambda kept: json.dumps(kept | {"head": 7}),
    "half a file": lambda kept: json.dumps(kept)[:20],
    "nothing": lambda kept: "",
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_spoilt_copy_is_named_and_not_believed(key: Path, folder: Path, what: str) -> None:
    path = send_head(FIRST, key=key, folder=folder)
    send_head(SECOND, key=key, folder=folder)
    path.write_text(SPOILT[what](json.loads(path.read_text())), encoding="utf-8")
    copies = read_copies(folder, key=key)
    assert (copies.heads, copies.broken) == ((SECOND,), (path.name,))


def test_a_copy_signed_by_another_key_is_not_believed(key: Path, folder: Path, tmp_path: Path) -> None:
    path = send_head(FIRST, key=write_key(tmp_path / "other.pem"), folder=folder)
    assert read_copies(folder, key=key).broken == (path.name,)


def test_other_files_of_the_folder_are_left_alone(key: Path, folder: Path) -> None:
    send_head(FIRST, key=key, folder=folder)
    (folder / "đọc-tôi.txt").write_text("của máy khác")
    copies = read_copies(folder, key=key)
    assert (copies.heads, copies.broken) == ((FIRST,), ())


def test_a_file_without_an_ed25519_key_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.pem"
    text.write_text("không phải khóa")
    for path in (text, write_key(tmp_path / "x.pem", X25519PrivateKey.generate())):
        with pytest.raises(NotAKey):
            load_key(path)
    with pytest.raises(FileNotFoundError):
        load_key(tmp_path / "nowhere.pem")
