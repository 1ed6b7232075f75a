"""The page, the palette and the command: what they show, and that it is booked."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mangnon.access.actor import console
from mangnon.access.commands import Call
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.refusal import Refusal
from mangnon.registry.actions import say_parent
from mangnon.registry.search import commands
from mangnon.registry.search.offers import OFFERS
from mangnon.registry.tests.conftest import Enter
from mangnon.registry.told import ParentTold
from mangnon.testing.cast import AT, Cast
from mangnon.testing.people import make_person, signed_in

MOST_STATEMENTS = 12


@pytest.fixture
def suong(cast: Cast, enter: Enter) -> Any:
    child = enter("Hồ Thị Sương", "7/3/2014", mark="con ông Bảy", external_code="TE-7")
    with acting(cast.lien):
        say_parent(actor=cast.lien, at=AT, child_id=child.pk, told=ParentTold("mother", "Hồ Thị Mơ"))
    return child


def page(cast: Cast, query: str, role: Role = Role.COMMUNE_OFFICER) -> Any:
    person = make_person("Hồ Thị Liên", role, cast.land.own)
    return signed_in(person).get(reverse("registry:search") + query)


def test_the_page_shows_who_was_found_and_why(cast: Cast, suong: Any) -> None:
    text = page(cast, "?q=ho+thi+suong+2014").content.decode()
    for said in (
        "Hồ Thị Sương",
        "con ông Bảy",
        "7/3/2014",
        "Hồ Thị Mơ",
        "Thôn Thử Một, Xã Trà Linh",
        "đúng họ tên",
        "1 trẻ em",
    ):
        assert said in text, said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Tìm trước, ghi sau."),
        ("?q=h", "Gõ thêm vài chữ nữa."),
        ("?q=zzzz", "Không thấy trẻ nào khớp “zzzz” trong địa bàn của bạn."),
        ("?q=%3Cscript%3E", "&lt;script&gt;"),
        ("?q=" + "a" * 5_000, "Không thấy trẻ nào"),
        ("?q=%00%ff", "Gõ thêm vài chữ nữa."),
    ],
)
def test_the_page_has_a_sentence_for_each_state(cast: Cast, suong: Any, query: str, said: str) -> None:
    answer = page(cast, query)
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_a_page_of_twenty_keeps_to_twelve_statements(cast: Cast, enter: Enter) -> None:
    for number in range(24):
        enter(f"Hồ Thị Sương {'ABCDEFGHIKLMNOPQRSTUVXY'[number % 23]}", "2014")
    person = make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)
    client = signed_in(person)
    client.get(reverse("registry:search") + "?q=suong")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("registry:search") + "?q=suong")
    assert answer.content.decode().count('<th scope="row" role="rowheader"') == 20
    assert "Xem thêm" in answer.content.decode()
    assert len(asked) <= MOST_STATEMENTS, "\n".join(one["sql"][:120] for one in asked.captured_queries)


def test_what_the_page_and_the_palette_show_is_booked(cast: Cast, suong: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, list[str]]] = []
    for room in ("mangnon.ui.screens.base", "mangnon.registry.search.offers"):
        monkeypatch.setattr(f"{room}.book_seen", lambda *, ids, action, **rest: seen.append((action, [*map(str, ids)])))
    client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    client.get(reverse("registry:search") + "?q=suong")
    client.get(reverse("desk:palette") + "?q=suong")
    client.get(reverse("registry:search") + "?q=zzzz")
    shown = [one for one in seen if one[1]]
    assert shown == [("registry.children.see", [str(suong.pk)])] * 2


def test_the_palette_offers_children_to_those_who_may_see_them(cast: Cast, suong: Any) -> None:
    (source,) = [one for one in OFFERS if getattr(one, "name", "") == "registry.children"]
    with acting(cast.lien):
        (hit,) = source.find(cast.lien, "suong", 6)
    assert (hit.title, hit.note) == ("Hồ Thị Sương", "sinh 7/3/2014, mẹ Hồ Thị Mơ, Thôn Thử Một, Xã Trà Linh")
    with acting(cast.quan):
        assert source.find(cast.quan, "suong", 6) == []


def call(cast: Cast, actor: Any, **asked: Any) -> Call:
    return Call(
        Namespace(**{"born": None, "place": "", **asked}), actor, AT, lambda line: None, lambda title, total: None
    )


def test_the_command_prints_the_agreed_shape(cast: Cast, suong: Any) -> None:
    with acting(cast.lien):
        found = commands.search(call(cast, cast.lien, text=["Sương", "2014"], place="20950"))
    assert json.loads(json.dumps(found)) == [
        {
            "id": str(suong.pk), "external_code": "TE-7", "name": "Hồ Thị Sương", "born": "2014-03-07", "sex": "2",
            "place": {"code": "20950", "name": "Xã Trà Linh"}, "score": found[0]["score"],
        }
    ]  # fmt: skip
    assert 60 < found[0]["score"] <= 100
    assert "Hồ Thị Sương" in commands.told(found)
    with acting(console("x")):
        assert commands.search(call(cast, console("x"), text=["sương"], place="20938")) == []
    assert commands.told([]) == "Không thấy trẻ nào."


def test_the_command_asks_for_the_right_and_a_real_place(cast: Cast, suong: Any) -> None:
    with acting(cast.quan), pytest.raises(Refusal):
        commands.search(call(cast, cast.quan, text=["sương"]))
    with acting(cast.lien), pytest.raises(Refusal):
        commands.search(call(cast, replace(cast.lien), text=["sương"], place="99999"))
