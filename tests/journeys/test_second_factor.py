"""The second factor as people set it up: a telephone's codes with recovery codes, and a passkey, in Chromium."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.journeys.conftest import House, axe, sign_in

pytestmark = pytest.mark.browser

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A telephone or laptop that asks for a finger, as Chromium plays it."""


@pytest.fixture
def local(house: House) -> House:
    """The same server by its name: browsers keep passkeys for names, never for numbers."""
    return House(house.address.replace("127.0.0.1", "localhost"), house.cast)


@pytest.fixture
def key(page: Page) -> Iterator[Any]:
    """A virtual authenticator in this page's browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield lambda: session.send("WebAuthn.getCredentials", {"authenticatorId": made["authenticatorId"]})["credentials"]
    session.detach()


def code_now(secret: str, *, steps: int = 0) -> str:
    """What the telephone shows; the next one with ``steps=1``."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def put_codes_away(page: Page, house: House) -> list[str]:
    """The recovery codes that appear after the first factor; then on to work."""
    page.wait_for_url(f"{house.address}/hai-lop/du-phong")
    codes = page.locator(".codes code").all_inner_texts()
    assert axe(page) == []
    page.get_by_role("button", name="Đã cất mã").click()
    page.wait_for_url(f"{house.address}/")
    return codes


def sign_out(page: Page, house: House) -> None:
    """By the menu under one's name, without looking for it."""
    page.goto(f"{house.address}/tai-khoan")
    page.evaluate("document.querySelector('form[action=\"/dang-xuat\"]').requestSubmit()")
    page.wait_for_url(re.compile("/dang-nhap"))


def test_a_passkey_is_added_used_renamed_and_taken_away(page: Page, local: House, key: Any) -> None:
    sign_in(page, local, "hothilien")
    page.goto(f"{local.address}/hai-lop")
    assert axe(page) == []
    page.get_by_role("link", name="Thêm khóa đăng nhập").click()
    page.wait_for_url(re.compile("/hai-lop/khoa/them"))
    assert axe(page) == []
    page.fill("input[name=name]", "Máy tính xã")
    page.locator("[data-passkey-go]").click()
    assert len(put_codes_away(page, local)) == 10
    assert len(key()) == 1

    sign_out(page, local)
    assert axe(page) == []
    page.get_by_role("button", name="Dùng khóa đăng nhập").click()
    page.wait_for_url(f"{local.address}/")
    assert key()[0]["signCount"] >= 1

    page.goto(f"{local.address}/hai-lop/khoa")
    expect(page.locator("main")).to_contain_text("Máy tính xã")
    expect(page.locator("main")).to_contain_text("dùng lần cuối")
    assert axe(page) == []
    page.get_by_role("link", name="Đổi tên Máy tính xã").click()
    assert axe(page) == []
    page.fill("input[name=name]", "Máy ở bàn trực")
    page.get_by_role("button", name="Lưu tên").click()
    page.wait_for_url(f"{local.address}/hai-lop/khoa")
    expect(page.locator("main")).to_contain_text("Máy ở bàn trực")

    page.goto(f"{local.address}/xac-nhan/khoa?next=/hai-lop/khoa")
    assert axe(page) == []
    page.evaluate(
        "const f = document.querySelector('form[data-passkey]'); f.elements.credential.value = '{}'; f.submit()"
    )
    expect(page.locator("main")).to_contain_text("Khóa này không dùng được ở đây")
    assert axe(page) == []
    page.get_by_role("button", name="Dùng khóa đăng nhập").click()
    page.wait_for_url(f"{local.address}/hai-lop/khoa")

    page.get_by_role("link", name="Bỏ Máy ở bàn trực").click()
    assert axe(page) == []
    page.get_by_role("button", name="Bỏ khóa").click()
    page.wait_for_url(f"{local.address}/hai-lop/khoa")
    expect(page.locator("main")).to_contain_text("Chưa có khóa nào")
    assert axe(page) == []
    sign_out(page, local)
    page.get_by_role("button", name="Dùng khóa đăng nhập").click()
    expect(page.locator("main")).to_contain_text("Khóa này không dùng được ở đây")
    assert "/dang-nhap" in page.url
    sign_in(page, local, "hothilien")


def test_codes_of_a_telephone_are_set_up_used_and_taken_away(page: Page, house: House) -> None:
    sign_in(page, house, "phanquan")
    page.goto(f"{house.address}/hai-lop")
    page.get_by_role("link", name="Thêm mã trên điện thoại").click()
    page.wait_for_url(re.compile("/hai-lop/dien-thoai"))
    expect(page.locator("img.qr")).to_be_visible()
    assert axe(page) == []
    secret = page.locator("code.secret-text").inner_text()
    page.fill("input[name=code]", "000000")
    page.get_by_role("button", name="Bật mã trên điện thoại").click()
    expect(page.locator("#faults")).to_contain_text("Mã chưa đúng")
    assert axe(page) == []
    assert page.locator("code.secret-text").inner_text() == secret
    page.fill("input[name=code]", code_now(secret))
    page.get_by_role("button", name="Bật mã trên điện thoại").click()
    codes = put_codes_away(page, house)

    sign_out(page, house)
    page.fill("input[name=login]", "phanquan")
    page.fill("input[name=password]", _password())
    page.click("form#sign-in button.main")
    page.wait_for_url(re.compile("/xac-thuc-hai-lop"))
    assert axe(page) == []
    page.fill("input[name=code]", codes[0])
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(f"{house.address}/")
    page.goto(f"{house.address}/hai-lop")
    expect(page.locator("main")).to_contain_text("Còn 9 mã")
    assert axe(page) == []
    page.get_by_role("link", name="Bỏ cách này").click()
    page.get_by_role("button", name="Bỏ mã trên điện thoại").click()
    page.wait_for_url(f"{house.address}/hai-lop")
    expect(page.locator("main")).not_to_contain_text("Mã dự phòng")


def _password() -> str:
    from mangnon.testing.people import PASSWORD

    return PASSWORD


def test_a_locked_screen_opens_on_the_same_page_with_the_words_still_there(page: Page, house: House) -> None:
    sign_in(page, house, "hothilien")
    page.goto(f"{house.address}/mau-thu/")
    page.locator("table a").first.click()
    note = page.url + "/ghi-chu"
    page.goto(note)
    page.fill("textarea[name=text]", "Mẹ đi làm xa, em ở với cô.")
    page.locator("textarea[name=text]").blur()
    expect(page.locator("[data-saved]").first).to_contain_text("Đã lưu lúc")
    other = page.context.new_page()
    other.goto(f"{house.address}/tai-khoan")
    other.get_by_role("button", name="Khóa màn hình").click()
    other.wait_for_url(re.compile("/mo-khoa"))
    assert axe(other) == []
    other.close()
    page.goto(note)
    page.wait_for_url(re.compile("/mo-khoa"))
    page.fill("input[name=password]", _password())
    page.get_by_role("button", name="Mở khóa").click()
    page.wait_for_url(note)
    expect(page.locator("textarea[name=text]")).to_have_value("Mẹ đi làm xa, em ở với cô.")


def test_one_of_my_devices_is_signed_out_from_another(page: Page, house: House) -> None:
    from tests.journeys.conftest import new_context

    sign_in(page, house, "lehoaian")
    browser = page.context.browser
    assert browser is not None
    context = new_context(browser, phone=True)
    phone = context.new_page()
    sign_in(phone, house, "lehoaian")
    page.goto(f"{house.address}/tai-khoan")
    assert axe(page) == []
    page.get_by_role("button", name="Thoát ra trên mọi máy khác").click()
    expect(page.locator("#toasts")).to_contain_text("máy khác đã thoát ra")
    phone.goto(f"{house.address}/tai-khoan")
    phone.wait_for_url(re.compile("/dang-nhap"))
    expect(phone.locator("main")).to_contain_text("Phiên làm việc đã kết thúc")
    assert axe(phone) == []
    context.close()
