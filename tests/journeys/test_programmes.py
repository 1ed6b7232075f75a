"""Programmes as people do them: children heard and answered; a course, by QR, to its certificate; a plan given down."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, expect

from mangnon.access.scope import acting
from mangnon.lib.dates import format_date, local_day
from mangnon.programmes.models import Session
from mangnon.programmes.training.codes import code_for
from mangnon.programmes.training.curricula import load_curricula
from tests.journeys.conftest import House, axe, let_in, new_context
from tests.journeys.test_call import desk

pytestmark = pytest.mark.browser
ACROSS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
ASKED, ANSWERED = "Bao giờ cầu treo được sửa để chúng em đi học?", "Xã sửa trước mùa mưa năm nay."


def test_children_ask_an_office_answers_and_everybody_reads_it(browser: Browser, house: House) -> None:
    held = format_date(local_day(timezone.now()) - timedelta(days=3))
    with desk(browser, house, "hothilien") as her:
        her.page.goto(f"{house.address}/chuong-trinh/dien-dan")
        her.heading("Diễn đàn trẻ em")
        her.press("Ghi diễn đàn")
        her.heading("Ghi diễn đàn")
        her.tick(kind="level")
        her.write(title="Diễn đàn đi thử", starts_on=held, ends_on=held, adults="4", volunteers="0", guests="0")
        her.press("Ghi vào sổ")
        her.heading("Diễn đàn đi thử")
        her.press("Thêm nhóm đại biểu")
        her.write(source="Trường tiểu học", children="20", consents="19")
        her.tick(sex="girl")
        her.press("Thêm nhóm đại biểu")
        her.press("Ghi đã tổ chức")
        her.heading("Ghi diễn đàn đã tổ chức")
        her.press("Ghi đã tổ chức")
        expect(her.page.locator("main")).to_contain_text("mới có 19 phiếu")
        her.page.go_back()
        her.page.locator(".crumbs a").last.click()
        her.page.get_by_role("link", name="Sửa").last.click()
        her.write(consents="20")
        her.press("Lưu")
        her.press("Ghi đã tổ chức")
        her.press("Ghi đã tổ chức")
        her.heading("Diễn đàn đi thử")
        her.press("Thêm câu hỏi")
        her.write(text=ASKED, body="UBND xã", due_on=format_date(local_day(timezone.now()) + timedelta(days=20)))
        her.press("Ghi vào sổ")
        her.page.get_by_role("link", name=ASKED).click()
        her.press("Trả lời")
        her.write(text=ANSWERED, by="Chủ tịch UBND xã", on=held)
        her.press("Lưu trả lời")
        expect(her.page.locator("main")).to_contain_text(ANSWERED)
        question = her.page.url
    public = new_context(browser, phone=True)
    page = public.new_page()
    page.goto(f"{house.address}/cong/tre-em-hoi")
    expect(page.locator("main")).not_to_contain_text(ASKED)
    with desk(browser, house, "hovanquyet") as chair:
        chair.page.goto(question)
        chair.press("Cho công khai")
        chair.page.check("main input[name=sure]")
        chair.press("Cho công khai")
        chair.page.wait_for_url(question)
    page.reload()
    expect(page.locator("main")).to_contain_text(ASKED)
    expect(page.locator("main")).to_contain_text(ANSWERED)
    assert axe(page) == []
    public.close()


def test_a_course_from_the_plan_by_qr_to_the_certificate(browser: Browser, house: House) -> None:
    with acting(house.cast.phu):
        load_curricula()
    today = local_day(timezone.now())
    with desk(browser, house, "trandinhphu") as he, desk(browser, house, "hothilien") as her:
        he.page.goto(f"{house.address}/chuong-trinh/tap-huan/moi")
        he.heading("Lập lớp tập huấn")
        he.page.select_option("main select[name=curriculum]", index=1)
        he.write(title="Lớp đi thử", starts_on=format_date(today), venue="Hội trường", planned_number="30")
        he.press("Lập lớp")
        he.heading("Lớp đi thử")
        course = he.page.url
        he.press("Thêm buổi học")
        he.write(on=format_date(today), starts="0:00", ends="23:59", topic="Quy trình ở xã")
        he.press("Thêm buổi học")
        he.page.wait_for_url(course)
        he.page.goto(f"{course}/moi-du")
        he.page.check("main input[name=roles][value=commune_officer]")
        he.page.check("main input[name=everywhere]")
        he.press("Mời")
        expect(he.page.locator("main")).to_contain_text("Hồ Thị Liên")

        her.page.goto(f"{house.address}/chuong-trinh/tap-huan/cua-toi")
        her.heading("Lớp của tôi")
        her.page.get_by_role("link", name="Lớp đi thử").first.click()
        her.press("Trả lời giấy mời")
        her.page.locator("main input[name=coming]").first.check()
        her.press("Gửi trả lời")

        he.press("Mã QR")
        he.heading("Quét để ghi có mặt")
        with acting(house.cast.phu):
            session = Session.objects.get(course__title="Lớp đi thử")
        code = code_for(session.pk, timezone.now())
        her.page.goto(house.address + reverse("programmes:check_in", args=[code]))
        her.press("Tôi có mặt")
        he.page.goto(course)
        he.press("Kết thúc lớp")
        he.write(summary="Đủ người, đúng giờ")
        he.press("Kết thúc lớp")
        he.press("Cấp giấy chứng nhận")
        he.press("Cấp và đánh số")
        her.page.goto(f"{house.address}/chuong-trinh/tap-huan/cua-toi")
        expect(her.page.locator("main")).to_contain_text(re.compile(r"\d+/GCN"))


def test_a_plan_is_given_down_told_on_a_phone_and_read_on_the_map(browser: Browser, house: House) -> None:
    day = local_day(timezone.now())
    last = format_date(day + timedelta(days=3))
    with desk(browser, house, "trandinhphu") as he:
        he.page.goto(f"{house.address}/chuong-trinh/ke-hoach")
        he.press("Lập kế hoạch mới")
        he.write(title="Kế hoạch đi thử", first_year=str(day.year), last_year=str((day + timedelta(days=3)).year))
        he.press("Lập kế hoạch mới")
        he.heading("Kế hoạch đi thử")
        he.press("Thêm mục tiêu")
        he.write(title="An toàn dưới nước")
        he.press("Thêm mục tiêu")
        he.press("Thêm việc")
        he.write(title="Rào các ao sâu", starts_on=format_date(day), due_on=last, planned="200.000.000", allotted="0")
        he.press("Thêm việc")
        he.heading("Rào các ao sâu")
        he.press("Giao xuống")
        boxes = he.page.locator("main [name=whom]:checked")
        he.press("Bỏ chọn tất cả")
        expect(boxes).to_have_count(0)
        he.press("Chọn tất cả")
        expect(boxes).to_have_count(94)
        he.write(due_on=last, each="2.000.000", kept="500.000")
        he.press("Giao việc")
        expect(he.page.locator("main")).to_contain_text("cộng lại không bằng")
        he.write(kept="12.000.000")
        he.press("Giao việc")
        he.heading("Rào các ao sâu")
    context = new_context(browser, phone=True)
    page = context.new_page()
    let_in(page, house, "hothilien")
    page.goto(f"{house.address}/chuong-trinh/?nam={(day + timedelta(days=3)).year}")
    page.get_by_role("link", name="Rào các ao sâu").first.click()
    page.get_by_role("link", name="Báo tiến độ").last.click()
    page.fill("main input[name=progress]", "100")
    page.get_by_role("button", name="Báo tiến độ").click()
    expect(page.locator("main")).to_contain_text("Đã xong")
    for path in ("ban-do", "lich"):
        page.goto(f"{house.address}/chuong-trinh/{path}?nam={(day + timedelta(days=3)).year}")
        expect(page.locator(".scroll-x")).to_contain_text("1.1" if path == "ban-do" else "Rào các ao sâu")
        assert page.evaluate(ACROSS) == 0, f"{path} scrolls sideways"
        assert axe(page) == []
    context.close()
