"""Started together, kept alive, stopped together."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.supervisor import Child, Patience, port_is_free
from config.supervisor.child import LEASH, Watched

from .stage import DEAF, QUIET, Stage, alive, until

GRANDCHILD = """
import subprocess, sys
subprocess.Popen([sys.executable, '-S', '-c', {code!r}])
"""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A stage that is empty again afterwards."""
    stage = Stage(tmp_path)
    yield stage
    stage.clear()


def note_pid(stage: Stage, name: str, first: str = "") -> str:
    """Code of a descendant that writes its pid down like a child does."""
    path = str(stage.folder / name)
    return f"{first}import os\nopen({path!r}, 'a').write(f'{{os.getpid()}}\\n')\n{QUIET}"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_says_ready_once_and_stops_cleanly_within_a_second(stage: Stage, number: int):
    flag = stage.folder / "flag.ready"
    stage.play(stage.child("web", ready=str(flag)), stage.child("worker"))
    pids = stage.lives("web", 1) + stage.lives("worker", 1)
    flag.touch()
    assert stage.process.stdout.readline() == "READY\n"
    code, said, took = stage.stop(number)
    assert (code, said) == (0, "")
    assert took < 1
    assert not any(alive(pid) for pid in pids)


def test_it_waits_for_all_to_be_ready(stage: Stage):
    stage.play(stage.child("web", ready=str(stage.folder / "never.ready")), stage.child("worker"))
    stage.lives("worker", 1)
    stage.lives("web", 1)
    code, said, _ = stage.stop()
    assert (code, said) == (0, "")


@pytest.mark.crash
def test_a_killed_child_comes_back_and_its_descendants_are_gone_first(stage: Stage):
    keeper = GRANDCHILD.format(code=note_pid(stage, "keeper"))
    stage.play(stage.child("web", keeper + QUIET), stage.child("worker"))
    (first,), (kept,) = stage.lives("web", 1), stage.lives("keeper", 1)
    os.kill(first, signal.SIGKILL)
    second = stage.lives("web", 2)[1]
    assert not alive(kept)
    assert alive(second)
    assert len(stage.pids("worker")) == 1, "the other one isn't touched"
    code, said, _ = stage.stop()
    assert code == 0
    assert "«web» đã dừng (bị tín hiệu 9), sẽ chạy lại sau 0,1 giây." in said


def test_a_stubborn_child_is_killed_with_its_descendants(stage: Stage):
    keeper = GRANDCHILD.format(code=note_pid(stage, "keeper", DEAF))
    stage.play(stage.child("web", keeper + QUIET, first=DEAF), stage.child("worker"), grace=0.3)
    pids = stage.lives("web", 1) + stage.lives("keeper", 1)
    assert stage.process.stdout.readline() == "READY\n"
    code, said, took = stage.stop()
    assert (code, said) == (0, "Buộc dừng: web.\n")
    assert 0.3 < took < 2
    assert not any(alive(pid) for pid in pids)


def test_a_second_ctrl_c_kills_at_once_but_an_echo_of_the_first_does_not(stage: Stage):
    stage.play(stage.child("web", first=DEAF), stage.child("worker"), grace=60)
    (pid,), (worker,) = stage.lives("web", 1), stage.lives("worker", 1)
    assert stage.process.stdout.readline() == "READY\n"
    stage.process.send_signal(signal.SIGINT)
    stage.process.send_signal(signal.SIGTERM)
    until(lambda: not alive(worker))
    with pytest.raises(subprocess.TimeoutExpired):
        stage.process.wait(0.5)
    code, _, took = stage.stop(signal.SIGINT)
    assert code == 0
    assert took < 1
    assert not alive(pid)


@pytest.mark.crash
def test_no_orphan_outlives_a_supervisor_that_is_killed(stage: Stage):
    stage.play(stage.child("web"), stage.child("worker"))
    pids = stage.lives("web", 1) + stage.lives("worker", 1)
    stage.process.kill()
    until(lambda: not any(alive(pid) for pid in pids), seconds=2)


def test_a_leash_without_its_parent_starts_nothing(tmp_path: Path):
    trace = tmp_path / "trace"
    command = [sys.executable, "-I", "-S", str(LEASH), "1", "/bin/sh", "-c", 'touch "$0"', str(trace)]
    assert subprocess.run(command, check=False).returncode == 1
    assert not trace.exists()
    command[4] = str(os.getpid())
    assert subprocess.run(command, check=False).returncode == 0
    assert trace.exists()


def test_a_child_that_keeps_dying_ends_it_all_with_a_sentence(stage: Stage):
    log = stage.folder / "web.log"
    stage.play(
        stage.child("web", "import sys; print('vì sao', file=sys.stderr, flush=True); sys.exit(3)", log=str(log)),
        stage.child("worker"),
        deaths=3,
    )
    code, said = stage.end()
    assert code == 1
    assert said.count("«web» đã dừng (mã 3)") == 2
    assert f"đã dừng 3 lần trong 30 giây (lần cuối mã 3) nên tất cả được dừng lại: hãy xem tệp {log}" in said
    assert len(stage.pids("web")) == 3
    assert log.read_text().count("vì sao") == 3
    assert not any(alive(pid) for pid in stage.pids("worker"))


def test_a_missing_program_is_named(stage: Stage):
    stage.play({"name": "web", "argv": ["/no/such/program"], "env": {}}, deaths=2)
    code, said = stage.end()
    assert code == 1
    assert "Không chạy được /no/such/program" in said
    assert "các dòng phía trên" in said


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_port_in_use_is_told_before_anything_starts(stage: Stage, host: str):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as taken:
        taken.bind((host, 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = stage.play(stage.child("web"), address=(host, port)).end()
        assert code == 1
        assert f"Cổng {port} trên {host} đang có chương trình khác dùng" in said
        assert stage.pids("web") == []
    assert port_is_free(host, port)


def test_each_death_makes_it_wait_longer_and_long_life_is_forgiven(monkeypatch: pytest.MonkeyPatch):
    now = 1000.0
    monkeypatch.setattr("config.supervisor.child.time.monotonic", lambda: now)
    one = Watched(Child("web", ("true",), {}), Patience(longest=3))
    assert [one.plan_restart() for _ in range(5)] == [0.5, 1.0, 2.0, 3.0, None]
    now += 31
    assert one.plan_restart() == 0.5
