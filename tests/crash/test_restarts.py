"""The database is restarted under load, crowded, or locked: a clear 503 at once, and back within seconds (B-06)."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from tests.crash.checking import faults_of
from tests.crash.conftest import Prepared
from tests.crash.house import BASE, House, until
from tests.crash.sending import Run

pytestmark = pytest.mark.crash
COUNT = "MANGNON_RESTARTS"
BACK_WITHIN = 10.0
GONE = "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'mangnon_app'"


@pytest.fixture(scope="module")
def house(prepared: Prepared) -> Iterator[House]:
    """One running house for both tests."""
    copy = prepared.copy("restarts")
    try:
        copy.start()
        yield copy
    finally:
        copy.clear()
        shutil.rmtree(copy.data, ignore_errors=True)


def restarted(house: House, run: Run) -> tuple[float, float]:
    """Ask the database to stop as an administrator would; from when until when nobody was acknowledged."""
    before = house.database()
    known = len(run.acknowledged)
    until(lambda: len(run.acknowledged) > known + 5, "no load", house.log)
    began, known = time.monotonic(), len(run.acknowledged)
    os.kill(before, signal.SIGINT)
    until(lambda: before not in house.pids(BASE), "the database doesn't stop", house.log)
    until(lambda: house.pids(BASE) != [], "the database stays down", house.log)
    known = len(run.acknowledged)
    until(lambda: len(run.acknowledged) > known, "nobody is answered", house.log)
    return began, time.monotonic()


def test_b_06_restarts_under_load_lose_nothing_and_are_over_in_seconds(house: House, prepared: Prepared) -> None:
    """B-06: MANGNON_RESTARTS restarts (3; 20 in the bench)."""
    turns = int(os.environ.get(COUNT, "3"))
    run = Run("tai", house.port, prepared.cookie, 1_000_000, seed=7)
    player = threading.Thread(target=_play, args=(run,), daemon=True)
    player.start()
    windows = [restarted(house, run) for _turn in range(turns)]
    known = len(run.acknowledged)
    until(lambda: len(run.acknowledged) > known + 150, "no load after the last", house.log)
    run.count = 0  # nobody takes another
    run._next = 1
    player.join(60)
    longest = max(end - began for began, end in windows)
    calm = [status for at, status in run.answered if not any(began <= at <= end + 0.5 for began, end in windows)]
    wrong = sum(status != 200 for status in calm if status != 409)
    print(f"restarts: {turns}, longest {longest:.1f} s; {len(run.acknowledged)} acknowledged, {wrong} of {len(calm)}"
          f" answers wrong outside; statuses {sorted({status for _at, status in run.answered})}")  # fmt: skip
    assert run.surprises == []
    assert longest < BACK_WITHIN
    assert wrong < 0.05 * len(calm)
    assert {status for _at, status in run.answered} <= {0, 200, 409, 503}, "a trouble that passes is a 503, never a 500"
    assert faults_of(run, house) == []


def _play(run: Run) -> None:
    run.play(clients=4)


def asked(house: House, cookie: str) -> tuple[int, str, float]:
    """Status, Retry-After and seconds of one page."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=30)
    connection.request("GET", "/mau-thu/", headers={"Cookie": f"mangnon={cookie}"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.getheader("Retry-After") or "", time.monotonic() - began


def test_b_06_without_a_free_connection_and_behind_a_lock_people_read_a_503_instead_of_waiting(
    house: House, prepared: Prepared
) -> None:
    assert asked(house, prepared.cookie)[0] == 200
    with house.top() as top:
        top.execute("alter role mangnon_app connection limit 0")
        top.execute(GONE)
        told = [asked(house, prepared.cookie) for _turn in range(6)]
        top.execute("alter role mangnon_app connection limit -1")
    assert {(status, wait) for status, wait, _seconds in told} == {(503, "5")}
    assert max(seconds for _status, _wait, seconds in told) < 2
    until(lambda: asked(house, prepared.cookie)[0] == 200, "it doesn't come back", house.log)
    with house.top() as top, top.transaction():
        top.execute("lock table testing_sample in access exclusive mode")
        status, wait, seconds = asked(house, prepared.cookie)
    assert (status, wait) == (503, "5")
    assert 2.5 < seconds < 6
    assert asked(house, prepared.cookie)[0] == 200
