"""Journeys through the house as people make them, in Chromium."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import House, axe, let_in, new_context, sign_in

pytestmark = pytest.mark.browser


def test_an_officer_signs_in_and_finds_a_place(page: Page, house: House) -> None:
    sign_in(page, house, "hothilien")
    expect(page.locator("h1")).to_contain_text("/")
    assert axe(page) == []
    page.keyboard.press("/")
    page.keyboard.type("tra linh", delay=20)
    hit = page.locator("#palette a", has_text="Trà Linh").first
    expect(hit).to_be_visible()
    hit.click()
    page.wait_for_url(re.compile("/dia-ban/20950/"))
    expect(page.locator("h1")).to_contain_text("Trà Linh")
    assert axe(page) == []


def test_a_wrong_password_is_told_and_nothing_else(page: Page, house: House) -> None:
    page.goto(f"{house.address}/dang-nhap")
    assert axe(page) == []
    page.fill("input[name=login]", "hothilien")
    page.fill("input[name=password]", "sai rồi, sai rồi")
    page.click("main form button.main")
    expect(page.locator("main")).to_contain_text("chưa đúng")
    expect(page.locator("input[name=login]")).to_have_value("hothilien")
    assert axe(page) == []


def test_rows_are_walked_by_keyboard(page: Page, house: House) -> None:
    let_in(page, house, "hothilien")
    page.goto(f"{house.address}/mau-thu/")
    assert axe(page) == []
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/mau-thu/[0-9a-f-]{36}$"))
    assert axe(page) == []


def test_a_draft_outlives_leaving_the_page(page: Page, house: House) -> None:
    let_in(page, house, "hothilien")
    page.goto(f"{house.address}/mau-thu/")
    page.locator("table a").first.click()
    note = page.url + "/ghi-chu"
    page.goto(note)
    assert axe(page) == []
    page.fill("textarea[name=text]", "Em ở với bà ngoại, ăn uống bình thường.")
    page.locator("textarea[name=text]").blur()
    expect(page.locator("[data-saved]").first).to_contain_text("Đã lưu lúc")
    page.goto(f"{house.address}/")
    page.goto(note)
    expect(page.locator("textarea[name=text]")).to_have_value("Em ở với bà ngoại, ăn uống bình thường.")
    page.click("form button.main")
    page.wait_for_url(re.compile("/mau-thu/[0-9a-f-]{36}$"))
    expect(page.locator("#toasts")).to_contain_text("Đã ghi chú")
    page.goto(note)
    expect(page.locator("textarea[name=text]")).to_have_value("")


def test_an_empty_form_says_what_is_missing_and_takes_the_focus(page: Page, house: House) -> None:
    let_in(page, house, "hothilien")
    page.goto(f"{house.address}/mau-thu/")
    page.locator("table a").first.click()
    page.goto(page.url + "/ghi-chu")
    page.click("form button.main")
    expect(page.locator("#faults")).to_be_visible()
    expect(page.locator("#faults")).to_be_focused()
    assert axe(page) == []


def test_language_and_theme_are_remembered(page: Page, house: House) -> None:
    page.goto(f"{house.address}/dang-nhap")
    page.goto(f"{house.address}/giao-dien/ngon-ngu?to=en&next=/dang-nhap")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(f"{house.address}/giao-dien/ngon-ngu?to=vi&next=/dang-nhap")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": house.address}])
    page.goto(f"{house.address}/dang-nhap")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert axe(page) == []


def test_help_opens_beside_the_page(page: Page, house: House) -> None:
    let_in(page, house, "hothilien")
    page.locator(".rail details summary").last.click()
    page.locator("[data-help]").first.click()
    expect(page.locator("#help")).to_be_visible()
    assert axe(page) == []


def test_what_lies_out_of_reach_looks_like_nothing(page: Page, house: House) -> None:
    let_in(page, house, "lehoaian")
    answer = page.goto(f"{house.address}/mau-thu/")
    assert answer is not None
    assert answer.status == 403
    assert axe(page) == []
    answer = page.goto(f"{house.address}/khong-co-trang-nay")
    assert answer is not None
    assert answer.status == 404
    assert axe(page) == []


def test_b_22_everything_works_without_scripts(browser: Browser, house: House) -> None:
    """B-22: sign in, list, open, search and send a form with JavaScript off."""
    context = new_context(browser, scripts=False)
    page = context.new_page()
    let_in(page, house, "hothilien")
    page.goto(f"{house.address}/tim?q=tra+linh")
    expect(page.locator("main")).to_contain_text("Trà Linh")
    page.goto(f"{house.address}/mau-thu/")
    page.locator("table a").first.click()
    page.goto(page.url + "/ghi-chu")
    page.fill("textarea[name=text]", "Ghi không cần mã chạy trên máy.")
    page.click("form button.main")
    page.wait_for_url(re.compile("/mau-thu/[0-9a-f-]{36}$"))
    expect(page.locator("main")).to_contain_text("Ghi không cần mã chạy trên máy.")
    context.close()


SCREENS = (
    "/",
    "/tre-em/",
    "/tre-em/ho/",
    "/tre-em/ghi",
    "/tre-em/tong-hop",
    "/mau-thu/",
    "/dia-ban/",
    "/dia-ban/cay",
    "/tim?q=tra",
    "/tai-khoan",
    "/giao-dien/tro-giup",
)


@pytest.mark.parametrize("width", [390, 320])
def test_b_22_nothing_scrolls_sideways_on_a_phone(browser: Browser, house: House, width: int) -> None:
    """B-22: at phone width, and reflowed at 320 px, no page scrolls sideways; axe finds nothing."""
    context = new_context(browser, phone=True)
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 844})
    let_in(page, house, "hothilien")
    wrong = []
    for path in SCREENS:
        page.goto(house.address + path)
        across = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        if across > 0:
            wrong.append(f"{path}: {across} px")
        wrong += axe(page) if width == 390 else []
    context.close()
    assert wrong == []


def test_the_kit_page_as_it_is_served_is_accessible(browser: Browser, house: House) -> None:
    """Dark on a phone; all modes are looked at where the kit is built (``mangnon/ui/tests/test_axe.py``)."""
    context = new_context(browser, phone=True, dark=True)
    page = context.new_page()
    page.goto(f"{house.address}/giao-dien/_ui")
    expect(page.locator("h1")).to_be_visible()
    found = axe(page)
    context.close()
    assert found == []
