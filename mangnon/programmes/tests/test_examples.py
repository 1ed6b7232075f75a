"""Models: written by their place, copied once to another, told year by year, found at the place that came after."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden, StaleVersion
from mangnon.places.models import Unit
from mangnon.programmes import lists
from mangnon.programmes.examples import refusals
from mangnon.programmes.examples.actions import (
    CopyTold,
    ExampleTold,
    YearTold,
    add_example,
    copy_example,
    correct_example,
    set_example_state,
    tell_example_year,
)
from mangnon.programmes.examples.models import Example, ExampleYear
from mangnon.programmes.examples.queries import directory, family, on_ground, sought
from mangnon.programmes.examples.rules import in_tree, may_become, years_run
from mangnon.programmes.plans.queries.grounds import Ground
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.people import make_person, signed_in

SINCE = date(2024, 5, 1)
POOL = ExampleTold(
    kind="drowning", title="Lớp bơi mùa hè", does="Dạy bơi an toàn", whom="Trẻ em 6 - 15 tuổi", run_by="Đoàn xã",
    since=SINCE, cost=40_000_000, steps="Rào hồ\nMời huấn luyện viên",
)  # fmt: skip


@pytest.mark.parametrize("group", [("examples", "kinds"), ("praise", "forms")])
def test_lists_have_each_code_once_and_a_source_for_what_is_confirmed(group: tuple[str, str]) -> None:
    codes = [code for code, _words in lists.choices(*group)]
    assert len(codes) == len(set(codes)) > 4
    assert all(len(code) <= 24 for code in codes)
    assert lists.word(*group, "gone") == "gone"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 12), max_size=12))
def test_every_copy_stands_once_and_one_below_what_it_came_from(above: list[int]) -> None:
    pairs = [(n, one if one < n else None) for n, one in enumerate(above)]
    found = in_tree(pairs)
    depths = dict(found)
    assert sorted(depths) == list(range(len(above)))
    assert all(depths[one] == (0 if up is None else depths[up] + 1) for one, up in pairs)
    order = [one for one, _depth in found]
    assert all(order.index(up) < order.index(one) for one, up in pairs if up is not None)


def test_a_copy_whose_first_is_missing_stands_at_the_top() -> None:
    assert in_tree([("b", "a"), ("c", "b")]) == [("b", 0), ("c", 1)]


def test_what_has_ended_can_only_run_again() -> None:
    assert may_become("ended") == ("running",)
    assert years_run(SINCE, date(2025, 1, 9), TODAY) == [2025, 2024]
    assert years_run(date(2027, 1, 1), None, TODAY) == []


@pytest.fixture
def pool(cast: Cast) -> Example:
    """A model of the own commune."""
    with acting(cast.lien):
        return add_example(actor=cast.lien, at=AT, place=cast.land.own, told=POOL)


@pytest.mark.django_db
def test_a_place_copies_a_model_once_and_both_show_the_family(cast: Cast, pool: Example) -> None:
    told = {"actor": cast.thao, "at": AT, "example_id": pool.pk, "place": cast.land.sibling}
    copy = CopyTold(since=date(2026, 3, 1), run_by="Hội Phụ nữ xã")
    with acting(cast.thao):
        made = copy_example(**told, told=copy)
        assert copy_example(**told, told=copy).pk == made.pk
        with pytest.raises(refusals.CopiedAlready):
            copy_example(**told, told=CopyTold(since=TODAY, run_by="Đoàn xã"))
        with pytest.raises(Forbidden):
            copy_example(**{**told, "place": cast.land.own}, told=copy)
        assert (made.title, made.steps, made.run_by) == (POOL.title, POOL.steps, "Hội Phụ nữ xã")
        assert (made.results, made.copied_from_id, made.family) == ("", pool.pk, pool.pk)
    with acting(cast.lien):
        assert [(one.example.pk, one.depth) for one in family(pool)] == [(pool.pk, 0), (made.pk, 1)]
        with pytest.raises(refusals.CopiedAtHome):
            copy_example(
                actor=cast.lien, at=AT, example_id=pool.pk, place=cast.land.own, told=CopyTold(TODAY, "Đoàn xã")
            )
    with acting(cast.phu):
        again = copy_example(
            actor=cast.phu, at=AT, example_id=made.pk, place=_third(cast), told=CopyTold(TODAY, "Trạm Y tế")
        )
        assert [one.depth for one in family(again)] == [0, 1, 2]


def _third(cast: Cast) -> Unit:
    taken = [cast.land.own.pk, cast.land.sibling.pk]
    found = Unit.objects.filter(level="commune", valid_to__isnull=True, provinces__contains=[cast.land.province.pk])
    return found.exclude(pk__in=taken).earliest("pk")


@pytest.mark.django_db
def test_only_its_place_writes_a_model_and_the_database_says_so_too(cast: Cast, pool: Example) -> None:
    told = {"actor": cast.thao, "at": AT, "example_id": pool.pk, "version": 1}
    with acting(cast.thao):
        with pytest.raises(Forbidden):
            correct_example(**told, told=POOL)
        with pytest.raises(Forbidden):
            set_example_state(**told, state="paused", on=TODAY, reason="Hết tiền thuê hồ")
        assert Example.objects.filter(pk=pool.pk).update(title="x") == 0
        assert directory().get(pk=pool.pk).title == POOL.title
        with pytest.raises(ProgrammingError), transaction.atomic():
            ExampleYear.objects.create(
                example=pool, year=2025, people=1, children=1, told_at=AT, told_by_name="x"
            )  # fmt: skip
    with acting(cast.lien):
        correct_example(actor=cast.lien, at=AT, example_id=pool.pk, version=1, told=POOL)
        with pytest.raises(StaleVersion):
            correct_example(actor=cast.lien, at=AT, example_id=pool.pk, version=1, told=POOL)


@pytest.mark.django_db
def test_it_pauses_ends_with_a_reason_and_begins_again(cast: Cast, pool: Example) -> None:
    told = {"actor": cast.lien, "at": AT, "example_id": pool.pk}
    with acting(cast.lien):
        set_example_state(**told, version=1, state="paused", on=date(2025, 6, 1), reason="Hồ bơi sửa chữa")
        with pytest.raises(refusals.DayBefore):
            set_example_state(**told, version=2, state="ended", on=date(2025, 5, 1), reason="Hồ bơi đã lấp")
        ended = set_example_state(**told, version=2, state="ended", on=date(2025, 9, 1), reason="Hồ bơi đã lấp")
        assert ended.until == date(2025, 9, 1)
        with pytest.raises(refusals.StateUnfit):
            set_example_state(**told, version=3, state="paused", on=TODAY, reason="Hồ bơi đã lấp")
        with pytest.raises(refusals.YearNotRun):
            tell_example_year(**told, year=2026, version=0, told=YearTold(5, 5))
        again = set_example_state(**told, version=3, state="running", on=TODAY, reason="Có hồ bơi mới")
        assert again.until is None


@pytest.mark.django_db
def test_a_year_is_told_once_and_corrected_with_its_version(cast: Cast, pool: Example) -> None:
    told = {"actor": cast.lien, "at": AT, "example_id": pool.pk, "year": 2025}
    with acting(cast.lien):
        with pytest.raises(refusals.MoreChildrenThanPeople):
            tell_example_year(**told, version=0, told=YearTold(people=10, children=11))
        tell_example_year(**told, version=0, told=YearTold(90, 80, 38_000_000))
        tell_example_year(**told, version=0, told=YearTold(90, 80, 38_000_000))
        with pytest.raises(StaleVersion):
            tell_example_year(**told, version=0, told=YearTold(91, 80))
        tell_example_year(**told, version=1, told=YearTold(95, 82, 38_000_000))
        with pytest.raises(refusals.YearNotRun):
            tell_example_year(**{**told, "year": 2023}, version=0, told=YearTold(1, 1))
        shown = directory().get(pk=pool.pk)
        assert (shown.reached, shown.reached_in) == (82, 2025)  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_models_of_a_place_that_is_no_more_show_at_the_one_that_came_after(cast: Cast, pool: Example) -> None:
    before = next(one for one in Ground(cast.land.own).past if one.level == "commune")
    with acting(cast.phu):
        old = Example.objects.create(
            place_id=before.pk, kind="club", title="Câu lạc bộ cũ", search_key="cau lac bo cu", does="x", whom="x",
            run_by="x", since=date(2019, 1, 1), until=date(2025, 6, 30), state="ended", state_why="Bỏ xã cũ",
            family=pool.pk, changed_at=AT, changed_by_name="x",
        )  # fmt: skip
        with pytest.raises(refusals.PlaceGone):
            add_example(actor=cast.phu, at=AT, place=before, told=POOL)
        assert set(on_ground(directory(), cast.land.own)) == {old, pool}
        assert not on_ground(directory(), cast.land.sibling).exists()
        assert set(sought(directory(), cast.land.own.name)) == {old, pool}
        assert list(sought(directory(), "lớp BƠI")) == [pool]


@pytest.mark.django_db
def test_officers_keep_and_copy_models_on_their_pages(cast: Cast) -> None:
    officer: Client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    other: Client = signed_in(make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, cast.land.sibling))
    sent = {
        "title": "Lớp bơi mùa hè", "kind": "drowning", "does": "Dạy bơi", "whom": "Trẻ em", "run_by": "Đoàn xã",
        "since": "1/5/2024", "cost": "40.000.000", "steps": "Rào hồ\nMời huấn luyện viên",
        "uid": "0b1c9c2e-33f0-4b6e-8d2e-0a7a1c0f4e11",
    }  # fmt: skip
    assert officer.post("/chuong-trinh/mo-hinh/moi", {**sent, "kind": "khac"}).status_code == 422
    page = officer.post("/chuong-trinh/mo-hinh/moi", sent).url
    assert officer.post("/chuong-trinh/mo-hinh/moi", sent).url == page
    said = {"version": "0", "people": "90", "children": "80", "spent": "38.000.000"}
    assert officer.post(f"{page}/nam/2025", {**said, "children": "91"}).status_code == 422
    assert officer.post(f"{page}/nam/2025", said).status_code == 303
    assert other.post(f"{page}/nam/2026", said).status_code == 403
    copied = other.post(f"{page}/chep", {"since": "1/3/2026", "run_by": "Hội Phụ nữ xã"}).url
    shown = other.get(copied).text
    assert cast.land.own.name in shown
    assert "Mời huấn luyện viên" in shown
    assert "38.000.000" in officer.get(page).text
    assert "Lớp bơi mùa hè" in other.get("/chuong-trinh/mo-hinh?q=boi").text
    own = f"/chuong-trinh/mo-hinh?noi={cast.land.sibling.pk}&loai=drowning&tt=running"
    assert other.get(own).text.count('href="/chuong-trinh/mo-hinh/') >= 1
    assert other.get("/chuong-trinh/mo-hinh?noi=x").status_code == 400
    assert other.get("/chuong-trinh/mo-hinh?tt=x").status_code == 400
    assert other.post("/chuong-trinh/mo-hinh?tt=x", {"reason": "Lập danh sách", "as": "csv"}).status_code == 400
    assert officer.post(f"{page}/tinh-trang", {
        "version": "1", "state": "paused", "on": "1/6/2026", "reason": "Hồ bơi đang sửa chữa",
    }).status_code == 303  # fmt: skip
    assert "Hồ bơi đang sửa chữa" in officer.get(page).text
