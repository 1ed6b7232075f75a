"""A real server over a database of its own, and Debian's Chromium."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.db import connections, transaction
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from mangnon.testing.browser import launched
from mangnon.testing.cast import Cast
from mangnon.testing.database import TestDatabase
from tests.architecture.code import ROOT

AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
    "elementRef": False,
    "iframes": False,
    "preload": False,
}
"""Only what is wrong is worked out in full: the rules are the same."""


NAMES = ("Hồ Văn An", "Hồ Thị Ánh", "Nguyễn Thị Ngọc Ánh Dương Hoàng Bảo Châu", "Y Lan")


class _Quiet(WSGIRequestHandler):
    """Says nothing on the terminal."""

    def log_message(self, *_args: Any) -> None:
        """No access log in tests."""


@dataclass(frozen=True, slots=True)
class House:
    """A running server and the people in it."""

    address: str
    cast: Cast


@pytest.fixture(scope="package")
def house(django_db_setup: TestDatabase, django_db_blocker: Any) -> Iterator[House]:
    """The whole application on a free port, with the named cast able to sign in."""
    from mangnon.access.gathering import gather
    from mangnon.testing.cast import make_cast

    gather()
    with django_db_blocker.unblock(), django_db_setup.clone("journeys"):
        cast = make_cast()
        _people(cast)
        server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
        server.set_app(get_wsgi_application())
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield House(f"http://127.0.0.1:{server.server_port}", cast)
        server.shutdown()
        server.server_close()
        thread.join()
        connections.close_all()


def _people(cast: Cast) -> None:
    from mangnon.access.roles import Role
    from mangnon.access.scope import acting
    from mangnon.testing.cast import sample
    from mangnon.testing.people import make_person

    land = cast.land
    make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own)
    make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, land.own)
    make_person("Nguyễn Thị Trực", Role.HOTLINE, land.province)
    make_person("Hồ Thị Mơ", Role.COLLABORATOR, land.own, hamlets=(land.hamlet,))
    make_person("Phan Quân", Role.ADMINISTRATOR, land.province)
    make_person("Lê Hoài An", Role.AUDITOR, land.province)
    make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, land.province)
    make_person("Võ Thị Vân", Role.PROVINCE_LEADER, land.province)
    make_person("Hoàng Thị Tâm", Role.DATA_OFFICER, land.province)
    with acting(cast.phu), transaction.atomic():
        for name in NAMES:
            sample(name, land.own, hamlet=land.hamlet)
    _register(cast)


def _register(cast: Cast) -> None:
    """The lists and groups of the law, and children of two households."""
    from mangnon.access.scope import acting
    from mangnon.statutes.tests.shipping import put
    from mangnon.testing.register import child, household

    land = cast.land
    with transaction.atomic():
        put("codes", "circumstances", "form", "procedure")
    with acting(cast.phu), transaction.atomic():
        house = household("Bhơriu Văn Nướch", land.own, land.hamlet, phone="0905123456", address="Sau trường học")
        for name in NAMES:
            child(name, land.own, hamlet=land.hamlet, household=house, mark="con ông Bảy" if name == "Y Lan" else "")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, for all journeys."""
    with sync_playwright() as playwright:
        chromium = launched(playwright)
        yield chromium
        chromium.close()


def new_context(browser: Browser, *, phone: bool = False, dark: bool = False, scripts: bool = True) -> BrowserContext:
    """A browser window of its own: desk or phone, light or dark, with or without scripts."""
    return browser.new_context(
        viewport={"width": 390, "height": 844} if phone else {"width": 1440, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        reduced_motion="reduce",
    )


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk; what the content policy refuses fails the journey."""
    context = new_context(browser)
    opened = context.new_page()
    refused: list[str] = []
    opened.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    opened.on("pageerror", lambda error: refused.append(str(error)))
    yield opened
    context.close()
    assert refused == []


def sign_in(page: Page, house: House, username: str) -> None:
    """Through the front door, with the password."""
    from mangnon.testing.people import PASSWORD

    page.goto(f"{house.address}/dang-nhap")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit], main form button.main")
    page.wait_for_url(f"{house.address}/")


def let_in(page: Page, house: House, username: str) -> None:
    """Signed in already, as after ``sign_in``: other journeys go through the front door."""
    from mangnon.accounts.models import Person
    from mangnon.testing.people import signed_in

    client = signed_in(Person.objects.get(username=username), second_factor=False)
    page.context.add_cookies([{"name": "mangnon", "value": client.cookies["mangnon"].value, "url": house.address}])
    page.goto(f"{house.address}/")


def axe(page: Page) -> list[str]:
    """What axe-core finds on the page: rule and the first place; empty is what we want."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{page.url} {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
