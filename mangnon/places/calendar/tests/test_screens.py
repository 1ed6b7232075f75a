"""The calendar's pages through the HTTP door, without scripts."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mangnon.access.roles import Role
from mangnon.lib.periods import Period
from mangnon.places.calendar.actions import Days, add_days, withdraw_days
from mangnon.places.calendar.models import CalendarEntry
from mangnon.places.calendar.tests.conftest import Desk
from mangnon.testing.cast import AT, Cast
from mangnon.testing.people import make_person, signed_in
from mangnon.ui.helping import every_page

YEAR, DUE, ADD = (reverse(f"places:{name}") for name in ("calendar", "calendar_due", "calendar_add"))
STORM = {
    "first_off": "26/11/2026",
    "last_off": "",
    "worked": "5/12/2026",
    "name": "Nghỉ tránh bão",
    "place": "",
    "place_key": "",
    "document": "Công điện 99/CĐ-TEST",
    "confirmed": "on",
}


@dataclass(frozen=True, slots=True)
class Room:
    """Liên of Trà Linh and Phú of the province at their desks."""

    cast: Cast
    lien: Client
    phu: Client


@pytest.fixture
def room(cast: Cast) -> Room:
    """Signed-in browsers."""
    lien = make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)
    phu = make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, cast.land.province)
    return Room(cast, signed_in(lien), signed_in(phu))


def read(client: Client, url: str, *, status: int = 200, **asked: str) -> str:
    """The page as text with entities resolved."""
    answer = client.get(url, asked)
    assert answer.status_code == status, answer.text[:2_000]
    return html.unescape(answer.text)


def send(client: Client, url: str, given: dict[str, str], *, status: int) -> str:
    answer = client.post(url, given)
    assert answer.status_code == status, answer.text[:2_000]
    return html.unescape(answer.text)


def plain(page: str) -> str:
    """The words of the main part."""
    main = re.search(r"<main.*?</main>", page, re.S)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


def cell(page: str, month: int, day: int) -> str:
    """One day of the twelve tables."""
    table = re.findall(r'<table class="month">.*?</table>', page, re.S)[month - 1]
    found = re.search(rf"<td[^>]*><span class=\"day-number\">{day}</span>.*?</td>", table, re.S)
    assert found
    return found[0]


# --- the year ---


def test_a_year_has_twelve_months_with_marks_in_letters_and_words(room: Room) -> None:
    page = read(room.lien, YEAR, nam="2026")
    assert page.count('class="month"') == 12
    assert page.count('class="day-number"') == 365
    assert 'class="off"' in cell(page, 1, 2)
    assert "Nghỉ hoán đổi dịp Tết Dương lịch 2026" in cell(page, 1, 2)
    assert 'class="worked"' in cell(page, 1, 10)
    assert ">B</span>" in cell(page, 1, 10)
    assert ">N</span>" in cell(page, 11, 24)
    assert 'class="weekend"' in cell(page, 1, 11)


def test_the_list_says_by_which_document_and_since_when_it_is_known(room: Room) -> None:
    words = plain(read(room.lien, YEAR, nam="2026"))
    assert "Công văn 12729/VPCP-KGVX ngày 25/12/2025 có sẵn trong phần mềm, biết từ 25/12/2025" in words
    assert "Thứ Hai 16/2/2026 đến thứ Sáu 20/2/2026" in words
    assert "danh mục ngày lễ mở holidays, bản 0.109" in words


def test_a_year_not_yet_announced_says_so(room: Room) -> None:
    page = read(room.lien, YEAR, nam="2027")
    assert "Lịch nghỉ năm 2027 chưa được công bố đủ" in page
    assert ">N?</span>" in cell(page, 2, 4)
    assert "chưa được công bố đủ" not in read(room.lien, YEAR, nam="2026")


def test_a_commune_sees_its_own_days_without_asking_others_when_they_ask(room: Room) -> None:
    land = room.cast.land
    days = Days("Lễ mừng lúa mới", "Thông báo 7/TB-TEST", off=_one(date(2026, 11, 26)), unit_id=land.own.pk)
    add_days(actor=room.cast.phu, at=AT, days=days)
    assert 'class="local expected"' in cell(read(room.lien, YEAR, nam="2026"), 11, 26)
    country = read(room.phu, YEAR, nam="2026")
    assert "local" not in cell(country, 11, 26)
    assert "Ngày riêng của các địa bàn Đ? Nghỉ thứ Năm 26/11/2026 Lễ mừng lúa mới (Xã Trà Linh)" in plain(country)
    assert "Ngày riêng của các địa bàn" not in read(room.lien, YEAR, nam="2026")
    asked = read(room.phu, YEAR, nam="2026", noi="Trà Linh", noi_key=str(land.own.pk))
    assert "Lịch ở xã Trà Linh, kể cả ngày nghỉ riêng" in asked
    assert "Trần Đình Phú ghi lúc" in asked
    assert "chưa xác nhận" in plain(asked)


def _one(day: date) -> Period:
    return Period.closed(day, day)


def test_the_calendar_as_known_on_a_day_lacks_what_came_later(room: Room) -> None:
    then = read(room.phu, YEAR, nam="2026", noi="", biet_ngay="24/12/2025")
    assert "như đã biết đến hết ngày 24/12/2025" in then
    assert 'class="weekend"' in cell(then, 1, 10)
    assert 'class="worked"' in cell(read(room.phu, YEAR, nam="2026", noi="", biet_ngay="25/12/2025"), 1, 10)


def test_what_was_withdrawn_stays_readable(room: Room) -> None:
    days = Days("Nghỉ tránh bão", "CĐ 99", off=_one(date(2026, 11, 26)))
    row = add_days(actor=room.cast.phu, at=AT, days=days)
    withdraw_days(actor=room.cast.phu, at=AT, entry_id=row.pk, reason="Nhập nhầm ngày")
    words = plain(read(room.lien, YEAR, nam="2026"))
    assert "1 mục đã rút" in words
    assert "Trần Đình Phú rút lại lúc" in words
    assert "Nhập nhầm ngày" in words


@pytest.mark.parametrize("year", ["1999", "2100", "nay", "-1", "²"])
def test_a_year_that_no_link_has_is_refused(room: Room, year: str) -> None:
    assert "Đường dẫn có phần không hiểu được" in read(room.lien, YEAR, status=400, nam=year)


def test_a_place_nobody_knows_and_a_day_nobody_has_are_said_beside_the_fields(room: Room) -> None:
    page = read(room.lien, YEAR, nam="2026", noi="qwxzvk", biet_ngay="31/2/2026")
    assert "Không thấy nơi nào tên" in page
    assert "không có ngày 31" in page


def test_acts_are_offered_to_those_who_may(room: Room) -> None:
    assert ADD in read(room.phu, YEAR)
    assert ADD not in read(room.lien, YEAR)
    assert DUE in read(room.lien, YEAR)
    assert room.lien.get(ADD).status_code == 403


def test_a_year_costs_the_same_few_queries_however_much_was_entered(
    room: Room, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(1, 9):
        days = Days(f"Đợt {n}", "VB", off=_one(date(2026, 3, n)), unit_id=room.cast.land.own.pk)
        add_days(actor=room.cast.phu, at=AT, days=days)
    read(room.lien, YEAR)
    with django_assert_max_num_queries(9):
        read(room.lien, YEAR)


# --- reckoning ---


def asked(**given: str) -> dict[str, str]:
    return {"start": "9:00 31/12/2025", "amount": "5", "clock": "working_day", "place": "", **given}


def test_a_term_is_answered_with_its_reasons_day_by_day(room: Room) -> None:
    words = plain(send(room.lien, DUE, asked(), status=200))
    assert "Hạn: hết ngày thứ Sáu 9/1/2026" in words
    assert "bỏ qua thứ Năm 1/1 (Tết Dương lịch), thứ Sáu 2/1 (Nghỉ hoán đổi" in words
    assert "Thứ Bảy 3/1/2026 bỏ qua, cuối tuần" in words
    assert "Thứ Sáu 9/1/2026 ngày thứ 5" in words


def test_hours_days_and_local_days_are_answered_too(room: Room) -> None:
    hours = plain(send(room.lien, DUE, asked(start="22:00 16/2/2026", amount="12", clock="hour"), status=200))
    assert "Hạn: 10:00 thứ Ba 17/2/2026" in hours
    assert "kể cả ban đêm, ngày nghỉ và Tết" in hours
    days = plain(send(room.lien, DUE, asked(start="9/11/2026", amount="15", clock="day"), status=200))
    assert "Hạn: hết ngày thứ Tư 25/11/2026" in days
    assert "Thứ Ba 24/11/2026 ngày thứ 15, Ngày Văn hóa Việt Nam" in days
    land = room.cast.land
    storm = Days("Bão", "CĐ 9", off=_one(date(2026, 1, 5)), unit_id=land.own.pk)
    add_days(actor=room.cast.phu, at=AT, days=storm)
    there = asked(place="Trà Linh", place_key=str(land.own.pk))
    assert "Hạn: hết ngày thứ Bảy 10/1/2026" in plain(send(room.lien, DUE, there, status=200))


def test_the_form_knows_the_moment_and_the_commune_one_works_in(room: Room) -> None:
    page = read(room.lien, DUE)
    assert f'name="place_key" value="{room.cast.land.own.pk}"' in page
    assert 'value="Xã Trà Linh"' in page
    assert 'name="place_key" value=""' in read(room.phu, DUE)


def test_a_term_that_rests_on_expected_days_says_so(room: Room) -> None:
    page = send(room.lien, DUE, asked(start="9:00 3/2/2027"), status=200)
    assert "dựa trên ngày nghỉ chưa được công bố" in page
    assert "chưa được công bố" not in send(room.lien, DUE, asked(), status=200)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"start": "nhầm"}, "Không đọc được ngày “nhầm”."),
        ({"start": "31/12/2025", "clock": "hour"}, "cần giờ bắt đầu"),
        ({"amount": "9999"}, "Thời hạn 9.999 không hợp lý."),
        ({"amount": "0"}, "1"),
        ({"clock": "at_once"}, "at_once"),
        ({"start": ""}, "Ô này còn trống"),
    ],
)
def test_what_cannot_be_reckoned_is_said_beside_its_field(room: Room, given: dict[str, str], said: str) -> None:
    page = send(room.lien, DUE, asked(**given), status=422)
    assert said in plain(page)
    assert "Hạn:" not in plain(page)


# --- changing ---


def stamped(page: str) -> dict[str, str]:
    found = re.search(r'name="previewed" value="([0-9a-f]+)"', page)
    assert found
    return {**STORM, "previewed": found[1]}


def test_a_day_is_previewed_then_written(room: Room) -> None:
    page = send(room.phu, ADD, STORM, status=200)
    words = plain(page)
    assert "Thứ Năm 26/11/2026: từ ngày làm việc thành ngày nghỉ" in words
    assert "Thứ Bảy 5/12/2026: từ ngày nghỉ thành ngày làm việc" in words
    assert "Ghi vào lịch" in words
    assert not CalendarEntry.objects.exists()
    send(room.phu, ADD, stamped(page), status=303)
    assert CalendarEntry.objects.get().confirmed
    assert "Đã ghi “Nghỉ tránh bão” vào lịch" in read(room.phu, YEAR, nam="2026")


def test_the_preview_counts_open_deadlines_and_the_act_tells_how_many_moved(room: Room, desk: Desk) -> None:
    """Far ahead, since pages go by the clock of the wall."""
    for key in ("a", "b"):
        desk.begin(key, "9:00 25/11/2093", 1)
    given = STORM | {"first_off": "26/11/2093", "worked": ""}
    page = send(room.phu, ADD, given, status=200)
    assert "2 hạn thử: từ 26/11/2093 sang 27/11/2093" in plain(page)
    send(room.phu, ADD, stamped(page) | given, status=303)
    page = read(room.phu, YEAR, nam="2093")
    assert "2 hạn đang mở đã dời theo" in page
    assert "đã dời 2 hạn" in page
    assert desk.days() == {"a": "2093-11-27", "b": "2093-11-27"}


def test_what_was_changed_after_the_preview_is_previewed_again(room: Room) -> None:
    given = stamped(send(room.phu, ADD, STORM, status=200)) | {"first_off": "27/11/2026"}
    assert "27/11/2026: từ ngày làm việc" in send(room.phu, ADD, given, status=200)
    assert not CalendarEntry.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"first_off": "", "worked": ""}, "Chưa có ngày nào."),
        ({"first_off": "", "last_off": "26/11/2026"}, "Ghi ngày nghỉ đầu tiên."),
        ({"last_off": "25/11/2026"}, "Ngày cuối trước ngày đầu."),
        ({"worked": "26/11/2026"}, "không thể vừa nghỉ vừa làm bù"),
        ({"document": ""}, "Ô này còn trống"),
        ({"first_off": "32/11/2026"}, "không có ngày 32"),
        ({"last_off": "31/12/2026", "worked": ""}, "nhiều nhất 31"),
    ],
)
def test_what_cannot_be_stated_is_said_beside_its_field(room: Room, given: dict[str, str], said: str) -> None:
    assert said in plain(send(room.phu, ADD, STORM | given, status=422))


def test_a_withdrawal_shows_what_changes_and_asks_why(room: Room) -> None:
    row = add_days(actor=room.cast.phu, at=AT, days=Days("Bão", "CĐ 9", off=_one(date(2026, 11, 26))))
    url = reverse("places:calendar_withdraw", args=[row.pk])
    assert url in read(room.phu, YEAR, nam="2026")
    words = plain(read(room.phu, url))
    assert "Thứ Năm 26/11/2026: từ ngày nghỉ thành ngày làm việc" in words
    assert "Không có hạn đang mở nào phải dời." in words
    send(room.phu, url, {"reason": ""}, status=422)
    send(room.phu, url, {"reason": "Nhập nhầm"}, status=303)
    assert "Mục này đã được rút." in read(room.phu, url, status=409)
    assert room.lien.get(url).status_code == 403
    assert room.phu.get(reverse("places:calendar_withdraw", args=[0])).status_code == 404


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_help_page_stands_in_both_languages(language: str) -> None:
    assert "places/calendar" in every_page(language)
