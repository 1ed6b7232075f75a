"""Screens through the HTTP door: reading for all, writing for those who may, files of every sort."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mangnon.access import offers
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.statutes.models import Definition, Document
from mangnon.statutes.slots import Pinned, Resting, RestsOn
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in
from mangnon.ui.helping import every_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("law")]
DOCUMENTS, DEFINITIONS, LOAD, APPLY, SCHEMA, ADD = (
    reverse(f"statutes:{name}") for name in ("documents", "definitions", "load", "apply", "schema", "add_document")
)
FORM_06 = reverse("statutes:definition", args=["form", "mau-06"])
CODES = reverse("statutes:definition", args=["codes", "dan_toc"])
PROCEDURE = reverse("statutes:definition", args=["procedure", "ho_tro_can_thiep"])


@dataclass(frozen=True, slots=True)
class Desk:
    """Liên of Trà Linh, Phú of the province, Quản of the machine."""

    lien: Client
    phu: Client
    quan: Client


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """Signed-in browsers."""
    land = cast.land
    return Desk(
        lien=signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own)),
        phu=signed_in(make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, land.province)),
        quan=signed_in(make_person("Phan Quản", Role.ADMINISTRATOR, land.province)),
    )


def read(client: Client, url: str, *, status: int = 200, **asked: str) -> str:
    """The page as text, with entities resolved."""
    answer = client.get(url, asked)
    assert answer.status_code == status, answer.content.decode()[:2_000]
    return html.unescape(answer.content.decode())


def send(client: Client, content: bytes | str, *, status: int = 200, name: str = "tep.yaml") -> str:
    """The answer to an uploaded file."""
    data = content.encode() if isinstance(content, str) else content
    answer = client.post(LOAD, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == status, answer.content.decode()[:2_000]
    return html.unescape(answer.content.decode())


def page_of(number: str) -> str:
    return reverse("statutes:document", args=[Document.objects.get(number=number).pk])


# --- reading ---


def test_everybody_finds_documents_and_only_keepers_add(desk: Desk) -> None:
    page = read(desk.lien, DOCUMENTS, q="diễn đàn trẻ em")
    assert "29/2019/TT-BLĐTBXH" in page
    assert ADD not in read(desk.quan, DOCUMENTS)
    assert ADD in read(desk.phu, DOCUMENTS)
    assert desk.quan.get(ADD).status_code == 403


def test_a_list_without_a_match_says_what_to_try(desk: Desk) -> None:
    assert "Không có văn bản nào khớp." in read(desk.lien, DOCUMENTS, q="zzzz")
    assert "Không có quy định nào khớp." in read(desk.lien, DEFINITIONS, q="zzzz")


@pytest.mark.parametrize(
    "asked",
    [
        {"loai": "law"},
        {"nam": "2019"},
        {"hieu_luc": "replaced"},
        {"xem_lai": "nghi"},
        {"xem_lai": "chua"},
    ],
)
def test_documents_are_filtered_by_a_sentence(desk: Desk, asked: dict[str, str]) -> None:
    found = re.search(r"<b>(\d+) văn bản", read(desk.lien, DOCUMENTS, **asked))
    assert found
    assert 0 < int(found[1]) < 92


def test_definitions_in_force_are_listed_by_kind_and_mark(desk: Desk) -> None:
    assert "16 quy định" in read(desk.lien, DEFINITIONS, loai="form")
    assert "Mẫu số 01" not in read(desk.lien, DEFINITIONS, loai="form", xac_nhan="chua")
    assert "Mẫu số 06" in read(desk.lien, DEFINITIONS, q="ra soat")


def test_a_document_shows_its_life_relations_and_what_rests_on_it(desk: Desk) -> None:
    page = read(desk.lien, page_of("56/2017/NĐ-CP"))
    for words in ("Có hiệu lực", "1/7/2017", "71/2011/NĐ-CP", "chưa có trong danh mục", "Trẻ em mồ côi cả cha và mẹ"):
        assert words in page
    assert PROCEDURE in page


def test_a_misprint_keeps_the_printed_date_and_its_doubt(desk: Desk) -> None:
    page = read(desk.lien, page_of("395/QĐ-LĐTBXH"))
    assert "23/12/2020" in page
    assert "nghi in nhầm" in page
    assert "12/2019" in page


def test_a_definition_says_why_since_when_and_what_is_unconfirmed(desk: Desk) -> None:
    page = read(desk.lien, FORM_06)
    for words in ("Vì sao?", "khoản 2 Điều 30", "từ 1/7/2017", "chưa xác nhận với văn bản", "Các mục của bảng 1b"):
        assert words in page
    assert page_of("56/2017/NĐ-CP") in page
    assert "high_is_bad" not in page
    assert re.search(r"Rà soát[^<]*<[^>]*class=\"soft\">[^<]*S10_REVIEW", page)


def test_the_procedure_of_a_past_day_is_still_readable(desk: Desk) -> None:
    now, then = read(desk.lien, PROCEDURE), read(desk.lien, PROCEDURE, ban="2017-07-01")
    assert "không phải bản đang có hiệu lực" not in now
    assert "không phải bản đang có hiệu lực" in then
    assert "1/7/2017 đến 30/6/2025" in then
    assert "Phòng Lao động - Thương binh và Xã hội đề nghị Tòa án" in then


def test_two_versions_are_compared_in_words(desk: Desk) -> None:
    page = read(desk.lien, f"{PROCEDURE}/so-sanh")
    assert "Các bước, Tiếp nhận thông tin (S1_INTAKE), Ai làm" in page
    assert "<del>" in page
    assert "giống nhau" in read(desk.lien, f"{FORM_06}/so-sanh")


@pytest.mark.parametrize("path", ["form/khong-co", "khong/mau-06", "form/mau-06?ban=1", "form/mau-06/tep?ban=9"])
def test_what_does_not_exist_is_not_found(desk: Desk, path: str) -> None:
    assert desk.lien.get(f"{DEFINITIONS}/{path}").status_code == 404
    assert desk.lien.get(reverse("statutes:document", args=[0])).status_code == 404


def test_every_shipped_definition_has_a_page(desk: Desk) -> None:
    for kind, key in Definition.objects.values_list("kind", "key").distinct():
        read(desk.lien, reverse("statutes:definition", args=[kind, key]))


def test_the_schema_of_each_kind_is_documented(desk: Desk) -> None:
    assert "valid_from" in read(desk.lien, SCHEMA)
    page = read(desk.lien, SCHEMA, loai="form")
    assert "body.sections[].fields[].type" in page
    assert "yes_no_unknown" in page


# --- the register ---


def typed(**changed: str) -> dict[str, str]:
    known = {
        "number": "12/KH-UBND",
        "kind": "plan",
        "issued": "15/1/2026",
        "issuer": "Ủy ban nhân dân xã Trà Linh",
        "subject": "Kế hoạch năm 2026",
        "state": "in_force",
        "replaces": "7504/KH-UBND",
        "confirmed": "on",
    }
    return known | changed


def test_a_document_is_added_corrected_and_ended_by_screen(desk: Desk) -> None:
    assert desk.phu.post(ADD, typed()).status_code == 303
    url = page_of("12/KH-UBND")
    assert "Kế hoạch 7504/KH-UBND" in read(desk.phu, url)
    assert "7504/KH-UBND (2019)" in read(desk.phu, f"{url}/sua")
    told = typed(subject="Tên đúng", version="1", reason="Đối chiếu bản chính")
    assert desk.phu.post(f"{url}/sua", told).status_code == 303
    assert "Tên đúng" in read(desk.lien, url)
    assert desk.phu.post(f"{url}/het-hieu-luc", {"force_to": "1/11/2026", "state": "expired"}).status_code == 303
    page = read(desk.phu, url)
    assert "đã hết thời kỳ" in page
    assert f"{url}/het-hieu-luc" not in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"issued": "32/1/2026"}, "32/1/2026"),
        ({"link": "javascript:alert(1)"}, "Đường dẫn"),
        ({"replaces": "999/XX"}, "Danh mục có 0 văn bản"),
        ({"subject": ""}, "Trích yếu"),
        ({"kind": "khac"}, "Không có lựa chọn"),
    ],
)
def test_a_wrong_document_is_explained_beside_the_field(desk: Desk, changed: dict[str, str], words: str) -> None:
    answer = desk.phu.post(ADD, typed(**changed))
    assert answer.status_code == 422
    assert words in html.unescape(answer.content.decode())
    assert not Document.objects.filter(number="12/KH-UBND").exists()


# --- loading ---


def file_of(client: Client, url: str = FORM_06) -> str:
    return client.get(f"{url}/tep").content.decode()


def corrected(text: str, version: str = "2017-07-01+1") -> str:
    text = text.replace("version: '2017-07-01'", f"version: {version}")
    return text.replace("Các mục của bảng 1b.", "Đã đối chiếu đủ.")


def text_of(page: str) -> str:
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.S)
    assert found
    return found[1]


def test_only_an_administrator_loads(desk: Desk) -> None:
    assert LOAD in read(desk.quan, DEFINITIONS)
    for client in (desk.lien, desk.phu):
        assert client.get(LOAD).status_code == 403
        assert client.post(APPLY, {"text": "x"}).status_code == 403


def test_a_downloaded_file_can_be_corrected_previewed_and_loaded_once(desk: Desk, cast: Cast) -> None:
    page = send(desk.quan, corrected(file_of(desk.quan)))
    assert "Khác gì bản 2017-07-01" in page
    assert "Đã đối chiếu đủ." in page
    assert Definition.objects.filter(kind="form", key="mau-06").count() == 1
    for _press in range(2):
        assert desk.quan.post(APPLY, {"text": text_of(page)}).status_code == 303
    assert Definition.objects.filter(kind="form", key="mau-06").count() == 2
    with acting(cast.an):
        booked = list(Entry.objects.filter(action="statutes.definitions.load").order_by("id"))
    assert [one.detail["added"] for one in booked] == [True, False]
    assert "Đã đối chiếu đủ." in read(desk.lien, FORM_06)
    assert "Đã đối chiếu đủ." not in read(desk.lien, FORM_06, ban="2017-07-01")
    assert "Phan Quản" in read(desk.lien, FORM_06)
    assert "Bản này đã nạp rồi" in send(desk.quan, text_of(page))


@pytest.mark.parametrize(
    "url",
    [PROCEDURE, FORM_06, reverse("statutes:definition", args=["codes", "dan_toc"])],
    ids=["steps", "form", "codes"],
)
def test_the_file_that_is_given_out_says_what_was_loaded(desk: Desk, url: str) -> None:
    text = re.sub(r"version: '([\d-]+)'", r"version: \1+1", file_of(desk.quan, url))
    page = send(desk.quan, text)
    assert "Hai bản có nội dung giống nhau." in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a: [1", "không đọc được theo cú pháp YAML"),
        ("a: &x [1]\nb: *x", "tham chiếu"),
        ("chữ".encode("utf-16"), "UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
        (b"a: " + b"x" * (5 * 2**20), "5 MB"),
        ("kind: form", "Tệp có"),
        ("- a", "tệp phải gồm"),
    ],
)
def test_a_bad_file_is_refused_in_words(desk: Desk, content: bytes | str, words: str) -> None:
    assert words in send(desk.quan, content, status=422)


def test_faults_are_listed_by_line(desk: Desk) -> None:
    text = corrected(file_of(desk.quan)).replace("number: '06'", "numbr: '06'").replace("type: signature", "type: ky")
    page = send(desk.quan, text, status=422)
    assert "có phải “number” không" in page
    assert "“ky” không thuộc danh sách" in page
    assert re.search(r"<b>Dòng \d+</b>", page)


def test_a_taken_version_an_overlap_and_a_missing_plus_are_refused(desk: Desk) -> None:
    text = corrected(file_of(desk.quan))
    assert "phải có dấu cộng" in send(desk.quan, file_of(desk.quan), status=422)
    desk.quan.post(APPLY, {"text": text})
    again = text.replace("Đã đối chiếu đủ.", "Lại khác.")
    assert "đã có và nội dung khác" in send(desk.quan, again, status=422)
    assert desk.quan.post(APPLY, {"text": again}).status_code == 422
    past = file_of(desk.quan, PROCEDURE).replace("2025-07-01", "2025-01-01").replace("version: '", "version: '")
    past = past.replace("version: '2025-01-01'", "version: 2025-01-01+1")
    assert "chồng lên bản 2017-07-01" in send(desk.quan, past, status=422)


def test_an_empty_press_is_no_file(desk: Desk) -> None:
    assert desk.quan.post(LOAD, {}).status_code == 422
    assert desk.quan.post(APPLY, {"text": " "}).status_code == 400


def test_effects_and_uses_come_from_the_rooms_that_pin(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def count(kind: str, key: str, version: str) -> int:
        return 17 if (kind, key, version) == ("form", "mau-06", "2017-07-01") else 0

    def find(_actor: Any, _pk: int) -> list[Resting]:
        return [Resting("Việc mẫu", "/mau")]

    filled = {Pinned: [Pinned("Vụ việc mẫu", count)], RestsOn: [RestsOn("Việc của phòng mẫu", find)]}
    real = offers.filled
    monkeypatch.setattr(offers, "filled", lambda slot: filled.get(slot) or real(slot))
    assert "Vụ việc mẫu" in read(desk.quan, FORM_06)
    page = send(desk.quan, corrected(file_of(desk.quan)))
    assert "17" in page
    assert "giữ bản cũ" in page
    assert "Việc mẫu" in read(desk.lien, page_of("56/2017/NĐ-CP"))


def test_the_help_of_every_screen_exists_in_both_languages() -> None:
    for language in ("vi", "en"):
        assert {"statutes/documents", "statutes/definitions", "statutes/loading"} <= set(every_page(language))


def test_a_definition_in_english_has_its_own_title(desk: Desk) -> None:
    desk.lien.cookies["language"] = "en"
    page = read(desk.lien, reverse("statutes:definition", args=["circumstances", "HCDB-02"]))
    assert "Abandoned child" in page
    assert "not yet in substitute care" in page
    assert "In force: from" in page
