"""The administrator's page: what is wrong first, with what to do; who may read it; nobody's name on it."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.operate.health import queries
from mangnon.operate.health.slots import Group, Level, State, Watchpoint
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in

POINTS = [
    Watchpoint("a.ok", "Điểm tốt", lambda _at: State(Level.OK, "Đang chạy."), 1),
    Watchpoint("a.notice", "Điểm nhỏ", lambda _at: State(Level.NOTICE, "Nên xem.", mend="Xem đi."), 2),
    Watchpoint(
        "b.bad", "Điểm hỏng",
        lambda _at: State(Level.BAD, "Đã dừng.", mend="Bật lại.", link=reverse("oversight:chain")), 3, Group.BOOK,
    ),
]  # fmt: skip


def page(cast: Cast, role: Role) -> str:
    client = signed_in(make_person(f"Người {role}", role, cast.land.province))
    with patch.object(queries, "watchpoints", return_value=POINTS):
        response = client.get(reverse("operate:health"))
    assert response.status_code == 200
    return response.content.decode()


def test_what_is_wrong_stands_first_the_worst_before_all(cast: Cast) -> None:
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page(cast, Role.ADMINISTRATOR)))
    order = ["1 chỗ cần xử lý ngay", "Điểm hỏng", "Cần xử lý ngay", "Đã dừng.", "Bật lại.", "Điểm nhỏ", "Nên xem."]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert text.index("Xem đi.") < text.index("Điểm tốt")


def test_each_point_has_its_state_as_icon_and_words(cast: Cast) -> None:
    found = page(cast, Role.ADMINISTRATOR)
    for state in ("done", "due", "late"):
        assert re.search(rf'class="status {state}"><svg[^>]*>.*?</svg><span>\w', found)


def test_a_link_is_shown_to_those_alone_who_may_open_it(cast: Cast) -> None:
    """The administrator, who doesn't read the book, is told whom to ask instead."""
    link = f'<p><a href="{reverse("oversight:chain")}">'
    assert link in page(cast, Role.AUDITOR)
    assert link not in page(cast, Role.ADMINISTRATOR)


def test_a_calm_system_says_so(cast: Cast) -> None:
    with patch(f"{__name__}.POINTS", POINTS[:1]):
        found = page(cast, Role.DATA_OFFICER)
    assert "Mọi thứ bình thường" in found
    assert "Cần xử lý" not in found


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.PROVINCE_LEADER, Role.PROVINCE_OFFICER])
def test_it_is_not_for_those_who_work_with_children(cast: Cast, role: Role) -> None:
    client = signed_in(make_person(f"Người {role}", role, cast.land.own))
    assert client.get(reverse("operate:health")).status_code == 403


def test_the_real_points_are_drawn_and_name_nobody(cast: Cast) -> None:
    make_person("Hồ Thị Bí Mật", Role.COMMUNE_OFFICER, cast.land.own)
    client = signed_in(make_person("Phan Quân", Role.ADMINISTRATOR, cast.land.province))
    found = client.get(reverse("operate:health")).content.decode()
    assert "PostgreSQL 18" in found
    assert "Bí Mật" not in found
