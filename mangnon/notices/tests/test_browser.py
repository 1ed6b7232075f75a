"""In Chromium: the badge renews itself each minute, axe finds nothing on the screens, all goes without scripts too."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.db import connections, transaction
from playwright.sync_api import Browser, Page, sync_playwright

from mangnon.access.gathering import gather
from mangnon.access.scope import acting
from mangnon.notices.models import Delivery, State
from mangnon.notices.tests import conftest
from mangnon.notices.tests.conftest import House
from mangnon.testing.browser import launched
from mangnon.testing.cast import make_cast, sample
from mangnon.testing.database import TestDatabase
from tests.journeys.conftest import AXE, RULES, _Quiet

pytestmark = pytest.mark.browser
INBOX = "/thong-bao/"


@pytest.fixture(scope="module")
def world(django_db_setup: TestDatabase, django_db_blocker: Any) -> Iterator[tuple[House, str]]:
    """The house on a database of its own, and the whole application on a free port."""
    gather()
    with django_db_blocker.unblock(), django_db_setup.clone("notices_browser"):
        with transaction.atomic():
            made = conftest.house.__wrapped__(make_cast())  # type: ignore[attr-defined]
        server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
        server.set_app(get_wsgi_application())
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield made, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()
        thread.join()
        connections.close_all()


@pytest.fixture
def house(world: tuple[House, str]) -> House:
    """The house, with a child that no other test of this file tells of."""
    made, _address = world
    with transaction.atomic(), acting(made.actor("phu")):
        made.child = sample(conftest.CANARY, made.land.own, hamlet=made.land.hamlet)
    return made


@pytest.fixture
def address(world: tuple[House, str]) -> str:
    """Where it runs."""
    return world[1]


@pytest.fixture(scope="module")
def browser(world: object) -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as driver:
        chromium = launched(driver)
        yield chromium
        chromium.close()


def opened(browser: Browser, house: House, address: str, name: str, **how: Any) -> Page:
    """A page of somebody who has signed in."""
    context = browser.new_context(bypass_csp=True, **how)
    cookie = house.client(name).cookies["mangnon"].value
    context.add_cookies([{"name": "mangnon", "value": cookie, "url": address}])
    return context.new_page()


def test_the_badge_renews_itself_each_minute(house: House, address: str, browser: Browser) -> None:
    house.hand("phu", "van")
    page = opened(browser, house, address, "van")
    page.clock.install()
    page.goto(address + INBOX)
    badge = page.locator("a.rail-item[href='/thong-bao/'] .count")
    assert badge.inner_text() == "1"
    house.alarm("van")
    house.step()
    page.clock.run_for(61_000)
    page.wait_for_function("document.querySelector(\"a.rail-item[href='/thong-bao/'] .count\").textContent === '2'")
    page.evaluate("fetch('/thong-bao/doc-het', {method: 'POST', body: new URLSearchParams({csrfmiddlewaretoken:"
                  " document.querySelector('[name=csrfmiddlewaretoken]').value})})")  # fmt: skip
    page.wait_for_timeout(500)
    page.clock.run_for(61_000)
    page.wait_for_function("!document.querySelector(\"a.rail-item[href='/thong-bao/'] .count\")")


def test_without_scripts_a_called_person_takes_the_matter(house: House, address: str, browser: Browser) -> None:
    chain = house.alarm("quyet")
    house.step()
    page = opened(browser, house, address, "quyet", java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(f"{address}{INBOX}{house.notices('quyet')[-1].code}")
    page.get_by_role("button", name="Tôi nhận việc này").first.click()
    page.get_by_text("Đã có người nhận").first.wait_for()  # the answer comes in a page of its own: wait for it
    with transaction.atomic():
        assert house.chain(chain.pk).acknowledged_by == house.people["quyet"].pk


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_on_any_screen(house: House, address: str, browser: Browser, width: int, scheme: Any) -> None:
    house.hand("lien", "quyet")
    chain = house.alarm("quyet")
    house.step()
    Delivery.objects.filter(channel="email").update(state=State.DEAD, why="address_refused", settled_at=house.at)
    telling = house.notices("quyet")[0].telling_id
    screens = {
        "quyet": ["", "cach-nhan", "vang-mat", "viec-khan", f"viec-khan/{chain.pk}", "da-gui", f"da-gui/{telling}"],
        "quan": ["", "khong-gui-duoc", "khong-gui-duoc/gui-lai"],
    }
    wrong = {}
    for name, paths in screens.items():
        page = opened(browser, house, address, name, viewport={"width": width, "height": 844}, color_scheme=scheme)
        for path in paths:
            page.goto(address + INBOX + path)
            page.evaluate(AXE)
            found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            if found or wide:
                wrong[path] = [(one["id"], one["nodes"][0]["target"]) for one in found] + (["wide"] if wide else [])
    assert wrong == {}
