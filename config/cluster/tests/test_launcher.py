"""Starting, sharing, stopping."""

import os
import time
from pathlib import Path

import psycopg
import pytest

from config.cluster import Cluster, ClusterError, Place, tuning
from config.cluster.ground import Ground

from .holders import holding


def ask(place: Place, sql: str, role: str = "mangnon_owner") -> list[tuple]:
    with psycopg.connect(place.dsn(role)) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []


def answers(place: Place) -> bool:
    try:
        return ask(place, "select 1") == [(1,)]
    except psycopg.OperationalError:
        return False


def test_it_starts_cold_keeps_data_and_starts_warm(floor: Path):
    cluster = Cluster(floor / "db")
    place = cluster.start()
    ask(place, "create table note (word text); insert into note values ('măng')")
    cluster.release()
    assert not answers(place)
    began = time.monotonic()
    assert ask(cluster.start(), "select word from note") == [("măng",)]
    assert time.monotonic() - began < 5
    assert ask(place, "show fsync") == [("on",)]
    assert ask(place, "show synchronous_commit") == [("on",)]
    cluster.release()


def test_start_may_be_called_again_and_release_too(home: Path):
    cluster = Cluster(home, throwaway=True)
    cluster.release()
    assert cluster.start() == cluster.start()
    cluster.release()
    cluster.release()
    assert cluster.start().database("other").dbname == "other"
    cluster.release()


def test_three_processes_start_at_once_on_a_fresh_directory(floor: Path):
    home = floor / "db"
    with holding(home, 3) as (first, second, third):
        hosts = {first.host(), second.host(), third.host()}
        assert len(hosts) == 1
        place = Place(hosts.pop(), 5432, "mangnon")
        assert first.release() == 0
        assert second.release() == 0
        assert answers(place), "a holder is left, so the server stays"
        assert third.release() == 0
        assert not answers(place), "the last one stops it"


def test_a_second_holder_in_the_same_process_keeps_it_alive(home: Path):
    first, second = (Cluster(home, throwaway=True) for _ in range(2))
    place = first.start()
    second.start()
    first.release()
    assert answers(place)
    second.release()
    assert not answers(place)


def test_a_throwaway_cluster_is_removed_by_its_last_holder(floor: Path):
    name = "d" * 100
    first, second = (Cluster(floor / name, throwaway=True) for _ in range(2))
    place = first.start()
    second.start()
    first.discard()
    assert answers(place)
    second.discard()
    assert not Path(place.host).exists()
    assert list(floor.iterdir()) == []
    with pytest.raises(ValueError, match="throwaway"):
        Cluster(floor / "kept").discard()
    assert answers(first.start())
    first.discard()


def test_a_forked_child_does_not_stop_its_parents_server(home: Path):
    cluster = Cluster(home, throwaway=True)
    place = cluster.start()
    child = os.fork()
    if child == 0:
        cluster.release()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert answers(place)
    cluster.release()
    assert not answers(place)


@pytest.mark.parametrize("name", ["d" * 100, "đ" * 50, "phẩy, cách", "o'clock"])
def test_names_that_no_socket_can_have_are_seen(floor: Path, name: str):
    sock = Ground(floor / name).sock
    assert sock.parent != floor / name
    assert sock == Ground(floor / name).sock
    assert sock != Ground(floor / f"{name}2").sock


def test_a_path_no_socket_can_have_gets_a_short_private_directory(floor: Path):
    cluster = Cluster(floor / f"có dấu, phẩy và cách {'d' * 80}" / "db", throwaway=True)
    place = cluster.start()
    sock = Path(place.host)
    assert str(sock).startswith("/tmp/mangnon-")  # noqa: S108 - that is the place
    assert sock.stat().st_mode & 0o777 == 0o700
    assert answers(place)
    cluster.release()


def test_a_short_directory_made_by_somebody_else_first_is_refused(floor: Path):
    home = floor / ("d" * 100)
    sock = Ground(home).sock
    sock.symlink_to(floor)
    try:
        with pytest.raises(ClusterError, match="hãy xoá nó"):
            Cluster(home, throwaway=True).start()
    finally:
        sock.unlink()


def test_settings_of_the_caller_and_ours_are_in_force(home: Path):
    cluster = Cluster(home, throwaway=True, settings={"work_mem": "7MB"})
    place = cluster.start()
    names = ("work_mem", "jit", "TimeZone", "fsync", "listen_addresses", "unix_socket_permissions")
    found = [ask(place, f"show {name}")[0][0] for name in names]
    assert found == ["7MB", "off", "UTC", "off", "", "0700"]
    cluster.release()


def test_an_administrators_file_wins(home: Path):
    cluster = Cluster(home, throwaway=True)
    ours = cluster.state / "conf.d" / "90-ours.conf"
    ours.write_text("work_mem = '9MB'\n")
    assert ask(cluster.start(), "show work_mem") == [("9MB",)]
    cluster.release()
    ours.unlink()


def test_no_child_s_name_reaches_the_servers_log(home: Path):
    cluster = Cluster(home, throwaway=True)
    place = cluster.start()
    ask(place, "create table child (name text unique)")
    with psycopg.connect(place.dsn("mangnon_owner"), autocommit=True) as connection:
        connection.execute("insert into child values ('Nguyễn Thị Kín')")
        for sql in (
            "insert into child values ('Nguyễn Thị Kín')",
            "select 'Nguyễn Thị Kín'::int",
            "select 'Nguyễn Thị Kín' frm",
        ):
            with pytest.raises(psycopg.Error):
                connection.execute(f"{sql}; select 1/0")
    cluster.release()
    assert "Kín" not in cluster.log.read_text("utf-8")


def test_each_connection_parameter_is_named():
    place = Place("/run/o'clock", 5432, "mangnon")
    assert place.dsn("mangnon_app") == "host='/run/o\\'clock' port='5432' dbname='mangnon' user='mangnon_app'"
    assert psycopg.conninfo.conninfo_to_dict(place.dsn("mangnon_app")) == place.params("mangnon_app")


@pytest.mark.parametrize(
    ("gib", "buffers", "work"), [(1, "170MB", "4MB"), (8, "1365MB", "16MB"), (64, "4096MB", "32MB")]
)
def test_memory_decides_the_buffers(gib: int, buffers: str, work: str):
    sized = tuning.sized(gib << 30)
    assert (sized["shared_buffers"], sized["work_mem"]) == (buffers, work)


def test_a_small_shared_memory_is_not_used(floor: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tuning, "SHARED", floor / "missing")
    assert tuning.shared_memory() == {"dynamic_shared_memory_type": "mmap"}


def test_a_container_s_limit_counts(floor: Path, monkeypatch: pytest.MonkeyPatch):
    limit = floor / "memory.max"
    monkeypatch.setattr(tuning, "CGROUP", limit)
    whole = tuning.memory()
    limit.write_text("max\n")
    assert tuning.memory() == whole
    limit.write_text("268435456\n")
    assert tuning.memory() == 256 << 20
