"""kill -9 of web, worker and database while people work: nothing acknowledged is lost or doubled (trust B-01)."""

from __future__ import annotations

import json
import os
import time

import pytest

from tests.crash.checking import faults_of, waiting
from tests.crash.conftest import COUNT, SEED, Prepared
from tests.crash.house import BASE, House, processes_on, until
from tests.crash.killing import Killer
from tests.crash.sending import Run

pytestmark = pytest.mark.crash


def verified(house: House) -> dict:
    """What ``mangnon audit verify`` says once the sealer has caught up."""
    until(lambda: waiting(house) == 0, "entries stay unsealed", house.log)
    done = house.command("audit", "verify", "--json")
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_b_01_nothing_acknowledged_is_lost_or_doubled_when_every_part_is_killed(
    house: House, prepared: Prepared
) -> None:
    """B-01: MANGNON_KILLS_ACTIONS actions (500; 10,000 in the bench), each fifth a report of harm; parts killed in
    turn at seeded moments.
    """
    count, seed = int(os.environ.get(COUNT, "500")), int(os.environ.get(SEED, "20261126"))
    run = Run("viec", house.port, prepared.cookie, count, seed, reports=5)
    began = time.monotonic()
    with Killer(house, run, seed=seed) as killer:
        run.play()
    took = time.monotonic() - began
    house.wait_ready()
    book = verified(house)
    print(
        f"kills: {count} actions acknowledged in {took:.0f} s, {run.retries} retries, {run.replays} replays, "
        f"killed {killer.told}; book of {book['entries']} entries, {book['heads']} heads"
    )
    assert run.surprises == []
    assert faults_of(run, house) == []
    assert book["findings"] == []
    assert book["entries"] >= count
    assert book["heads"] > 0
    assert min(killer.told.values()) >= 2, "each part was killed more than once"
    assert house.answer("/healthz") == (200, {"live": True})
    assert house.answer("/readyz")[1]["ready"] is True
    assert house.stop() == 0
    assert house.pids(BASE) == []


def test_a_new_owner_takes_over_after_kill_9_of_the_owner_and_after_a_power_cut(
    house: House, prepared: Prepared
) -> None:
    """No child outlives its owner for long; stale pid files and sockets of a power cut fool nobody."""
    for turn, (name, end) in enumerate([("chu", house.kill), ("dien", house.cut_power)], 1):
        run = Run(name, house.port, prepared.cookie, 20, seed=turn)
        run.play(clients=2)
        end()
        until(lambda: not processes_on(house.data), "a child outlives its owner", house.log)
        house.start()
        assert faults_of(run, house) == []
    assert verified(house)["findings"] == []
    assert house.stop() == 0
    assert house.pids(BASE) == []
