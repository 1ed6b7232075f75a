"""/metrics: for the token alone, well-formed, with bounded labels, across processes, on a full disk."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse
from prometheus_client.parser import text_string_to_metric_families

from mangnon.access.checks import walk
from mangnon.access.roles import Role
from mangnon.lib import tally
from mangnon.lib.tally import MOST_SERIES, Tally
from mangnon.operate.health import metrics, publishing, recent
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in

TOKEN = "mot-ma-chi-dung-trong-phep-thu"
NAME = "Hồ Thị Bí Mật"


@pytest.fixture(autouse=True)
def _fresh(tmp_path: Path) -> Iterator[None]:
    """Nothing counted yet, and a folder of the test's own."""
    tally.here.counters.clear()
    tally.here.bins.clear()
    recent._minutes.clear()
    with override_settings(METRICS_TOKEN=TOKEN, DATA_DIR=tmp_path):
        yield


def ask(token: str = TOKEN) -> HttpResponse:
    return Client().get("/metrics", headers={"authorization": f"Bearer {token}"})


def samples(text: str) -> dict[str, list[dict[str, str]]]:
    """Names with the labels of each sample."""
    found: dict[str, list[dict[str, str]]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, []).append(sample.labels)
    return found


@pytest.mark.django_db
def test_without_a_token_in_the_settings_there_is_no_such_page() -> None:
    with override_settings(METRICS_TOKEN=""):
        assert ask("").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("heads", [{}, {"authorization": TOKEN}, {"authorization": "Bearer sai"},
                                   {"authorization": f"Basic {TOKEN}"}, {"authorization": "Bearer thử"}])  # fmt: skip
def test_a_wrong_token_gets_nothing(heads: dict[str, str]) -> None:
    response = Client().get("/metrics", headers=heads)
    assert (response.status_code, response.content) == (401, b"")
    assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.django_db
def test_the_token_is_compared_in_constant_time() -> None:
    with patch.object(metrics, "constant_time_compare", return_value=False) as compare:
        assert ask().status_code == 401
    compare.assert_called_once_with(TOKEN, TOKEN)


def test_everything_asked_for_is_there_and_no_label_holds_what_somebody_sent(cast: Cast) -> None:
    person = make_person(NAME, Role.COMMUNE_OFFICER, cast.land.own)
    client = signed_in(person)
    for address in (f"/mau-thu/{person.pk}", f"/tim?q={NAME}", "/khong-co/0905123456", "/nguoi-dung"):
        client.get(address)
    client.generic("BUA", "/")
    tally.add("jobs", job="files.check", outcome="done")
    tally.add("letters", channel="email", outcome="sent")
    tally.observe("job_seconds", 0.2, job="files.check")
    response = ask()
    text = response.content.decode()
    found = samples(text)
    assert response["Content-Type"] == metrics.CONTENT
    wanted = """requests_total request_seconds_bucket database_seconds_total refusals_total jobs_total letters_total
        job_seconds_sum outbox book_seal_lag_seconds point_level point_value database_up"""
    assert {f"mangnon_{name}" for name in wanted.split()} <= set(found)
    views = {pattern.name for _route, pattern in walk()} | {"unknown", "static"}
    assert {labels["view"].rpartition(":")[2] for labels in found["mangnon_requests_total"]} <= views
    assert {labels["method"] for labels in found["mangnon_requests_total"]} == {"GET", "other"}
    assert {"forbidden", "not_found"} <= {labels["code"] for labels in found["mangnon_refusals_total"]}
    assert not re.search(rf"{NAME}|{person.pk}|0905123456|BUA|\?q", text)
    assert {labels["point"] for labels in found["mangnon_point_level"]} >= {"machine.disk", "work.beat", "book.chain"}


@pytest.mark.django_db
def test_a_database_that_is_away_leaves_the_rest_to_be_read() -> None:
    tally.add("jobs", job="files.check", outcome="failed")
    with patch.object(metrics, "one_row", side_effect=OperationalError):
        text = ask().content.decode()
    assert "mangnon_database_up 0.0" in text
    assert 'mangnon_jobs_total{job="files.check",outcome="failed"} 1.0' in text


def test_bins_add_up_and_a_value_on_a_bound_falls_below_it() -> None:
    held = Tally()
    for seconds in (0.01, 0.2, 99.0):
        held.observe("request_seconds", seconds, view="desk:home")
    (histogram,) = [one for one in metrics.counted(held) if one.name == "mangnon_request_seconds"]
    buckets = [sample.value for sample in histogram.samples if sample.name.endswith("_bucket")]
    assert buckets == [1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3]


def test_a_mistake_in_labels_cannot_fill_the_memory() -> None:
    held = Tally()
    for number in range(MOST_SERIES + 50):
        held.add("requests", view=str(number))
    assert len(held.counters["requests"]) == MOST_SERIES + 1
    assert held.counters["requests"][("view", "other"),] == 50


def test_what_other_processes_counted_is_added_until_they_are_gone(tmp_path: Path) -> None:
    tally.add("jobs", job="files.check", outcome="done")
    tally.observe("job_seconds", 0.2, job="files.check")
    recent.note(fault=True)
    publishing.publish("worker")
    (own,) = (tmp_path / "metrics").glob("worker-*.json")
    other = own.with_name("worker-1.json")
    own.rename(other)
    whole = publishing.everybody()
    key = (("job", "files.check"), ("outcome", "done"))
    assert whole.tally.counters["jobs"][key] == 2
    assert sum(whole.tally.bins["job_seconds"][(("job", "files.check"),)].counts) == 2
    assert (whole.hour.requests, whole.hour.faults) == (2, 2)
    other.write_text("hỏng", encoding="utf-8")
    assert publishing.everybody().tally.counters["jobs"][key] == 1
    import os

    os.utime(other, (time.time() - 31,) * 2)
    assert publishing.everybody().hour.requests == 1
    os.utime(other, (time.time() - 4000,) * 2)
    publishing.everybody()
    assert not other.exists()


def test_a_full_disk_keeps_nobody_from_working() -> None:
    with patch.object(Path, "write_text", side_effect=OSError(28, "No space left on device")):
        publishing.publish("web")
        publishing._note_start("web")
    assert publishing.starts() == []


def test_minutes_older_than_an_hour_are_forgotten() -> None:
    now = time.time()
    for ago in (4000, 3700, 120, 0):
        with patch.object(recent.time, "time", return_value=now - ago):
            recent.note(fault=ago == 120)
    assert recent.last_hour() == recent.Hour(2, 1)
    assert len(recent._minutes) <= 4


@pytest.mark.django_db
def test_the_page_of_metrics_is_named_in_no_link() -> None:
    assert reverse("metrics") == "/metrics"
    assert "metrics" not in Client().get("/dang-nhap").content.decode()
