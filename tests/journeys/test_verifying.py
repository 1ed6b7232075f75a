"""Re-verification from the draw to the report: the province opens, a second person goes blind, the officer settles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import House, axe, let_in, new_context

pytestmark = pytest.mark.browser
TITLE = "Phúc tra quý này"


@contextmanager
def desk(browser: Browser, house: House, username: str, *, phone: bool = False) -> Iterator[Page]:
    """A window in which somebody has signed in."""
    context = new_context(browser, phone=phone, dark=phone)
    page = context.new_page()
    let_in(page, house, username)
    yield page
    context.close()


def checked(page: Page) -> None:
    """Accessible, and no wider than its window."""
    assert axe(page) == []
    across = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    assert across <= 0, page.url


def corrected_by_lien(browser: Browser, house: House) -> None:
    """The officer has written in Y Lan's record, so that somebody else must check it."""
    with desk(browser, house, "hothilien") as page:
        page.goto(f"{house.address}/tre-em/")
        page.locator("#rows a", has_text="Y Lan").first.click()
        page.wait_for_url(re.compile("/tre-em/[0-9a-f-]{36}$"))
        page.goto(f"{page.url}/sua")
        page.fill("main [name=home_place]", "Trà Linh")
        page.fill("main [name=reason]", "Theo giấy khai sinh")
        page.locator("main form button.main").click()
        page.wait_for_url(re.compile("/tre-em/[0-9a-f-]{36}$"))


def test_a_round_of_re_verification(browser: Browser, house: House) -> None:
    corrected_by_lien(browser, house)
    with desk(browser, house, "trandinhphu") as page:
        page.goto(f"{house.address}/tre-em/phuc-tra/mo")
        checked(page)
        page.fill("main [name=title]", TITLE)
        page.fill("main [name=due_on]", f"{timezone.localdate() + timedelta(7):%d/%m/%Y}")
        page.check("main input[name=measure][value=percent]")
        page.fill("main [name=size]", "100")
        page.fill("main [name=only]", "Xã Trà Linh")
        page.get_by_role("button", name="Rút mẫu và mở đợt").click()
        expect(page.locator("h1")).to_have_text(TITLE)
        checked(page)
        page.get_by_role("link", name="Xem các phiếu").click()
        page.locator("#rows a, a[data-row-link]", has_text="Y Lan").first.click()
        expect(page.locator("h1")).to_have_text("Y Lan")
        page.get_by_role("link", name="Giao người đi phúc tra").first.click()
        page.select_option("main select[name=visitor]", label="Hồ Thị Liên")
        page.get_by_role("button", name="Giao phiếu").click()
        expect(page.locator("main")).to_contain_text("đã nhập, đã sửa hoặc là người phúc tra gần nhất")
        page.select_option("main select[name=visitor]", label="Hồ Thị Mơ")
        page.get_by_role("button", name="Giao phiếu").click()
        expect(page.locator("main")).to_contain_text("Đang chờ người đi phúc tra gửi phiếu")
        checked(page)
    with desk(browser, house, "hothimo", phone=True) as page:
        page.get_by_role("link", name="Y LAN", exact=True).click()
        page.wait_for_url(re.compile("/di$"))
        expect(page.locator("main")).to_contain_text("Bhơriu Văn Nướch")
        expect(page.locator("main")).not_to_contain_text("Y Lan")
        checked(page)
        page.check("main input[name=outcome][value=met]")
        page.fill("main [name=full_name]", "Y Lan")
        page.select_option("main select[name=sex]", label="Nam")
        page.get_by_role("button", name="Gửi phiếu").click()
        expect(page.locator("main")).to_contain_text("Chưa có phiếu nào giao cho bạn.")
        checked(page)
    with desk(browser, house, "hothilien") as page:
        page.locator("main a", has_text=TITLE).first.click()
        page.locator("a[data-row-link]", has_text="Y Lan").click()
        checked(page)
        page.get_by_role("link", name="Xử lý", exact=True).click()
        page.wait_for_url(re.compile("/xu-ly/sex$"))
        checked(page)
        page.get_by_label("Sửa sổ theo phiếu phúc tra").check()
        page.get_by_role("button", name="Ghi cách xử lý").click()
        expect(page.locator("main table")).to_contain_text("Đã sửa sổ")
    for phone in (False, True):
        with desk(browser, house, "trandinhphu", phone=phone) as page:
            page.goto(f"{house.address}/tre-em/phuc-tra/")
            checked(page)
            page.get_by_role("link", name=TITLE).first.click()
            row = page.locator("tr", has_text="Giới tính")
            expect(row).to_contain_text("100,0%")
            checked(page)
            row.get_by_role("link").nth(1).click()
            expect(page.locator("a[data-row-link]")).to_have_text("Y Lan")
            checked(page)
            page.go_back()
            page.get_by_role("link", name="Rút lại để kiểm tra").click()
            expect(page.locator("main table")).to_contain_text("Ra đúng mẫu này")
            checked(page)
