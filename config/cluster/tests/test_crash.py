"""Kills: nothing acknowledged is lost, nothing stays locked, no stranger is hurt (trust.md B-01)."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import psycopg
import pytest

from config.cluster import Cluster, Place, server

from .holders import Holder, holding

pytestmark = pytest.mark.crash


def postmaster(cluster: Cluster) -> int:
    return next(pid for pid, first in cluster._found().occupants().items() if first)


def connect(place: Place) -> psycopg.Connection:
    return psycopg.connect(place.dsn("mangnon_owner"), autocommit=True)


def write(place: Place, acknowledged: list[int], lane: int) -> None:
    """Insert until the server dies; note what it acknowledged."""
    with contextlib.suppress(psycopg.OperationalError), connect(place) as connection:
        for number in range(lane, 10_000_000, 4):
            connection.execute("insert into ledger values (%s)", [number])
            acknowledged.append(number)


def test_after_kill_9_of_the_owner_the_server_lives_and_the_next_one_stops_it(home: Path):
    with holding(home) as (owner,):
        place = Place(owner.host(), 5432, "mangnon")
        owner.kill()
    with connect(place) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    heir = Cluster(home, throwaway=True)
    began = time.monotonic()
    heir.start()
    assert time.monotonic() - began < 1
    heir.release()
    assert not heir._found().occupants()


def test_kill_9_of_the_postmaster_under_load_loses_no_acknowledged_row(floor: Path):
    cluster = Cluster(floor / "db")
    place = cluster.start()
    with connect(place) as connection:
        connection.execute("create table ledger (n int primary key)")
    kept: set[int] = set()
    for _ in range(2):
        acknowledged: list[int] = []
        first = max(kept, default=0) + 1
        lanes = [threading.Thread(target=write, args=(place, acknowledged, first + lane)) for lane in range(4)]
        for lane in lanes:
            lane.start()
        time.sleep(0.4)
        os.kill(postmaster(cluster), signal.SIGKILL)
        for lane in lanes:
            lane.join()
        assert cluster.start() == place, "start() mends what died"
        with connect(place) as connection:
            now = {n for (n,) in connection.execute("select n from ledger").fetchall()}
        assert acknowledged
        assert now >= kept | set(acknowledged)
        kept = now
    cluster.release()


def test_a_stale_pid_of_a_living_stranger_fools_nobody(home: Path):
    cluster = Cluster(home, throwaway=True)
    place = cluster.start()
    pid_file = cluster.state / "data" / "postmaster.pid"
    lock = Path(place.host) / ".s.PGSQL.5432.lock"
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        os.kill(postmaster(cluster), signal.SIGKILL)
        for stale in (pid_file, lock):
            lines = stale.read_text().splitlines()
            stale.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        cluster._found().stop()
        assert cluster.start() == place
        with connect(place) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        cluster.release()
        assert stranger.poll() is None, "and the stranger lives"
    finally:
        stranger.kill()
        stranger.wait()


def test_a_backend_lost_in_a_long_computation_does_not_keep_the_server_down(
    home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(server, "ORPHAN_SECONDS", 0.3)
    cluster = Cluster(home, throwaway=True)
    place = cluster.start()

    def compute() -> None:
        with contextlib.suppress(psycopg.OperationalError), connect(place) as connection:
            connection.execute("set max_parallel_workers_per_gather = 0")
            connection.execute("select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b")

    lost = threading.Thread(target=compute)
    lost.start()
    time.sleep(0.3)
    os.kill(postmaster(cluster), signal.SIGKILL)
    cluster.start()
    lost.join(timeout=10)
    assert not lost.is_alive()
    with connect(place) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    cluster.release()


@pytest.mark.parametrize("moment", [0.3, 0.6])
def test_kill_9_of_whoever_creates_the_cluster_leaves_no_half_of_one(floor: Path, moment: float):
    first = Holder(floor / "db")
    time.sleep(moment)
    first.kill()
    cluster = Cluster(floor / "db", throwaway=True)
    with psycopg.connect(cluster.start().dsn("mangnon_app")) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    cluster.release()
    assert not cluster._found().occupants()
