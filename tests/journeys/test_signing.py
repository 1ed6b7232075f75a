"""What another person signs: a commune recognised, a deed praised; a board that meets; an inspection and its answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Browser, expect

from mangnon.access.scope import acting
from mangnon.lib.dates import format_date, local_day
from mangnon.programmes.recognition.making import FILE
from mangnon.programmes.recognition.queries import law_on
from mangnon.programmes.recognition.rules import lines
from mangnon.statutes.loading import row_of
from mangnon.statutes.reading import read_yaml
from mangnon.statutes.rules import check_file
from mangnon.statutes.tests.shipping import put
from tests.journeys.conftest import House
from tests.journeys.test_call import Desk, desk

pytestmark = pytest.mark.browser
DEED = "Mở lớp bơi không lấy tiền cho trẻ em trong thôn"
HOLE = "Hố ga sau bếp ăn chưa có nắp"


def day(ahead: int = 0) -> str:
    """A day from today, as people write it."""
    return format_date(local_day(timezone.now()) + timedelta(days=ahead))


@pytest.fixture(scope="module")
def assumed(house: House) -> None:
    """The table of criteria with assumed points, and who must sit on a board."""
    draft, _faults = check_file(read_yaml(FILE.read_bytes()))
    assert draft is not None
    with acting(house.cast.phu), transaction.atomic():
        put("body")
        row_of(draft, source="local", by="journeys").save()


def points(her: Desk, *, less: str = "") -> None:
    """Full points in every box of the form, for one criterion five fewer."""
    reading = law_on(local_day(timezone.now()))
    for line in lines(reading.body):
        code, part = line.key
        most = (line.most or 0) - (5 if code == less else 0)
        her.page.fill(f"main [name='points-{code}-{part}']", str(most))


def test_a_commune_scores_itself_the_province_looks_and_a_leader_recognises(
    browser: Browser, house: House, assumed: None
) -> None:
    own = house.cast.land.own
    with desk(browser, house, "trandinhphu") as he:
        he.page.goto(f"{house.address}/chuong-trinh/cong-nhan")
        he.heading("Xã, phường phù hợp với trẻ em")
        he.press("Mở đợt")
        he.tick(kind="assessment")
        he.write(order="Công văn số 9 (đi thử)", opens_on=day(-10), due_on=day(20))
        he.press("Mở đợt")
        he.page.wait_for_url("**/cong-nhan?dot=*")
        he.page.goto(f"{house.address}/chuong-trinh/cong-nhan/noi/{own.pk}")
        he.press("Ghi loại địa bàn")
        he.tick(code="T800")
        he.write(decision="Quyết định số 861/QĐ-TTg (đi thử)", since="1/7/2025")
        he.press("Lưu")
        expect(he.page.locator("h1")).to_contain_text(own.name)
    with desk(browser, house, "hothilien") as her:
        her.page.goto(f"{house.address}/chuong-trinh/cong-nhan")
        her.press("Tự chấm điểm")
        her.heading("Tự chấm điểm")
        points(her, less="TC09")
        her.page.fill("main [name='points-TC07-0']", "999")
        her.press("Lưu điểm")
        expect(her.page.locator("#faults")).to_be_visible()
        her.page.fill("main [name='points-TC07-0']", "50")
        her.press("Lưu điểm")
        her.heading(own.name)
        dossier = her.page.url
        expect(her.page.locator("main")).to_contain_text("995")
        her.press("Nộp hồ sơ")
        expect(her.page.locator("h1")).to_contain_text("Nộp hồ sơ tự chấm điểm")
        her.press("Nộp hồ sơ")
        her.page.wait_for_url(dossier)
        her.page.goto(f"{dossier}/cong-nhan")
        expect(her.page.locator("h1")).not_to_contain_text("Ghi quyết định công nhận")
    with desk(browser, house, "trandinhphu") as he:
        he.page.goto(dossier)
        he.press("Thẩm định")
        he.heading("Thẩm định")
        points(he)
        he.write(visit_on=day(), visit_by="Sở Y tế, UBND xã", minutes="Đã xem sổ sách và các điểm vui chơi.")
        he.press("Lưu kết quả thẩm định")
        expect(he.page.locator("main")).to_contain_text("vì sao khác")
        he.page.fill("main [name='why-TC09-0']", "Trạm Y tế có thêm sổ khám")
        he.press("Lưu kết quả thẩm định")
        he.page.wait_for_url(dossier)
        expect(he.page.locator("main")).to_contain_text("Đủ điều kiện: 1.000 điểm")
    with desk(browser, house, "vothivan") as leader:
        leader.page.goto(dossier)
        leader.page.get_by_role("link", name="Công nhận", exact=True).click()
        expect(leader.page.locator("h1")).to_contain_text("Ghi quyết định công nhận")
        leader.write(number="1200/QĐ-UBND (đi thử)", on=day(), signer="Võ Thị Vân, Phó Chủ tịch")
        leader.press("Công nhận")
        expect(leader.page.locator("main")).to_contain_text("1200/QĐ-UBND")
        leader.press("Lịch sử")
        expect(leader.page.locator("main")).to_contain_text("1200/QĐ-UBND")


def test_a_deed_is_put_forward_decided_by_the_chair_and_shown_with_consent(browser: Browser, house: House) -> None:
    with desk(browser, house, "hothilien") as her:
        her.page.goto(f"{house.address}/chuong-trinh/khen-thuong")
        her.heading("Khen thưởng")
        her.press("Soạn đề nghị")
        expect(her.page.locator("h1")).to_contain_text("Soạn đề nghị khen thưởng")
        her.tick(whom="person", level="commune")
        her.write(name="Hồ Thị Mận (đi thử)", about="Trưởng thôn", deed=DEED, proposer="Hội Phụ nữ xã")
        her.page.select_option("main [name=form]", "giay_khen")
        her.press("Lưu bản soạn")
        her.heading("Hồ Thị Mận")
        nomination = her.page.url
        her.press("Gửi đề nghị khen")
        expect(her.page.locator("h1")).to_contain_text("Gửi đề nghị khen")
        her.press("Gửi đề nghị khen")
        her.page.wait_for_url(nomination)
        her.press("Trình lên")
        her.write(body="Hội đồng thi đua xã", on=day())
        her.press("Ghi đã trình")
        her.page.wait_for_url(nomination)
        expect(her.page.locator("main")).not_to_contain_text("Ghi quyết định khen")
    with desk(browser, house, "hovanquyet") as chair:
        chair.page.goto(nomination)
        chair.press("Ghi quyết định khen")
        expect(chair.page.locator("h1")).to_contain_text("Ghi quyết định khen thưởng")
        chair.write(number="12/QĐ-UBND (đi thử)", on=day(), signer="Hồ Văn Quyết, Chủ tịch")
        chair.press("Ghi quyết định")
        chair.heading("Hồ Thị Mận")
        expect(chair.page.locator("main")).to_contain_text("12/QĐ-UBND")
    with desk(browser, house, "hothilien") as her:
        her.page.goto(nomination)
        her.press("Công khai")
        her.tick(public="yes")
        her.page.locator("main .form-acts button.main").click()
        expect(her.page.locator("#faults")).to_be_visible()
        her.write(consent="Bà Mận đồng ý, giấy lưu tại xã")
        her.page.locator("main .form-acts button.main").click()
        her.page.wait_for_url(nomination)
        expect(her.page.locator("main")).to_contain_text("Bà Mận đồng ý")


def test_a_board_is_founded_meets_and_what_it_concludes_is_kept(browser: Browser, house: House, assumed: None) -> None:
    with desk(browser, house, "hothilien") as her:
        her.page.goto(f"{house.address}/chuong-trinh/ban")
        her.press("Ghi ban, nhóm")
        expect(her.page.locator("h1")).to_contain_text("Ghi ban, nhóm")
        her.tick(kind="board")
        her.write(decision="Quyết định số 45/QĐ-UBND (đi thử)", since=day(-90))
        her.press("Ghi vào sổ")
        expect(her.page.locator("main")).to_contain_text("Trưởng trạm Y tế")
        her.heading(house.cast.land.own.name)
        her.press("Thêm thành viên")
        expect(her.page.locator("h1")).to_contain_text("Thêm thành viên")
        her.tick(part="head")
        her.write(name="Hồ Văn Quyết", other="Chủ tịch UBND xã", since=day(-90))
        her.press("Thêm thành viên")
        expect(her.page.locator("main")).to_contain_text("Hồ Văn Quyết")
        her.press("Ghi cuộc họp")
        her.write(on=day(-1), agenda="Rà soát ao hồ nguy hiểm")
        her.press("Ghi cuộc họp")
        her.heading("Họp ngày")
        her.press("Ghi biên bản")
        her.write(present="Đủ", minutes="Thống nhất rào ao.")
        her.press("Lưu biên bản")
        her.press("Thêm kết luận")
        her.write(text="Rào ao thôn Một")
        her.press("Thêm kết luận")
        expect(her.page.locator("main")).to_contain_text("Rào ao thôn Một")


def test_an_inspection_recommends_and_whoever_was_inspected_answers_on_a_phone(browser: Browser, house: House) -> None:
    with desk(browser, house, "trandinhphu") as he:
        he.page.goto(f"{house.address}/chuong-trinh/kiem-tra")
        he.press("Ghi cuộc kiểm tra")
        expect(he.page.locator("h1")).to_contain_text("Ghi cuộc kiểm tra, giám sát")
        he.page.locator("main input[name=kind]").first.check()
        he.write(leader="Sở Y tế", subject="UBND xã (đi thử)", topics="Phòng chống đuối nước",
                 planned_from=day(-3), planned_to=day(-2))  # fmt: skip
        he.page.select_option("main [name=subject_place]", str(house.cast.land.own.pk))
        he.press("Ghi vào sổ")
        he.press("Thêm người")
        he.write(name="Nguyễn Văn Đoàn", post="Chuyên viên", agency="Sở Y tế")
        he.page.check("main [name=head]")
        he.press("Thêm vào đoàn")
        he.press("Ghi đã làm")
        he.write(held_on=day(-2), minutes="Đã đi ba thôn.")
        he.press("Lưu biên bản")
        he.press("Thêm kiến nghị")
        expect(he.page.locator("h1")).to_contain_text("Thêm kiến nghị")
        he.write(text=HOLE, who="Chủ tịch UBND xã", due_on=day(10))
        he.press("Ghi vào sổ")
        he.heading("UBND xã (đi thử)")
        wanted = he.page.get_by_role("link", name=HOLE).first.get_attribute("href")
    with desk(browser, house, "hothilien", phone=True) as her:
        her.page.goto(f"{house.address}/chuong-trinh/kiem-tra")
        her.page.get_by_role("link", name=HOLE).first.click()
        her.page.get_by_role("link", name="Trả lời").last.click()
        her.heading("Trả lời kiến nghị")
        her.write(text="Đã đậy nắp bê tông", by="Chủ tịch UBND xã", on=day(-1))
        her.press("Lưu trả lời")
        expect(her.page.locator("main")).to_contain_text("Đã đậy nắp bê tông")
    with desk(browser, house, "trandinhphu") as he:
        he.page.goto(f"{house.address}{wanted}")
        he.press("Ghi làm đến đâu")
        he.tick(followed="done")
        he.write(on=day())
        he.page.check("main [name=close]")
        he.page.locator("main .form-acts button.main").click()
        expect(he.page.locator("main")).to_contain_text("Đã kết thúc")
