"""Screens of children on their way: asking, answering, leaving and coming back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.ids import new_id
from mangnon.registry.models import Child, Departure, Residence, Transfer
from mangnon.registry.tests.conftest import TODAY, Desk
from mangnon.testing.cast import Cast

DAY = f"{TODAY:%d/%m/%Y}"


def _ask(cast: Cast, desk: Desk, child: Child, *, status: int = 303, **typed: str) -> str:
    told = {
        "transfer_id": str(new_id()), "place": "Trà Leng", "place_key": str(cast.land.sibling.pk), "moved_on": DAY,
        "address": "Nhà bà ngoại", "hand_over": "Cháu ở với bà, đang chờ thẻ bảo hiểm",
    }  # fmt: skip
    return desk.send("ask_transfer", child.pk, status=status, **{**told, **typed})


@pytest.fixture
def asked(cast: Cast, lien: Desk, suong: Child) -> Transfer:
    """Trà Linh asks Trà Leng to take Sương over."""
    _ask(cast, lien, suong)
    with acting(cast.lien):
        return Transfer.objects.get(child=suong)


def test_while_a_child_is_on_its_way_both_communes_are_told_on_its_page(
    lien: Desk, thao: Desk, suong: Child, asked: Transfer
) -> None:  # fmt: skip
    sent, received = lien.see("child", suong.pk), thao.see("child", suong.pk)
    assert "Đang chờ xã Trà Leng tiếp nhận trẻ." in sent
    assert "Trẻ từ xã Trà Linh chuyển đến, chờ xã Trà Leng tiếp nhận." in received
    for page in (sent, received):
        assert reverse("registry:transfer", args=[asked.pk]) in page
    assert "Ghi lần thăm" not in received


def test_who_is_asked_finds_it_under_today_and_the_sender_under_waiting(
    lien: Desk, thao: Desk, mo: Desk, asked: Transfer
) -> None:  # fmt: skip
    at = reverse("registry:transfer", args=[asked.pk])
    received = thao.client.get(reverse("desk:home")).content.decode()
    assert at in received
    assert "Tiếp nhận, hoặc ghi vì sao không" in received
    assert "Chờ xã Trà Leng trả lời" in lien.client.get(reverse("desk:home")).content.decode()
    assert at not in mo.client.get(reverse("desk:home")).content.decode()


def test_the_receiver_reads_the_hand_over_and_takes_the_child(
    cast: Cast, lien: Desk, thao: Desk, suong: Child, asked: Transfer
) -> None:  # fmt: skip
    page = thao.see("transfer", asked.pk)
    for told in ("Cháu ở với bà, đang chờ thẻ bảo hiểm", "Hồ Thị Liên", "Tiếp nhận", "Không tiếp nhận"):
        assert told in page
    assert "Rút lại" not in page
    assert "Nhà bà ngoại" in thao.see("accept", asked.pk)
    thao.send("accept", asked.pk, hamlet="", address="Thôn 2", answer="Đã gặp cháu")
    assert "Đã gặp cháu" in thao.see("transfer", asked.pk)
    assert "đã được trả lời" in thao.send("accept", asked.pk, hamlet="", status=409)
    with acting(cast.thao):
        assert Residence.objects.get(child=suong, valid_to=None).address == "Thôn 2"
    answer = lien.see("transfer", asked.pk)
    assert "Đã gặp cháu" in answer
    assert "Trà Leng phụ trách" in answer
    assert "Sương" not in answer
    assert reverse("registry:child", args=[suong.pk]) not in answer
    lien.see("child", suong.pk, status=404)
    lien.see("child", suong.pk, status=404)


def test_a_no_needs_its_reason_and_the_sender_reads_it(
    lien: Desk, thao: Desk, suong: Child, asked: Transfer
) -> None:  # fmt: skip
    assert 'href="#f-answer"' in thao.send("decline", asked.pk, answer="", status=422)
    thao.send("decline", asked.pk, answer="Gia đình không ở đây")
    thao.see("transfer", asked.pk, status=404)
    page = lien.see("transfer", asked.pk)
    assert "Gia đình không ở đây" in page
    assert "Rút lại" not in page
    assert "Đang chờ" not in lien.see("child", suong.pk)


def test_only_the_commune_whose_turn_it_is_answers(
    lien: Desk, thao: Desk, mo: Desk, asked: Transfer
) -> None:  # fmt: skip
    for name in ("accept", "decline"):
        lien.see(name, asked.pk, status=403)
        mo.see(name, asked.pk, status=403)
    thao.see("withdraw", asked.pk, status=403)
    mo.see("transfers", status=403)
    assert "Rút lại" in lien.see("transfer", asked.pk)
    lien.send("withdraw", asked.pk, answer="Gia đình đổi ý")
    thao.see("transfer", asked.pk, status=404)
    assert "Nơi gửi rút lại" in lien.see("transfers", **{"tra-loi": "withdrawn"})


def test_a_second_send_asks_once_and_a_second_request_is_refused(
    cast: Cast, lien: Desk, suong: Child, asked: Transfer
) -> None:  # fmt: skip
    _ask(cast, lien, suong, transfer_id=str(asked.pk))
    assert "nơi ấy chưa trả lời" in _ask(cast, lien, suong, status=409)
    with acting(cast.lien):
        assert Transfer.objects.count() == 1


def test_what_is_wrong_with_a_request_stands_beside_its_field(
    cast: Cast, lien: Desk, mo: Desk, suong: Child
) -> None:  # fmt: skip
    own = {"place": "Trà Linh", "place_key": str(cast.land.own.pk)}
    assert 'href="#f-place"' in _ask(cast, lien, suong, status=422, **own)
    assert 'href="#f-hand_over"' in _ask(cast, lien, suong, status=422, hand_over="")
    later = TODAY + timedelta(days=3)
    assert 'href="#f-moved_on"' in _ask(cast, lien, suong, status=422, moved_on=f"{later:%d/%m/%Y}")
    _ask(cast, mo, suong, status=403)


def test_requests_stand_in_one_list_the_open_ones_first_by_direction(
    cast: Cast, lien: Desk, thao: Desk, suong: Child, asked: Transfer
) -> None:  # fmt: skip
    lien.send("withdraw", asked.pk)
    _ask(cast, lien, suong)
    page = lien.see("transfers")
    body = page[page.index('id="rows"') :]
    assert body.index("Chờ nơi nhận trả lời") < body.index("Nơi gửi rút lại")
    assert "Hồ Thị Sương" in lien.see("transfers", chieu="di")
    assert "Không có lượt chuyển nào" in lien.see("transfers", chieu="den")
    assert "Hồ Thị Sương" in thao.see("transfers", chieu="den")
    with acting(cast.an):
        assert Entry.objects.filter(action="registry.transfers.see", outcome="seen", seen=[str(suong.pk)]).exists()


def test_a_child_leaves_and_comes_back(cast: Cast, lien: Desk, mo: Desk, suong: Child) -> None:
    assert "Chọn một trong các lý do." in lien.send("leave_register", suong.pk, on=DAY, status=422)
    born_before = {"kind": "away", "on": "1/1/2010"}
    assert 'href="#f-on"' in lien.send("leave_register", suong.pk, status=422, **born_before)
    mo.send("leave_register", suong.pk, kind="away", on=DAY, status=403)
    lien.send("leave_register", suong.pk, kind="abroad", on=DAY, where="Lào")
    assert "đã thôi quản lý" in lien.send("leave_register", suong.pk, kind="away", on=DAY, status=409)
    page = lien.see("child", suong.pk)
    for told in ("Ra nước ngoài. Lào.", reverse("registry:return", args=[suong.pk]), "Ghi nhầm"):
        assert told in page
    lien.send("return", suong.pk, on=DAY)
    assert "không có gì để ghi trở về" in lien.send("return", suong.pk, on=DAY, status=409)
    with acting(cast.lien):
        assert Departure.objects.get(child=suong).returned_on == TODAY


def test_from_a_death_only_a_mistake_leads_back(cast: Cast, lien: Desk, mo: Desk, suong: Child) -> None:
    lien.send("leave_register", suong.pk, kind="died", on=DAY, cause="Đuối nước")
    page = lien.see("child", suong.pk)
    assert reverse("registry:return", args=[suong.pk]) not in page
    assert "ghi trở về được" in lien.send("return", suong.pk, on=DAY, status=409)
    assert 'href="#f-note"' in lien.send("never_left", suong.pk, note="", status=422)
    assert reverse("registry:never_left", args=[suong.pk]) not in mo.see("child", suong.pk)
    lien.send("never_left", suong.pk, note="Nhầm với cháu trùng tên")
    with acting(cast.lien):
        assert Child.objects.everything_unchecked().get(pk=suong.pk).is_here
    assert "Nhầm với cháu trùng tên" in lien.see("child", suong.pk)


def test_nobody_leaves_while_another_commune_was_asked(lien: Desk, suong: Child, asked: Transfer) -> None:
    assert "Đang chờ nơi khác" in lien.send("leave_register", suong.pk, kind="away", on=DAY, status=409)
