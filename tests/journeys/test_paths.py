"""Ways that reports and cases also go, through the browser: two of one event, one screened out, one from a divided
commune, a child that moves away, a child that finds a family."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, expect

from mangnon.access.roles import Role
from mangnon.lib.dates import format_datetime
from mangnon.testing.people import make_person
from mangnon.testing.register import child
from tests.journeys.conftest import House
from tests.journeys.test_call import Desk, desk

pytestmark = pytest.mark.browser
REPORT = re.compile("/tin-bao/[0-9a-f-]{36}$")
PLACEMENT = re.compile("/cham-soc-thay-the/[0-9a-f-]{36}$")


def told_by_telephone(truc: Desk, name: str, what: str) -> str:
    """A report of the own commune; its address."""
    truc.page.goto(f"{truc.house.address}/tin-bao/nhan")
    truc.write(what=what, place="Xã Trà Linh", child_name=name)
    truc.tick(danger="no")
    truc.press("Ghi và chuyển ngay")
    truc.page.wait_for_url(REPORT)
    return truc.page.url


def day(ago: int = 0) -> str:
    return f"{timezone.localdate() - timedelta(days=ago):%d/%m/%Y}"


def test_two_reports_of_one_event_become_one_case_and_a_mistake_is_screened_out_by_two(
    browser: Browser, house: House
) -> None:
    with desk(browser, house, "nguyenthitruc") as truc:
        name, what = "Hồ Văn Đôi", "Em trai bị bỏ ở nhà một mình mấy hôm nay"
        first, second = told_by_telephone(truc, name, what), told_by_telephone(truc, name, f"{what}, hàng xóm gọi thêm")
        wrong = told_by_telephone(truc, "Hồ Thị Nhầm", "Nghe trẻ khóc, hóa ra là phim trên ti vi")
    with desk(browser, house, "hothilien") as lien:
        for url in (first, second, wrong):
            lien.page.goto(url)
            lien.press("Tiếp nhận tin")
            expect(lien.page.locator("#toasts")).to_contain_text("Bạn đã tiếp nhận tin")
        lien.page.goto(second)
        lien.page.locator(".side form button", has_text="Cùng").first.click()
        expect(lien.page.locator("#toasts")).to_contain_text("Đã nối hai tin của cùng một việc")
        lien.page.goto(first)
        lien.press("Mở hồ sơ")
        lien.write(about="nghi bị bỏ mặc")
        lien.tick(kind="intervention")
        lien.sent("Mở hồ sơ")
        case = lien.page.url
        lien.page.goto(second)
        lien.press("Mở hồ sơ")
        lien.page.select_option("main select[name=join]", index=1)
        lien.write(about="như trên")
        lien.tick(kind="intervention")
        lien.sent("Mở hồ sơ")
        assert lien.page.url == case
        expect(lien.line("Thêm tin báo")).to_be_visible()
        lien.page.goto(wrong)
        lien.press("Đề nghị loại")
        lien.page.locator("main input[name=reason]").first.check()
        lien.write(note="Đã đến nhà, gia đình mở phim to tiếng.")
        lien.press("Gửi đề nghị")
        lien.page.wait_for_url(REPORT)
    with desk(browser, house, "hovanquyet") as quyet:
        quyet.page.goto(f"{wrong}/loai/xac-nhan")
        quyet.tick(agrees="yes")
        quyet.press("Ghi quyết định")
        quyet.page.wait_for_url(REPORT)
        expect(quyet.page.locator("main")).to_contain_text("Đã loại")


def test_a_report_from_a_divided_commune_is_asked_about_once_and_goes_where_the_caller_means(
    browser: Browser, house: House
) -> None:
    """Hòa Liên was divided between two wards on 1-7-2025."""
    with desk(browser, house, "nguyenthitruc") as truc:
        truc.page.goto(f"{house.address}/tin-bao/nhan")
        truc.write(what="Trẻ bị đánh ở nhà trọ gần chợ cũ", place="Xã Hòa Liên", child_name="Hồ Thị Chia")
        truc.tick(danger="no")
        truc.press("Ghi và chuyển ngay")
        main = truc.page.locator("main")
        expect(main).to_contain_text("phường Hải Vân")
        expect(truc.page.locator("main [name=what]")).to_have_value("Trẻ bị đánh ở nhà trọ gần chợ cũ")
        truc.write(place="Phường Hải Vân")
        truc.press("Ghi và chuyển ngay")
        truc.page.wait_for_url(REPORT)
        expect(main).to_contain_text("Phường Hải Vân")


def test_a_child_moves_in_the_middle_and_the_other_commune_takes_the_case_over(browser: Browser, house: House) -> None:
    with transaction.atomic():
        make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, house.cast.land.sibling)
    with desk(browser, house, "hothilien") as lien:
        lien.page.goto(f"{house.address}/ho-so/mo")
        lien.tick(kind="intervention", emergency="0")
        lien.write(
            about="nghi bị bạo lực", name="Hồ Thị Đi", first_information_at=format_datetime(timezone.now()), born="2018"
        )
        lien.sent("Mở hồ sơ")
        case = lien.page.url
        lien.press("Chuyển hồ sơ đến xã khác")
        lien.write(place=house.cast.land.sibling.name, hand_over="Mẹ đưa em về ở với ông ngoại từ tuần trước.")
        lien.sent("Gửi đề nghị")
    with desk(browser, house, "tranthithao") as thao:
        thao.page.goto(case)
        expect(thao.page.locator("main")).not_to_contain_text("Hồ Thị Đi")  # until she has answered
        thao.home()
        thao.page.locator("main a", has_text="HS-").first.click()
        expect(thao.page.locator("main")).to_contain_text("Mẹ đưa em về ở với ông ngoại")
        thao.tick(yes="1")
        thao.sent("Trả lời")
        expect(thao.page.locator(".side")).to_contain_text("Trần Thị Thảo")


def test_a_child_finds_a_family(browser: Browser, house: House) -> None:
    """Substitute care from the carer's registration to the day on which the child lives there."""
    from mangnon.access.scope import acting

    with transaction.atomic(), acting(house.cast.phu):
        known = child("Hồ Văn Nhà", house.cast.land.own, born="2019-03-04")
    with desk(browser, house, "hothilien") as lien, desk(browser, house, "hovanquyet") as quyet:
        lien.page.goto(house.address + reverse("cases:register_carer"))
        lien.tick(kind="family", sex="2")
        lien.write(name="Bríu Thị Mai", born="1/1/1980", health_on=day(30), on=day())
        lien.press("Ghi vào danh sách")
        lien.press("Xác minh")
        for box in lien.page.locator("main input[name=met]").all():
            box.check()
        lien.write(on=day())
        lien.page.locator("main form .form-acts button.main").click()
        lien.page.wait_for_url(re.compile("/nguoi-nhan/[0-9a-f-]{36}$"))
        lien.page.goto(house.address + reverse("cases:propose_placement", args=[known.pk]))
        lien.page.locator("main input[name=carer]").first.check()
        lien.write(why="Cùng thôn, cháu quen.", consent="Ông đồng ý.", child_view="Cháu thích ở với cô.")
        lien.press("Trình quyết định")
        lien.page.wait_for_url(PLACEMENT)
        placement = lien.page.url
        quyet.page.goto(placement)
        quyet.press("Quyết định giao, nhận")
        quyet.write(number="12/QĐ-UBND", on=day())
        quyet.press("Ghi quyết định")
        quyet.page.wait_for_url(PLACEMENT)
        for ago in (2, 1):
            lien.page.goto(f"{placement}/gap")
            lien.write(on=day(ago), note="Hai cô cháu nấu cơm, vui.")
            lien.press("Ghi buổi gặp")
            lien.page.wait_for_url(PLACEMENT)
        lien.press("Ghi giao nhận")
        lien.write(on=day(), minutes="Đủ các bên.", address="Nhà số 7, thôn Thử Một")
        lien.press("Ghi giao nhận")
        lien.page.wait_for_url(PLACEMENT)
        expect(lien.page.locator("main")).to_contain_text("Đang chăm sóc")
        expect(quyet.page.locator("main")).not_to_contain_text("thôn Thử Một")
