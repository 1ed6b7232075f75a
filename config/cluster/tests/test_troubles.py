"""What can't work is told in one sentence that says how to mend it."""

import shutil
from collections import namedtuple
from pathlib import Path

import psycopg
import pytest

from config.cluster import Cluster, ClusterError, binaries, launcher, server, service


def refusal(home: Path, **options) -> str:
    with pytest.raises(ClusterError) as refused:
        Cluster(home, throwaway=True, **options).start()
    sentence = str(refused.value)
    assert "\n" not in sentence
    return sentence


def test_without_the_wheel_it_names_database_url(floor: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(binaries, "PACKAGE", "no_such_package")
    assert "DATABASE_URL" in refusal(floor / "db")


def test_a_full_disk_is_told_before_anything_is_made(floor: Path, monkeypatch: pytest.MonkeyPatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 9, 1))
    assert "đã đầy" in refusal(floor / "db")
    assert not (floor / "db" / "data" / "PG_VERSION").exists()


def test_a_disk_that_fills_up_later_is_told_as_well(floor: Path):
    full = service.Answer(1, "FATAL: could not write: No space left on device")
    with pytest.raises(ClusterError, match="đã đầy"):
        Cluster(floor / "db")._found()._must(full)


def test_data_of_another_major_version_is_left_alone(home: Path):
    version = home / "data" / "PG_VERSION"
    version.write_text("17\n")
    sentence = refusal(home)
    version.write_text("18\n")
    assert "PostgreSQL 17" in sentence
    assert "18." in sentence


def test_a_setting_that_postgresql_refuses_is_shown(home: Path):
    assert "work_mem" in refusal(home, settings={"work_mem": "nhiều"})


def test_a_creation_cut_short_leaves_nothing_in_the_way(floor: Path):
    cluster = Cluster(floor / "db", throwaway=True)
    (floor / "db" / "data-draft-1" / "base").mkdir(parents=True)
    (floor / "db" / "pg-draft-1").mkdir()
    place = cluster.start()
    with psycopg.connect(place.dsn("mangnon_app")) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    cluster.release()
    assert not list(cluster.state.glob("data-draft-*"))


def test_roles_that_fail_are_told_and_tried_again(floor: Path, home: Path, monkeypatch: pytest.MonkeyPatch):
    broken = floor / "broken.sql"
    broken.write_text("\\set ON_ERROR_STOP on\nselect tên;\n")
    with monkeypatch.context() as patch:
        patch.setattr(launcher, "ROLES", broken)
        assert "vai trò" in refusal(home)
    cluster = Cluster(home, throwaway=True)
    with psycopg.connect(cluster.start().dsn("mangnon_app")) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    cluster.release()


def test_a_nameless_operating_system_user_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(service.os, "geteuid", lambda: 4_123_456)
    with pytest.raises(ClusterError, match="/etc/passwd"):
        service.own_name()


def test_a_server_that_never_answers_is_told(floor: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(server, "START_SECONDS", 0.1)
    monkeypatch.setattr(server.Server, "occupants", lambda _: {1: True})
    assert "đang bận" in refusal(floor / "db")
