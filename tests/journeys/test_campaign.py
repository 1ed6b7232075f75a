"""A campaign by its people: prepared at the desk, told on a phone with a photo, summed up; the province sees it."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from mangnon.files.tests.friendly import picture
from mangnon.lib.dates import format_date, local_day
from tests.journeys.conftest import House
from tests.journeys.test_call import desk

pytestmark = pytest.mark.browser
DIP = "month_of_action"
TITLE, TALK = "Tháng hành động đi thử", "Em biết nói không"
LEARNT = "Phát động sớm hơn một tuần, mời cả già làng."


def test_a_campaign_is_prepared_held_told_on_a_phone_and_summed_up(browser: Browser, house: House) -> None:
    today = local_day(timezone.now())
    typed = format_date(today)
    year = f"{house.address}/chuong-trinh/truyen-thong?nam={today.year}"
    with desk(browser, house, "hothilien") as her:
        her.page.goto(year)
        her.heading(f"Dịp cao điểm {today.year}")
        her.page.goto(f"{house.address}/chuong-trinh/truyen-thong/moi?nam={today.year}&dip={DIP}")  # over by now, maybe
        her.heading("Lập đợt")
        her.write(title=TITLE, first_on=typed, last_on=typed)
        her.press("Lập đợt")
        her.heading(TITLE)
        campaign = her.page.url
        left = her.page.get_by_role("button", name="Đã xong")
        expect(left).to_have_count(8)
        left.first.click()
        expect(left).to_have_count(7)
        her.press("Thêm hoạt động")
        her.heading("Thêm hoạt động")
        her.write(title=TALK, on=typed, where="Trường tiểu học", planned="2.000.000")
        her.page.select_option("main select[name=kind]", "talk")
        her.page.select_option("main select[name=topic]", "sexual")
        her.press("Thêm hoạt động")
        expect(her.page.locator("#faults")).to_be_visible()
        her.write(source="Ngân sách xã")
        her.press("Thêm hoạt động")
        her.heading(TALK)
        activity = her.page.url
    with desk(browser, house, "hothilien", phone=True) as her:
        her.page.goto(activity)
        her.page.get_by_role("link", name="Ghi kết quả").last.click()
        her.heading("Ghi kết quả hoạt động")
        her.write(**{"done": "Nói chuyện với ba lớp", "spent": "1.500.000", "n-girls": "40", "n-boys": "38"})
        her.page.get_by_role("button", name="Lưu kết quả").last.click()
        her.page.wait_for_url(activity)
        expect(her.page.locator("main")).to_contain_text("40")
        her.page.get_by_role("link", name="Gửi ảnh").last.click()
        her.heading("Gửi ảnh")
        photo = {"name": "lop.png", "mimeType": "image/png", "buffer": picture(form="PNG")}
        her.page.set_input_files("main input[type=file]", photo)
        her.tick(how="nobody")
        her.write(consent="từ sau")
        her.page.get_by_role("button", name="Gửi ảnh").last.click()
        expect(her.page.locator("#faults")).to_be_visible()
        her.page.set_input_files("main input[type=file]", photo)
        her.write(consent="Chụp từ phía sau lớp, không thấy mặt em nào")
        her.page.get_by_role("button", name="Gửi ảnh").last.click()
        her.page.wait_for_url(activity)
        expect(her.page.locator("main img")).to_have_count(1)
    with desk(browser, house, "hothilien") as her:
        her.page.goto(campaign)
        expect(her.page.locator("main")).to_contain_text("78 lượt người")
        her.press("Tổng kết")
        her.heading("Tổng kết đợt")
        her.write(learnt=LEARNT)
        her.press("Tổng kết")
        her.page.wait_for_url(campaign)
        expect(her.page.locator("main")).to_contain_text(LEARNT)
    with desk(browser, house, "trandinhphu") as he:
        he.page.goto(year)
        he.press("Các xã, phường")
        he.heading("các xã, phường")
        he.page.goto(f"{house.address}/chuong-trinh/truyen-thong/cac-noi?nam={today.year}&dip={DIP}")
        expect(he.page.locator("main")).to_contain_text(re.compile(r"1 trên \d+ nơi"))
        he.page.goto(campaign)
        expect(he.page.locator("h1")).to_contain_text(TITLE)
        expect(he.page.locator("main").get_by_role("link", name="Thêm hoạt động")).to_have_count(0)
