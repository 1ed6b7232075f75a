"""What is watched: each point's level from a figure, its sentence, what to do; one that breaks hides no other."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.db import DataError, connection, connections
from django.test import override_settings
from django.utils import timezone

from mangnon.access.scope import acting
from mangnon.operate.health import machine, publishing, queries, rules, store
from mangnon.operate.health.beating import beat_path
from mangnon.operate.health.beneath import jobs
from mangnon.operate.health.queries import report
from mangnon.operate.health.slots import Group, Level, State, Watchpoint
from mangnon.oversight.models import Alert
from mangnon.testing.cast import AT, Cast

NOW = timezone.now()


def certificate(path: Path, ends: datetime) -> str:
    """A certificate as a web server has one."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mangnon.example.gov.vn")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(ends - timedelta(days=90))
        .not_valid_after(ends)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(made.public_bytes(Encoding.PEM))
    return str(path)


@pytest.mark.parametrize(
    ("left", "level"),
    [(timedelta(days=60), Level.OK), (timedelta(days=20), Level.NOTICE), (timedelta(days=3), Level.BAD),
     (timedelta(days=-1), Level.BAD)],
)  # fmt: skip
def test_a_certificate_is_told_before_it_ends(tmp_path: Path, left: timedelta, level: Level) -> None:
    with override_settings(TLS_CERT=certificate(tmp_path / "chain.pem", NOW + left)):
        state = machine.certificate(NOW)
    assert state.level is level
    assert bool(state.mend) is (level is not Level.OK)


def test_a_certificate_that_cannot_be_read_and_one_that_nobody_named_are_told(tmp_path: Path) -> None:
    with override_settings(TLS_CERT=str(tmp_path / "khong-co.pem")):
        assert machine.certificate(NOW).level is Level.NOTICE
    with override_settings(TLS_CERT="", PRODUCTION=True):
        assert machine.certificate(NOW).level is Level.NOTICE
    with override_settings(TLS_CERT="", PRODUCTION=False):
        assert machine.certificate(NOW).level is Level.OK


@pytest.mark.parametrize(
    ("free", "level"), [(50 * 2**30, Level.OK), (5 * 2**30, Level.NOTICE), (200 * 2**20, Level.BAD)]
)
def test_a_disk_that_fills_is_told_with_what_to_do(free: int, level: Level) -> None:
    with patch("mangnon.operate.health.machine.free_bytes", return_value=free):
        state = machine.files_disk(NOW)
    assert (state.level, state.number) == (level, free)
    assert bool(state.mend) is (level is not Level.OK)


@pytest.mark.parametrize(("age", "level"), [(2, Level.OK), (90, Level.BAD), (None, Level.BAD)])
def test_a_worker_that_is_silent_is_bad(tmp_path: Path, age: int | None, level: Level) -> None:
    with override_settings(DATA_DIR=tmp_path):
        if age is not None:
            beat_path().touch()
            os.utime(beat_path(), (time.time() - age,) * 2)
        assert machine.worker(NOW).level is level


@pytest.mark.parametrize(
    ("requests", "wrong", "level"),
    [(0, 0, Level.OK), (10, 2, Level.OK), (10, 4, Level.NOTICE), (1000, 4, Level.OK), (1000, 10, Level.NOTICE),
     (1000, 80, Level.BAD)],
)  # fmt: skip
def test_faults_are_judged_by_their_share_once_there_are_enough_requests(
    requests: int, wrong: int, level: Level
) -> None:
    assert rules.faults(requests, wrong) is level


def test_restarts_beyond_the_planned_ones_are_told(tmp_path: Path) -> None:
    with override_settings(DATA_DIR=tmp_path):
        assert machine.restarts(NOW).level is Level.OK
        for _turn in range(4):
            publishing._note_start("web")
            publishing._note_start("worker")
        state = machine.restarts(timezone.now())
        assert (state.level, state.number) == (Level.NOTICE, 4)
        (tmp_path / "metrics" / "starts.jsonl").write_text("hỏng\n{}\n", encoding="utf-8")
        assert machine.restarts(NOW).level is Level.OK


@pytest.mark.django_db
def test_the_database_tells_of_itself() -> None:
    found = {one.name: one.look(NOW) for one in store.POINTS}
    assert {name: state.level for name, state in found.items()} == dict.fromkeys(found, Level.OK)
    assert found["database.size"].number > 1_000_000
    assert found["database.connections"].number >= 1
    assert found["database.server"].since < timezone.now()


@pytest.mark.django_db
def test_a_clock_that_is_off_is_told() -> None:
    with patch("mangnon.operate.health.store.time.time", return_value=time.time() + 40):
        state = store.clock(NOW)
    assert (state.level, 35 < state.number < 45) == (Level.BAD, True)


@pytest.mark.parametrize(
    ("statement", "level"),
    [("delete from django_migrations where app = 'oversight'", Level.BAD),
     ("insert into django_migrations (app, name, applied) values ('oversight', '9999_later', now())", Level.NOTICE)],
)  # fmt: skip
@pytest.mark.usefixtures("committed")
def test_a_schema_that_is_behind_is_bad_and_one_ahead_a_notice(statement: str, level: Level) -> None:
    """Ahead: the software was rolled back, which is allowed for a while."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
    state = store.schema(NOW)
    assert (state.level, bool(state.mend)) == (level, True)


STANDS = """
insert into procrastinate_jobs (task_name, status, scheduled_at, queue_name)
values ('files.check', %s::procrastinate_job_status, now() - %s * interval '1 minute', 'default')
"""


@pytest.mark.parametrize(
    ("status", "minutes", "level"),
    [("doing", None, Level.BAD), ("failed", None, Level.NOTICE), ("todo", 60, Level.BAD), ("todo", 0, Level.OK)],
)
@pytest.mark.usefixtures("committed")
def test_jobs_that_stand_still_are_bad_and_failed_ones_a_notice(status: str, minutes: int | None, level: Level) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(STANDS, [status, minutes])
    assert jobs(NOW).level is level


def test_one_point_that_cannot_be_read_hides_no_other(cast: Cast) -> None:
    def breaks(_at: datetime) -> State:
        with connection.cursor() as cursor:
            cursor.execute("select 'Hồ Thị Bí Mật'::int")
        raise AssertionError

    def works(_at: datetime) -> State:
        with connection.cursor() as cursor:
            cursor.execute("select 7")
            return State(Level.OK, "được", number=cursor.fetchone()[0])

    points = [Watchpoint("a.breaks", "Hỏng", breaks, 1), Watchpoint("b.works", "Được", works, 2)]
    with patch.object(queries, "watchpoints", return_value=points):
        found = report(AT)
    assert [(one.state.level, one.state.number) for one in found.points] == [(Level.BAD, None), (Level.OK, 7)]
    assert found.level is Level.BAD
    assert "Bí Mật" not in str(queries.as_json(found))
    with pytest.raises(DataError):
        breaks(AT)


def test_every_room_that_should_watch_does_and_names_are_used_once(cast: Cast) -> None:
    found = report(timezone.now())
    names = [one.watched.name for one in found.points]
    assert len(names) == len(set(names))
    assert {one.watched.group for one in found.points} >= set(Group) - {Group.BACKUPS}
    assert {"machine.disk", "database.schema", "work.beat", "work.jobs", "work.letters", "files.scanner"} <= set(names)
    assert {"book.chain", "book.heads", "access.reviews", "access.alerts"} <= set(names)
    assert found.troubles == sorted(found.troubles, key=lambda one: one.state.level is not Level.BAD)


def test_an_open_alert_is_told_by_number_only(cast: Cast) -> None:
    with acting(cast.an):
        Alert.objects.create(
            id="00000000-0000-4000-8000-000000000001", rule="night", severity="look", about="x",
            about_name="Hồ Thị Bí Mật", raised_at=AT, first_at=AT, last_at=AT,
        )  # fmt: skip
    (point,) = [one for one in report(timezone.now()).points if one.watched.name == "access.alerts"]
    assert (point.state.level, point.state.number) == (Level.NOTICE, 1)
    assert "Bí Mật" not in str(point.state.sentence)


def test_the_command_ends_with_1_when_something_is_bad(cast: Cast) -> None:
    from mangnon.operate.health.commands import COMMANDS, told

    (command,) = COMMANDS

    def run(level: Level) -> Any:
        points = [Watchpoint("a.b", "Một", lambda _at: State(level, "Câu này.", mend="Làm thế này."), 1)]
        with patch.object(queries, "watchpoints", return_value=points):
            return command.run(_Call())

    codes = {level: run(level).exit_code for level in Level}
    assert codes == {Level.OK: 0, Level.NOTICE: 0, Level.BAD: 1}
    assert told(run(Level.BAD).data) == "Cần xử lý ngay: Câu này. Làm thế này."
    assert told(run(Level.OK).data) == "  Một: Câu này."


class _Call:
    at = AT
