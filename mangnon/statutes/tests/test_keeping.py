"""Screens by which an office keeps its documents: form, warning, conflict, withdrawal, files; whose they are."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.files.models import StoredFile
from mangnon.files.tests.friendly import pdf, upload
from mangnon.statutes.models import Document
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("statutes:documents"), reverse("statutes:add_document")


@dataclass(frozen=True, slots=True)
class Desk:
    """Liên and the chair of Trà Linh, Thảo of Trà Leng, Phú of the province."""

    lien: Client
    quyet: Client
    thao: Client
    phu: Client
    cast: Cast

    def document(self, number: str = "12/KH-UBND") -> Document:
        """As the province sees it."""
        with acting(self.cast.phu):
            return Document.objects.get(number=number)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """Signed-in browsers."""
    land = cast.land
    return Desk(
        lien=signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own)),
        quyet=signed_in(make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, land.own)),
        thao=signed_in(make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, land.sibling)),
        phu=signed_in(make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, land.province)),
        cast=cast,
    )


def typed(**changed: Any) -> dict[str, Any]:
    known = {
        "number": "12/KH-UBND",
        "kind": "plan",
        "issued": "15/1/2026",
        "issuer": "Ủy ban nhân dân xã Trà Linh",
        "subject": "Kế hoạch năm 2026",
        "state": "in_force",
    }
    return known | changed


def read(client: Client, url: str, *, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[:2_000]
    return html.unescape(answer.content.decode())


def send(client: Client, url: str, told: dict[str, Any], *, status: int) -> str:
    answer = client.post(url, told)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == status, page[:3_000]
    return page


def page_of(document: Document) -> str:
    return reverse("statutes:document", args=[document.pk])


def value(page: str, name: str) -> str:
    """What a hidden field of the page holds."""
    tag = next(one for one in re.findall(r"<input[^>]*>", page) if f'name="{name}"' in one)
    found = re.search(r'value="([^"]*)"', tag)
    assert found, tag
    return found[1]


def test_the_form_knows_the_office_and_is_sent_once(desk: Desk) -> None:
    page = read(desk.lien, ADD)
    assert "Người của xã Trà Linh và cấp tỉnh xem được" in page
    assert "Ủy ban nhân dân xã Trà Linh" in page
    told = typed(uid=value(page, "uid"), office=value(page, "office"))
    for _press in range(2):
        send(desk.lien, ADD, told, status=303)
    document = desk.document()
    assert document.place_id == desk.cast.land.own.pk
    assert str(document.uid) == told["uid"]


def test_only_its_own_people_and_the_province_see_it_and_only_its_own_change_it(desk: Desk) -> None:
    send(desk.lien, ADD, typed(), status=303)
    url = page_of(desk.document())
    assert "Xã Trà Linh và cấp tỉnh" in read(desk.quyet, url)
    assert f"{url}/sua" in read(desk.quyet, url)
    assert f"{url}/sua" not in read(desk.phu, url)
    for path in ("", "/sua", "/het-hieu-luc", "/rut", "/gui-tep"):
        assert desk.thao.get(url + path).status_code == 404
    for path in ("/sua", "/het-hieu-luc", "/rut", "/gui-tep"):
        assert desk.phu.get(url + path).status_code == 403
    assert desk.phu.post(f"{url}/dua-lai").status_code == 403
    assert desk.thao.post(f"{url}/dua-lai").status_code == 404


@pytest.mark.parametrize(
    ("who", "asked", "numbers"),
    [
        ("lien", "nguon=local", {"12/KH-UBND", "1/QĐ-UBND"}),
        ("lien", "nguon=xa", {"12/KH-UBND"}),
        ("lien", "nguon=tinh&q=ke+hoach", {"1/QĐ-UBND"}),
        ("lien", "nguon=shipped", set()),
        ("thao", "nguon=local", {"1/QĐ-UBND"}),
        ("phu", "q=12/kh", {"12/KH-UBND"}),
    ],
)
def test_local_documents_are_a_condition_of_the_list(desk: Desk, who: str, asked: str, numbers: set[str]) -> None:
    send(desk.lien, ADD, typed(), status=303)
    send(desk.phu, ADD, typed(number="1/QĐ-UBND", issuer="Ủy ban nhân dân thành phố Đà Nẵng"), status=303)
    page = read(getattr(desk, who), f"{LIST}?{asked}")
    assert {one for one in ("12/KH-UBND", "1/QĐ-UBND") if f">{one}<" in page} == numbers


def test_a_second_document_of_the_number_is_asked_about(desk: Desk) -> None:
    send(desk.lien, ADD, typed(), status=303)
    page = send(desk.quyet, ADD, typed(subject="Kế hoạch khác"), status=409)
    assert page_of(desk.document()) in page
    assert 'name="other"' in page
    assert "Kế hoạch khác" in page
    send(desk.quyet, ADD, typed(subject="Kế hoạch khác", other="1"), status=303)
    assert 'name="other"' not in read(desk.quyet, ADD)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"force_from": "1/2/2026", "force_to": "1/2/2026"}, "phải sau ngày có hiệu lực 1/2/2026"),
        ({"replaced_by": "999/XX"}, "Danh mục có 0 văn bản"),
        ({"resting": "x" * 201}, "dài quá 200 chữ"),
        ({"resting": "x\n" * 41}, "Nhiều nhất 40 dòng"),
        ({"office": "province"}, "Không có lựa chọn"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(desk: Desk, changed: dict[str, str], words: str) -> None:
    page = send(desk.lien, ADD, typed(**changed), status=422)
    assert words in page
    assert "Kế hoạch năm 2026" in page


def test_two_editors_see_both_texts_and_lose_nothing(desk: Desk) -> None:
    send(desk.lien, ADD, typed(), status=303)
    url = page_of(desk.document()) + "/sua"
    version = value(read(desk.lien, url), "version")
    send(desk.quyet, url, typed(subject="Của anh Quyết", version=version, reason="Đối chiếu"), status=303)
    late = typed(subject="Của chị Liên", version=version, reason="Đọc lại")
    page = send(desk.lien, url, late, status=409)
    for words in ("Có người vừa sửa", "<del>Của anh Quyết</del>", "<ins>Của chị Liên</ins>", "Đọc lại"):
        assert words in page
    assert desk.document().subject == "Của anh Quyết"
    send(desk.lien, url, late | {"version": value(page, "version")}, status=303)
    shown = read(desk.lien, page_of(desk.document()))
    for words in ("Lý do: Đọc lại", "Lý do: Đối chiếu", "Hồ Văn Quyết"):
        assert words in shown


@pytest.mark.parametrize(
    ("changed", "words"), [({"reason": ""}, "Vì sao sửa"), ({}, "Không có gì khác"), ({"version": "x"}, "số")]
)
def test_a_correction_that_says_nothing_is_explained(desk: Desk, changed: dict[str, str], words: str) -> None:
    send(desk.lien, ADD, typed(), status=303)
    url = page_of(desk.document()) + "/sua"
    assert words in send(desk.lien, url, typed(version="1", reason="Đọc lại") | changed, status=422)


def test_a_withdrawn_document_is_found_by_its_condition_and_comes_back(desk: Desk) -> None:
    send(desk.lien, ADD, typed(), status=303)
    url = page_of(desk.document())
    send(desk.lien, f"{url}/rut", {"reason": ""}, status=422)
    send(desk.lien, f"{url}/rut", {"reason": "Ghi nhầm"}, status=303)
    assert "12/KH-UBND" not in read(desk.lien, LIST)
    assert "12/KH-UBND" in read(desk.lien, f"{LIST}?rut=co")
    page = read(desk.lien, url)
    assert "đã rút khỏi danh mục" in page
    assert f"{url}/sua" not in page
    send(desk.lien, f"{url}/sua", typed(version="2", reason="x"), status=409)
    assert desk.lien.post(f"{url}/dua-lai").status_code == 303
    assert "12/KH-UBND" in read(desk.lien, LIST)


def test_an_older_document_in_force_hints_at_what_replaced_it(desk: Desk) -> None:
    send(desk.lien, ADD, typed(), status=303)
    send(desk.lien, ADD, typed(number="13/KH-UBND", replaces="12/KH-UBND"), status=303)
    hint = "Kế hoạch 13/KH-UBND đã ghi là thay thế văn bản này"
    assert hint in read(desk.lien, page_of(desk.document()))
    assert hint not in read(desk.phu, page_of(desk.document()))


@pytest.fixture
def with_file(desk: Desk) -> Callable[[], tuple[str, UUID]]:
    """A document that was added with its scan: its page, and the id of the file."""

    def made() -> tuple[str, UUID]:
        send(desk.lien, ADD, typed(file=upload(pdf(), "ban quet.pdf")), status=303)
        with acting(desk.cast.phu):
            return page_of(desk.document()), StoredFile.objects.get().pk

    return made


def test_a_file_goes_to_whoever_sees_the_document(desk: Desk, with_file: Callable[[], tuple[str, UUID]]) -> None:
    url, file = with_file()
    address = reverse("files:file", args=[file])
    assert address in read(desk.lien, url)
    for client, status in ((desk.lien, 200), (desk.phu, 200), (desk.thao, 404)):
        answer = client.get(address)
        assert answer.status_code == status
        assert (b"%PDF" in (b"".join(answer.streaming_content) if answer.streaming else b"")) is (status == 200)
    send(desk.lien, f"{url}/gui-tep", {"file": upload(b"MZ\x90\x00", "x.pdf")}, status=422)
    send(desk.lien, f"{url}/gui-tep", {"file": upload(pdf(tail=b"%x\n"), "phu luc.pdf")}, status=303)
    assert "phu luc.pdf" in read(desk.quyet, url)


def test_a_file_is_removed_by_its_office_with_a_reason(desk: Desk, with_file: Callable[[], tuple[str, UUID]]) -> None:
    url, file = with_file()
    remove = f"{url}/go-tep/{file}"
    assert remove in read(desk.lien, url)
    assert remove not in read(desk.phu, url)
    assert desk.phu.post(remove, {"reason": "Gửi nhầm bản dự thảo"}).status_code == 403
    send(desk.lien, remove, {"reason": "ngắn"}, status=422)
    send(desk.lien, remove, {"reason": "Gửi nhầm bản dự thảo"}, status=303)
    page = read(desk.lien, url)
    assert "ban quet.pdf; Lý do: Gửi nhầm bản dự thảo" in page
    assert reverse("files:file", args=[file]) not in page
    assert desk.lien.get(remove).status_code == 404


def test_a_refused_file_keeps_what_was_typed_and_adds_nothing(desk: Desk) -> None:
    page = send(desk.lien, ADD, typed(file=upload(b"MZ\x90\x00", "x.pdf")), status=422)
    assert "Kế hoạch năm 2026" in page
    with acting(desk.cast.phu):
        assert not Document.objects.exists()
