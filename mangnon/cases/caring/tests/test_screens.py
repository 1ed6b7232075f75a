"""Screens of substitute care, from the offer to the address that opens once."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mangnon.access.offers import filled
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.cases.caring.actions import Proposal, propose_placement
from mangnon.cases.caring.models import Carer, Placement
from mangnon.cases.caring.offers import _lists, _work
from mangnon.cases.caring.tests.conftest import Care
from mangnon.lib.dates import format_date
from mangnon.registry.slots import Follows
from mangnon.statutes.tests.shipping import put
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


def day(ago: int) -> str:
    """A day before today, as people type it: requests go by the clock of the machine."""
    return format_date(timezone.localdate() - timedelta(days=ago))


def value(page: str, name: str) -> str:
    """What a hidden field of the page holds."""
    tag = next(one for one in re.findall(r"<input[^>]*>", page) if f'name="{name}"' in one)
    found = re.search(r'value="([^"]*)"', tag)
    assert found, tag
    return found[1]


def test_from_the_offer_to_the_end_by_the_people_of_the_commune(care: Care) -> None:
    cast, land = care.cast, care.cast.land
    put("codes")
    lien = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own))
    quyet = signed_in(make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, land.own))
    thao = signed_in(make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, land.sibling))
    register = reverse("cases:register_carer")
    told = {"row_id": value(read(lien, register), "row_id"), "kind": "family", "name": "Bríu Thị Mai", "sex": "2",
            "born": "1/1/1980", "on": day(3)}  # fmt: skip
    assert "không quá 6 tháng" in send(lien, register, told, status=422)
    for _twice in range(2):
        send(lien, register, told | {"health_on": day(50)})
    with acting(cast.lien):
        carer = Carer.objects_unguarded.get()
    page = read(lien, reverse("cases:carer", args=[carer.pk]))
    assert "Chưa ai xác minh" in page
    send(lien, reverse("cases:check_carer", args=[carer.pk]), {"on": day(3), "met": ["a", "b", "c"]})
    send(lien, reverse("cases:update_carers"), {})
    assert "danh sách cập nhật lần cuối" in read(lien, reverse("cases:carers"))
    assert "Bríu Thị Mai" not in read(thao, reverse("cases:carers"))
    read(thao, reverse("cases:carer", args=[carer.pk]), status=404)

    propose = reverse("cases:propose_placement", args=[care.child.pk])
    page = read(lien, propose)
    assert "ưu tiên 2: Cá nhân, gia đình nơi trẻ em cư trú" in page
    told = {"row_id": value(page, "row_id"), "carer": str(carer.pk), "why": "cùng thôn", "consent": "ông đồng ý"}
    assert "từ đủ 7 tuổi" in send(lien, propose, told, status=422)
    send(lien, propose, told | {"child_view": "thích ở với cô"})
    with acting(cast.lien):
        row = Placement.objects_unguarded.get()
    url = reverse("cases:placement", args=[row.pk])
    assert "Quyết định giao, nhận" not in re.findall(r"head-acts.*?</div>", read(lien, url), re.DOTALL)[0]
    for view, client, status in (("decide_placement", lien, 403), ("placement", thao, 404), ("meet", thao, 404)):
        read(client, reverse(f"cases:{view}", args=[row.pk]), status=status)
    send(
        quyet,
        reverse("cases:decide_placement", args=[row.pk]),
        {"number": "12/QĐ-UBND", "on": day(0)},
        status=303,
    )
    hand = reverse("cases:hand_over", args=[row.pk])
    told = {"on": day(0), "minutes": "đủ các bên", "address": "Nhà số 7, thôn Thử Một"}
    assert "mới gặp nhau 0 lần" in send(lien, hand, told, status=422)
    for ago in (1, 2):
        send(lien, reverse("cases:meet", args=[row.pk]), {"on": day(ago), "note": "vui"})
    send(lien, hand, told)
    assert "Thử Một" not in read(quyet, url)
    opening = reverse("cases:open_address", args=[row.pk])
    assert "Thử Một" not in send(quyet, opening, {"reason": "x"}, status=400)
    assert "Nhà số 7, thôn Thử Một" in send(quyet, opening, {"reason": "tham"}, status=200)
    assert thao.post(opening, {"reason": "tham"}).status_code == 404
    follow = {"on": day(0), "living": "ổn", "health": "khỏe", "mind": "vui", "integration": "tốt",
              "child_view": "thích", "verdict": "well"}  # fmt: skip
    send(lien, reverse("cases:follow_child", args=[row.pk]), follow)
    end = {"on": day(0), "reason": "đ", "number": "20/QĐ-UBND", "note": "về nhà mẹ"}
    read(lien, reverse("cases:end_placement", args=[row.pk]), status=403)
    assert "Trẻ em trở về đoàn tụ" in read(quyet, reverse("cases:end_placement", args=[row.pk]))
    send(quyet, reverse("cases:end_placement", args=[row.pk]), end)
    assert "Đã chấm dứt" in read(lien, url)
    with acting(cast.an):
        assert Entry.objects.filter(action="cases.placements.open").count() >= 1


def test_each_finds_the_next_act_in_the_worklist(care: Care) -> None:
    cast = care.cast
    carer = care.register()
    with acting(cast.lien):
        assert [one.row.name for one in _lists(cast.lien, AT)] == ["Danh sách người nhận chăm sóc thay thế"]
        assert _work(cast.lien, AT) == []
    with acting(cast.lien):
        told = Proposal(care.child.pk, carer.pk, why="x", consent="x", child_view="x")
        propose_placement(actor=cast.lien, at=AT, proposal=told)
    with acting(cast.quyet):
        rows = _work(cast.quyet, AT)
        assert rows[0].row.act == "Quyết định giao, nhận"
    for who in (cast.phu, cast.thao, cast.mo):
        with acting(who):
            assert _work(who, AT) == []
    assert [slot.model for slot in filled(Follows) if slot.name == "cases.placements"] == [Placement]
