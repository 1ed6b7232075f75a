"""Tasks of a commune officer in the register: what they cost, and whether everybody can do them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import House, axe, let_in, new_context
from tests.journeys.counting import Task, told

pytestmark = pytest.mark.browser


def open_child(page: Page, house: House, name: str) -> None:
    """From the list, by name."""
    page.goto(f"{house.address}/tre-em/")
    page.locator("#rows a", has_text=name).first.click()
    page.wait_for_url(re.compile("/tre-em/[0-9a-f-]{36}$"))


def test_a_known_child_is_entered_in_three_minutes(page: Page, house: House) -> None:
    let_in(page, house, "hothilien")
    page.goto(f"{house.address}/tre-em/ghi")
    assert axe(page) == []
    task = Task(page, "Enter a child with parents and household")
    task.write("full_name", "Alăng Thị Mơ")
    task.write("born", "14/3/2017")
    task.tick("sex", "2")
    task.choose("hamlet", "Thôn Thử Một")
    task.choose("ethnicity", "Cơ Tu")
    task.write("father", "Alăng Văn Bảy")
    task.write("mother", "Bhơriu Thị Nhiêu")
    task.write("phone", "0905 000 112")
    task.write("personal_number", "048317000001")
    task.press("Ghi vào sổ")
    page.wait_for_url(re.compile("/tre-em/[0-9a-f-]{36}$"))
    expect(page.locator("h1")).to_have_text("Alăng Thị Mơ")
    expect(page.locator("main")).to_contain_text("Bhơriu Thị Nhiêu")
    assert axe(page) == []
    told(task, 180)


def test_a_visit_is_noted_in_two_minutes(page: Page, house: House) -> None:
    let_in(page, house, "hothilien")
    open_child(page, house, "Hồ Văn An")
    task = Task(page, "Note a visit")
    task.press("Ghi lần thăm")
    page.wait_for_url(re.compile("/tham$"))
    assert axe(page) == []
    task.tick("met", "child")
    task.tick("met", "carer")
    task.write("seen", "Cháu khỏe, ăn uống bình thường, đi học đều. Bà ngoại đau khớp, khó đưa cháu đi học ngày mưa.")
    task.press("Ghi lần thăm")
    page.wait_for_url(re.compile("/tre-em/[0-9a-f-]{36}$"))
    expect(page.locator(".timeline")).to_contain_text("Bà ngoại đau khớp")
    told(task, 120)


def test_a_circumstance_is_recorded_by_the_order_of_the_law(page: Page, house: House) -> None:
    let_in(page, house, "hothilien")
    open_child(page, house, "Hồ Thị Ánh")
    page.locator("summary", has_text="Hoàn cảnh và hỗ trợ").click()
    page.get_by_role("link", name="Hoàn cảnh", exact=True).click()
    assert axe(page) == []
    task = Task(page, "Record a special circumstance")
    task.press("Trẻ em khuyết tật")
    page.wait_for_url(re.compile("/nhom/HCDB-04$"))
    assert axe(page) == []
    task.tick("code", "HCDB-04.2")
    task.write("since", "1/3/2026")
    task.write("evidence", "Giấy xác nhận khuyết tật số 12 ngày 1/3/2026")
    task.press("Lưu")
    page.wait_for_url(re.compile("/tre-em/[0-9a-f-]{36}$"))
    expect(page.locator(".side")).to_contain_text("khuyết tật nặng")
    told(task, 120)


PATHS = ("", "/sua", "/cha-me/father", "/cha-me/father/tinh-trang", "/cham-soc", "/cho-o", "/thuong-tru", "/vao-ho",
         "/ra-ho", "/ten-khac", "/tep", "/hoan-canh/nhom/NC")  # fmt: skip


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_every_screen_of_the_register_is_accessible_and_fits(browser: Browser, house: House, phone: bool) -> None:
    context = new_context(browser, phone=phone, dark=phone)
    page = context.new_page()
    let_in(page, house, "hothilien")
    open_child(page, house, "Nguyễn Thị Ngọc Ánh")
    one = page.url.removeprefix(house.address)
    whole = page.locator(".side a", has_text="Cả hộ").get_attribute("href") or ""
    lists = ("/tre-em/", "/tre-em/?chua-tham=6&tuoi=6-10", "/tre-em/ho/", "/tre-em/ho/ghi", "/tre-em/tong-hop",
             "/tre-em/in-so", whole, f"{whole}/sua", f"{whole}/thanh-vien", f"{whole}/phan-loai")  # fmt: skip
    wrong = []
    for path in (*lists, *(one + path for path in PATHS)):
        answer = page.goto(house.address + path)
        assert answer is not None
        wrong += [f"{path}: {answer.status}"] if answer.status != 200 else axe(page)
        across = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        wrong += [f"{path}: {across} px too wide"] if phone and across > 0 else []
    context.close()
    assert wrong == []
