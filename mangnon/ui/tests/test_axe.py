"""axe (WCAG 2.2 AA and its best practices): the style page in four modes, every sample page on a phone; no sideways
scroll at 320 px; nothing refused by the content policy; what opens over a page is as clean as the page."""

from __future__ import annotations

import threading
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from mangnon.testing.browser import launched
from mangnon.ui.kit import PAGES
from mangnon.ui.tests.preview import Preview

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[3] / "tests" / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {
  runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], elementRef: false, iframes: false, preload: false
})"""
MODES = [(1440, 900, "light"), (1440, 900, "dark"), (390, 844, "light"), (390, 844, "dark")]


OPENED = {
    "palette": "document.getElementById('palette').showModal()",
    "keys": "document.getElementById('keys').showModal()",
    "help": "document.getElementById('help').showModal()",
    "lock": "document.getElementById('lock').showModal()",
    "clause": "document.querySelector('.clause').open = true",
    "export": "[...document.querySelectorAll('.list-bar details')].at(-1).open = true",
    "person": "document.querySelector('details.me').open = true",
}


def violations(tab):
    tab.evaluate(AXE.read_text())
    found = tab.evaluate(RUN, TAGS)["violations"]
    return {one["id"]: [node["target"] for node in one["nodes"]] for one in found}


@pytest.fixture(scope="module")
def address():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Preview)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/_ui/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as driver:
        chromium = launched(driver)
        yield chromium
        chromium.close()


@pytest.mark.parametrize(("width", "height", "theme"), MODES)
def test_axe_finds_nothing_on_the_style_page(browser, address, width, height, theme):
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    tab = context.new_page()
    tab.goto(f"{address}?theme={theme}")
    found = violations(tab)
    context.close()
    assert found == {}


@pytest.mark.parametrize("name", [name for name in PAGES if name])
def test_axe_finds_nothing_on_a_sample_page(browser, address, name):
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    tab = context.new_page()
    tab.goto(f"{address}{name}")
    found = violations(tab)
    context.close()
    assert found == {}


@pytest.mark.parametrize("opened", OPENED)
def test_axe_finds_nothing_over_a_page(browser, address, opened):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    tab = context.new_page()
    tab.goto(f"{address}list")
    tab.evaluate(OPENED[opened])
    found = violations(tab)
    context.close()
    assert found == {}


def test_nothing_scrolls_sideways_at_320(browser, address):
    tab = browser.new_page(viewport={"width": 320, "height": 800})
    wide = {}
    for name in PAGES:
        tab.goto(f"{address}{name}")
        wide[name] = tab.evaluate("document.documentElement.scrollWidth")
    tab.close()
    assert {name: width for name, width in wide.items() if width > 320} == {}


def test_the_policy_refuses_nothing(browser, address):
    tab = browser.new_page()
    said = []
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    for name in PAGES:
        tab.goto(f"{address}{name}")
        tab.wait_for_load_state("networkidle")
    tab.close()
    assert said == []
