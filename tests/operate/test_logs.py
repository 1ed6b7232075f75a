"""No personal data in the log: names, telephones, e-mails and codes planted everywhere, all lines searched (A-29)."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import smtplib
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import psycopg
import pytest
from django.core.mail import EmailMessage
from django.db import DatabaseError, connection, transaction
from django.test import Client

from config.last_resort import LastResort
from config.logs import JsonLines, catch_the_last, told
from config.worker import traced
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.lib import tally
from mangnon.notices.outbox import Courier
from mangnon.testing.actions import hand_over
from mangnon.testing.cast import AT, Cast, sample
from mangnon.testing.models import Sample
from mangnon.testing.people import make_person, signed_in

NAME, PHONE, MAIL, CODE = "Bríu Thị Canary", "0905777123", "canary.briu@example.vn", "7KQ4X-M9TAW-H3VEP"
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""12:00 in Vietnam: no quiet hour."""
PLANTED = (NAME, "Canary", PHONE, MAIL, CODE, "canary")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Every line as it would be written, at the levels of the settings."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    """Each line is one object."""
    return [json.loads(line) for line in log.getvalue().splitlines()]


def assert_clean(log: io.StringIO) -> None:
    """Something was written, and nothing that was planted."""
    assert lines(log)
    found = [(word, line) for word in PLANTED for line in log.getvalue().splitlines() if word in line]
    assert found == []


@pytest.fixture
def child(cast: Cast) -> Sample:
    with acting(cast.phu):
        return sample(NAME, cast.land.own)


@pytest.fixture
def client(cast: Cast) -> Client:
    made = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    made.raise_request_exception = False
    return made


def test_a_29_what_people_type_into_forms_and_addresses_is_not_told(
    client: Client, child: Sample, log: io.StringIO
) -> None:
    stranger = Client()
    stranger.post("/dang-nhap", {"login": MAIL, "password": CODE})
    stranger.get(f"/loi-moi/{CODE}")
    stranger.post("/quen-mat-khau", {"login": PHONE})
    client.get(f"/tim?q={NAME}+{PHONE}", headers={"referer": f"https://x/?{MAIL}", "user-agent": MAIL})
    client.post(f"/mau-thu/{child.pk}/doi-ten", {"full_name": f"{NAME} {PHONE}", "version": 9})
    client.post(f"/mau-thu/{child.pk}/ghi-chu", {"text": f"{NAME} {MAIL} " * 900})
    client.post("/mau-thu/api/nhan", json.dumps({"id": CODE, "body": NAME}), content_type="application/json")
    client.post("/mau-thu/api/nhan", f'{{"id": "{NAME}', content_type="application/json")
    client.get(f"/khong-co/{NAME}/{PHONE}")
    client.get(f"/mau-thu/?after={CODE}")
    client.get("/", headers={"host": f"{CODE}.example"})
    assert_clean(log)
    assert str(child.pk) not in log.getvalue()


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError(f"{NAME} {PHONE}"),
        ValueError(MAIL),
        KeyError(NAME),
        LookupError(CODE),
        UnicodeEncodeError("ascii", NAME, 0, 1, PHONE),
    ],
    ids=lambda one: type(one).__name__,
)  # fmt: skip
def test_a_29_what_an_exception_says_is_not_told_yet_where_it_happened_is(
    client: Client, log: io.StringIO, error: Exception
) -> None:
    error.__cause__ = RuntimeError(f"{NAME} {CODE}")
    with patch("mangnon.desk.views.worklist", side_effect=error):
        assert client.get("/").status_code == 500
    assert_clean(log)
    (first, second) = next(line["error"] for line in lines(log) if "error" in line)
    assert first["kind"].endswith(type(error).__name__)
    assert second["kind"] == "builtins.RuntimeError"
    assert any("desk/views.py" in place for place in first["where"])


STATEMENTS = [
    ("select %s::int", "22P02", {}),
    ("insert into testing_samplereceipt (id, person_id, body) values (%s, null, null)", "22P02", {}),
    ("select 1 / 0 where %s <> ''", "22012", {}),
]


@pytest.mark.parametrize(("statement", "state", "names"), STATEMENTS)
def test_a_29_what_the_database_says_is_told_by_its_condition(
    client: Client, log: io.StringIO, statement: str, state: str, names: dict[str, str]
) -> None:
    def breaks(*_told: Any, **_more: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [f"{NAME} {PHONE}"])

    with patch("mangnon.desk.views.worklist", side_effect=breaks):
        assert client.get("/").status_code == 500
    assert_clean(log)
    told_of = [one for line in lines(log) for one in line.get("error", []) if "sqlstate" in one]
    assert {one["sqlstate"] for one in told_of} == {state}


def test_a_29_a_row_that_is_there_already_is_told_by_its_constraint(cast: Cast, log: io.StringIO) -> None:
    person = make_person(NAME, Role.COMMUNE_OFFICER, cast.land.own)
    with pytest.raises(DatabaseError, match=person.username) as raised, transaction.atomic():
        Person.objects.create(id=uuid4(), username=person.username, full_name=NAME, created_at=AT)
    logging.getLogger("mangnon.errors").error("unexpected", exc_info=raised.value)
    assert_clean(log)
    assert any("constraint" in one and "table" in one for one in lines(log)[0]["error"])


def test_a_29_letters_that_do_not_go_are_told_without_their_address(cast: Cast, log: io.StringIO) -> None:
    officer = make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)
    Person.objects.filter(pk=officer.pk).update(email=MAIL, phone=PHONE, full_name=NAME)
    with acting(cast.phu):
        child = sample(NAME, cast.land.own)
        hand_over(actor=cast.lien, at=AT, sample_id=child.pk, to=officer.pk)
    refused = smtplib.SMTPRecipientsRefused({MAIL: (550, f"{NAME} unknown".encode())})
    with patch.object(EmailMessage, "send", side_effect=refused):
        done = Courier(clock=lambda: NOON).round()
    assert done >= 1
    assert_clean(log)
    assert tally.here.counters["letters"][(("channel", "email"), ("outcome", "dead"))] >= 1


def test_a_29_a_job_is_one_line_under_a_reference_without_its_arguments(log: io.StringIO) -> None:
    context = SimpleNamespace(job=SimpleNamespace(task_name="files.check", task_kwargs={"name": NAME}))

    async def works() -> str:
        logging.getLogger("mangnon.files").warning("one step of the job")
        return NAME

    async def breaks() -> None:
        raise ValueError(f"{NAME} {PHONE}")

    async def both() -> None:
        assert await traced(works, context, None) == NAME  # type: ignore[arg-type]
        await traced(breaks, context, None)  # type: ignore[arg-type]

    with pytest.raises(ValueError, match="Canary"):
        asyncio.run(both())
    assert_clean(log)
    step, done, failed = lines(log)
    assert step["request"] == done["request"] != failed["request"]
    assert (done["job"], done["outcome"], failed["outcome"], failed["level"]) == (
        "files.check",
        "done",
        "failed",
        "error",
    )


def test_a_29_what_libraries_say_loses_arguments_and_exceptions(log: io.StringIO) -> None:
    task = {"task_name": "files.check", "task_kwargs": {"name": NAME}}
    jobs = logging.getLogger("procrastinate.worker")
    jobs.error(f"Job files.check[3](name='{NAME}') failed", extra={"action": "job_error", "job": task})
    jobs.error(f"Job files.check[3](name='{NAME}') failed")
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: <Task %s>", NAME)
    assert_clean(log)
    assert [line["message"] for line in lines(log)] == [
        "job_error files.check", "Job files.check[3](…) failed", "Task exception was never retrieved",
    ]  # fmt: skip


def test_a_29_nobody_forges_a_line(log: io.StringIO) -> None:
    logging.getLogger("mangnon.x").warning("%s", 'x"}\n{"level": "critical"}\r\u2028')
    assert log.getvalue().count("\n") == 1
    assert json.loads(log.getvalue())["level"] == "warning"


def test_names_from_the_code_and_reasons_of_the_system_are_told() -> None:
    assert told(AttributeError("'Person' object has no attribute 'x'"))["said"]
    assert told(OSError(28, "No space left on device", f"/srv/{NAME}"))["said"] == "No space left on device"
    assert told(psycopg.errors.DiskFull(NAME))["sqlstate"] == "53100"
    assert NAME not in json.dumps(told(psycopg.errors.DiskFull(NAME)), ensure_ascii=False)


@pytest.fixture
def _hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook, logging.raiseExceptions
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook, logging.raiseExceptions = before


@pytest.mark.usefixtures("_hooks")
def test_v16_5_4_what_nobody_caught_is_told_in_our_way(log: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    def breaks() -> None:
        raise ValueError(NAME)

    catch_the_last()
    thread = threading.Thread(target=breaks)
    thread.start()
    thread.join()
    try:
        breaks()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    assert [line["level"] for line in lines(log)] == ["critical", "critical"]
    assert_clean(log)
    assert NAME not in "".join(capsys.readouterr())


def test_v16_5_4_a_request_that_nothing_could_answer_gets_the_plain_page(log: io.StringIO) -> None:
    def breaks(_environ: dict[str, Any], _start: Any) -> list[bytes]:
        raise RuntimeError(NAME)

    heads: list[Any] = []
    (page,) = LastResort(breaks)({}, lambda status, told: heads.append((status, dict(told))))
    status, told_heads = heads[0]
    assert status.startswith("503")
    assert "tel:111" in page.decode()
    assert "chưa được lưu" in page.decode()
    assert told_heads["Retry-After"] == "30"
    assert_clean(log)


def test_the_plain_page_is_not_in_the_way_of_an_answer() -> None:
    assert LastResort(lambda _environ, _start: [b"x"])({}, print) == [b"x"]
