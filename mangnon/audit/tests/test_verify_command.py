"""``mangnon audit verify`` as an operator runs it: sentences, JSON, exit codes (trust A-17)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from config import keys
from config.cli import main
from mangnon.audit.leaving import send_head
from mangnon.audit.offers import signing_path
from mangnon.audit.sealing import HeadsFile
from mangnon.audit.tests.test_chain import TAMPERINGS, seal_all, tamper, write
from mangnon.testing.database import TestDatabase

CUT = TAMPERINGS["a cut tail"][1]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def heads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HeadsFile:
    """The heads file of this test; the test's own server counts as one that is already running."""
    monkeypatch.setattr(settings, "HEADS_FILE", tmp_path / "heads.jsonl")
    monkeypatch.setattr(settings, "KEY_DIR", tmp_path / "keys")
    monkeypatch.setattr("config.database.is_external", lambda: True)
    keys.prepare()
    return HeadsFile(settings.HEADS_FILE)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_it(*options: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["audit", "verify", *options])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_it


def found(out: str) -> set[str]:
    return {one["kind"] for one in json.loads(out)["findings"]}


def write_sealed(heads: HeadsFile, elsewhere: Path | None = None) -> None:
    """Nine entries under two heads; the newest leaves the host when a folder is given."""
    write(5)
    seal_all(heads)
    write(4)
    seal_all(heads)
    if elsewhere is not None:
        elsewhere.mkdir()
        send_head(heads.read()[-1], key=signing_path(), folder=elsewhere)


def test_a_whole_book_is_said_and_ends_with_zero(committed: TestDatabase, heads: HeadsFile, run: Run) -> None:
    write_sealed(heads)
    code, out, err = run()
    assert (code, err) == (0, "")
    assert out == "Sổ nhật ký nguyên vẹn.\nĐã kiểm 9 mục, đối chiếu 2 đầu chuỗi lưu ngoài cơ sở dữ liệu.\n"


def test_json_holds_the_whole_report(committed: TestDatabase, heads: HeadsFile, run: Run) -> None:
    write_sealed(heads)
    code, out, _err = run("--json")
    assert code == 0
    assert json.loads(out) == {"entries": 9, "heads": 2, "whole": True, "findings": []}


def test_no_heads_file_yet_is_no_trouble(committed: TestDatabase, heads: HeadsFile, run: Run) -> None:
    code, out, _err = run("--json")
    assert not heads.path.exists()
    assert (code, json.loads(out)) == (0, {"entries": 0, "heads": 0, "whole": True, "findings": []})


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_17_each_tampering_ends_with_one_after_the_report(
    committed: TestDatabase, heads: HeadsFile, run: Run, what: str
) -> None:
    write_sealed(heads)
    assert run()[0] == 0, "whole before the tampering, so it fails for the right reason"
    kind, statements = TAMPERINGS[what]
    tamper(committed, *statements)
    code, out, _err = run("--json")
    report = json.loads(out)
    assert (code, report["whole"]) == (1, False)
    assert kind in found(out)
    assert all(set(one) == {"kind", "position", "entry", "sentence"} for one in report["findings"])


def test_people_read_what_does_not_fit(committed: TestDatabase, heads: HeadsFile, run: Run) -> None:
    write_sealed(heads)
    tamper(committed, *CUT)
    code, out, err = run()
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[0] == "Sổ nhật ký KHÔNG nguyên vẹn: 1 chỗ không khớp."
    assert lines[1] == "- Sổ bị cắt đuôi: đầu chuỗi đã lưu ngoài tới vị trí 9, sổ chỉ còn tới 6."


def test_a_cut_is_found_elsewhere_when_the_heads_file_was_cut_too(
    committed: TestDatabase, heads: HeadsFile, run: Run, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    write_sealed(heads, elsewhere)
    assert run("--heads", str(elsewhere))[0] == 0
    tamper(committed, *CUT)
    heads.path.write_text(heads.path.read_text().splitlines()[0] + "\n")
    assert run()[0] == 0, "on this host alone nothing shows"
    code, out, _err = run("--heads", str(elsewhere), "--json")
    assert (code, found(out)) == (1, {"cut"})


def test_a_heads_file_rewritten_on_the_host_is_found_beside_the_copy(
    committed: TestDatabase, heads: HeadsFile, run: Run, tmp_path: Path
) -> None:
    """Two heads of one position are both compared: neither hides the other."""
    elsewhere = tmp_path / "elsewhere"
    write_sealed(heads, elsewhere)
    heads.path.write_text(heads.path.read_text().replace(heads.read()[-1].hash, "ab" * 32))
    code, out, _err = run("--heads", str(elsewhere), "--json")
    assert (code, found(out)) == (1, {"rewritten"})


def test_a_copy_with_a_false_signature_is_named(
    committed: TestDatabase, heads: HeadsFile, run: Run, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    write_sealed(heads, elsewhere)
    (path,) = elsewhere.iterdir()
    path.write_text(path.read_text().replace('\\"position\\": 9', '\\"position\\": 5'))
    code, out, _err = run("--heads", str(elsewhere), "--json")
    report = json.loads(out)
    assert (code, found(out), report["whole"]) == (1, {"unsigned"}, False)
    assert path.name in report["findings"][0]["sentence"]


def _folder_as_file(heads: HeadsFile, _elsewhere: Path) -> None:
    heads.path.mkdir()


def _other_json(heads: HeadsFile, _elsewhere: Path) -> None:
    heads.path.write_text('{"entry": 7}\n[1, 2]\n')


def _not_text(heads: HeadsFile, _elsewhere: Path) -> None:
    heads.path.write_bytes(b"\xff\xfe\x00")


def _no_folder(_heads: HeadsFile, elsewhere: Path) -> None:
    elsewhere.rmdir()


def _no_key(_heads: HeadsFile, _elsewhere: Path) -> None:
    signing_path().unlink()


def _no_real_key(_heads: HeadsFile, _elsewhere: Path) -> None:
    signing_path().write_text("không phải khóa")


TROUBLES: dict[str, tuple[Callable[[HeadsFile, Path], None], str]] = {
    "a folder in place of the heads file": (_folder_as_file, "Không đọc được đầu chuỗi đã lưu ở"),
    "other JSON in the heads file": (_other_json, "Không đọc được đầu chuỗi đã lưu ở"),
    "no text in the heads file": (_not_text, "Không đọc được đầu chuỗi đã lưu ở"),
    "no folder of copies": (_no_folder, "Không đọc được đầu chuỗi đã lưu ở"),
    "no key": (_no_key, "Không đọc được khóa ký đầu chuỗi ở"),
    "a key file without a key": (_no_real_key, "Không đọc được khóa ký đầu chuỗi ở"),
}


@pytest.mark.parametrize("what", TROUBLES)
def test_what_cannot_be_read_is_one_sentence(
    committed: TestDatabase, heads: HeadsFile, run: Run, tmp_path: Path, what: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert run("--heads", str(elsewhere))[0] == 0, "the same call works before the trouble"
    spoil, sentence = TROUBLES[what]
    spoil(heads, elsewhere)
    code, out, err = run("--heads", str(elsewhere))
    assert (code, out) == (1, "")
    assert err.startswith(f"mangnon: {sentence}")
    assert len(err.splitlines()) == 1


def test_the_key_is_the_one_that_the_machine_prepares(heads: HeadsFile) -> None:
    assert signing_path() == keys.signing_path()


def test_wrong_use_ends_with_two(heads: HeadsFile, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["audit", "verify", "--heads"])
    assert ended.value.code == 2
    assert "mangnon audit verify --help" in capsys.readouterr().err
