"""Screens of both sides: what wasn't ticked is on none of the provider's."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.cases.actions import teaming
from mangnon.cases.referring.models import Referral
from mangnon.cases.referring.tests.conftest import CANARY, Referring
from mangnon.testing.cast import AT
from mangnon.testing.people import make_person, signed_in

pytestmark = pytest.mark.django_db


def read(client: Client, url: str, *, status: int = 200) -> str:
    answer = client.get(url)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == status, page[:2_000]
    return page


def send(client: Client, url: str, told: dict[str, Any], *, status: int = 303) -> str:
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


def test_from_the_case_to_the_feedback(world: Referring) -> None:
    cast, land, case = world.cast, world.cast.land, world.case
    lien_person = make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own)
    lien, thao = signed_in(lien_person), signed_in(make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, land.sibling))
    quyet = make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, land.own)
    teaming.add_to_team(actor=cast.lien, at=AT, case_id=case.pk, person_id=lien_person.pk, part="worker")
    nghe, buom, la = (signed_in(world.people[one]) for one in ("nghe", "buom", "la"))
    refer = reverse("cases:refer", args=[case.pk])
    assert refer in read(lien, reverse("cases:case", args=[case.pk]))
    page = read(lien, f"{refer}?can=shelter&tim=mái")
    assert "còn 3 trên 10 chỗ" in page
    assert "Tạm lánh Nhà Khác" not in page
    told = {"row_id": value(page, "row_id"), "service": str(world.service.pk), "asked": "Tạm lánh bảy ngày.",
            "ground": "can-thiep-khan-cap", "shared": ["age"], "contact": CANARY}  # fmt: skip
    assert "Chọn một dịch vụ" in send(lien, refer, told | {"service": ""}, status=422)
    for _twice in range(2):
        send(lien, refer, told)
    with acting(cast.lien):
        row = Referral.objects.get()
    url, listed = reverse("cases:referral", args=[row.pk]), reverse("cases:referrals")
    assert row.code in read(lien, reverse("cases:case", args=[case.pk]))
    pages = [read(nghe, one) for one in (listed, url, reverse("desk:home"), reverse("notices:inbox"))]
    assert all(CANARY not in page for page in pages)
    assert all(row.code in page for page in pages)
    assert "9 tuổi" in pages[1]
    accept, finish = (reverse(f"cases:{one}_referral", args=[row.pk]) for one in ("accept", "finish"))
    for client, address, status in (
        (la, url, 404), (thao, url, 404), (la, accept, 404), (lien, accept, 403), (lien, listed, 403),
        (nghe, reverse("cases:case", args=[case.pk]), 403), (nghe, refer, 403),
    ):  # fmt: skip
        read(client, address, status=status)
    assert row.code not in read(la, listed)
    version = {"version": value(read(nghe, accept), "version")}
    send(nghe, accept, version | {"answer": "Mời đến lúc 14:00"})
    slow = send(buom, accept, version | {"answer": "Mời đến sáng mai"}, status=409)
    assert "Đơn vị đã nhận" in slow
    assert "Mời đến sáng mai" in slow
    told = {"version": value(read(buom, finish), "version"), "given_on": "1/1/2020", "given": "Ở lại năm đêm."}
    assert "Ngày cung cấp phải từ" in send(buom, finish, told, status=422)
    assert row.code in read(lien, reverse("notices:inbox"))
    told["given_on"] = value(read(buom, finish), "given_on")
    send(buom, finish, told)
    feedback = reverse("cases:feedback_referral", args=[row.pk])
    send(lien, feedback, {"version": value(read(lien, feedback), "version"), "feedback": "Em ngủ được, cảm ơn."})
    assert "Em ngủ được" in read(nghe, url)
    assert "Ở lại năm đêm." in read(signed_in(quyet), url)
    with acting(cast.an):
        seen = Entry.objects.filter(action="cases.referrals.see", outcome="seen", actor_name="Coor Thị Nghệ")
        assert seen.exists()
        assert CANARY not in str([one.detail for one in Entry.objects.filter(subject_kind="cases.Referral")])


def test_what_was_withdrawn_shows_the_provider_nothing_any_more(world: Referring) -> None:
    lien_person = make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, world.cast.land.own)
    teaming.add_to_team(actor=world.cast.lien, at=AT, case_id=world.case.pk, person_id=lien_person.pk, part="worker")
    lien, nghe = signed_in(lien_person), signed_in(world.people["nghe"])
    row = world.send(shared=("name", "age"))
    url, withdraw = reverse("cases:referral", args=[row.pk]), reverse("cases:withdraw_referral", args=[row.pk])
    assert CANARY in read(nghe, url)
    assert "ít nhất" in send(lien, withdraw, {"version": 1, "reason": "x"}, status=422)
    send(lien, withdraw, {"version": 1, "reason": "Nơi khác đã nhận cháu"})
    page = read(nghe, url) + read(nghe, reverse("cases:referrals") + "?xong=co")
    assert CANARY not in page
    assert "Tạm lánh bảy ngày" not in page
    assert "Nơi khác đã nhận cháu" not in page
    read(nghe, reverse("cases:accept_referral", args=[row.pk]))
