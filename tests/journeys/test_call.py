"""The 22:40 call: from five answers at the hotline to the closed case, through everybody who takes part."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import House, axe, let_in, new_context
from tests.journeys.counting import Task, told

pytestmark = pytest.mark.browser
CHILD, WHAT = "Hồ Thị Sen", "Nhà bên có tiếng đánh và tiếng trẻ khóc từ chiều, giờ cửa khóa trái"
PAGE_OF_CASE, HOUR = re.compile("/ho-so/[0-9a-f-]{36}$"), 3_600


@dataclass
class Desk:
    """Somebody at work in a window of their own."""

    page: Page
    house: House

    def home(self) -> None:
        """Where the day begins."""
        self.page.goto(f"{self.house.address}/")

    def press(self, words: str) -> None:
        """A button or a link of the page."""
        main = self.page.locator("main")
        main.get_by_role("button", name=words).or_(main.get_by_role("link", name=words)).first.click()

    def heading(self, words: str) -> None:
        """Wait for the page of that name, then look whether everybody can use it, also on a telephone."""
        expect(self.page.locator("h1")).to_contain_text(words)
        assert axe(self.page) == []
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": 390, "height": 844})
        across = self.page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        assert across <= 0, f"{self.page.url}: {across} px"
        assert size is not None
        self.page.set_viewport_size(size)

    def write(self, **typed: str) -> None:
        """Type into boxes."""
        for name, text in typed.items():
            self.page.fill(f"main [name='{name}']", text)

    def tick(self, **answers: str) -> None:
        """Choose answers."""
        for name, value in answers.items():
            self.page.check(f"main input[name='{name}'][value='{value}']")

    def paper(self, link: str, heading: str, **answers: str) -> None:
        """Fill in a form from the page of the case, and come back."""
        self.press(link)
        self.heading(heading)
        for key, value in answers.items():
            box = self.page.locator(f"main [name='q-{key}']")
            if box.first.get_attribute("type") == "radio":
                self.page.check(f"main input[name='q-{key}'][value='{value}']")
            else:
                box.fill(value)
        self.page.locator(".paper-part:last-of-type .form-acts button.main").click()
        self.page.wait_for_url(re.compile("/giay-to/[0-9a-f-]{36}$"))
        self.page.locator(".crumbs a").first.click()
        self.page.wait_for_url(PAGE_OF_CASE)

    def sent(self, button: str) -> None:
        """Send the form and stand on the page of the case again."""
        self.press(button)
        self.page.wait_for_url(PAGE_OF_CASE)

    def line(self, words: str) -> Locator:
        """Something that the timeline tells."""
        return self.page.locator(".timeline li", has_text=words).first


@contextmanager
def desk(browser: Browser, house: House, username: str, *, phone: bool = False) -> Iterator[Desk]:
    """A window in which somebody has signed in, as wide as a desk or a phone."""
    context = new_context(browser, phone=phone)
    page = context.new_page()
    let_in(page, house, username)
    yield Desk(page, house)
    context.close()


@pytest.fixture
def truc(browser: Browser, house: House) -> Iterator[Desk]:
    """The hotline's operator."""
    with desk(browser, house, "nguyenthitruc") as one:
        yield one


@pytest.fixture
def lien(browser: Browser, house: House) -> Iterator[Desk]:
    """The commune's officer."""
    with desk(browser, house, "hothilien") as one:
        yield one


@pytest.fixture
def quyet(browser: Browser, house: House) -> Iterator[Desk]:
    """The commune's chair."""
    with desk(browser, house, "hovanquyet") as one:
        yield one


def test_the_22_40_call_is_followed_to_a_closed_case(
    browser: Browser, house: House, truc: Desk, lien: Desk, quyet: Desk
) -> None:
    number = taken_by_telephone(truc)
    accepted(lien)
    opened(lien)
    code = assessed(lien)
    protected(quyet)
    planned(lien)
    approved(browser, house)
    carried_out(lien, quyet)
    closed(lien, quyet)
    the_sender_reads_the_outcome_and_no_more(truc, number, code)


def taken_by_telephone(truc: Desk) -> str:
    """Five answers, the commune by its old name; the receipt says where it is."""
    page = truc.page
    page.goto(f"{truc.house.address}/tin-bao/")
    truc.heading("Tin báo")
    truc.press("Nhận tin")
    truc.heading("Nhận tin")
    assert (
        page.locator("main #form [aria-required=true], main #form fieldset:not(:has(.optional)) > legend").count() <= 5
    )
    task = Task(page, "Take a report by telephone")
    task.write("what", WHAT)
    task.write("place", "xã Trà Nam")
    task.write("child_name", CHILD)
    task.tick("danger", "yes")
    task.press("Ghi và chuyển ngay")
    page.wait_for_url(re.compile("/tin-bao/[0-9a-f-]{36}$"))
    truc.heading("Tin báo TB-")
    expect(page.locator("main")).to_contain_text("Xã Trà Linh")
    told(task, 60)
    return page.locator("h1").inner_text().split()[-1]


def accepted(lien: Desk) -> None:
    """The officer finds it first thing and takes it up."""
    lien.home()
    lien.page.locator("main a", has_text=CHILD).first.click()
    lien.heading("Tin báo TB-")
    task = Task(lien.page, "Accept a report")
    task.press("Tiếp nhận tin")
    expect(lien.page.locator("#toasts")).to_contain_text("Bạn đã tiếp nhận tin")
    told(task, 10)


def opened(lien: Desk) -> None:
    """A case of the report, with what the report knows."""
    lien.press("Mở hồ sơ")
    lien.heading("Mở hồ sơ vụ việc")
    expect(lien.page.locator("main input[name=emergency][value='1']")).to_be_checked()
    lien.write(about="nghi bị bạo lực trong nhà")
    lien.sent("Mở hồ sơ")
    lien.heading(CHILD)
    expect(lien.page.locator(".clock")).to_contain_text("12 giờ liền")


def assessed(lien: Desk) -> str:
    """Form 02, and what a person concludes from it."""
    lien.paper(
        "Điền đánh giá ban đầu", "Đánh giá nguy cơ ban đầu", harm_degree="CAO", continued_harm="CAO",
        conclusion="Nguy cơ cao, cha dượng còn ở nhà.", emergency="yes",
    )  # fmt: skip
    lien.press("Ghi kết luận ban đầu")
    lien.heading("Kết luận đánh giá ban đầu")
    expect(lien.page.locator("main [name=conclusion]")).to_have_value("Nguy cơ cao, cha dượng còn ở nhà.")
    lien.tick(child_view="asked", danger_now="1")
    lien.write(child_said="Em muốn ở với bà ngoại.")
    lien.sent("Ghi kết luận")
    return lien.page.url.rsplit("/", 1)[-1]


def protected(quyet: Desk) -> None:
    """The chair decides on the emergency, and that the child is kept apart."""
    quyet.page.goto(f"{quyet.house.address}/ho-so/")
    quyet.heading("Hồ sơ vụ việc")
    quyet.page.locator("#rows a", has_text=CHILD).first.click()
    quyet.press("Ghi biện pháp khẩn cấp")
    quyet.heading("Biện pháp khẩn cấp")
    quyet.tick(needed="1")
    quyet.write(what="Công an xã đến nhà, đưa em sang nhà bà ngoại.", decided_by="Hồ Văn Quyết")
    quyet.sent("Ghi quyết định")
    expect(quyet.line("đưa em sang nhà bà ngoại")).to_be_visible()
    quyet.press("Tạm thời cách ly")
    quyet.heading("Tạm thời cách ly trẻ")
    quyet.write(number="05/QĐ-UBND", signer="Hồ Văn Quyết", address="Nhà bà ngoại, thôn Thử Hai")
    for name in ("ground", "goes_to"):
        quyet.page.locator(f"main input[name={name}]").first.check()
    quyet.sent("Ghi quyết định")
    expect(quyet.page.locator(".side")).to_contain_text("05/QĐ-UBND")


def planned(lien: Desk) -> None:
    """Form 03, the meeting, a plan for the chair."""
    lien.page.reload()
    lien.paper("Điền đánh giá cụ thể", "nguy cơ", conclusion="Cha dượng đã bị tách khỏi nhà.")
    lien.press("Ghi kết luận cụ thể")
    lien.heading("Kết luận đánh giá nguy cơ cụ thể")
    lien.tick(child_view="asked")
    lien.write(child_said="Em muốn đi học lại.")
    lien.sent("Ghi kết luận")
    lien.press("Ghi biên bản họp")
    lien.heading("Họp xác định nhu cầu")
    lien.write(
        led_by="Hồ Văn Quyết, Chủ tịch xã", present="Công an xã, trạm y tế, nhà trường", needs="Tư vấn tâm lý",
        minutes="Các bên thống nhất phân công.", child_said="Em muốn ở với bà.",
    )  # fmt: skip
    lien.tick(child_view="asked")
    lien.sent("Ghi biên bản")
    lien.press("Soạn kế hoạch")
    lien.heading("Kế hoạch hỗ trợ, can thiệp")
    expect(lien.page.locator("main [name=what_0]")).to_have_value("Tư vấn tâm lý")
    until = timezone.localdate() + timedelta(days=30)
    lien.write(goals="Em an toàn ở nhà bà, đi học đều.", ends_on=f"{until:%d/%m/%Y}", who_0="Trung tâm Công tác xã hội")
    lien.sent("Lưu kế hoạch")
    lien.press("Trình kế hoạch")
    lien.heading("Trình kế hoạch")
    lien.sent("Trình phê duyệt")
    expect(lien.page.locator(".clock")).to_contain_text("Đang chờ")


def approved(browser: Browser, house: House) -> None:
    """The chair signed in an hour ago: the password is asked again before the decision."""
    from mangnon.accounts.models import Person
    from mangnon.testing.people import PASSWORD, signed_in

    person = Person.objects.get(username="hovanquyet")
    cookie = signed_in(person, proved_at=time.time() - HOUR).cookies["mangnon"].value
    context = new_context(browser)
    context.add_cookies([{"name": "mangnon", "value": cookie, "url": house.address}])
    quyet = Desk(context.new_page(), house)
    quyet.home()
    quyet.page.locator("main a", has_text=CHILD).first.click()
    quyet.press("Xem, quyết định kế hoạch")
    quyet.heading("Gõ lại mật khẩu")
    quyet.page.fill("input[name=password]", PASSWORD)
    quyet.page.get_by_role("button", name="Tiếp tục").click()
    quyet.heading("Quyết định về kế hoạch")
    expect(quyet.page.locator(".side")).to_contain_text("Em an toàn ở nhà bà, đi học đều.")
    quyet.tick(yes="1")
    quyet.write(remark="Báo tôi sau tuần đầu.")
    quyet.sent("Ghi quyết định")
    expect(quyet.page.locator("#toasts")).to_contain_text("Đã phê duyệt kế hoạch")
    context.close()


def carried_out(lien: Desk, quyet: Desk) -> None:
    """A visit in two minutes, the separation ended, the child reviewed on form 06."""
    lien.page.reload()
    task = Task(lien.page, "Log a visit in a case")
    task.press("Ghi lần thăm")
    lien.heading("Ghi lần thăm, cuộc gọi, dịch vụ")
    task.write("what", "Em ngủ được, ăn đều, đã đi học lại. Bà ngoại khỏe, muốn nuôi em lâu dài.")
    task.tick("safe", "1")
    task.press("Ghi vào hồ sơ")
    lien.page.wait_for_url(PAGE_OF_CASE)
    expect(lien.line("Em ngủ được, ăn đều")).to_be_visible()
    told(task, 120)
    quyet.page.reload()
    quyet.press("Kết thúc cách ly")
    quyet.heading("Kết thúc cách ly")
    quyet.write(number="06/QĐ-UBND", signer="Hồ Văn Quyết", reason="Mẹ bảo đảm được an toàn cho em.")
    quyet.sent("Ghi quyết định")
    lien.page.reload()
    lien.paper("Điền rà soát", "Rà soát", conclusion="Em an toàn, đã ổn định.")
    lien.press("Ghi rà soát")
    lien.heading("Rà soát sau kế hoạch")
    lien.tick(no_risk="1", stable="1", proposal="close", child_view="asked")
    lien.write(child_said="Em muốn ở với mẹ và bà.")
    lien.sent("Ghi rà soát")


def closed(lien: Desk, quyet: Desk) -> None:
    """Proposed by one, decided by another."""
    lien.press("Đề xuất kết thúc")
    lien.heading("Đề xuất kết thúc hồ sơ")
    lien.write(reason="Em an toàn, đã ổn định.")
    lien.sent("Trình kết thúc")
    quyet.page.reload()
    quyet.press("Quyết định kết thúc")
    quyet.heading("Quyết định kết thúc hồ sơ")
    expect(quyet.page.locator("main")).to_contain_text("Em an toàn, đã ổn định.")
    quyet.tick(yes="1")
    quyet.sent("Ghi quyết định")
    quyet.heading(CHILD)
    expect(quyet.page.locator("main")).to_contain_text("Đã kết thúc")


def the_sender_reads_the_outcome_and_no_more(truc: Desk, number: str, code: str) -> None:
    """That a case came of it; nothing of the case."""
    truc.page.reload()
    truc.heading(number)
    main = truc.page.locator("main")
    expect(main).to_contain_text("Đã mở hồ sơ")
    for hidden in ("HS-", "nghi bị bạo lực trong nhà", "bà ngoại"):
        expect(main).not_to_contain_text(hidden)
    answer = truc.page.goto(f"{truc.house.address}/ho-so/{code}")
    assert answer is not None
    assert answer.status == 403
