"""A child who looks like one of the register is shown before it is entered; a second press says that it is another."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.registry.models import Child
from mangnon.registry.tests.conftest import Enter
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in


@pytest.fixture
def lien(cast: Cast, law: None) -> Client:
    """The officer's browser."""
    return signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))


def _form(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "child_id": str(new_id()), "household_id": str(new_id()), "full_name": "Hồ Thị Sương", "born": "7/3/2014",
        "sex": "2", "place": str(cast.land.own.pk), "hamlet": str(cast.land.hamlet.pk), "registered": "unknown",
        "source": "told", "house": "", "relation": "3", **more,
    }  # fmt: skip


def test_a_likely_double_is_shown_first_and_nothing_typed_is_lost(cast: Cast, enter: Enter, lien: Client) -> None:
    enter("Hồ Thị Sương", "7/3/2014")
    sent = _form(cast, mark="con bà Tư")
    first = lien.post(reverse("registry:register"), sent)
    assert first.status_code == 422
    page = first.content.decode()
    assert "Có thể đã có trong sổ" in page
    assert "con bà Tư" in page
    with acting(cast.lien):
        known = Child.objects.visible_to(cast.lien, "registry.children.see").get()
    assert reverse("registry:child", args=[known.pk]) in page
    second = lien.post(reverse("registry:register"), {**sent, "looked": str(known.pk)})
    assert second.status_code == 303
    with acting(cast.lien):
        assert Child.objects.visible_to(cast.lien, "registry.children.see").count() == 2


def test_another_child_is_entered_at_once_and_a_second_send_adds_nothing(
    cast: Cast, enter: Enter, lien: Client
) -> None:
    enter("Hồ Thị Sương", "7/3/2014")
    sent = _form(cast, full_name="Đinh Văn Đỏ", born="12/9/2019", sex="1")
    assert [lien.post(reverse("registry:register"), sent).status_code for _send in range(2)] == [303, 303]
    with acting(cast.lien):
        assert Child.objects.visible_to(cast.lien, "registry.children.see").count() == 2
