"""The screens: what waits, two records side by side, merging and parting, each within reach."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.registry.actions import open_circumstance
from mangnon.registry.alike.telling import waiting
from mangnon.registry.models import LookAlike, Merge
from mangnon.testing.cast import AT, Cast
from mangnon.testing.people import make_person, signed_in

from .conftest import Twice

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(cast: Cast) -> Client:
    """Liên at her desk."""
    return signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))


@pytest.fixture
def province(cast: Cast) -> Client:
    """Phú at his."""
    return signed_in(make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, cast.land.province))


def test_a_pair_is_listed_with_its_reasons_and_waits_on_the_home(officer: Client, twice: Twice) -> None:
    twice()
    for address in (reverse("registry:alike_pairs"), reverse("desk:home")):
        page = officer.get(address).content.decode()
        assert "Hồ Thị Sương" in page
        assert "cùng họ tên nếu bỏ dấu" in page


def test_merely_possible_pairs_stand_apart_and_are_no_work(officer: Client, cast: Cast, twice: Twice) -> None:
    _one, _other, pair = twice()
    with acting(cast.lien):
        assert waiting(cast.lien) == 1
        LookAlike.objects.filter(pk=pair.pk).update(verdict=LookAlike.Verdict.POSSIBLE)
        assert waiting(cast.lien) is None
    listed = reverse("registry:alike_pairs")
    page = officer.get(listed).content.decode()
    assert "Hồ Thị Sương" not in page
    assert "Còn 1 cặp chỉ có thể giống" in page
    assert "Hồ Thị Sương" in officer.get(f"{listed}?muc=possible").content.decode()


def test_an_empty_list_teaches(officer: Client) -> None:
    assert "Không có cặp hồ sơ nào chờ xem" in officer.get(reverse("registry:alike_pairs")).content.decode()


def test_both_records_stand_side_by_side_and_what_differs_is_marked(officer: Client, twice: Twice) -> None:
    _one, _other, pair = twice({"personal_number": "048314000123"})
    page = officer.get(reverse("registry:alike_pair", args=[pair.pk])).content.decode()
    assert {"Ho Thi Suong", "Hồ Thị Lài, sinh 1990", "≠ khác", "chỉ một bên có"} <= set(re.findall(r">([^<>]+)<", page))


def test_dismissed_pairs_leave_the_list_and_can_be_found_and_opened_again(officer: Client, twice: Twice) -> None:
    _one, _other, pair = twice()
    assert officer.post(reverse("registry:alike_dismiss", args=[pair.pk]), {"why": ""}).status_code == 422
    assert officer.post(reverse("registry:alike_dismiss", args=[pair.pk]), {"why": "Đã gặp."}).status_code == 303
    listed = reverse("registry:alike_pairs")
    assert "Hồ Thị Sương" not in officer.get(listed).content.decode()
    assert "Hồ Thị Sương" in officer.get(f"{listed}?ket-luan=khac-nhau").content.decode()
    assert officer.post(reverse("registry:alike_reopen", args=[pair.pk]), {"why": "Nhầm."}).status_code == 303
    assert "Hồ Thị Sương" in officer.get(listed).content.decode()


def test_merging_asks_only_what_differs_and_shows_the_way_back(officer: Client, cast: Cast, twice: Twice) -> None:
    one, other, pair = twice()
    address = reverse("registry:alike_merge", args=[pair.pk])
    page = officer.get(address).content.decode()
    assert ('name="full_name"' in page, 'name="born"' in page) == (True, False)
    assert officer.post(address, {"keep": "first"}).status_code == 422
    answer = officer.post(address, {"keep": "first", "full_name": "second"})
    assert answer.status_code == 303
    merged = officer.get(answer.headers["Location"]).content.decode()
    assert {"Tách hồ sơ", "Theo hồ sơ đã gộp"} <= set(re.findall(r">([^<>]+)<", merged))
    with acting(cast.lien):
        merge = Merge.objects.get()
        assert merge.kept.full_name == max((one, other), key=lambda child: child.pk).full_name
    child = reverse("registry:child", args=[merge.kept_id])
    page = officer.get(child).content.decode()
    assert "Hồ sơ đã gộp còn ghi" in page
    assert reverse("registry:merge", args=[merge.pk]) in page
    assert officer.post(reverse("registry:merge_undo", args=[merge.pk]), {"why": "Gộp nhầm."}).status_code == 303
    assert "Hồ sơ đã gộp còn ghi" not in officer.get(child).content.decode()
    assert "Đã tách lại" in officer.get(answer.headers["Location"]).content.decode()


def test_a_pair_beyond_the_reach_does_not_exist_for_a_commune(
    officer: Client, province: Client, cast: Cast, twice: Twice
) -> None:
    _one, _other, pair = twice({"by": cast.thao, "place": cast.land.sibling})
    for name in ("alike_pair", "alike_dismiss", "alike_merge"):
        assert officer.get(reverse(f"registry:{name}", args=[pair.pk])).status_code == 404
    assert province.get(reverse("registry:alike_pair", args=[pair.pk])).status_code == 200
    assert "ở hai xã" in province.get(reverse("registry:alike_pairs")).content.decode()


def test_a_very_sensitive_group_is_hidden_from_whoever_may_not_know_it(
    officer: Client, cast: Cast, twice: Twice
) -> None:
    leader = signed_in(make_person("Võ Thị Vân", Role.PROVINCE_LEADER, cast.land.province))
    one, _other, pair = twice()
    open_circumstance(
        actor=cast.lien, at=AT, child_id=one.pk, code="HCDB-09", since=date(2025, 2, 1), evidence="Kết luận giám định",
        decided_by="UBND xã",
    )  # fmt: skip
    address = reverse("registry:alike_pair", args=[pair.pk])
    seen = [client.get(address).content.decode().count("do bị bạo lực") for client in (officer, leader)]
    assert seen == [1, 0]


def test_the_state_of_a_pair_is_told_in_words() -> None:
    assert [str(label) for label in LookAlike.State.labels] == ["Chờ xem", "Không phải một trẻ", "Đã gộp"]
