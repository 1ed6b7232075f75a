"""A frightened child on a small telephone without scripts; somebody at a desk who must leave quickly."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import House, axe, new_context

pytestmark = pytest.mark.browser


SLOW = {"offline": False, "latency": 150, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""A village's network: 50 KB a second, as Chromium plays it."""


def slowly(page: Page) -> None:
    """From now on the page comes over a slow line."""
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)


def clean(page: Page) -> None:
    """Everybody can use the page: axe finds nothing, nothing stands out to the side."""
    assert axe(page) == []
    across = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    assert across <= 0, f"{page.url}: {across} px"


def test_without_scripts_on_a_small_telephone_over_a_slow_line_a_child_gets_a_code(
    browser: Browser, house: House
) -> None:
    context = new_context(browser, phone=True, scripts=False)
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    slowly(page)
    page.goto(f"{house.address}/bao-tin")
    page.get_by_role("link", name="Trang dành cho em").click()
    expect(page.locator("h1")).to_contain_text("Em có đang gặp nguy hiểm")
    page.get_by_label("Em không chắc").check()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Em kể ở đây").fill("Em sợ về nhà")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Xã, phường").fill("hoa lien")  # divided between two wards on 1-7-2025
    page.get_by_role("button", name="Tìm xã, phường").click()
    page.get_by_label("cứ để như đã viết").check()
    page.get_by_role("button", name="Tiếp tục").click()
    for heading in ("Em là ai", "Cô chú tìm em"):
        expect(page.locator("h1")).to_contain_text(heading)
        page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator("h1")).to_contain_text("đọc lại")
    page.get_by_role("button", name="Gửi tin").click()
    expect(page.locator(".code")).to_have_text(re.compile(r"^[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}$"))
    assert context.cookies() == []
    context.close()


def test_with_scripts_over_a_slow_line_pressing_twice_and_sending_again_is_one_report(
    browser: Browser, house: House
) -> None:
    context = new_context(browser, phone=True)
    page = context.new_page()
    slowly(page)
    page.goto(f"{house.address}/bao-tin")
    page.get_by_label("Không, hiện trẻ an toàn").check()
    page.get_by_role("button", name="Tiếp tục").last.click()
    page.get_by_label("Kể bằng lời của bạn").fill("Nghe tiếng trẻ khóc cả đêm ở nhà bên")
    for heading in ("Chuyện xảy ra ở đâu", "Trẻ là ai", "Liên lạc với bạn", "Đọc lại"):
        page.get_by_role("button", name="Tiếp tục").last.click()
        expect(page.locator("h1")).to_contain_text(heading)
    page.get_by_role("button", name="Gửi tin").last.dblclick()
    code = page.locator(".code")
    expect(code).to_be_visible()
    told = code.inner_text()
    page.reload()  # sends the same form once more
    expect(code).to_have_text(told)
    context.close()


def test_every_screen_is_clean_and_shift_three_times_leaves(browser: Browser, house: House) -> None:
    context = new_context(browser, phone=True)
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{house.address}/bao-tin")
    clean(page)
    page.get_by_label("Có, trẻ đang gặp nguy hiểm").check()
    for heading in ("Điều gì làm bạn lo", "Chuyện xảy ra ở đâu", "Trẻ là ai", "Liên lạc với bạn", "Đọc lại"):
        page.get_by_role("button", name="Tiếp tục").last.click()
        expect(page.locator("h1")).to_contain_text(heading)
        clean(page)
    for path in ("/cong/", "/cong/noi-giup-do", "/cong/van-ban", "/cong/huong-dan/tre-em", "/bao-tin/xem"):
        page.goto(f"{house.address}{path}")
        clean(page)
    context.route("https://www.google.com/**", lambda route: route.fulfill(body="<title>Away</title>"))
    page.goto(f"{house.address}/bao-tin")
    page.get_by_label("Tôi không chắc").focus()
    for _press in range(3):
        page.keyboard.press("Shift")
    expect(page).to_have_title("Away")
    context.close()
