"""Screens through the HTTP door: the inbox, the link of a letter, preferences, logs, dead letters, chains."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Session
from mangnon.notices.declared import every_kind
from mangnon.notices.gateways import Turned
from mangnon.notices.models import ChainState, Delivery, Habit, Notice, Preference, State
from mangnon.notices.tests.conftest import House, Post
from mangnon.testing.cast import sample
from mangnon.testing.people import make_person, signed_in

INBOX = "/thong-bao/"


def text(response: Any) -> str:
    """The page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def open_url(house: House, name: str) -> str:
    """The link of the first notice of somebody."""
    return reverse("notices:open", args=[house.notices(name)[0].code])


def test_an_empty_inbox_says_what_will_come(house: House) -> None:
    page = house.client("quyet").get(INBOX)
    assert "Chưa có thông báo nào." in text(page)
    assert "Đánh dấu đã đọc hết" not in text(page)


def test_unread_notices_stand_first_then_the_newest(house: House) -> None:
    with acting(house.actor("phu")):
        others = [sample(f"Y Mới {n}", house.land.own) for n in range(3)]
    codes = []
    for child in others:
        house.child = child
        house.hand("lien", "quyet")
        codes.append(house.notices("quyet")[-1].telling.code)
    client = house.client("quyet")
    client.post(reverse("notices:read", args=[house.notices("quyet")[2].code]))
    page = text(client.get(INBOX))
    shown = sorted(codes, key=page.index)
    assert shown == [codes[1], codes[0], codes[2]]


def test_the_rail_says_how_many_are_unread(house: House) -> None:
    house.hand("lien", "quyet")
    client = house.client("quyet")
    page = client.get("/").content.decode()
    assert re.search(r'href="/thong-bao/"[^>]*>.*?<span class="count">1</span>', page)
    client.get(open_url(house, "quyet"))
    assert not re.search(r'href="/thong-bao/"[^>]*>[^\n]*<span class="count">', client.get("/").content.decode())


def test_a_letters_link_marks_the_notice_read_and_leads_to_the_thing(house: House) -> None:
    house.hand("lien", "quyet")
    response = house.client("quyet").get(open_url(house, "quyet"))
    assert (response.status_code, response["Location"]) == (302, reverse("testing:sample", args=[house.child.pk]))
    (notice,) = house.notices("quyet")
    assert (notice.unread, notice.read_at is not None) == (0, True)
    assert Delivery.objects.get(channel="app").state == State.READ


def test_the_thing_opens_through_its_own_permission(house: House) -> None:
    """Being told of a thing is no right to see it."""
    house.hand("lien", "thao")
    client = house.client("thao")
    assert client.get(client.get(open_url(house, "thao"))["Location"]).status_code == 404


@pytest.mark.parametrize("name", ["lien", "thao", "phu", "van", "quan", "ha"])
def test_nobody_opens_or_reads_the_notice_of_another(house: House, name: str) -> None:
    house.hand("phu", "quyet")
    client, code = house.client(name), house.notices("quyet")[0].code
    assert client.get(reverse("notices:open", args=[code])).status_code == 404
    assert client.post(reverse("notices:read", args=[code])).status_code == 404
    assert house.notices("quyet")[0].unread == 1
    assert house.child.full_name not in text(client.get(INBOX))
    assert house.notices("quyet")[0].telling.code not in text(client.get(INBOX))


def test_a_stranger_with_the_link_of_a_letter_is_asked_to_sign_in(house: House) -> None:
    from django.test import Client

    house.hand("lien", "quyet")
    url = open_url(house, "quyet")
    response = Client().get(url)
    assert response.status_code == 302
    assert "dang-nhap" in response["Location"]
    assert house.notices("quyet")[0].unread == 1


def test_reading_all_reads_ones_own_alone_and_twice_does_no_harm(house: House) -> None:
    house.hand("phu", "quyet")
    house.hand("phu", "lien")
    client = house.client("quyet")
    for said in ("Đã đánh dấu 1 thông báo", "Đã đánh dấu 0 thông báo"):
        assert said in text(client.post(reverse("notices:read_all"), follow=True))
    assert [one.unread for one in house.notices("quyet") + house.notices("lien")] == [0, 1]


def test_the_inbox_is_filtered(house: House) -> None:
    house.hand("lien", "quyet")
    house.alarm("quyet")
    house.step()
    client = house.client("quyet")
    urgent, ordinary = "đang chờ người nhận", "Bạn được giao mẫu thử"
    assert urgent in text(client.get(INBOX + "?trang-thai=khan"))
    assert (
        ordinary
        not in text(client.get(INBOX + "?trang-thai=khan")).partition("Đã đọc hết")[2].partition("Trạng thái")[2]
    )
    assert client.get(INBOX + "?trang-thai=sai").status_code == 400
    page = client.get(INBOX + "?loai=testing.handed")
    assert "1 thông báo" in text(page)


def test_many_notices_are_turned_page_by_page(house: House) -> None:
    quyet = house.people["quyet"].pk
    house.hand("lien", "quyet")
    first = house.notices("quyet")[0]
    from mangnon.lib.ids import new_id, public_code
    from mangnon.notices.models import Telling

    with acting(house.actor("quyet")):
        telling = Telling.objects.get(pk=first.telling_id)
    with acting(house.actor("phu")):
        for n in range(60):
            telling.pk, telling.fact = new_id(), f"x{n}"
            telling.save(force_insert=True)
            with acting(house.actor("quyet")):
                Notice.objects.create(
                    id=new_id(), telling_id=telling.pk, person_id=quyet, code=public_code(40), told_at=house.at
                )
    client = house.client("quyet")
    page = client.get(INBOX).content.decode()
    assert page.count("<tr") == 51
    (after,) = re.findall(r'href="([^"]*after=[^"]*)"', page)[:1]
    assert client.get(after.replace("&amp;", "&")).content.decode().count("<tr") == 12


def test_the_badge_tells_the_number_and_is_no_sign_of_life(house: House) -> None:
    """A-14: a page left alone asks each minute and must still lock after silence."""
    house.hand("lien", "quyet")
    client = house.client("quyet")
    old = timezone.now() - timedelta(minutes=5)
    Session.objects.update(last_seen_at=old)
    response = client.get(reverse("notices:badge"), headers={"X-Requested-With": "fetch"})
    assert response.json() == {"unread": 1}
    assert Session.objects.get().last_seen_at == old
    client.get(INBOX)
    assert Session.objects.get().last_seen_at > old


def test_the_badge_of_a_locked_session_tells_nothing(house: House) -> None:
    house.hand("lien", "quyet")
    client = house.client("quyet")
    Session.objects.update(last_seen_at=timezone.now() - timedelta(hours=1))
    response = client.get(reverse("notices:badge"), headers={"X-Requested-With": "fetch"})
    assert (response.status_code, response.content) == (401, b"")


def test_somebody_without_a_role_has_no_inbox(house: House) -> None:
    client = signed_in(make_person("Không Vai Trò", None, None))
    assert client.get(INBOX).status_code == 403


def ways(**changed: Any) -> dict[str, Any]:
    """What the form of preferences sends."""
    usual: dict[str, Any] = {
        f"cach-{kind.id}": [channel for channel in kind.channels if channel != "app"] for kind in every_kind()
    }
    usual |= {"quiet": "on", "quiet_from": "21:00", "quiet_to": "06:00"}
    return {name: value for name, value in {**usual, **changed}.items() if value is not None}


def test_somebody_chooses_how_notices_come(house: House) -> None:
    client = house.client("quyet")
    url = reverse("notices:ways")
    page = text(client.get(url))
    assert "quyet@example.vn" in page
    sent = ways(**{"cach-testing.handed": [], "quiet_from": "20:00", "cach-notices.called": ["sms"]})
    for _time in range(2):
        assert client.post(url, sent).status_code == 303
    with acting(house.actor("quyet")):
        chosen = set(Preference.objects.values_list("kind", "channel", "wanted"))
        assert Habit.objects.get().quiet_from.hour == 20
    assert chosen == {("testing.handed", "email", False), ("notices.called", "email", False)}
    assert client.post(url, ways()).status_code == 303
    with acting(house.actor("quyet")):
        assert not Preference.objects.exists()


def test_an_urgent_kind_cannot_be_switched_off_wholly(house: House) -> None:
    response = house.client("quyet").post(reverse("notices:ways"), ways(**{"cach-notices.called": []}))
    assert response.status_code == 422
    assert "chọn ít nhất một cách" in text(response)
    with acting(house.actor("quyet")):
        assert not Habit.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"), [("quiet_from", "25:00"), ("quiet_to", ""), ("cach-notices.called", ["zalo"])]
)
def test_what_cannot_be_read_is_said_beside_the_field(house: House, name: str, value: Any) -> None:
    assert house.client("quyet").post(reverse("notices:ways"), ways(**{name: value})).status_code == 422


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [
        ("23/11/2099", "25/11/2099", 303), ("", "", 303), ("23/11/2099", "", 422), ("", "23/11/2099", 422),
        ("25/11/2099", "23/11/2099", 422), ("1/1/2020", "2/1/2020", 422), ("1/1/2099", "1/6/2100", 422),
    ],
)  # fmt: skip
def test_days_away_are_told_whole_or_not_at_all(house: House, first: str, last: str, status: int) -> None:
    response = house.client("quyet").post(reverse("notices:absence"), {"away_from": first, "away_to": last})
    assert response.status_code == status


@pytest.mark.parametrize("name", ["lien", "quyet", "phu", "thao"])
def test_the_office_that_tells_sees_what_became_of_it(house: House, post: Post, name: str) -> None:
    post.raises = lambda letter: Turned("address_refused")
    house.hand("lien", "quyet")
    post.round()
    telling = house.notices("quyet")[0].telling_id
    client = house.client(name)
    page = client.get(reverse("notices:telling", args=[telling]))
    assert page.status_code == (404 if name == "thao" else 200)
    if name != "thao":
        assert "máy chủ thư từ chối địa chỉ người nhận" in text(page).lower()
        assert "1 không gửi được" in text(client.get(reverse("notices:sent")))


def test_the_administrator_sends_dead_letters_again(house: House, post: Post) -> None:
    post.raises = lambda letter: Turned("address_refused")
    house.hand("lien", "quyet")
    client, listed = house.client("quan"), reverse("notices:dead")
    assert "Không có thư, tin nhắn nào bị trả." in text(client.get(listed))
    post.round()
    page = text(client.get(listed))
    assert "Hồ Văn Quyết" in page
    assert house.child.full_name not in page
    letter = Delivery.objects.get(channel="email")
    one, every = reverse("notices:retry", args=[letter.pk]), reverse("notices:retry_all")
    assert client.get(one).status_code == client.get(every).status_code == 200
    assert client.post(one, {"reason": "sửa"}).status_code == 422
    assert client.post(one, {"reason": "Đã sửa địa chỉ thư."}).status_code == 303
    assert client.post(one, {"reason": "Đã sửa địa chỉ thư."}).status_code == 422
    assert client.post(every, {"reason": "Đã sửa địa chỉ thư."}).status_code == 422
    assert Delivery.objects.get(pk=letter.pk).state == State.WAITING


@pytest.mark.parametrize("name", ["lien", "quyet", "phu", "van", "ha"])
def test_nobody_else_sees_dead_letters(house: House, name: str) -> None:
    assert house.client(name).get(reverse("notices:dead")).status_code == 403


def test_a_called_person_takes_the_matter_from_the_link_in_the_message(house: House) -> None:
    chain = house.alarm("thao")
    house.step()
    client = house.client("thao")
    page = client.get(client.get(open_url(house, "thao"))["Location"])
    assert "Tôi nhận việc này" in text(page)
    assert "Đã gọi Trần Thị Thảo" in text(page)
    assert house.child.full_name not in text(page)
    take = reverse("notices:acknowledge", args=[chain.pk])
    assert "bạn nhận việc này" in text(client.post(take, follow=True))
    again = client.post(take)
    assert again.status_code == 422
    assert "Trần Thị Thảo" in text(again)
    assert house.chain(chain.pk).state == ChainState.ACKNOWLEDGED


@pytest.mark.parametrize("name", ["thao", "quan", "ha"])
def test_a_chain_of_another_place_does_not_exist(house: House, name: str) -> None:
    chain = house.alarm("quyet")
    house.step()
    client = house.client(name)
    assert client.get(reverse("notices:chain", args=[chain.pk])).status_code == 404
    assert client.post(reverse("notices:acknowledge", args=[chain.pk])).status_code == 404


def test_chains_are_listed_for_the_office(house: House) -> None:
    client = house.client("lien")
    assert "Chưa có lượt gọi nào." in text(client.get(reverse("notices:chains")))
    chain = house.alarm("quyet")
    assert chain.code in text(client.get(reverse("notices:chains")))
    assert chain.code not in text(house.client("thao").get(reverse("notices:chains")))
    assert "Việc khẩn" in text(client.get(reverse("notices:chain", args=[chain.pk])))


def test_every_role_may_be_told(house: House) -> None:
    from mangnon.access import catalogue

    for action in ("notices.read", "notices.read_all", "notices.preferences.choose", "notices.chains.acknowledge"):
        assert catalogue.right(action).roles == frozenset(Role)
