"""Incidents in a browser: recorded by the administrator, led to the end, printed, counted."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mangnon.lib.dates import format_datetime
from mangnon.notices.outbox import Courier
from mangnon.notices.stepping import step_due
from mangnon.oversight.incidents.tests.conftest import WHAT, Room
from mangnon.papers.tests.reading import text_of_pdf

LIST = "/nhat-ky/su-co"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def hidden(client: Client, url: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', client.get(url).content.decode())
    assert found, f"{url} has no {name}"
    return found[1]


def test_from_the_first_word_to_the_signature_over_http(room: Room) -> None:
    quan, tam, van = (room.house.client(name) for name in ("quan", "tam", "van"))
    form = {
        "incident_id": hidden(quan, f"{LIST}/ghi", "incident_id"),
        "kinds": ["personal_data", "cyber"],
        "what": WHAT,
        "known_at": format_datetime(room.house.at - timedelta(hours=3)),
        "systems": "Máy trực",
    }
    url = quan.post(f"{LIST}/ghi", form).headers["Location"]
    assert quan.post(f"{LIST}/ghi", form).headers["Location"] == url, "sent twice, recorded once"
    page = quan.get(url).content.decode()
    assert "Báo ban đầu cho Bộ Công an" in page
    assert "Danh sách" not in page, "the administrator doesn't hear how many"
    assert tam.post(f"{url}/nhan").status_code == 303
    now = format_datetime(room.house.at)
    for clock in ("first_notice", "authority", "report"):
        proof = SimpleUploadedFile("cong-van.png", PNG, "image/png")
        told = {"clock": clock, "whom": "Công an", "how": "Công văn", "told_at": now, "proof": proof}
        assert tam.post(f"{url}/bao", told).status_code == 303, clock
    assert "cong-van" in quan.get(url).content.decode()
    lessons = {"version": hidden(tam, f"{url}/bai-hoc", "version"), "words": "Khóa máy ngay khi rời chỗ ngồi."}
    assert tam.post(f"{url}/bai-hoc", lessons).status_code == 303
    assert "Ký đóng sự cố" in van.get("/").content.decode()
    assert van.post(f"{url}/ky", {"version": hidden(van, f"{url}/ky", "version")}).status_code == 303
    assert "Giữ hồ sơ ít nhất đến" in tam.get(url).content.decode()


def test_a_wrong_form_keeps_what_was_typed_and_says_what_to_do(room: Room) -> None:
    quan = room.house.client("quan")
    form = {
        "incident_id": hidden(quan, f"{LIST}/ghi", "incident_id"), "kinds": ["other"], "what": WHAT,
        "known_at": "hôm qua",
    }  # fmt: skip
    page = quan.post(f"{LIST}/ghi", form)
    assert page.status_code == 422
    assert "hôm qua" in page.content.decode()
    assert WHAT in page.content.decode()


STATUSES = {
    "": {"lien": 403, "phu": 403, "van": 200, "an": 200, "tam": 200, "quan": 200},
    "/mau-08": {"van": 200, "an": 200, "tam": 200, "quan": 403},
    "/bao": {"van": 403, "an": 403, "tam": 200, "quan": 403},
    "/viec": {"van": 403, "an": 403, "tam": 200, "quan": 200},
    "/ky": {"van": 200, "an": 403, "tam": 403, "quan": 403},
    "/nguoi/tu-nhat-ky": {"van": 403, "an": 403, "tam": 200, "quan": 403},
}


@pytest.mark.parametrize("path", STATUSES)
def test_each_page_opens_for_those_whom_the_table_names(room: Room, path: str) -> None:
    row = room.record()
    found = {name: room.house.client(name).get(f"{LIST}/{row.pk}{path}").status_code for name in STATUSES[path]}
    assert found == STATUSES[path]


def test_form_08_says_how_many_and_that_it_is_unconfirmed(room: Room) -> None:
    house, row = room.house, room.record()
    house.look("lien", house.anh)
    draw = {"people": "ho thi lien", "first": "1/1/2026", "last": "31/12/2026", "rule": "", "alert": ""}
    answer = house.client("tam").post(reverse("oversight:draw_incident", args=[row.pk]), draw)
    assert answer.status_code == 303, answer.content.decode()[-2000:]
    page = house.client("tam").get(f"{LIST}/{row.pk}/mau-08").content.decode()
    assert "Mẫu chưa xác nhận" in page
    assert re.search(r"Số người có dữ liệu liên quan</dt><dd>1<", page)
    assert house.anh.full_name not in page


def test_form_08_is_printed_on_the_official_sheet_and_each_printing_booked(room: Room) -> None:
    row = room.record(drill=True)
    url = reverse("oversight:print_form_08_incident", args=[row.pk])
    printed = room.house.client("tam").post(url)
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    said = text_of_pdf(printed.content).replace("\n", " ")
    assert "DIỄN TẬP" in said
    assert "Một máy tính ở phòng trực bị lấy mất" in said
    assert "Mẫu chưa xác nhận" in said
    assert len(room.house.entries(action="oversight.incidents.print")) == 1
    assert room.house.client("quan").post(url).status_code == 403
    assert room.house.client("lien").post(url).status_code == 403


def test_a_name_of_nobody_or_of_two_is_asked_again(room: Room) -> None:
    row, tam = room.record(), room.house.client("tam")
    url = reverse("oversight:draw_incident", args=[row.pk])
    for typed, said in (("Không Ai Cả", "Không có người dùng nào tên"), ("trần", "khớp nhiều người")):
        page = tam.post(url, {"people": typed, "first": "1/1/2026", "last": "2/1/2026", "rule": ""})
        assert page.status_code == 422
        assert said in page.content.decode()


def test_drills_are_counted_apart_and_asked_for_each_half_year(room: Room) -> None:
    tam = room.house.client("tam")
    assert "Diễn tập sự cố dữ liệu" in tam.get("/").content.decode()
    room.record(drill=True)
    room.record()
    assert "Diễn tập sự cố dữ liệu" not in tam.get("/").content.decode()
    assert "trong đó 1 diễn tập" in tam.get(LIST).content.decode()
    only = tam.get(f"{LIST}?dien-tap=dien-tap").content.decode()
    assert "DT-01/" in only
    assert "SC-01/" not in only


def test_nothing_but_a_code_leaves(room: Room) -> None:
    house = room.house
    for person in house.people.values():
        person.email = f"{person.username}@example.vn"
        person.save(update_fields=["email"])
    row = room.record(what="Canary: dữ liệu của Hồ Thị Canary bị lộ ra ngoài.", systems="Canary")
    step_due(house.at)
    Courier(clock=lambda: house.at).round()
    sent = [one.subject + one.body for one in mail.outbox]
    assert len(sent) == 1
    assert row.code in sent[0]
    assert "Canary" not in sent[0]
