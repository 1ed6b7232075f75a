"""Requests in a browser: recorded at the counter, led by the data officer, seen by nobody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from mangnon.audit.models import Entry
from mangnon.lib.dates import format_date, local_day
from mangnon.oversight.requests.models import RightsRequest
from mangnon.oversight.requests.tests.conftest import REASON, Registry

LIST = "/nhat-ky/yeu-cau"


def hidden(client: Client, url: str, name: str) -> str:
    """The value of a hidden field of a form."""
    page = client.get(url).content.decode()
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, f"{url} has no {name}"
    return found[1]


def typed(client: Client, registry: Registry, **changed: str) -> dict[str, str]:
    """The form at the counter, filled in."""
    return {
        "request_id": hidden(client, f"{LIST}/ghi", "request_id"),
        "kind": "correct",
        "asked": "Xin sửa ngày sinh của con tôi.",
        "channel": "counter",
        "received": format_date(local_day(registry.at)),
        "requester": "parent",
        "requester_name": "Hồ Thị Nhung",
        "subject_name": "Hồ Thị Ánh",
        "identity": "Căn cước và giấy khai sinh.",
        **changed,
    }


def test_from_the_counter_to_the_end_over_http(registry: Registry) -> None:
    lien, tam = registry.client("lien"), registry.client("tam")
    form = typed(lien, registry)
    url = lien.post(f"{LIST}/ghi", form).headers["Location"]
    assert lien.post(f"{LIST}/ghi", form).headers["Location"] == url, "sent twice, recorded once"
    assert "Trà Linh" in tam.get(LIST).content.decode()
    for step, data in (
        ("tra-loi", {"answer": "accepted", "reason": REASON}),
        ("gia-han", {"words": "Giấy khai sinh gốc chưa có."}),
        ("thuc-hien", {"words": "Đã sửa ngày sinh."}),
        ("ket-thuc", {"words": "Đã báo mẹ tại xã."}),
    ):
        at = f"{url}/{step}"
        answer = tam.post(at, {**data, "version": hidden(tam, at, "version")})
        assert (answer.status_code, answer.headers.get("Location")) == (303, url), step
    page = tam.get(url).content.decode()
    assert "Đã kết thúc" in page
    assert "Gia hạn một lần" in page
    assert "chưa xác nhận" in page


def test_a_wrong_form_keeps_what_was_typed_and_says_what_to_do(registry: Registry) -> None:
    lien = registry.client("lien")
    page = lien.post(f"{LIST}/ghi", typed(lien, registry, requester="child", asked="Em muốn xem dữ liệu của em."))
    said = page.content.decode()
    assert page.status_code == 422
    assert "Trẻ tự yêu cầu thì cần ngày sinh" in said
    assert "Em muốn xem dữ liệu của em." in said


def test_whoever_was_slower_is_told_and_may_save_again(registry: Registry) -> None:
    row, tam, ha = registry.receive(identity=""), registry.client("tam"), registry.client("ha")
    url = f"{LIST}/{row.pk}/kiem-tra"
    version = hidden(ha, url, "version")
    assert tam.post(url, {"version": version, "words": "Đã xem căn cước."}).status_code == 303
    late = ha.post(url, {"version": version, "words": "Đã xem hộ chiếu."})
    said = late.content.decode()
    assert late.status_code == 409
    assert "Có người vừa sửa mục này trước bạn." in said
    assert "Đã xem hộ chiếu." in said
    assert 'value="2"' in said
    assert ha.post(url, {"version": "2", "words": "Đã xem hộ chiếu."}).status_code == 303
    assert registry.fresh(row).identity == "Đã xem hộ chiếu."


STATUSES = {
    "": {"lien": 200, "thao": 404, "phu": 403, "van": 200, "an": 200, "tam": 200, "quan": 403},
    "/thu-tra-loi": {"lien": 200, "thao": 404, "an": 200, "quan": 403},
    "/xung-dot": {"lien": 200, "quyet": 200, "thao": 404, "van": 403, "an": 403, "tam": 200, "quan": 403},
    "/gia-han": {"lien": 403, "quyet": 403, "van": 403, "an": 403, "tam": 200},
    "/duyet": {"lien": 403, "van": 200, "an": 403, "tam": 200},
    "/chuyen": {"lien": 403, "van": 403, "an": 403, "ha": 200},
}


@pytest.mark.parametrize("path", STATUSES)
def test_each_page_opens_for_those_whom_the_table_names(registry: Registry, path: str) -> None:
    row = registry.accept(registry.receive())
    found = {name: registry.client(name).get(f"{LIST}/{row.pk}{path}").status_code for name in STATUSES[path]}
    assert found == STATUSES[path]


def test_each_view_of_a_request_is_booked(registry: Registry) -> None:
    from mangnon.access.scope import acting

    row = registry.receive()
    registry.client("van").get(f"{LIST}/{row.pk}")
    with acting(registry.actor("an")):
        seen = Entry.objects.filter(outcome="seen", subject_kind="oversight.RightsRequest", actor_name="Võ Thị Vân")
        assert list(seen.values_list("seen", flat=True)) == [[str(row.pk)]]


@pytest.mark.parametrize(
    ("query", "shown"),
    [("", 2), ("?buoc=received", 1), ("?buoc=tre", 1), ("?loai=delete", 1), ("?xung-dot=co", 0)],
)
def test_the_list_is_filtered_by_step_kind_and_conflict(registry: Registry, query: str, shown: int) -> None:
    from datetime import timedelta

    registry.accept(registry.receive())
    registry.receive(kind="delete", received=registry.at - timedelta(days=30))
    page = registry.client("tam").get(f"{LIST}{query}").content.decode()
    assert len(set(re.findall(r"YCDL-20950-\d\d/\d{4}", page))) == shown


def test_the_worklist_of_the_data_officer_names_the_next_act(registry: Registry) -> None:
    from datetime import timedelta

    registry.receive(received=registry.at - timedelta(days=30), identity="")
    approve: Any = registry.accept(registry.receive(kind="delete"))
    tam, ha, van = (registry.client(name).get("/").content.decode() for name in ("tam", "ha", "van"))
    assert "Kiểm tra người yêu cầu là ai, rồi trả lời" in tam
    assert approve.code not in tam, "whoever answered waits for another"
    assert all(approve.code in page and "Người thứ hai duyệt xóa" in page for page in (ha, van))
    assert isinstance(approve, RightsRequest)
