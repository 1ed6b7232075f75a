"""``places show``, ``tree`` and ``reorganise`` as people and scripts run them: JSON, sentences, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from config.cli import main
from mangnon.places.models import Hamlet, Reorganisation
from mangnon.places.tests.conftest import Ground

Run = Callable[..., tuple[int, str, str]]
PLACE = ["code", "name", "kind", "level", "valid_from", "valid_to", "children"]
STEP = ["code", "name", "change", "date", "document", "confirmed"]


@pytest.fixture
def run(ground: Ground, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command on the test's own server."""
    monkeypatch.setattr("config.database.is_external", lambda: True)
    # this machine has no key of pages, and says so
    monkeypatch.setattr("mangnon.publishing.dues.logger.warning", lambda *_told: None)

    def run_it(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main(["places", *words])
        except SystemExit as wrong_use:
            code = int(wrong_use.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_it


def told(run: Run, *words: str) -> Any:
    """The JSON of a command that succeeds."""
    code, out, err = run(*words, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_show_has_the_keys_of_the_contract_and_both_predecessors(run: Run) -> None:
    found = told(run, "show", "20950")
    assert list(found) == [*PLACE, "predecessors", "successors"]
    assert (found["name"], found["level"], found["valid_from"], found["valid_to"]) == (
        "Xã Trà Linh",
        "commune",
        "2025-07-01",
        None,
    )
    assert [list(step) for step in found["predecessors"]] == [STEP, STEP]
    assert [(step["code"], step["name"], step["change"], step["date"]) for step in found["predecessors"]] == [
        ("20950", "Xã Trà Linh", "whole", "2025-07-01"),
        ("20953", "Xã Trà Nam", "whole", "2025-07-01"),
    ]
    assert found["successors"] == []


@pytest.mark.parametrize("day", ["30/6/2025", "2025-06-30"])
def test_show_on_a_past_day_is_the_old_unit(run: Run, day: str) -> None:
    found = told(run, "show", "20950", "--on", day)
    assert (found["valid_from"], found["valid_to"]) == ("2019-01-01", "2025-07-01")
    assert [(step["code"], step["change"]) for step in found["successors"]] == [("20950", "whole")]


@pytest.mark.parametrize(
    ("words", "names", "districts", "communes"),
    [
        (("--on", "30/6/2025", "--root", "49"), ["Tỉnh Quảng Nam"], 17, 233),
        (("--on", "31/12/2019", "--root", "49"), ["Tỉnh Quảng Nam"], 18, 244),
        (("--on", "2025-07-01", "--root", "48"), ["Thành phố Đà Nẵng"], 0, 94),
    ],
)
def test_tree_prints_a_list_of_what_was_in_force(
    run: Run, words: tuple[str, ...], names: list[str], districts: int, communes: int
) -> None:
    found = told(run, "tree", *words)
    below = [one for root in found for child in root["children"] for one in (child, *child["children"])]
    levels = [one["level"] for one in below]
    assert [one["name"] for one in found] == names
    assert {tuple(one) for one in (*found, *below)} == {tuple(PLACE)}
    assert (levels.count("district"), levels.count("commune")) == (districts, communes)


def test_tree_without_a_root_is_the_whole_country(run: Run) -> None:
    found = told(run, "tree", "--on", "2025-07-01")
    assert (len(found), sum(len(one["children"]) for one in found)) == (34, 3_321)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "99999"), "Không có địa bàn nào mang mã “99999”."),
        (("show", "20674", "--on", "1/6/2021"), "Từ ngày đó là xã Ninh Phước (20668)."),
        (("show", "20950", "--on", "31/13/2025"), "Không có tháng 13."),
        (("show", "20950", "--on", "30/2/2025"), "30"),
        (("tree", "--on", "hôm kia"), "hôm kia"),
        (("tree", "--root", "49"), "không có vào ngày"),
        (("reorganise", "--on", "1/1/2024"), "Không có địa bàn nào hết hiệu lực vào ngày 1/1/2024."),
        (("reorganise", "--on", "1/7/x", "--dry-run"), "1/7/x"),
    ],
)
def test_what_is_refused_is_one_line_on_stderr_and_exit_code_one(run: Run, words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words, "--json")
    assert (code, out) == (1, "")
    assert said in err
    assert err.startswith("mangnon: ")
    assert err.count("\n") == 1


def test_people_read_days_and_changes_in_their_own_words(run: Run) -> None:
    _code, out, _err = run("show", "20467", "--on", "30/6/2025")
    assert out.startswith("20467  Thị trấn Prao  1/1/2019 – 30/6/2025")
    assert "1/7/2025  20467  Xã Đông Giang  (nhập nguyên vẹn)" in out
    assert "-07-01" not in out


@pytest.mark.parametrize("words", [(), ("show",), ("show", "20950", "--on"), ("bogus",), ("tree", "--depth", "2")])
def test_wrong_use_ends_with_two(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("mangnon: ")


def thon(ground: Ground) -> Hamlet:
    """A hamlet that waits for the reform."""
    return Hamlet.objects.create(
        unit=ground.prao, name="Thôn Gừng", search_key="thon gung", sort_key="a", valid_from=date(2024, 3, 1)
    )


def test_a_dry_run_tells_what_a_run_does_and_writes_nothing(run: Run, ground: Ground) -> None:
    hamlet = thon(ground)
    before = told(run, "reorganise", "--on", "1/7/2025", "--dry-run")
    hamlet.refresh_from_db()
    assert (hamlet.unit, Reorganisation.objects.exists()) == (ground.prao, False)
    after = told(run, "reorganise", "--on", "1/7/2025")
    hamlet.refresh_from_db()
    assert hamlet.unit == ground.dong_giang
    assert (before.pop("dry_run"), after.pop("dry_run")) == (True, False)
    assert before == after
    assert list(after) == ["on", "units", "moved", "to_decide", "facts"]
    assert after["moved"] == 1


def test_without_a_day_it_takes_the_last_change_of_the_province(run: Run, ground: Ground) -> None:
    assert told(run, "reorganise", "--dry-run")["on"] == "2025-07-01"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "20950"), ["20950  Xã Trà Linh", "Trước đây:", "20953  Xã Trà Nam"]),
        (("show", "20953", "--on", "30/6/2025"), ["Về sau:", "20950  Xã Trà Linh"]),
        (("tree", "--root", "49", "--on", "30/6/2025"), ["49  Tỉnh Quảng Nam", "\n    20950  Xã Trà Linh"]),
        (("reorganise", "--dry-run"), ["Sẽ chuyển (chưa ghi gì): 0 mục", "Thôn, tổ dân phố"]),
        (("reorganise",), ["Đã chuyển: 0 mục"]),
    ],
)
def test_people_read_lines(run: Run, words: tuple[str, ...], said: list[str]) -> None:
    code, out, _err = run(*words)
    assert code == 0
    assert [one for one in said if one not in out] == []
