"""Every line of everybody's rail opens an accessible page that fits, on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import House, axe, new_context, sign_in

pytestmark = pytest.mark.browser
PEOPLE = ("hothilien", "trandinhphu", "hoangthitam", "phanquan", "lehoaian")
"""Officer of a commune, officer of the province, data officer, administrator, auditor."""


@pytest.mark.parametrize(
    ("username", "phone"), [*((name, False) for name in PEOPLE), (PEOPLE[0], True), (PEOPLE[3], True)]
)
def test_b_22_every_line_of_the_rail_is_accessible_and_fits(
    browser: Browser, house: House, username: str, phone: bool
) -> None:
    """B-22: axe finds nothing, nothing scrolls sideways on a phone."""
    context = new_context(browser, phone=phone, dark=phone)
    page = context.new_page()
    sign_in(page, house, username)
    lines = page.locator(".rail-nav a.rail-item").evaluate_all("found => found.map(one => one.getAttribute('href'))")
    assert len(lines) >= 3
    wrong = []
    for path in lines:
        answer = page.goto(house.address + path)
        assert answer is not None
        wrong += [f"{path}: {answer.status}"] if answer.status != 200 else [f"{path}: {one}" for one in axe(page)]
        across = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        wrong += [f"{path}: {across} px too wide"] if phone and across > 0 else []
    context.close()
    assert wrong == []
