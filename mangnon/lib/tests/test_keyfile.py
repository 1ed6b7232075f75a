"""The key file is whole, ours and closed, or refused."""

import base64
import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from mangnon.lib import keyfile
from mangnon.lib.keyfile import KeyFileError
from mangnon.lib.secrets import KeyRing

GOOD = base64.b64encode(bytes(32)).decode()
SHORT = base64.b64encode(bytes(31)).decode()


@pytest.fixture
def path(tmp_path):
    """Where a key file may come to stand."""
    return tmp_path / "keys.json"


def write(path, content, mode=0o600):
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    path.chmod(mode)


def refusal(path):
    """The sentence with which loading is refused."""
    with pytest.raises(KeyFileError) as refused:
        KeyRing.load(path)
    assert refused.value.code == "keys.file"
    assert str(path) in refused.value.said
    assert "0600" in refused.value.mend
    return refused.value.said


def test_it_creates_a_file_that_loads(path):
    ring = KeyRing.create(path)
    assert KeyRing.load(path).key_ids == ring.key_ids == (ring.current,)
    held = json.loads(path.read_text())
    assert set(held) == {"current", "keys"}
    assert len(base64.b64decode(held["keys"][held["current"]])) == 32


def test_the_file_is_readable_for_its_owner_alone_whatever_the_mask(path):
    before = os.umask(0)
    try:
        KeyRing.create(path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    KeyRing.rotate(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_never_overwrites(path):
    KeyRing.create(path)
    before = path.read_bytes()
    with pytest.raises(KeyFileError, match="không ghi đè"):
        KeyRing.create(path)
    assert path.read_bytes() == before


def test_it_leaves_no_draft_behind(path):
    KeyRing.create(path)
    KeyRing.rotate(path)
    with pytest.raises(KeyFileError):
        KeyRing.create(path)
    assert [found.name for found in path.parent.iterdir()] == ["keys.json"]


def test_a_crash_before_the_end_leaves_the_old_file(path, monkeypatch):
    KeyRing.create(path)
    before = path.read_bytes()

    def full_disk(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keyfile.os, "fsync", full_disk)
    with pytest.raises(KeyFileError, match="không đọc hoặc ghi được"):
        KeyRing.rotate(path)
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == ["keys.json"]


def test_the_content_is_on_the_disk_before_the_name_and_the_name_before_the_return(path, monkeypatch):
    steps = []
    sync, link = os.fsync, os.link

    def noted_sync(handle):
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def noted_link(source, target):
        steps.append("name")
        link(source, target)

    monkeypatch.setattr(keyfile.os, "fsync", noted_sync)
    monkeypatch.setattr(keyfile.os, "link", noted_link)
    KeyRing.create(path)
    assert steps == ["file", "name", "folder"]


def test_rotation_adds_a_current_key_and_keeps_the_old(path):
    first = KeyRing.create(path)
    second = KeyRing.rotate(path)
    third = KeyRing.rotate(path)
    assert second.key_ids == (first.current, second.current)
    assert third.key_ids == (first.current, second.current, third.current)
    assert len(set(third.key_ids)) == 3


def test_rotations_at_once_lose_no_key(path):
    KeyRing.create(path)
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _turn: KeyRing.rotate(path), range(16)))
    last = KeyRing.load(path)
    assert len(last.key_ids) == 17
    assert {ring.current for ring in rings} <= set(last.key_ids)


def test_it_refuses_a_missing_file(path):
    assert refusal(path).endswith("không có tệp này.")
    with pytest.raises(KeyFileError, match="không có tệp này"):
        KeyRing.rotate(path)


def test_it_refuses_a_missing_folder(tmp_path):
    with pytest.raises(KeyFileError):
        KeyRing.create(tmp_path / "nowhere" / "keys.json")


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o660, 0o606, 0o700, 0o400, 0o4600])
def test_it_refuses_any_mode_but_0600(path, mode):
    KeyRing.create(path)
    path.chmod(mode)
    assert refusal(path).endswith("quyền của tệp không phải 0600.")
    with pytest.raises(KeyFileError):
        KeyRing.rotate(path)


def test_it_refuses_a_file_of_another_account(path, monkeypatch):
    KeyRing.create(path)
    monkeypatch.setattr(keyfile.os, "geteuid", lambda: path.stat().st_uid + 1)
    assert refusal(path).endswith("tệp thuộc về tài khoản khác.")


def test_it_refuses_a_link_and_a_folder_and_a_pipe(path, tmp_path):
    KeyRing.create(path)
    link = tmp_path / "link.json"
    link.symlink_to(path)
    folder = tmp_path / "folder.json"
    folder.mkdir(0o600)
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe, 0o600)
    for strange in (link, folder, pipe):
        assert refusal(strange).endswith("đây không phải một tệp thường.")


MALFORMED = [
    ("", "nội dung hỏng"),
    ("{", "nội dung hỏng"),
    ("[]", "nội dung hỏng"),
    ("null", "nội dung hỏng"),
    ("\ufeff{}", "nội dung hỏng"),
    ({}, "nội dung hỏng"),
    ({"current": "a"}, "nội dung hỏng"),
    ({"current": "a", "keys": []}, "nội dung hỏng"),
    ({"current": "a", "keys": {"a": GOOD}, "more": 1}, "nội dung hỏng"),
    (f'{{"current": "a", "keys": {{"a": "{GOOD}", "a": "{GOOD}"}}}}', "nội dung hỏng"),
    ({"current": "a", "keys": {}}, "khóa hiện hành không có trong tệp"),
    ({"current": "b", "keys": {"a": GOOD}}, "khóa hiện hành không có trong tệp"),
    ({"current": 1, "keys": {"a": GOOD}}, "khóa hiện hành không có trong tệp"),
    ({"current": ["a"], "keys": {"a": GOOD}}, "khóa hiện hành không có trong tệp"),
    ({"current": "a", "keys": {"a": SHORT}}, "có khóa không đủ 32 byte"),
    ({"current": "a", "keys": {"a": GOOD, "b": SHORT}}, "có khóa không đủ 32 byte"),
    ({"current": "a", "keys": {"a": GOOD + "AAAA"}}, "có khóa không đủ 32 byte"),
    ({"current": "a", "keys": {"a": "*" * 44}}, "có khóa không đủ 32 byte"),
    ({"current": "a", "keys": {"a": "ễ" * 44}}, "có khóa không đủ 32 byte"),
    ({"current": "a", "keys": {"a": 7}}, "có khóa không đủ 32 byte"),
    ({"current": "", "keys": {"": GOOD}}, "tên khóa không hợp lệ"),
    ({"current": "a|b", "keys": {"a|b": GOOD}}, "tên khóa không hợp lệ"),
    ({"current": "a" * 33, "keys": {"a" * 33: GOOD}}, "tên khóa không hợp lệ"),
    ({"current": "a\n", "keys": {"a\n": GOOD}}, "tên khóa không hợp lệ"),
]


@pytest.mark.parametrize(("content", "reason"), MALFORMED)
def test_it_refuses_a_malformed_file(path, content, reason):
    write(path, content)
    assert refusal(path).endswith(f"{reason}.")


def test_it_refuses_bytes_that_are_no_text(path):
    path.write_bytes(b"\xff\xfe\x00")
    path.chmod(0o600)
    assert refusal(path).endswith("nội dung hỏng.")


def test_a_refusal_shows_no_key(path):
    write(path, {"current": "b", "keys": {"a": GOOD}})
    assert GOOD not in refusal(path)


BAD_RINGS = [
    ("a", {}),
    ("b", {"a": bytes(32)}),
    ("a", {"a": bytes(16)}),
    ("A", {"A": bytes(32)}),
]


@pytest.mark.parametrize(("current", "keys"), BAD_RINGS)
def test_a_ring_refuses_keys_that_cannot_form_one(current, keys):
    with pytest.raises(ValueError, match=r".+"):
        KeyRing(current=current, keys=keys)


def test_new_keys_are_random():
    made = [keyfile.new_key() for _key in range(200)]
    assert len({kid for kid, _ in made}) == len({key for _, key in made}) == 200
    assert all(len(key) == 32 for _, key in made)
