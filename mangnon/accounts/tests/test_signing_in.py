"""Signing in: one answer for all who can't, the same work behind it, counted for all workers together, booked."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mangnon.access.roles import Role
from mangnon.accounts.adapter import MISMATCH
from mangnon.accounts.hashing import ModestArgon2
from mangnon.accounts.models import Person, Session
from mangnon.accounts.tests.conftest import Office, fresh
from mangnon.accounts.throttling import forget_old_counters
from mangnon.testing.people import PASSWORD, make_person

WRONG = "sai rồi, sai rồi, sai rồi"
LATER = "Hãy thử lại sau"


def attempt(username: str, password: str = WRONG, *, client: Client | None = None, **meta: str) -> Any:
    """One press of the button, from an address of its own unless told otherwise."""
    meta.setdefault("REMOTE_ADDR", "192.0.2.1")
    return (client or Client()).post(reverse("accounts:sign_in"), {"login": username, "password": password}, **meta)


def page_of(response: Any) -> str:
    """The page without what differs each time: token, and the name that was typed."""
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return re.sub(r'(name="login"[^>]*?value=|value=)"[^"]*"', "", text)


@pytest.fixture
def strangers(office: Office) -> dict[str, tuple[str, str]]:
    """Everybody who can't come in, with the password they try."""
    Person.objects.filter(pk=office.mo.pk).update(disabled_at=timezone.now())
    link = office.invite()
    return {
        "unknown": ("khongcoai", WRONG),
        "wrong password": (office.lien.username, WRONG),
        "disabled, right password": (office.mo.username, PASSWORD),
        "invited, no password yet": (link.person.username, WRONG),
        "no name that could be": ("'; drop table --", WRONG),
    }


def test_a_13_everybody_who_cant_come_in_reads_the_same(strangers: dict[str, tuple[str, str]]) -> None:
    """A-13: uniform answer."""
    answers = {why: attempt(*tried) for why, tried in strangers.items()}
    assert {one.status_code for one in answers.values()} == {422}
    assert len({page_of(one) for one in answers.values()}) == 1
    assert str(MISMATCH) in answers["unknown"].content.decode()
    assert not any(one.cookies.get("mangnon") for one in answers.values())


def test_a_13_as_much_is_hashed_for_a_name_that_nobody_has(
    strangers: dict[str, tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A-13: the time doesn't tell who exists; what costs time is one hash, whoever asks."""
    hashed: list[str] = []
    whole = ModestArgon2.encode
    verify = ModestArgon2.verify

    def encode(self: Any, password: str, salt: str) -> str:
        hashed.append("encode")
        return str(whole(self, password, salt))

    def check(self: Any, password: str, encoded: str) -> bool:
        hashed.append("verify")
        return bool(verify(self, password, encoded))

    monkeypatch.setattr(ModestArgon2, "encode", encode)
    monkeypatch.setattr(ModestArgon2, "verify", check)
    work = {}
    for why, tried in strangers.items():
        hashed.clear()
        attempt(*tried)
        work[why] = len(hashed)
    assert set(work.values()) == {1}, work


def test_the_right_password_opens_home_and_is_booked_without_it(office: Office) -> None:
    response = attempt(office.lien.username.upper(), PASSWORD)
    assert (response.status_code, response["Location"]) == (302, reverse("desk:home"))
    entry = office.booked("accounts.sign_in")[-1]
    assert entry["actor"] == entry["subject_id"] == str(office.lien.pk)
    assert entry["outcome"] == "done"
    assert PASSWORD not in str(office.booked("accounts.sign_in"))


def test_a_failure_is_booked_without_what_was_typed(office: Office) -> None:
    attempt(office.lien.username)
    attempt("mật khẩu gõ nhầm vào ô tên")
    known, unknown = office.booked("accounts.sign_in")
    assert known["outcome"] == unknown["outcome"] == "denied"
    assert (known["subject_id"], unknown["subject_id"]) == (str(office.lien.pk), "")
    assert WRONG not in str([known, unknown])
    assert "gõ nhầm" not in str([known, unknown])


def test_wrong_tries_are_told_at_the_next_sign_in_and_then_forgotten(office: Office) -> None:
    attempt(office.lien.username)
    attempt(office.lien.username)
    client = Client()
    page = client.post(reverse("accounts:sign_in"), {"login": office.lien.username, "password": PASSWORD}, follow=True)
    assert "có 2 lần gõ sai mật khẩu" in page.content.decode()
    assert fresh(office.lien).failed_tries == 0


def test_the_session_gets_a_new_key_when_somebody_signs_in(office: Office) -> None:
    client = Client()
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["mangnon"] = session.session_key
    attempt(office.lien.username, PASSWORD, client=client)
    assert client.cookies["mangnon"].value != session.session_key
    assert client.get(reverse("accounts:me")).status_code == 200
    client.cookies["mangnon"] = session.session_key
    assert client.get(reverse("accounts:me")).status_code == 302


def test_a_13_the_sixth_try_for_one_name_waits_even_with_the_right_password(office: Office) -> None:
    """A-13: throttle by account, from whatever address."""
    for number in range(5):
        assert str(MISMATCH) in attempt(office.lien.username, REMOTE_ADDR=f"198.51.100.{number}").content.decode()
    refused = attempt(office.lien.username, PASSWORD, REMOTE_ADDR="203.0.113.9")
    assert refused.status_code == 422
    assert f"{LATER} 5 phút" in refused.content.decode()
    assert not Session.objects.filter(person=office.lien).exists()
    assert attempt(office.quyet.username, PASSWORD, REMOTE_ADDR="203.0.113.9").status_code == 302, "others go on"


def test_a_name_that_nobody_has_is_throttled_alike(office: Office) -> None:
    answers = [attempt("khongcoai", REMOTE_ADDR=f"198.51.100.{number}") for number in range(6)]
    known = [attempt(office.lien.username, REMOTE_ADDR=f"198.51.101.{number}") for number in range(6)]
    assert [page_of(one) for one in answers] == [page_of(one) for one in known]
    assert LATER in answers[-1].content.decode()


def test_letter_case_doesnt_make_a_fresh_count(office: Office) -> None:
    for number, name in enumerate(["hothilien", "HoThiLien", "HOTHILIEN", " hothilien", "hothilieN"]):
        attempt(name, REMOTE_ADDR=f"198.51.100.{number}")
    assert LATER in attempt("hothilien", REMOTE_ADDR="203.0.113.9").content.decode()


def test_a_13_one_address_that_tries_many_names_waits(office: Office) -> None:
    """A-13: throttle by address."""
    for number in range(20):
        attempt(f"ten{number}", REMOTE_ADDR="192.0.2.77")
    assert LATER in attempt("tenkhac", REMOTE_ADDR="192.0.2.77").content.decode()
    assert LATER not in attempt("tenkhac", REMOTE_ADDR="192.0.2.78").content.decode()


def test_the_right_password_costs_no_try(office: Office) -> None:
    """A whole office that comes to work behind one address isn't shut out."""
    people = [office.lien, office.quyet, office.mo]
    for number in range(8):
        assert attempt(people[number % 3].username, PASSWORD, REMOTE_ADDR="192.0.2.5").status_code == 302
    assert attempt(office.thao.username, PASSWORD, REMOTE_ADDR="192.0.2.5").status_code == 302


def test_the_wait_lapses(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for _number in range(5):
        attempt(office.lien.username)
    later = time.time() + 301
    clock = SimpleNamespace(time=lambda: later, monotonic=time.monotonic, sleep=time.sleep)
    monkeypatch.setattr("allauth.core.internal.ratelimit.time", clock)
    assert attempt(office.lien.username, PASSWORD).status_code == 302


def test_the_count_lies_in_the_database_alone(office: Office) -> None:
    """No process keeps one of its own: without the rows everything is as at first."""
    for _number in range(5):
        attempt(office.lien.username)
    assert LATER in attempt(office.lien.username).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("delete from accounts_throttle")
    assert str(MISMATCH) in attempt(office.lien.username).content.decode()


def test_counters_past_their_time_are_removed(office: Office) -> None:
    attempt(office.lien.username)
    now = timezone.now()
    assert forget_old_counters(now) == 0
    assert forget_old_counters(now + timedelta(minutes=6)) > 0
    assert LATER not in attempt(office.lien.username).content.decode()


@pytest.mark.usefixtures("committed")
def test_a_13_many_workers_count_together(django_db_blocker: Any) -> None:
    """A-13: twelve tries at once over connections of their own: five are looked at, the others wait."""
    from mangnon.access.gathering import gather
    from mangnon.testing.cast import make_land

    gather()
    with django_db_blocker.unblock():
        lien = make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, make_land().own)

        def worker(number: int) -> str:
            try:
                return str(attempt(lien.username, REMOTE_ADDR=f"198.51.100.{number}").content.decode())
            finally:
                for alias in connections:
                    connections[alias].close()
                caches.close_all()

        with ThreadPoolExecutor(6) as pool:
            pages = list(pool.map(worker, range(12)))
        looked_at = sum(str(MISMATCH) in page for page in pages)
        waited = sum(LATER in page for page in pages)
        assert (looked_at, waited) == (5, 7)
        assert fresh(lien).failed_tries == 5
