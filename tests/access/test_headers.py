"""Headers and cookies of every address and of every kind of answer (A-11), plain and behind TLS."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.cookies import Morsel
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.testing.cast import Cast
from mangnon.testing.people import PASSWORD, signed_in
from tests.access.policy_table import rights
from tests.access.serving import HOST, production
from tests.access.test_http import Address, every_address
from tests.access.world import Target, World, make_world

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self';"
    " connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none';"
    " base-uri 'none'; object-src 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
SHUT = ("camera", "microphone", "geolocation", "payment", "usb")
YEAR = 365 * 86400
TAKEN_OVER = (
    "MIDDLEWARE",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_SSL_REDIRECT",
    "SECURE_REDIRECT_EXEMPT",
    "ALLOWED_HOSTS",
    "TLS",
)
"""What a system behind TLS sets differently; taken from its own settings, not written here."""
READABLE = {"theme": "the page's script reads it before the first paint", "language": "a word, no secret"}
UNPREFIXED = {**READABLE, "messages": "Django's, signed; what was just done, gone with the next page"}


class Browser(Client):
    """A client that always speaks the same way."""

    speaks_tls = False

    def generic(self, *words: Any, secure: bool = False, **options: Any) -> Any:
        """As Django's, over TLS when that is how it is served."""
        return super().generic(*words, secure=secure or self.speaks_tls, **options)


@dataclass(frozen=True, slots=True)
class Serving:
    """One way of being served."""

    secure: bool

    def client(self, of: Client | None = None) -> Browser:
        """A browser that speaks this way, with the session of another."""
        made = Browser(raise_request_exception=False, SERVER_NAME=HOST if self.secure else "localhost")
        made.speaks_tls = self.secure
        if of is not None:
            made.cookies[settings.SESSION_COOKIE_NAME] = of.cookies["mangnon"].value
        return made


@pytest.fixture(params=[False, True], ids=["plain", "tls"])
def serving(request: pytest.FixtureRequest) -> Iterator[Serving]:
    """Plain http as in ``make run``, and production behind TLS."""
    changed = {name: production()[name] for name in TAKEN_OVER} if request.param else {}
    with override_settings(**changed):
        yield Serving(request.param)


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


def faults(response: Any, serving: Serving, *, stored: bool = False) -> list[str]:
    """What is wrong with the headers and cookies of one answer."""
    found = [f"{name}: {response.get(name)}" for name, value in ALWAYS.items() if response.get(name) != value]
    found += [f"may use {one}" for one in SHUT if f"{one}=()" not in response.get("Permissions-Policy", "")]
    if not stored and response.get("Cache-Control") not in (
        "no-store",
        "max-age=0, no-cache, no-store, must-revalidate, private",
    ):
        found.append(f"Cache-Control: {response.get('Cache-Control')}")
    if serving.secure and not _long(response.get("Strict-Transport-Security", "")):
        found.append(f"HSTS: {response.get('Strict-Transport-Security')}")
    found += [f"tells {name}" for name in ("Server", "X-Powered-By") if name in response]
    return found + [line for cookie in response.cookies.values() for line in cookie_faults(cookie, serving)]


def _long(told: str) -> bool:
    seconds = next((part.strip()[8:] for part in told.split(";") if part.strip().startswith("max-age=")), "0")
    return int(seconds) >= YEAR


def cookie_faults(cookie: Morsel[str], serving: Serving) -> list[str]:
    """What is wrong with one cookie."""
    name, found = cookie.key, []
    if cookie.value and not cookie["httponly"] and name not in READABLE:
        found.append(f"{name} can be read by scripts")
    if cookie["samesite"] not in ("Lax", "Strict"):
        found.append(f"{name} is sent to us from elsewhere")
    if serving.secure and not cookie["secure"]:
        found.append(f"{name} would travel without TLS")
    if serving.secure and not name.startswith("__Host-") and name not in UNPREFIXED:
        found.append(f"{name} isn't bound to the host")
    if cookie["domain"] or cookie["path"] != "/":
        found.append(f"{name} has domain {cookie['domain']!r}, path {cookie['path']!r}")
    return found


def asked(address: Address, holder: Browser, serving: Serving) -> Iterator[tuple[Browser, str]]:
    """Who asks for an address, and by which methods; over TLS, where the same code answers, once is enough."""
    if serving.secure:
        yield holder, min(address.methods)
        return
    for method in sorted(address.methods | {"PUT"}):
        yield holder, method
        yield serving.client(), method


def test_a_11_every_address_answers_with_the_same_headers(world: World, serving: Serving) -> None:
    """A-11: each address × each of its methods, for a holder of the right and for a stranger (``asked``)."""
    holders = {role: serving.client(signed_in(person)) for role, person in world.people.items()}
    wrong, answers = [], 0
    for address in every_address():
        fit = rights()[address.policy.action] if address.policy.action else frozenset(Role)
        role = next(iter(sorted(fit & set(holders))), Role.AUDITOR)
        for who, method in asked(address, holders[role], serving):
            cookies = who.cookies.output()
            with transaction.atomic():
                accept = "application/json" if method == "PUT" else "text/html"  # no page is drawn for a wrong method
                response = who.generic(method, address.url(world), headers={"accept": accept})
                transaction.set_rollback(True)
            who.cookies.clear()
            who.cookies.load(cookies.replace("Set-Cookie: ", ""))
            answers += 1
            wrong += [(address.name, method, response.status_code, fault) for fault in faults(response, serving)]
    print(f"headers: {answers} answers looked at")
    assert not wrong, "\n".join(map(str, wrong))
    assert answers > 200


def _too_many(client: Client) -> Any:
    """Not the form's sentence after a few wrong passwords, but the page for an address that floods us."""
    client.cookies.clear()
    with override_settings(ACCOUNT_RATE_LIMITS={**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}):
        for _number in range(3):
            response = client.post(reverse("accounts:sign_in"), {"login": "khong-ai-ca", "password": "sai"})
    return response


def _broken(client: Client) -> Any:
    from unittest.mock import patch

    with patch("mangnon.desk.views.worklist", side_effect=RuntimeError("Hồ Thị Bí Mật")):
        return client.get(reverse("desk:home"))


def _export(client: Client) -> Any:
    return client.post(reverse("testing:samples"), {"reason": "Lập danh sách nhận quà", "as": "csv"})


def _without_token(client: Client) -> Any:
    client.handler.enforce_csrf_checks = True
    return client.post(reverse("accounts:sign_in"), {"login": "x", "password": PASSWORD})


KINDS: dict[str, tuple[int, Callable[[Client, World], Any]]] = {
    "a page": (200, lambda client, world: client.get(reverse("testing:samples"))),
    "way on": (303, lambda client, world: client.post(reverse("ui:theme"), {"theme": "dark"})),
    "bad address": (400, lambda client, world: client.get(reverse("ui:language") + "?to=xx")),
    "without the right": (403, lambda client, world: client.get(reverse("accounts:people"))),
    "without the token": (403, lambda client, world: _without_token(client)),
    "out of reach": (
        404,
        lambda client, world: client.get(reverse("testing:sample", args=[world.samples[Target.FOREIGN].pk])),
    ),
    "no such address": (404, lambda client, world: client.get("/khong-co-trang-nay")),
    "no such file": (404, lambda client, world: client.get("/static/khong-co.css")),
    "wrong method": (405, lambda client, world: client.put(reverse("testing:samples"))),
    "fields that don't fit": (
        422,
        lambda client, world: client.post(reverse("testing:note", args=[world.samples[Target.OWN].pk])),
    ),
    "too many tries": (429, lambda client, world: _too_many(client)),
    "our fault": (500, lambda client, world: _broken(client)),
    "a download": (200, lambda client, world: _export(client)),
    "health": (200, lambda client, world: client.get("/healthz")),
    "foreign host": (
        400,
        lambda client, world: client.get(reverse("testing:samples"), headers={"host": "evil.example"}),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_11_every_kind_of_answer_has_them(world: World, serving: Serving, kind: str) -> None:
    """A-11: pages, ways on, refusals, errors, downloads, health."""
    status, ask = KINDS[kind]
    response = ask(serving.client(signed_in(world.people[Role.COMMUNE_OFFICER])), world)
    assert response.status_code == status
    assert faults(response, serving) == []


def test_a_11_a_file_has_them_and_may_be_kept(serving: Serving, db: None) -> None:
    response = serving.client().get("/static/ui/css/all.css")
    assert response.status_code == 200
    assert b"".join(response.streaming_content)
    response.close()
    assert faults(response, serving, stored=True) == []
    assert "public" in response["Cache-Control"]


def test_a_11_plain_http_leads_to_https_and_sets_no_cookie(db: None) -> None:
    changed = {name: production()[name] for name in TAKEN_OVER}
    with override_settings(**changed):
        response = Client(SERVER_NAME=HOST).get("/dang-nhap")
    assert response.status_code == 301
    assert response["Location"] == f"https://{HOST}/dang-nhap"
    assert response["Content-Security-Policy"] == POLICY
    assert not response.cookies


def test_health_is_asked_on_the_machine_itself_by_plain_http(db: None) -> None:
    changed = {name: production()[name] for name in TAKEN_OVER}
    with override_settings(**changed):
        assert Client(SERVER_NAME="127.0.0.1").get("/healthz").json() == {"live": True}


def test_behind_tls_nothing_sets_a_cookie_by_its_plain_name() -> None:
    assert production()["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert production()["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert (production()["SESSION_COOKIE_HTTPONLY"], production()["CSRF_COOKIE_HTTPONLY"]) == (True, True)


def test_signing_in_and_out_sets_cookies_as_they_should_be(world: World, serving: Serving) -> None:
    """The session cookie itself, made by the door and not by the test."""
    person = world.people[Role.COMMUNE_OFFICER]
    client = serving.client()
    page = client.get(reverse("accounts:sign_in"))
    inside = client.post(reverse("accounts:sign_in"), {"login": person.username, "password": PASSWORD})
    assert inside.status_code in (302, 303)
    assert settings.SESSION_COOKIE_NAME in inside.cookies
    out = client.post(reverse("accounts:sign_out"))
    assert [fault for one in (page, inside, out) for fault in faults(one, serving)] == []
