"""Figures of any day and of closed quarters: right, alike, within reach, opening their lists."""

from __future__ import annotations

import html
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from mangnon.access.actor import console
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.dates import age_on
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden
from mangnon.places.models import Unit
from mangnon.registry.actions import (
    accept_transfer,
    ask_transfer,
    close_circumstance,
    correct_child,
    leave_register,
    open_circumstance,
)
from mangnon.registry.actions.correcting import told_of
from mangnon.registry.figures.actions import ClosedAlready, NotAQuarter, NotOverYet, close_quarter
from mangnon.registry.figures.jobs import close_due
from mangnon.registry.figures.models import Figure, Quarter
from mangnon.registry.figures.queries import behind, figures
from mangnon.registry.figures.rules import (
    ALL,
    AT_RISK,
    SPECIAL,
    Cell,
    band_of,
    due_to_close,
    last_quarters,
    quarter_end,
    thresholds,
    total,
)
from mangnon.registry.making.grounds import places
from mangnon.registry.making.people import households
from mangnon.registry.making.writing import fill
from mangnon.registry.models import Circumstance, Residence
from mangnon.registry.rules import AGE_BANDS
from mangnon.registry.tests.conftest import Enter
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.people import make_person, signed_in

END = date(2026, 9, 30)


@given(some.integers(730_120, 741_442), some.integers(0, 8_000))
def test_a_band_is_that_of_the_age_in_full_years(day: int, old: int) -> None:
    on, born = date.fromordinal(day), date.fromordinal(day - old)
    age, band = age_on(born, on), band_of(born, on)
    expected = next((at for at, one in enumerate(AGE_BANDS) if one.first <= age <= one.last), None)
    assert band == expected


def test_thresholds_stand_in_order_from_the_oldest() -> None:
    assert thresholds(date(2026, 11, 23)) == [
        date(2010, 11, 24), date(2015, 11, 24), date(2020, 11, 24), date(2023, 11, 24), date(2025, 11, 24),
    ]  # fmt: skip


def test_quarters_end_and_close_ten_days_later() -> None:
    assert quarter_end(date(2026, 11, 23)) == date(2026, 12, 31)
    assert last_quarters(date(2026, 11, 23), 3) == [date(2026, 9, 30), date(2026, 6, 30), date(2026, 3, 31)]
    assert last_quarters(date(2026, 12, 31), 1) == [date(2026, 9, 30)]
    assert due_to_close(date(2027, 1, 9)) == date(2026, 9, 30)
    assert due_to_close(date(2027, 1, 10)) == date(2026, 12, 31)


def _of(actor: Any, on: date = TODAY) -> dict[str, int]:
    with acting(actor):
        cells = figures(actor, on).cells
    return {group: total(cells, group) for group in {one.group for one in cells}}


def test_a_child_counts_where_it_lived_on_the_day(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    transfer = ask_transfer(
        actor=cast.lien, at=AT, transfer_id=new_id(), child_id=child.pk, to_place=cast.land.sibling,
        moved_on=date(2026, 11, 1), hand_over="Ở với bà",
    )  # fmt: skip
    accept_transfer(actor=cast.thao, at=AT, transfer_id=transfer.pk)
    assert _of(cast.lien, date(2026, 10, 31)) == {ALL: 1}  # counted where it lived, though nobody there may open it
    assert _of(cast.lien, date(2026, 11, 1)) == {}
    assert _of(cast.thao, date(2026, 10, 31)) == {}
    assert _of(cast.thao, date(2026, 11, 1)) == {ALL: 1}
    with acting(cast.lien):
        assert behind(cast.lien, date(2026, 10, 31), place_id=cast.land.own.pk).count() == 0
    with acting(cast.thao):
        assert behind(cast.thao, TODAY, place_id=cast.land.sibling.pk).count() == 1


def test_who_is_dead_unborn_or_sixteen_does_not_count(cast: Cast, enter: Enter) -> None:
    died = enter("Hồ Văn Một", "1/1/2016")
    leave_register(actor=cast.lien, at=AT, child_id=died.pk, kind="died", on=date(2026, 6, 1))
    enter("Hồ Văn Hai", "24/11/2010")
    enter("Hồ Văn Ba", "1/11/2026")
    assert _of(cast.lien, date(2026, 5, 31)) == {ALL: 2}
    assert _of(cast.lien, date(2026, 6, 1)) == {ALL: 1}
    assert _of(cast.lien, TODAY) == {ALL: 2}
    assert _of(cast.lien, date(2026, 11, 24)) == {ALL: 1}


def test_groups_count_heads_and_very_sensitive_ones_only_for_those_with_the_right(cast: Cast, enter: Enter) -> None:
    child = enter()
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk}
    for code in ("HCDB-01.3", "HCDB-04.2", "HCDB-05", "NC-04"):
        open_circumstance(**say, code=code, since=date(2025, 1, 1))
    assert _of(cast.lien) == {ALL: 1, SPECIAL: 1, "HCDB-01": 1, "HCDB-04": 1, "HCDB-05": 1, AT_RISK: 1}
    leader = _as(make_person("Võ Thị Lãnh", Role.PROVINCE_LEADER, cast.land.province))
    assert _of(leader) == {ALL: 1, SPECIAL: 1, "HCDB-01": 1, "HCDB-04": 1, AT_RISK: 1}
    with acting(leader):
        assert behind(leader, TODAY, place_id=cast.land.own.pk, group="HCDB-05").count() == 0


def _as(person: Any) -> Any:
    from mangnon.access.actor import Door
    from mangnon.accounts.queries import actor_of

    return actor_of(person, at=AT, door=Door.WEB)


def test_nobody_without_the_right_gets_a_number(cast: Cast, enter: Enter) -> None:
    enter()
    for actor in (cast.mo, cast.an, cast.quan):
        assert _of(actor) == {}
    with acting(cast.thao), connection.cursor() as cursor:
        cursor.execute("select count(*) from registry_count(%s, %s::date[])", [TODAY, thresholds(TODAY)])
        assert cursor.fetchone() == (0,)


def test_the_counts_agree_with_a_count_in_python(cast: Cast, law: None) -> None:
    actor = console("test")
    by_day: dict[date, list[Cell]] = {}
    with acting(actor):
        ground = places([cast.land.own, cast.land.sibling])
        fill(actor=actor, at=AT, households=households(5, 400, ground, TODAY), on=TODAY)
        random = Random(5)  # noqa: S311 - invented people
        for home in random.sample(list(Residence.objects.order_by("child_id")), 60):
            Circumstance.objects.create(
                child_id=home.child_id, code="HCDB-04", group="HCDB-04", law_version="x", sensitivity=0,
                valid_from=home.valid_from, recorded_by="x",
            )  # fmt: skip
        for on in (TODAY, date(2020, 6, 30), date(2015, 1, 1)):
            cells = figures(actor, on).cells
            homes = Residence.objects.select_related("child").filter(valid_from__lte=on)
            alive = [
                home for home in homes if home.child.born_from <= on and band_of(home.child.born_to, on) is not None
            ]
            assert total(cells) == len(alive)
            for one in cells:
                same = [
                    home for home in alive
                    if (home.place_id, home.child.sex, band_of(home.child.born_to, on), home.child.ethnicity)
                    == (one.place_id, one.sex, one.band, one.ethnicity)
                ]  # fmt: skip
                if one.group == ALL:
                    assert one.n == len(same)
            by_day[on] = [one for one in cells if one.place_id == cast.land.own.pk]
    for on, told in by_day.items():  # the province and the commune are counted by two statements
        with acting(cast.lien):
            assert sorted(figures(cast.lien, on).cells) == sorted(told)
    assert {one.group for one in by_day[TODAY]} > {ALL, SPECIAL}


def test_a_closed_quarter_says_what_the_records_said_and_stays(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    row = open_circumstance(actor=cast.lien, at=AT, child_id=child.pk, code="HCDB-04.2", since=date(2025, 1, 1))
    before = _of(cast.lien, END)
    phu = _as(make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, cast.land.province))
    quarter = close_quarter(actor=phu, at=AT, end=END)
    assert quarter.children == 1
    assert _of(cast.lien, END) == before == {ALL: 1, SPECIAL: 1, "HCDB-04": 1}
    close_circumstance(
        actor=cast.lien, at=AT, child_id=child.pk, circumstance_id=row.pk, on=date(2025, 6, 1), reason="Ghi nhầm"
    )
    correct_child(
        actor=cast.lien, at=AT, child_id=child.pk, version=1, reason="Giấy khai sinh",
        told=_older(told_of(child)),
    )  # fmt: skip
    assert _of(cast.lien, END) == before
    assert _of(cast.lien, END - timedelta(1)) == {ALL: 1}
    assert _of(cast.thao, END) == {}


def _older(told: Any) -> Any:
    from dataclasses import replace

    from mangnon.lib.dates import PartialDate

    return replace(told, birth=PartialDate(2013, 3, 7))


def test_only_quarters_that_are_over_are_closed_and_only_once(cast: Cast, law: None) -> None:
    phu = _as(make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, cast.land.province))
    with pytest.raises(NotAQuarter):
        close_quarter(actor=phu, at=AT, end=date(2026, 9, 29))
    with pytest.raises(NotOverYet):
        close_quarter(actor=phu, at=AT, end=date(2026, 12, 31))
    close_quarter(actor=phu, at=AT, end=END)
    with pytest.raises(ClosedAlready):
        close_quarter(actor=phu, at=AT, end=END)
    with pytest.raises(Forbidden):
        close_quarter(actor=cast.lien, at=AT, end=date(2026, 6, 30))
    assert close_due(at=AT) is False


def test_the_machine_closes_the_quarter_by_itself(cast: Cast, enter: Enter) -> None:
    enter()
    assert close_due(at=AT) is True
    with acting(console("test")):
        assert list(Quarter.objects.values_list("end", "children")) == [(END, 1)]


def test_nobody_writes_figures_by_hand(cast: Cast, enter: Enter) -> None:
    enter()
    close_due(at=AT)
    for actor in (cast.lien, console("test")):
        with acting(actor), pytest.raises(Exception, match="permission denied"), transaction.atomic():
            Figure.objects.update(n=9)


def test_the_page_opens_the_list_behind_a_number(cast: Cast, enter: Enter) -> None:
    enter("Hồ Thị Sương", "7/3/2014")
    client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    page = client.get(reverse("registry:figures")).content.decode()
    assert "Trà Linh" in page
    where = f"{reverse('registry:figure_children')}?noi={cast.land.own.pk}&amp;ngay="
    assert where in page
    listed = client.get(
        reverse("registry:figure_children"), {"noi": cast.land.own.pk, "tuoi": "11-15"}
    ).content.decode()
    assert "Hồ Thị Sương" in listed
    empty = client.get(reverse("registry:figure_children"), {"noi": cast.land.own.pk, "tuoi": "0"}).content.decode()
    assert "Hồ Thị Sương" not in empty


@pytest.mark.parametrize("asked", ["ngay=hom-qua", "ngay=2999-01-01", "ngay=1800-01-01"])
def test_a_day_that_is_none_is_refused(cast: Cast, law: None, asked: str) -> None:
    client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    assert client.get(f"{reverse('registry:figures')}?{asked}").status_code == 400


@pytest.mark.parametrize("asked", ["", "noi=x", "noi=1&tuoi=99", "noi=1&gioi=7"])
def test_a_list_asked_wrongly_is_refused(cast: Cast, law: None, asked: str) -> None:
    client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    assert client.get(f"{reverse('registry:figure_children')}?{asked}").status_code == 400


def _on_map(client: Any, **asked: str) -> str:
    answer = client.get(reverse("registry:figure_map"), asked)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_the_map_shows_each_commune_with_its_number_and_its_table(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    open_circumstance(actor=cast.lien, at=AT, child_id=child.pk, code="HCDB-04.2", since=date(2025, 1, 1))
    client = signed_in(make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, cast.land.province))
    page = _on_map(client)
    assert page.count('class="map-unit"') == 94
    assert "Xã Trà Linh: 1" in page
    assert "Xã Trà Leng: 0" in page
    assert f"?noi={cast.land.own.pk}&ngay=" in page
    assert "Xã Trà Linh</a>" in page  # its row in the table
    group = _on_map(client, nhom="HCDB-04", cach="ty-le")
    assert "quá ít" in group  # of one child no rate is told
    assert 'class="map-unit"' not in group


def test_the_map_of_an_old_day_adds_what_became_one(cast: Cast, enter: Enter) -> None:
    enter("Hồ Thị Sương", "7/3/2014")
    client = signed_in(make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, cast.land.province))
    with acting(console("test")):
        parts = Unit.objects.get(pk=cast.land.own.pk).reach
        old = Unit.objects.filter(pk__in=parts, valid_to__isnull=False).first()
        assert old is not None
        Residence.objects.update(place=old)
    page = _on_map(client, ngay="2024-06-30")
    assert "Xã Trà Linh: 1" in page
    assert "/so-lieu?ngay=2024-06-30" in page  # several units of old have no one list


@pytest.mark.parametrize("asked", [{"nhom": "X"}, {"cach": "x"}, {"nhom": "HCDB-05", "cach": "so"}])
def test_a_map_asked_wrongly_is_refused(cast: Cast, law: None, asked: dict[str, str]) -> None:
    client = signed_in(make_person("Võ Thị Lãnh", Role.PROVINCE_LEADER, cast.land.province))
    assert client.get(reverse("registry:figure_map"), asked).status_code == 400
