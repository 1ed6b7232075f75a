"""The wizard as an officer goes through it, and what others see of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.registry.models import Roster, RosterState
from mangnon.registry.queries import children
from mangnon.registry.rosters.jobs import work_on
from mangnon.registry.rosters.progress import Meter, told
from mangnon.registry.rosters.tests.sheets import child, sheet
from mangnon.registry.rosters.tests.test_taking_in import FULL
from mangnon.testing.cast import Cast, person_id
from mangnon.testing.people import make_person, signed_in


@pytest.fixture
def officer(cast: Cast, law: None) -> Client:
    return signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))


def send(client: Client, rows: list[dict[str, Any]], **more: Any) -> Any:
    file = SimpleUploadedFile("danh sách.xlsx", sheet(rows).getvalue())
    return client.post(reverse("registry:roster_send"), {"file": file, **more})


def the_roster(cast: Cast) -> Roster:
    with acting(cast.lien):
        found: Roster = Roster.objects.visible_to(cast.lien, "registry.rosters.see").get()
        return found


def columns(roster: Roster) -> dict[str, str]:
    unread = {f"column_{at}": "-" for at in range(len(roster.titles))}
    return {**unread, **{f"column_{at}": key for at, key in roster.mapping.items()}}


def go_to_preview(client: Client, cast: Cast, rows: list[dict[str, Any]]) -> Roster:
    response = send(client, rows)
    assert response.status_code == 303
    roster = the_roster(cast)
    page = client.get(response["Location"]).content.decode()
    assert "Chọn cột" in page
    assert client.post(response["Location"], columns(roster)).status_code == 303
    return the_roster(cast)


def test_an_officer_goes_from_file_to_register_and_back(officer: Client, cast: Cast) -> None:
    roster = go_to_preview(officer, cast, [FULL, child("Hồ Thị Sao", "2015")])
    page = officer.get(reverse("registry:roster", args=[roster.pk])).content.decode()
    assert "Nhập cả tệp vào sổ" in page
    assert "Hồ Thị Sao" in page
    officer.post(reverse("registry:roster_apply", args=[roster.pk]))
    assert the_roster(cast).state == RosterState.APPLIED
    page = officer.get(reverse("registry:roster", args=[roster.pk])).content.decode()
    assert "Hoàn tác lần nhập này" in page
    officer.post(reverse("registry:roster_undo", args=[roster.pk]))
    assert the_roster(cast).state == RosterState.UNDONE
    assert "danh sách.xlsx" in officer.get(reverse("registry:rosters")).content.decode()


def test_errors_stand_on_the_page_with_the_way_to_mend_them(officer: Client, cast: Cast) -> None:
    roster = go_to_preview(officer, cast, [child("Hồ Văn Sai", "31/2/2015")])
    page = officer.get(reverse("registry:roster", args=[roster.pk])).content.decode()
    assert "Lỗi phải sửa" in page
    assert "Nhập cả tệp vào sổ" not in page
    assert officer.post(reverse("registry:roster_apply", args=[roster.pk])).status_code == 409
    sheet_back = officer.get(reverse("registry:roster_remarks", args=[roster.pk]))
    assert sheet_back.content.startswith(b"PK")


def test_doubts_and_look_alikes_are_decided_on_the_page(officer: Client, cast: Cast) -> None:
    first = go_to_preview(officer, cast, [child("Hồ Thị Sao", "2015", external_code="A")])
    officer.post(reverse("registry:roster_apply", args=[first.pk]))
    response = send(officer, [child("Hồ Thị Sáo", "2015", sex="")])
    pk = response["Location"].split("/")[-2]
    with acting(cast.lien):
        second = Roster.objects.visible_to(cast.lien, "registry.rosters.see").get(pk=pk)
        known = str(children(cast.lien).get().pk)
    officer.post(response["Location"], columns(second))
    page = officer.get(reverse("registry:roster", args=[pk])).content.decode()
    assert "Có thể là trẻ em đã có trong sổ" in page
    assert "Đã xem: chưa ghi giới tính" in page
    officer.post(reverse("registry:roster_decide", args=[pk]), {"accepted": "sex", "row_2": known})
    page = officer.get(reverse("registry:roster", args=[pk])).content.decode()
    assert "Hồ sơ sẽ thay đổi" in page
    officer.post(reverse("registry:roster_apply", args=[pk]))
    with acting(cast.lien):
        assert [one.full_name for one in children(cast.lien)] == ["Hồ Thị Sáo"]


def test_a_hostile_file_is_refused_beside_its_field(officer: Client) -> None:
    file = SimpleUploadedFile("ds.xlsx", b"PK\x03\x04 torn")
    response = officer.post(reverse("registry:roster_send"), {"file": file})
    assert response.status_code == 422
    assert "Tệp hỏng" in response.content.decode()


def test_a_long_sheet_goes_through_the_worker_as_the_person_who_asked(officer: Client, cast: Cast) -> None:
    from django.utils import timezone

    rows = [child(f"Hồ Thị {n}", "2015", external_code=f"TL-{n}") for n in range(501)]
    roster = go_to_preview(officer, cast, rows)
    for _press in range(2):
        assert officer.post(reverse("registry:roster_apply", args=[roster.pk])).status_code == 303
    assert the_roster(cast).state == RosterState.APPLYING
    assert "hx-trigger" in officer.get(reverse("registry:roster", args=[roster.pk])).content.decode()
    assert "HX-Refresh" not in officer.get(reverse("registry:roster_progress", args=[roster.pk]))
    work = {"roster_id": roster.pk, "person_id": person_id("Hồ Thị Liên"), "at": timezone.now()}
    assert [work_on(**work), work_on(**work)] == [RosterState.APPLIED, RosterState.APPLIED]
    assert officer.get(reverse("registry:roster_progress", args=[roster.pk]))["HX-Refresh"] == "true"
    with acting(cast.lien):
        assert children(cast.lien).count() == 501


def test_a_register_that_moved_meanwhile_is_looked_at_again(officer: Client, cast: Cast) -> None:
    roster = go_to_preview(officer, cast, [child("Hồ Thị Sao", "2015", external_code="A")])
    from mangnon.lib.ids import new_id
    from mangnon.registry.actions import register_child
    from mangnon.registry.tests.conftest import told as tells
    from mangnon.testing.cast import AT

    register_child(
        actor=cast.lien,
        at=AT,
        child_id=new_id(),
        place=cast.land.own,
        told=tells("Hồ Thị Sao", "2015", external_code="A"),
    )
    response = officer.post(reverse("registry:roster_apply", args=[roster.pk]))
    assert response.status_code == 409
    assert "Sổ vừa có thay đổi" in response.content.decode()


def test_an_export_is_a_workbook_with_a_reason(officer: Client, cast: Cast) -> None:
    url = reverse("registry:roster_export")
    assert officer.post(url, {"reason": "ngắn"}).status_code == 422
    assert officer.post(url, {"reason": "Đối chiếu với trạm y tế"}).content.startswith(b"PK")
    assert officer.get(reverse("registry:roster_template")).content.startswith(b"PK")


def test_the_meter_tells_past_its_own_transaction(cast: Cast) -> None:
    clock = iter([0.0, 0.5, 2.0, 2.1])
    meter = Meter(person_id("x"), 100, clock=lambda: next(clock))
    for _step in range(3):
        meter(10)
    found = told(person_id("x"))
    assert found is None or (found.done, found.total) == (20, 100)
