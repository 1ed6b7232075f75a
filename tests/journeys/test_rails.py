"""Every line of everybody's rail opens an accessible page that fits, on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import House, axe, let_in, new_context

pytestmark = pytest.mark.browser
PEOPLE = ("hothilien", "trandinhphu", "hoangthitam", "phanquan", "lehoaian")
"""Officer of a commune, officer of the province, data officer, administrator, auditor."""
SHAPE = """(() => {
  const parts = [...document.querySelectorAll('main, main *')];
  return [...new Set(parts.map(one => `${one.tagName}.${one.className}[${one.role}${one.type}]`))].sort().join();
})()"""
"""What kinds of things stand in a page, without its words and however often."""
_looked_at: set[tuple[bool, str, str]] = set()


@pytest.mark.parametrize(
    ("username", "phone"), [*((name, False) for name in PEOPLE), (PEOPLE[0], True), (PEOPLE[3], True)]
)
def test_b_22_every_line_of_the_rail_is_accessible_and_fits(
    browser: Browser, house: House, username: str, phone: bool
) -> None:
    """B-22: axe finds nothing, nothing scrolls sideways on a phone."""
    context = new_context(browser, phone=phone, dark=phone)
    page = context.new_page()
    let_in(page, house, username)
    lines = page.locator(".rail-nav a.rail-item").evaluate_all("found => found.map(one => one.getAttribute('href'))")
    assert len(lines) >= 3
    wrong = []
    for path in lines:
        answer = page.goto(house.address + path)
        assert answer is not None
        seen = (phone, path, page.evaluate(SHAPE))
        if answer.status != 200:
            wrong.append(f"{path}: {answer.status}")
        elif seen not in _looked_at:  # the same page of somebody else holds nothing that axe hasn't seen
            wrong += [f"{path}: {one}" for one in axe(page)]
        _looked_at.add(seen)
        across = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        wrong += [f"{path}: {across} px too wide"] if phone and across > 0 else []
    context.close()
    assert wrong == []
