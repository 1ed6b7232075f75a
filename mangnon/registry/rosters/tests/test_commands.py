"""``register template``, ``import``, ``export`` as people and scripts run them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config.cli import main
from mangnon.registry.rosters.tests.sheets import child, sheet
from mangnon.registry.rosters.tests.test_taking_in import FULL
from mangnon.testing.cast import Cast

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(cast: Cast, law: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command on the test's own server."""
    monkeypatch.setattr("config.database.is_external", lambda: True)

    def run_it(*words: Any) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["register", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_it


def test_a_template_a_trial_an_import_again_and_an_export(run: Run, tmp_path: Path) -> None:
    out, file = tmp_path / "mẫu.xlsx", tmp_path / "ds.xlsx"
    assert run("template", "--out", out, "--place", "20950")[0] == 0
    assert out.read_bytes().startswith(b"PK")
    file.write_bytes(sheet([FULL, child("Hồ Thị Sao", "2015")]).getvalue())
    expected = {"rows": 2, "new": 2, "changed": 0, "alike": 0, "rejected": 0, "errors": []}
    for words in (("--dry-run", "--json"), ("--json",)):
        code, said, _err = run("import", file, "--place", "20950", *words)
        assert (code, json.loads(said)) == (0, expected)
    code, said, _err = run("import", file, "--place", "20950", "--json")
    assert (code, json.loads(said)) == (0, {**expected, "new": 0})
    back = tmp_path / "xuất.xlsx"
    code, said, _err = run("export", "--place", "20950", "--out", back, "--json")
    assert (code, json.loads(said)["rows"]) == (0, 2)
    code, said, _err = run("import", back, "--place", "20950", "--json")
    assert (json.loads(said)["new"], json.loads(said)["changed"]) == (0, 0)


def test_errors_are_told_by_cell_and_end_with_one(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ds.xlsx"
    file.write_bytes(sheet([FULL, child("Hồ Văn Sai", "31/2/2015")]).getvalue())
    code, said, _err = run("import", file, "--place", "20950", "--json")
    told = json.loads(said)
    assert (code, told["rejected"], told["errors"][0]["row"], told["errors"][0]["column"]) == (
        1,
        1,
        3,
        "Ngày, tháng, năm sinh",
    )
    code, said, _err = run("import", file, "--place", "20950")
    assert code == 1
    assert "dòng 3, Ngày, tháng, năm sinh" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("import", "khong-co.xlsx", "--place", "20950"), "Không đọc được tệp"),
        (("export", "--place", "48", "--out", "x.xlsx"), "không phải xã"),
        (("export", "--place", "20950", "--out", "/khong/co/x.xlsx"), "Không ghi được tệp"),
        (("template", "--out", "/khong/co/x.xlsx"), "Không ghi được tệp"),
    ],
)
def test_what_cant_be_done_is_one_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    code, _out, err = run(*words)
    assert code == 1
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
