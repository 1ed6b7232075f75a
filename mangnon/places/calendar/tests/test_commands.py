"""``calendar due`` as people and scripts run it: JSON, sentences, exit codes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date

import pytest

from config.cli import main
from mangnon.lib.periods import Period
from mangnon.places.calendar.actions import Days, add_days
from mangnon.testing.cast import AT, Cast

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(cast: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command on the test's own server."""
    monkeypatch.setattr("config.database.is_external", lambda: True)

    def run_it(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main(["calendar", "due", *words])
        except SystemExit as wrong_use:
            code = int(wrong_use.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_it


@pytest.mark.parametrize(
    ("words", "due"),
    [
        (("2026-02-13T16:30", "--working-days", "5"), "2026-02-27T23:59:59+07:00"),
        (("2025-12-31", "--working-days", "5"), "2026-01-09T23:59:59+07:00"),
        (("2026-04-24T10:00:00+07:00", "--working-days", "5"), "2026-05-06T23:59:59+07:00"),
        (("28/8/2026", "--working-days", "5"), "2026-09-09T23:59:59+07:00"),
        (("2026-02-16T15:00:00Z", "--hours", "12"), "2026-02-17T10:00:00+07:00"),
        (("22:00 16/2/2026", "--hours", "12"), "2026-02-17T10:00:00+07:00"),
        (("9/11/2026", "--days", "15"), "2026-11-25T23:59:59+07:00"),
    ],
)
def test_b_08_json_holds_the_due_moment_and_nothing_else(run: Run, words: tuple[str, ...], due: str) -> None:
    code, out, err = run(*words, "--json")
    assert (code, json.loads(out), err) == (0, {"due": due}, "")


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati"])
def test_b_08_the_zone_of_the_machine_changes_nothing(run: Run, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert json.loads(run("2026-02-13 16:30", "--working-days", "5", "--json")[1])["due"].startswith("2026-02-27")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_people_read_words(run: Run) -> None:
    assert run("16:30 13/2/2026", "--working-days", "5")[1] == "Hạn: 23:59 thứ Sáu 27/2/2026\n"


def test_a_place_brings_its_own_days_off(run: Run, cast: Cast) -> None:
    storm = Period.closed(date(2026, 11, 26), date(2026, 11, 26))
    add_days(actor=cast.phu, at=AT, days=Days("Bão", "CĐ 9", off=storm, unit_id=cast.land.own.pk))
    words = ("9:00 25/11/2026", "--working-days", "1", "--json")
    assert json.loads(run(*words)[1])["due"].startswith("2026-11-26")
    assert json.loads(run(*words, "--place", "20950")[1])["due"].startswith("2026-11-27")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("hôm qua", "--hours", "12"), "Không đọc được ngày “hôm qua”."),
        (("13/2/2026", "--hours", "12"), "cần giờ bắt đầu"),
        (("16:30 31/2/2026", "--hours", "12"), "không có ngày 31"),
        (("2026-02-31T10:00", "--hours", "12"), "Không đọc được thời điểm"),
        (("13/2/2026", "--working-days", "0"), "Thời hạn 0 không hợp lý."),
        (("13/2/2026", "--working-days", "-5"), "Thời hạn -5 không hợp lý."),
        (("13/2/2026", "--working-days", "99999999"), "Thời hạn 99.999.999 không hợp lý."),
        (("13/2/2026", "--working-days", "5", "--place", "99999"), "Không có địa bàn nào mang mã “99999”."),
    ],
)
def test_what_is_refused_is_one_line_on_stderr_and_exit_code_one(run: Run, words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words, "--json")
    assert (code, out) == (1, "")
    assert said in err
    assert err.startswith("mangnon: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("13/2/2026",),
        ("13/2/2026", "--hours"),
        ("13/2/2026", "--hours", "nhiều"),
        ("13/2/2026", "--hours", "1", "--working-days", "2"),
        ("13/2/2026", "--weeks", "2"),
    ],
)
def test_wrong_use_ends_with_two(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("mangnon: ")
    assert err.count("\n") == 1
