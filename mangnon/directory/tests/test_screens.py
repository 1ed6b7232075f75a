"""Screens of the directory: lists, the page of a provider, forms, one press for the state of intake."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.directory.actions import give_staff
from mangnon.directory.models import Provider, Service
from mangnon.directory.tests.conftest import Add, Give
from mangnon.testing.cast import AT, Cast
from mangnon.testing.people import make_person, signed_in

pytestmark = pytest.mark.django_db
LIST, PROVIDERS, ADD = (reverse(f"directory:{name}") for name in ("services", "providers", "add_provider"))


@dataclass(frozen=True, slots=True)
class Desk:
    """Liên of Trà Linh, Thảo of Trà Leng, Phú of the province, Nghệ of the provider; a provider with a service."""

    lien: Client
    thao: Client
    phu: Client
    nghe: Client
    provider: Provider
    service: Service


@pytest.fixture
def desk(cast: Cast, add: Add, give: Give) -> Desk:
    """Signed-in browsers, one provider kept by Trà Linh."""
    land = cast.land
    provider = add(contacts="Arất Thị Lan; y sĩ; 0900 000 402")
    service = give(provider, capacity=5)
    nghe = make_person("Coor Thị Nghệ", Role.SERVICE_STAFF, land.province)
    with acting(cast.lien):
        give_staff(actor=cast.lien, at=AT, provider_id=provider.pk, person=nghe.username)
        provider.staff.update(valid_from=AT.date() - timedelta(days=1))
    return Desk(
        signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own)),
        signed_in(make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, land.sibling)),
        signed_in(make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, land.province)),
        signed_in(nghe),
        provider,
        service,
    )


def read(client: Client, url: str, *, status: int = 200) -> str:
    answer = client.get(url)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == status, page[:2_000]
    return page


def send(client: Client, url: str, told: dict[str, Any], *, status: int) -> str:
    answer = client.post(url, told)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == status, page[:3_000]
    return page


def value(page: str, name: str) -> str:
    """What a hidden field of the page holds."""
    tag = next(one for one in re.findall(r"<input[^>]*>", page) if f'name="{name}"' in one)
    found = re.search(r'value="([^"]*)"', tag)
    assert found, tag
    return found[1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True), ("?q=kham", True), ("?q=khong+co", False), ("?nhu_cau=health", True), ("?nhu_cau=legal", False),
        ("?nhan=unknown", True), ("?nhan=full", False), ("?phi=free", True),
    ],
)  # fmt: skip
def test_the_list_answers_by_need_and_words(desk: Desk, query: str, found: bool) -> None:
    assert ("Khám bệnh" in read(desk.thao, LIST + query)) is found


def test_a_condition_that_nobody_offers_is_refused(desk: Desk) -> None:
    read(desk.thao, f"{LIST}?nhu_cau=x", status=400)


def test_each_sees_the_page_and_only_the_keeper_its_acts(desk: Desk) -> None:
    url = reverse("directory:provider", args=[desk.provider.pk])
    for client in (desk.lien, desk.thao, desk.phu, desk.nghe):
        page = read(client, url)
        assert "0900 000 402" in page
        assert "Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00" in page
    assert f"{url}/sua" in read(desk.lien, url)
    assert f"{url}/sua" in read(desk.phu, url)
    for client in (desk.thao, desk.nghe):
        assert f"{url}/sua" not in read(client, url)
        read(client, f"{url}/sua", status=403)
    for path in ("them-dich-vu", "giao-nguoi", "ngung"):
        read(desk.lien, f"{url}/{path}")
        read(desk.thao, f"{url}/{path}", status=403)


def test_one_press_says_that_it_is_full(desk: Desk) -> None:
    url = reverse("directory:provider", args=[desk.provider.pk])
    press = reverse("directory:set_intake", args=[desk.service.pk, "full"])
    assert press not in read(desk.thao, url)
    assert desk.thao.post(press).status_code == 403
    for client in (desk.nghe, desk.lien):
        assert reverse("directory:count", args=[desk.service.pk]) in read(client, url)
    assert desk.nghe.post(press).status_code == 303
    assert "còn 0 trên 5 chỗ" in read(desk.thao, url)
    assert desk.nghe.post(reverse("directory:set_intake", args=[desk.service.pk, "unknown"])).status_code == 404
    count = reverse("directory:count", args=[desk.service.pk])
    assert "không thể nhiều hơn sức nhận (5)" in send(desk.nghe, count, {"intake": "open", "free": "9"}, status=422)
    send(desk.nghe, count, {"intake": "wait", "free": "2"}, status=303)
    assert "2/5" in read(desk.thao, f"{LIST}?nhan=wait")


def test_adding_asks_about_the_same_name_and_loses_nothing(desk: Desk, cast: Cast) -> None:
    page = read(desk.lien, ADD)
    told = {"row_id": value(page, "row_id"), "office": value(page, "office"), "kind": "health", "address": "Thôn 1"}
    page = send(desk.lien, ADD, told | {"name": "Trạm Y tế xã Trà Linh"}, status=409)
    assert "Đây là đơn vị khác" in page
    assert "Thôn 1" in page
    send(desk.lien, ADD, told | {"name": "Trạm Y tế xã Trà Linh", "other": "1"}, status=303)
    send(desk.lien, ADD, told | {"name": "Trạm Y tế xã Trà Linh", "other": "1"}, status=303)
    with acting(cast.lien):
        assert Provider.objects.count() == 2
        assert set(Provider.objects.values_list("place", flat=True)) == {cast.land.own.pk}


def test_a_service_and_its_place_are_added_and_corrected(desk: Desk, cast: Cast) -> None:
    add = reverse("directory:add_service", args=[desk.provider.pk])
    page = read(desk.lien, add)
    told = {"row_id": value(page, "row_id"), "name": "Tư vấn", "needs": ["counsel"], "fee": "free", "everywhere": "0"}
    page = send(desk.lien, add, told | {"served": "Xã Không Có"}, status=422)
    assert "Không thấy nơi nào tên “Xã Không Có”" in page
    send(desk.lien, add, told | {"served": "Xã Trà Linh\nXã Trà Leng"}, status=303)
    with acting(cast.lien):
        service = Service.objects.get(name="Tư vấn")
        assert {one.place_id for one in service.served.all()} == {cast.land.own.pk, cast.land.sibling.pk}
    place = reverse("directory:add_location", args=[service.pk])
    spot = {"row_id": value(read(desk.lien, place), "row_id"), "place": "Xã Trà Linh", "hours": "thứ hai"}
    assert "Không đọc được dòng giờ" in send(desk.lien, place, spot, status=422)
    send(desk.lien, place, spot | {"hours": "T2: 8:00-11:00"}, status=303)
    with acting(cast.lien):
        location = service.locations.get()
    correct = reverse("directory:correct_location", args=[location.pk])
    assert "T2: 8:00-11:00" in read(desk.lien, correct)
    send(desk.lien, correct, {"version": "1", "place": "Xã Trà Linh", "hours": "T3: 8:00-11:00"}, status=303)
    page = send(desk.lien, correct, {"version": "1", "place": "Xã Trà Linh", "hours": "T4: 8:00-11:00"}, status=409)
    assert "điều vừa gõ" in page
    assert value(page, "version") == "2"
    for url, path in ((f"/dich-vu/{service.pk}/sua", "Tư vấn"), (f"/dich-vu/noi/{location.pk}/ngung", "Ngừng từ ngày")):
        assert path in read(desk.lien, url)
        read(desk.thao, url, status=403)


def test_two_editors_see_both_texts(desk: Desk) -> None:
    url = reverse("directory:correct_provider", args=[desk.provider.pk])
    told = {"version": value(read(desk.lien, url), "version"), "name": "Trạm Y tế Trà Linh", "kind": "health"}
    send(desk.lien, url, told, status=303)
    page = send(desk.phu, url, told | {"name": "Trạm khác"}, status=409)
    assert "Trạm Y tế Trà Linh" in page
    assert "Trạm khác" in page
    send(desk.phu, url, told | {"name": "Trạm khác", "version": value(page, "version")}, status=303)
    assert "Trạm khác" in read(desk.thao, PROVIDERS)


def test_people_in_english_read_no_vietnamese_words_of_the_frame(desk: Desk) -> None:
    desk.thao.get(reverse("ui:language"), {"to": "en"})
    page = read(desk.thao, reverse("directory:provider", args=[desk.provider.pk]))
    assert "Needs met" in page
    assert "Monday to Friday: 7:30–11:30, 13:30–17:00" in page
