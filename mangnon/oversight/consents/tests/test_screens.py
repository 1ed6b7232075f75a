"""The screens of consent, through the HTTP door: what each person sees, types and is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mangnon.access import offers
from mangnon.access.actor import console
from mangnon.access.commands import DemoCall
from mangnon.access.consenting import UsesConsent
from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.oversight.consents import demo
from mangnon.oversight.consents.models import Consent, ConsentPerson
from mangnon.oversight.consents.tests.conftest import ELEVEN, FIVE, Talk
from mangnon.oversight.consents.tests.test_actions import PDF, resting
from mangnon.oversight.consents.waiting import consent_work
from mangnon.places.models import Unit


def typed(**more: Any) -> dict[str, Any]:
    """The form as an officer fills it."""
    return {
        "once": str(new_id()), "full_name": "Hồ Thị Mai", "born": "14/3/2015", "purpose": "cong-bo",
        "giver": "representative", "relation": "mother", "giver_name": "Hồ Thị Nhót", "independent": "on",
        "answer": "yes", "kinds": ["hinh-anh"], "way": "paper", "language": "tiếng Việt",
        "explained": "Đã nói rõ.", "given_on": "2/11/2026", **more,
    }  # fmt: skip


def page(client: Client, name: str, *args: object) -> str:
    """An answer that came with 200."""
    response = client.get(reverse(f"oversight:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_an_officer_records_a_consent_sends_the_paper_and_is_shown_what_is_allowed(talk: Talk) -> None:
    client, land = talk.house.client("lien"), talk.house.land
    assert "Chưa có lượt trả lời nào" in page(client, "consents")
    sent = typed(place=land.own.pk)
    response = client.post(reverse("oversight:new_consent"), sent, follow=True)
    assert "Còn gửi bản chụp giấy" in response.content.decode()
    with acting(talk.house.actor("lien")):
        consent = Consent.objects_unguarded.get()
    again = client.post(reverse("oversight:new_consent"), sent, follow=True)
    assert again.status_code == 200
    with acting(talk.house.actor("lien")):
        assert Consent.objects_unguarded.count() == 1
    upload = {"file": SimpleUploadedFile("giay.pdf", PDF)}
    body = client.post(reverse("oversight:attach_proof", args=[consent.pk]), upload, follow=True).content.decode()
    assert "Đã nhận bản chụp giấy" in body
    assert "giay.pdf" in body
    body = page(client, "consent_person", consent.person_id)
    assert "Chưa hỏi ý kiến của chính em." in body
    assert "Không cần đồng ý" in body
    talk.own(consent.person_id, data=("hinh-anh",))
    body = page(client, "consent_person", consent.person_id)
    assert "Cho: hình ảnh cá nhân." in body
    assert [entry.seen for entry in talk.house.entries(outcome="seen", subject_kind="oversight.ConsentPerson")]


MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"born": "14/3/2100"}, "Ngày sinh ở tương lai"),
    ({"independent": ""}, "không đồng ý thay cho trẻ được"),
    ({"giver_name": ""}, "Ghi họ tên người đại diện"),
    ({"kinds": []}, "f-kinds"),
    ({"given_on": "2/11/2100"}, "từ ngày sinh đến hôm nay"),
    ({"purpose": ""}, "f-purpose"),
]


def test_a_mistake_is_said_beside_its_field_and_nothing_is_lost(talk: Talk) -> None:
    client = talk.house.client("lien")
    for more, said in MISTAKES:
        response = client.post(reverse("oversight:new_consent"), typed(place=talk.house.land.own.pk, **more))
        assert response.status_code in (409, 422), said
        body = response.content.decode()
        assert said in body
        assert "Hồ Thị Mai" in body


def test_an_officer_chooses_no_place_of_others(talk: Talk) -> None:
    sent = typed(place=talk.house.land.sibling.pk)
    assert talk.house.client("lien").post(reverse("oversight:new_consent"), sent).status_code == 422


def test_withdrawing_shows_what_must_come_down(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    consent = talk.say(talk.child("Hồ Văn Tí", FIVE))
    monkeypatch.setitem(offers._filled, UsesConsent, [resting("Bài đăng ngày hội")])
    client = talk.house.client("quyet")
    assert "Bài đăng ngày hội" in page(client, "revoke_consent", consent.pk)
    revoke = reverse("oversight:revoke_consent", args=[consent.pk])
    body = client.post(revoke, {"why": ""}, follow=True).content.decode()
    assert "Đã rút, còn phải gỡ" in body
    assert "Bài đăng ngày hội" in body
    twice = client.post(revoke, {"why": ""})
    assert twice.status_code == 409
    assert "đã ghi việc rút lại" in twice.content.decode()
    assert "Đã rút, còn phải gỡ" in page(client, "consents")
    refused = client.post(reverse("oversight:clear_consent", args=[consent.pk]), {"why": "đã gỡ bài đăng"})
    assert "Còn 1 mục" in refused.content.decode()


def test_a_conflict_is_named_on_a_form_and_shown(talk: Talk) -> None:
    consent = talk.say(talk.child("Hồ Văn Tí", FIVE))
    url = reverse("oversight:conflict_consent", args=[consent.pk])
    body = talk.house.client("quyet").post(url, {"why": "bị nghi gây hại cho em"}, follow=True).content.decode()
    assert "Xung đột lợi ích, còn phải gỡ" in body
    assert "bị nghi gây hại cho em" in body


def test_next_door_there_is_nothing(talk: Talk) -> None:
    consent = talk.say()
    client = talk.house.client("thao")
    for name in ("consent", "revoke_consent", "conflict_consent", "clear_consent", "attach_proof"):
        assert client.get(reverse(f"oversight:{name}", args=[consent.pk])).status_code == 404
    for name in ("consent_person", "add_consent", "correct_person"):
        assert client.get(reverse(f"oversight:{name}", args=[consent.person_id])).status_code == 404


@pytest.mark.parametrize("name", ["an", "tam"])
def test_those_who_watch_see_numbers_instead_of_names(talk: Talk, name: str) -> None:
    consent = talk.say()
    client = talk.house.client(name)
    for body in (page(client, "consents"), page(client, "consent", consent.pk)):
        assert "Hồ Thị Mai" not in body
        assert "Hồ Văn Bút" not in body
        assert "Công bố tên" in body
        assert "Trẻ " in body
    assert client.get(reverse("oversight:consent_person", args=[consent.person_id])).status_code == 404


def test_the_list_is_filtered_by_how_each_stands(talk: Talk) -> None:
    client = talk.house.client("lien")
    one = talk.say(talk.child("Hồ Văn Tí", FIVE))
    talk.say(one.person_id, purpose="nghien-cuu", agreed=False)
    talk.say(one.person_id, purpose="anh-trong-ho-so", last_day=one.given_on)
    talk.say(one.person_id, purpose="chia-se-chuyen-gui", way="paper")
    wanted = {"hieu-luc": 1, "tu-choi": 1, "het-han": 1, "thieu-giay": 1, "da-rut": 0, "phai-go": 0}
    for state, count in wanted.items():
        body = client.get(reverse("oversight:consents") + f"?trang-thai={state}").content.decode()
        assert f"{count} lượt trả lời" in body, state
    assert client.get(reverse("oversight:consents") + "?trang-thai=gi-do").status_code == 400


def test_export_asks_why_and_is_booked(talk: Talk) -> None:
    talk.say()
    client = talk.house.client("lien")
    assert client.post(reverse("oversight:consents"), {"reason": ""}).status_code == 422
    sheet = client.post(reverse("oversight:consents"), {"reason": "báo cáo quý IV", "as": "csv"}).content.decode()
    assert "Hồ Thị Mai" in sheet
    assert talk.house.entries(action="oversight.consents.see", subject_kind="oversight.Consent")


def test_purposes_and_bases_say_what_is_confirmed(talk: Talk) -> None:
    body = page(talk.house.client("lien"), "purposes")
    assert "chưa xác nhận" in body
    assert "khoản 11 Điều 6" in body
    body = page(talk.house.client("quan"), "bases")
    assert "Hoạt động của cơ quan nhà nước theo luật" in body
    assert "Điều 19" in body


def test_a_birthday_is_corrected_on_its_form(talk: Talk) -> None:
    pk = talk.say().person_id
    client = talk.house.client("lien")
    url = reverse("oversight:correct_person", args=[pk])
    assert "14/3/2015" in client.get(url).content.decode()
    sent = {"full_name": "Hồ Thị Mái", "born": "15/3/2015", "version": 1}
    assert "Hồ Thị Mái" in client.post(url, sent, follow=True).content.decode()
    assert client.post(url, sent).status_code == 409


def test_duties_stand_in_the_worklist_and_become_one_line(talk: Talk) -> None:
    officer = talk.house.actor("lien")
    one = talk.say(talk.child("Hồ Văn Tí", FIVE), way="paper")
    with acting(officer):
        (work,) = consent_work(officer, talk.at)
        assert (work.row.name, str(work.row.status.text)) == ("Hồ Văn Tí", "Thiếu bản chụp giấy")
    for _number in range(6):
        talk.say(one.person_id, way="paper")
    with acting(officer):
        (work,) = consent_work(officer, talk.at)
        assert "7 lượt" in str(work.row.name)
    assert consent_work(talk.house.actor("phu"), talk.at) == []
    assert consent_work(talk.house.actor("an"), talk.at) == []
    assert "7 lượt cần xem" in page(talk.house.client("lien"), "consents")


def test_the_demo_has_consents_that_stand_miss_and_are_withdrawn(talk: Talk) -> None:
    actor = console("demo")
    demo.make(DemoCall(0, 7, actor, talk.at + timedelta(minutes=1), lambda title, total: None))
    with acting(actor):
        place = Unit.objects.get(code=demo.COMMUNE, valid_to__isnull=True)
        rows = Consent.objects_unguarded.filter(place=place)
        assert (rows.count(), rows.filter(revoked_at__isnull=False).count()) == (4, 1)
        assert ConsentPerson.objects_unguarded.filter(born=ELEVEN).count() == 1


def test_a_namesake_is_asked_about_only_when_there_is_one(talk: Talk) -> None:
    client, own = talk.house.client("lien"), talk.house.land.own
    assert "Em khác trùng tên" not in page(client, "new_consent")
    client.post(reverse("oversight:new_consent"), typed(place=own.pk))
    second = typed(place=own.pk)
    response = client.post(reverse("oversight:new_consent"), second)
    assert response.status_code == 409
    assert 'id="f-another"' in response.content.decode()
    assert client.post(reverse("oversight:new_consent"), {**second, "another": "on"}).status_code == 303
