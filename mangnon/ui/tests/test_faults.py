"""Troubles of the machine that pass become a 503 with a sentence, the telephones, and when to try again."""

from __future__ import annotations

import errno
import shutil
from collections import namedtuple
from typing import Any
from unittest.mock import patch

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from config.database import databases
from mangnon.access.roles import Role
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in
from mangnon.ui.faults import AWAY, BUSY, FULL, LOCKED, SLOW, SUNK, Fault, fault_of, on_full_disk


def raised(cause: Exception) -> OperationalError:
    """As Django wraps what the driver says."""
    error = OperationalError("Hồ Thị Bí Mật")
    error.__cause__ = cause
    return error


USAGE = namedtuple("usage", "total used free")  # as shutil gives it

CASES: list[tuple[Exception, Fault | None]] = [
    (raised(psycopg.errors.DiskFull()), FULL),
    (raised(psycopg.errors.AdminShutdown()), AWAY),
    (raised(psycopg.errors.CrashShutdown()), AWAY),
    (raised(psycopg.errors.CannotConnectNow()), AWAY),
    (raised(psycopg.errors.ConnectionFailure()), AWAY),
    (raised(psycopg.errors.TooManyConnections()), BUSY),
    (raised(psycopg.errors.QueryCanceled()), SLOW),
    (raised(psycopg.errors.LockNotAvailable()), LOCKED),
    (raised(psycopg.errors.DeadlockDetected()), LOCKED),
    (OperationalError('connection failed: FATAL: too many connections for role "mangnon_app"'), BUSY),
    (OperationalError("connection is bad: no such file"), AWAY),
    (InterfaceError("connection already closed"), AWAY),
    (OSError(errno.ENOSPC, "No space left on device"), FULL),
    (OSError(errno.EACCES, "Permission denied"), None),
    (raised(psycopg.errors.UniqueViolation()), None),
    (RuntimeError("sai"), None),
]


@pytest.mark.parametrize(("error", "fault"), CASES, ids=lambda one: getattr(one, "code", type(one).__name__))
def test_each_trouble_is_known_by_its_condition(error: Exception, fault: Fault | None) -> None:
    assert fault_of(error) is fault


@pytest.fixture
def client(cast: Cast) -> Client:
    made = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    made.raise_request_exception = False
    return made


@pytest.mark.parametrize("fault", [FULL, AWAY, BUSY, SLOW, LOCKED], ids=lambda one: one.code)
def test_the_page_says_what_became_of_the_act_whom_to_call_and_when_to_come_back(client: Client, fault: Fault) -> None:
    error = next(error for error, found in CASES if found is fault)
    with patch("mangnon.desk.views.worklist", side_effect=error):
        response = client.get("/")
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, str(fault.retry_after))
    assert str(fault.said) in page
    assert "111" in page
    assert "113" in page
    assert f"data-reference>{response['X-Request-ID']}<" in page
    assert "Bí Mật" not in page


def test_a_machine_gets_the_same_as_json(client: Client) -> None:
    with patch("mangnon.desk.views.worklist", side_effect=CASES[0][0]):
        response = client.get("/", headers={"accept": "application/json"})
    assert response.status_code == 503
    assert response.json()["sentence"] == str(FULL.said)


def test_the_page_needs_no_database(client: Client) -> None:
    """The rail, which counts what waits, is left out."""

    def away(*_told: Any) -> None:
        raise OperationalError("the connection is closed")

    with connection.execute_wrapper(away):
        response = client.get("/")
    assert response.status_code == 503
    assert str(AWAY.said) in response.content.decode()


@pytest.mark.parametrize(("fault", "free", "told"), [
    (AWAY, 15 * 2**20, SUNK), (AWAY, 16 * 2**20, AWAY), (LOCKED, 0, LOCKED), (None, 0, None),
])  # fmt: skip
def test_a_database_that_ended_itself_on_a_full_disk_is_told_as_that(
    fault: Fault | None, free: int, told: Fault | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: USAGE(2**30, 2**30 - free, free))
    assert on_full_disk(fault) is told


def test_a_data_folder_that_is_gone_changes_nothing(settings: Any) -> None:
    settings.DATA_DIR = "/khong/co"
    assert on_full_disk(AWAY) is AWAY


@pytest.mark.usefixtures("django_db_setup")
def test_a_page_waits_ten_seconds_for_a_statement_and_three_for_a_lock() -> None:
    """Trust B-06; commands and the worker are more patient. Asked as the settings say it: tests' own wait longer."""
    told = databases()["default"]
    names = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "dbname": told["NAME"]}
    with psycopg.connect(**names, **told["OPTIONS"]) as page:
        asked = page.execute("select current_setting('statement_timeout'), current_setting('lock_timeout')")
        assert asked.fetchone() == ("10s", "3s")
