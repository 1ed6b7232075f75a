"""One reference for a request: in its line of the log, its head, its error page and the book."""

from __future__ import annotations

import json
import logging
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from config.logs import JsonLines
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in


class Kept(logging.Handler):
    """Keeps lines as they would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(self.format(record)))

    def requests(self) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["logger"] == "mangnon.requests"]


@pytest.fixture
def kept() -> Any:
    handler = Kept()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def client(cast: Cast) -> Client:
    made = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    made.raise_request_exception = False
    return made


def test_the_line_tells_view_method_status_and_times(client: Client, kept: Kept) -> None:
    response = client.get("/mau-thu/?after=abc&q=Bí+Mật")
    (line,) = kept.requests()
    assert line["request"] == response["X-Request-ID"]
    assert (line["view"], line["method"], line["status"]) == ("testing:samples", "GET", response.status_code)
    assert line["ms"] >= line["db_ms"] > 0
    assert "Bí" not in json.dumps(line, ensure_ascii=False)


def test_a_denial_is_told_loudly_with_the_right_that_was_missing_and_booked_under_the_same_number(
    client: Client, kept: Kept, cast: Cast
) -> None:
    response = client.get("/nguoi-dung")
    (line,) = kept.requests()
    assert (line["level"], line["refused"], line["denied"]) == ("warning", "forbidden", "accounts.people.list")
    with acting(cast.an):
        assert Entry.objects.get(outcome="denied").request_id == line["request"] == response["X-Request-ID"]


def test_a_fault_shows_the_number_that_head_and_log_have(client: Client, kept: Kept) -> None:
    with patch("mangnon.desk.views.worklist", side_effect=RuntimeError("Hồ Thị Bí Mật")):
        response = client.get("/")
    reference = response["X-Request-ID"]
    assert f"data-reference>{reference}<" in response.content.decode()
    about = [line for line in kept.lines if line["request"] == reference]
    assert {line["logger"] for line in about} == {"mangnon.errors", "mangnon.requests"}
    assert [line["status"] for line in kept.requests()] == [500]
    assert "Bí Mật" not in json.dumps(kept.lines, ensure_ascii=False)
    (error,) = next(line["error"] for line in about if "error" in line)
    assert error["kind"] == "builtins.RuntimeError"
    assert any("mangnon/desk/views.py" in place for place in error["where"])


def test_what_a_form_refused_is_told_by_its_code(client: Client, kept: Kept, cast: Cast) -> None:
    from mangnon.testing.cast import sample

    with acting(cast.phu):
        child = sample("Hồ Văn An", cast.land.own)
    assert client.post(f"/mau-thu/{child.pk}/doi-ten", {"full_name": "Hồ Bí Mật", "version": 99}).status_code == 409
    line = kept.requests()[-1]
    assert line["refused"] == "stale"
    assert str(child.pk) not in json.dumps(line)


def test_machines_that_ask_every_few_seconds_leave_no_lines_while_all_is_well(client: Client, kept: Kept) -> None:
    client.get("/healthz")
    assert kept.requests() == []
    client.get("/static/khong-co.css")
    assert [(line["view"], line["status"]) for line in kept.requests()] == [("static", 404)]


def test_a_number_from_outside_is_not_taken_as_ours(client: Client, kept: Kept) -> None:
    response = client.get("/", headers={"x-request-id": "0905123456"})
    assert "0905123456" not in response["X-Request-ID"]
    assert "0905123456" not in json.dumps(kept.lines)
