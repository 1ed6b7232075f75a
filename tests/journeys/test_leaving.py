"""An officer's account is closed in the middle of a case: her window ends, and the case goes on with somebody else."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Browser, expect

from mangnon.access.roles import Role
from mangnon.lib.dates import format_datetime
from mangnon.testing.people import make_person
from tests.journeys.conftest import House
from tests.journeys.test_call import PAGE_OF_CASE, desk

pytestmark = pytest.mark.browser
CHILD, GOES, STAYS = "Hồ Thị Giữa", "Hồ Thị Dở", "Hồ Thị Tiếp"


def test_an_officer_is_locked_out_mid_case_and_another_takes_it_up(browser: Browser, house: House) -> None:
    with transaction.atomic():
        goes, _stays = (make_person(name, Role.COMMUNE_OFFICER, house.cast.land.sibling) for name in (GOES, STAYS))
    with desk(browser, house, "hothido") as her, desk(browser, house, "phanquan") as admin:
        her.page.goto(f"{house.address}/ho-so/mo")
        her.tick(kind="intervention", emergency="0")
        her.write(about="nghi bị bỏ mặc", name=CHILD, first_information_at=format_datetime(timezone.now()), born="2017")
        her.press("Mở hồ sơ")
        her.page.wait_for_url(PAGE_OF_CASE)
        case = her.page.url
        her.press("Ghi chú")
        her.heading("Ghi chú trong nhóm")
        her.write(text="Đã hẹn bà nội chiều mai")

        admin.page.goto(f"{house.address}/nguoi-dung/{goes.pk}/khoa")
        admin.heading("Khóa người dùng")
        expect(admin.page.locator("main")).to_contain_text("hồ sơ vụ việc đang mở")
        admin.page.get_by_label(STAYS).check()
        admin.write(why="Nghỉ việc đột xuất")
        admin.press("Khóa ngay")
        expect(admin.page.locator("#toasts")).to_contain_text(f"Đã khóa {GOES}")

        her.press("Lưu")  # her very next click: nothing is written, nothing is shown
        her.page.wait_for_url(re.compile("/dang-nhap"))
    with desk(browser, house, "hothitiep") as heir:
        heir.page.locator("main a", has_text=CHILD).first.click()
        heir.page.wait_for_url(case)
        expect(heir.page.locator(".timeline")).not_to_contain_text("Đã hẹn bà nội")
        heir.sent("Nhận phụ trách")
        expect(heir.page.locator("#toasts")).to_contain_text("Bạn phụ trách hồ sơ này")
        heir.press("Ghi lần thăm")
        heir.heading("Ghi lần thăm")
