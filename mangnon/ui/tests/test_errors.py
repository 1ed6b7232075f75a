"""What people see when something fails: a sentence, a number to read out, nothing of the inside."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.test import Client

from mangnon.access.roles import Role
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in

SECRET = "Hồ Thị Bí Mật"
INSIDE = re.compile(r"Traceback|RuntimeError|\.py\b|/site-packages/|line \d+|psycopg|select ", re.IGNORECASE)


@pytest.fixture
def client(cast: Cast) -> Iterator[Client]:
    """An officer whose home page breaks in the middle, with a child's name in the exception."""
    made = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    made.raise_request_exception = False
    with patch("mangnon.desk.views.worklist", side_effect=RuntimeError(SECRET)):
        yield made


def test_a_fault_shows_a_number_that_stands_in_the_log_and_nothing_else(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = client.get("/")
    page = response.content.decode()
    found = re.search(r"data-reference>([^<]+)<", page)
    assert response.status_code == 500
    assert found is not None
    assert any(found.group(1) in record.getMessage() for record in caplog.records if record.name == "mangnon.errors")
    assert SECRET not in page
    assert not INSIDE.search(page)
    assert "111" in page


def test_each_fault_has_a_number_of_its_own(client: Client) -> None:
    numbers = {re.search(r"data-reference>([^<]+)<", client.get("/").content.decode())[1] for _time in range(3)}  # type: ignore[index]
    assert len(numbers) == 3


def test_a_machine_gets_the_same_as_json_with_the_number(client: Client) -> None:
    response = client.get("/", headers={"accept": "application/json"})
    told = response.json()
    assert response.status_code == 500
    assert set(told) == {"code", "sentence", "remedy", "reference"}
    assert told["reference"]
    assert SECRET not in response.content.decode()


@pytest.mark.parametrize(
    ("path", "status"),
    [("/khong-co", 404), ("/nguoi-dung", 403), ("/mau-thu/?after=%%%", 400), ("/giao-dien/ngon-ngu", 400)],
)
def test_a_refusal_is_a_page_with_a_way_on_and_no_number(client: Client, path: str, status: int) -> None:
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == status
    assert "data-reference" not in page
    assert 'href="/"' in page
    assert not INSIDE.search(page)
    assert len(re.findall(r"<h1\b", page)) == 1


def test_a_machine_gets_a_refusal_as_json(client: Client) -> None:
    response = client.get("/nguoi-dung", headers={"accept": "application/json"})
    assert response.status_code == 403
    assert response.json()["code"] == "forbidden"


ODD = ("%00", "%ff%fe", "%F0%9F%91%B6", "'%20or%201=1--", "%3Cscript%3E", "a" * 3000, "[]", "%25%25")
QUERIES = (
    *("/mau-thu/?after=", "/mau-thu/?before=", "/dia-ban/?q=", "/dia-ban/?loai=", "/dia-ban/goi-y?q="),
    *("/dia-ban/cay?ngay=", "/tim?q=", "/tim/goi-y?q=", "/giao-dien/tro-giup?q=", "/giao-dien/tro-giup?page="),
)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("odd", ODD)
def test_no_odd_address_is_a_fault_of_ours(cast: Cast, query: str, odd: str) -> None:
    """A-09: whatever stands in the address, the answer is a page or a refusal, never a fault."""
    officer = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    officer.raise_request_exception = False
    response = officer.get(query + odd)
    assert response.status_code in (200, 302, 400, 404, 422)
    assert "<script>" not in response.content.decode()
