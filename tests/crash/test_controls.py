"""The harness must be able to fail (trust B-02): two faults on purpose, seen by the same checker."""

from __future__ import annotations

import os
import signal

import pytest

from tests.crash.checking import faults_of
from tests.crash.conftest import Prepared
from tests.crash.house import BASE, House, until
from tests.crash.sending import Run

pytestmark = pytest.mark.crash
CARELESS = "synchronous_commit = off\nwal_writer_delay = 10s\n"


def kill_database(house: House) -> None:
    """Without a word; back when it has come up under another number."""
    before = house.database()
    os.kill(before, signal.SIGKILL)
    until(lambda: house.pids(BASE) not in ([], [before]), "the database stays down", house.log)
    house.wait_ready()


def test_b_02_answers_before_the_commit_is_on_disk_are_seen_as_lost(house: House, prepared: Prepared) -> None:
    """B-02: with synchronous_commit=off a kill takes acknowledged receipts along, and the checker says which."""
    state = house.data / "pg" / "conf.d" / "90-careless.conf"
    state.write_text(CARELESS, "ascii")
    kill_database(house)
    assert house.rows("show synchronous_commit") == [("off",)]
    for seed in range(1, 4):  # the log may have reached the disk just before the kill
        run = Run(f"hua{seed}", house.port, prepared.cookie, 100, seed=seed, reports=5)
        run.play()
        kill_database(house)
        faults = faults_of(run, house)
        print(f"control: {len(faults)} of {run.count} acknowledged receipts reported lost")
        if faults:
            break
    assert faults
    assert {fault.kind for fault in faults} == {"lost"}


def test_b_02_retries_under_fresh_ids_are_seen_as_doubled(house: House, prepared: Prepared) -> None:
    """B-02: a client whose retry isn't idempotent leaves two of one thing, and the checker says which."""
    run = Run("lap", house.port, prepared.cookie, 100, seed=2, fresh_ids=True, reports=5)
    run.play()
    faults = faults_of(run, house)
    print(f"control: {len(faults)} receipts of {run.count} actions reported doubled")
    assert faults
    assert {fault.kind for fault in faults} == {"doubled"}
