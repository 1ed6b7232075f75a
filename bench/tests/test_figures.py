"""The arithmetic of the benchmarks: ratios, goals, the table and the file, without timing anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import figures
from bench.__main__ import ALONE, ON_GROUND, ONLY_LONG, main
from bench.figures import Figure, Result, median, percentile, table

CALIBRATED = {"python_ms": 30.0, "fdatasync_ms": 0.2, "load_average": 0.1}


def figure(ratio: float, *, least: float | None = None, most: float | None = None) -> Figure:
    return Figure("list page, stock", 250.0, 100.0, "rps", ratio, least=least, most=most, how="wrk")


@pytest.mark.parametrize(
    ("many", "share", "expected"),
    [(20, 0.95, 19), (100, 0.95, 95), (21, 0.95, 20), (1, 0.95, 1), (4, 0.5, 2), (5, 1.0, 5), (3, 0.0, 1)],
)
def test_a_percentile_is_the_value_that_so_many_do_not_exceed(many: int, share: float, expected: int) -> None:
    assert percentile(reversed(range(1, many + 1)), share) == expected


def test_a_percentile_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no value"):
        percentile([], 0.95)


@pytest.mark.parametrize(
    ("one", "goal", "reached"),
    [
        (figure(2.5, least=2.5), "≥ 2.5", True),
        (figure(2.49, least=2.5), "≥ 2.5", False),
        (figure(1.3, most=1.3), "≤ 1.3", True),
        (figure(1.31, most=1.3), "≤ 1.3", False),
        (figure(7), "-", None),
    ],
)
def test_a_goal_is_reached_at_its_limit_and_missed_beyond_it(one: Figure, goal: str, reached: bool | None) -> None:
    assert (one.goal, one.reached) == (goal, reached)


def test_the_table_names_ratio_goal_and_what_was_missed() -> None:
    head, good, missed, told = table([figure(2.5, least=2.5), figure(1.4, most=1.3), figure(0.85)]).splitlines()
    assert head.split() == ["measure", "ours", "yardstick", "unit", "ratio", "goal", "reached"]
    assert good.split()[-6:] == ["100", "rps", "2.50", "≥", "2.5", "yes"]
    assert missed.split()[-4:] == ["1.40", "≤", "1.3", "NO"]
    assert told.split()[-3:] == ["0.85", "-", "-"]
    assert head.index("ratio") == good.index("2.50") == missed.index("1.40")


def test_the_file_keeps_figures_notes_and_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "RESULTS", tmp_path / "results")
    result = Result("list_page", [figure(2.49999, least=2.5)], ["Số đo thử"], {"rps": [1]})
    path = figures.write(result, CALIBRATED, form="short")
    told = json.loads(path.read_text("utf-8"))
    assert path.name == "list_page.json"
    assert told["figures"][0] | {"ratio": 2.5, "goal": "≥ 2.5", "reached": False, "how": "wrk"} == told["figures"][0]
    assert (told["form"], told["notes"], told["details"]) == ("short", ["Số đo thử"], {"rps": [1]})
    assert told["calibration"] == CALIBRATED
    assert told["machine"]["cores"] > 0
    assert told["versions"]["django"].startswith("5.2")


def test_a_trial_never_overwrites_figures_that_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "RESULTS", tmp_path)
    assert figures.write(Result("starts", []), CALIBRATED, form="quick").name == "local-starts.json"
    assert figures.write(Result("starts", []), CALIBRATED, form="long").name == "starts.json"


def test_the_median_is_the_middle_one_of_some_timings() -> None:
    assert median(iter([9.0, 1.0, 2.0])) == 2.0


@pytest.mark.parametrize("asked", [["no_such_measure"], ["--quick", "--long"], ["long_forms"]])
def test_what_cannot_be_measured_is_refused_before_anything_starts(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        main(asked)
    assert refused.value.code == 2
    assert "error" in capsys.readouterr().err


def test_every_measure_is_a_module_with_run() -> None:
    for name in (*ALONE, *ON_GROUND):
        text = (Path(figures.__file__).parent / f"{name}.py").read_text("utf-8")
        assert "def run(" in text, name
    assert set(ALONE) >= ONLY_LONG
