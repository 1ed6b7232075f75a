"""Screens of plans by the people who use them, and the demo: its year 2020 and this one."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db.models import Sum
from django.test import Client

from mangnon.access.actor import console
from mangnon.access.commands import DemoCall
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.demo import create_demo_people
from mangnon.places.models import Level
from mangnon.programmes import demo
from mangnon.programmes.models import Programme, Task
from mangnon.programmes.offers import OFFERS
from mangnon.programmes.plans.queries.board import how
from mangnon.programmes.plans.queries.grounds import Ground, home_unit
from mangnon.programmes.plans.queries.heat import NOTHING, heat, plans_of
from mangnon.programmes.plans.rules import ORDER, Standing
from mangnon.programmes.plans.words import MARKS
from mangnon.programmes.tests.conftest import Desk
from mangnon.testing.cast import AT, unit
from mangnon.testing.people import make_person, signed_in
from mangnon.ui.worklist import SearchSource, WorkSource

pytestmark = pytest.mark.django_db
DAY = {"starts_on": "1/3/2026", "due_on": "1/11/2026"}


@pytest.fixture
def province(desk: Desk) -> Client:
    """An officer of the province, signed in."""
    return signed_in(make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, desk.cast.land.province))


@pytest.fixture
def commune(desk: Desk) -> Client:
    """An officer of the commune, signed in."""
    return signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, desk.cast.land.own))


def test_the_province_plans_and_gives_down_and_the_commune_tells(desk: Desk, province: Client, commune: Client) -> None:
    told = {"title": "Dạy bơi cho trẻ", "first_year": "2026", "last_year": "2026", "about": "", "documents": ""}
    assert province.post("/chuong-trinh/ke-hoach/moi", told | {"last_year": "2025"}).status_code == 422
    plan = province.post("/chuong-trinh/ke-hoach/moi", told).url
    assert province.post(f"{plan}/muc-tieu", {"title": "An toàn dưới nước", "about": ""}).status_code == 303
    page = province.get(plan).text
    add_task = re.search(r'href="([^"]+/viec)"', page)
    assert add_task
    task = province.post(add_task[1], {"title": "Mở lớp bơi", "planned": "90.000.000", **DAY}).url
    give = province.get(f"{task}/giao").text
    assert give.count('name="whom"') == 94
    own, other = desk.cast.land.own, desk.cast.land.sibling
    sent = {"whom": [own.pk, other.pk], "due_on": "1/11/2026", "each": "40.000.000", "owner_name": "Cán bộ trẻ em"}
    wrong = province.post(f"{task}/giao", sent | {"kept": "0"})
    assert wrong.status_code == 422
    assert "cộng lại không bằng" in wrong.text
    sent |= {"kept": "0", "other": "Xã Trà Leng: 50.000.000"}
    assert province.post(f"{task}/giao", sent).status_code == 303
    share = Task.objects.get(place=own, title="Mở lớp bơi")
    assert share.planned == 40_000_000
    board = commune.get("/chuong-trinh/").text
    assert "Mở lớp bơi" in board
    tell = f"/chuong-trinh/viec/{share.pk}/bao"
    said = {
        "version": "1",
        "progress": "100",
        "spent": "39.500.000",
        "text": "Hai lớp, 46 em",
        "finished_on": "30/10/2026",
    }
    assert commune.post(tell, said).status_code == 303
    assert commune.post(tell, said).status_code == 409
    shown = commune.get(f"/chuong-trinh/viec/{share.pk}").text
    assert "Đã xong 30/10/2026" in shown
    assert "Hai lớp, 46 em" in shown
    assert commune.post(f"{task}/bao", said).status_code == 403
    assert commune.get(f"{task}/giao").status_code == 403


def test_an_officer_writes_corrects_drops_and_adopts(desk: Desk, commune: Client) -> None:
    add = f"/chuong-trinh/muc-tieu/{desk.objective.pk}/viec"
    task = commune.post(add, {"title": "Rào ao thôn Một", **DAY, "planned": "5 triệu"})
    assert task.status_code == 422
    task = commune.post(add, {"title": "Rào ao thôn Một", **DAY, "planned": "5.000.000"}).url
    assert 'value="5.000.000"' in commune.get(f"{task}/sua").text
    known = {"version": "1", "title": "Rào hai ao", **DAY, "planned": "6.000.000"}
    assert commune.post(f"{task}/sua", known).status_code == 303
    assert commune.post(f"{task}/sua", known).status_code == 409
    assert commune.post(f"{task}/thoi", {"reason": "ngắn"}).status_code == 422
    assert commune.post(f"{task}/thoi", {"reason": "Ao đã được lấp hết rồi"}).status_code == 303
    assert "Ao đã được lấp" in commune.get(task).text
    place = desk.cast.land.own.pk
    square = f"/chuong-trinh/dua-vao/{place}/2026/plan"
    told = {"version": "0", "adopted": "yes", "words": "Kế hoạch 12 của xã", "planned": "20.000.000"}
    assert commune.post(square, told).status_code == 303
    assert commune.post(square, told).status_code == 409
    assert "20 triệu" in commune.get("/chuong-trinh/dua-vao").text
    assert commune.get(f"/chuong-trinh/dua-vao/{desk.cast.land.sibling.pk}/2026/plan").status_code == 403


def test_what_is_late_waits_on_the_worklist_and_is_found(desk: Desk) -> None:
    desk.task("Cắm biển ở bến sông", desk.cast.land.own, due_on=date(2026, 11, 1))
    work = next(one for one in OFFERS if isinstance(one, WorkSource) and one.name == "programmes.tasks")
    seek = next(one for one in OFFERS if isinstance(one, SearchSource) and one.name == "programmes")
    lien = desk.cast.lien
    with acting(lien):
        assert [str(one.row.status.text) for one in work.rows(lien, AT)] == ["Trễ 22 ngày"]
        assert [one.title for one in seek.find(lien, "bien song", 5)] == ["Cắm biển ở bến sông"]
        assert work.rows(desk.cast.thao, AT) == []


def test_addresses_that_ask_wrongly_say_so(desk: Desk, commune: Client) -> None:
    assert commune.get("/chuong-trinh/?nam=1999").status_code == 400
    assert commune.get("/chuong-trinh/?noi=999999").status_code == 404
    assert commune.get("/chuong-trinh/in?quy=5").status_code == 400
    assert commune.get("/chuong-trinh/ban-do?kh=x").status_code == 404


class _Bar:
    def __enter__(self) -> object:
        return lambda _n: None

    def __exit__(self, *_told: object) -> None:
        return None


def test_the_demo_holds_2020_and_this_year_and_sums_stay_whole(cast: object, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    create_demo_people(at=AT)
    demo.make(DemoCall(0, 1, console("test"), AT, lambda _title, _total: _Bar()))
    old, now = plans_of(2020)[0], plans_of(2026)[0]
    with acting(cast.phu):  # type: ignore[attr-defined]
        map_2020 = heat(old, 2020, date(2020, 12, 31), today=date(2026, 11, 23))
        assert len(map_2020.rows) == 241
        assert len([one for one, _rows in map_2020.groups if one]) == 18
        assert sum(row.done for row in map_2020.rows) > 0.95 * sum(row.total for row in map_2020.rows)
        for plan, on in ((old, date(2020, 12, 31)), (old, date(2020, 6, 30)), (now, date(2026, 11, 23))):
            _assert_squares(plan, on)
        assert len(heat(now, 2026, date(2026, 11, 23), today=date(2026, 11, 23)).rows) == 93
        tops = Task.objects.filter(objective__programme=old, parent__isnull=True, shares__isnull=False).distinct()
        for top in tops:
            districts = top.shares.aggregate(sum=Sum("planned"))["sum"]
            assert districts == top.planned * 9 // 10
        old_money = _communes(old)
        assert old_money == _communes(now)
        client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, unit("20950")))
        for path in ("", "?nam=2020", "lich", "ban-do?nam=2020", "dua-vao?nam=2020", "ke-hoach"):
            assert client.get(f"/chuong-trinh/{path}").status_code == 200, path
        squares = set(re.findall(r'<td class="h-(\w+)">(.?)</td>', client.get("/chuong-trinh/ban-do?nam=2026").text))
        assert squares <= set(MARKS.items())
        assert {"done", "late"} <= dict(squares).keys()
        assert client.get("/chuong-trinh/in?quy=4").content[:5] == b"%PDF-"
        here = home_unit(cast.lien)  # type: ignore[attr-defined]
        assert {one.level for one in Ground(here).past} == {Level.COMMUNE, Level.DISTRICT}


def _assert_squares(plan: Programme, on: date) -> None:
    """Each square of the map says what the share of that place says by itself."""
    found = heat(plan, on.year, on, today=date(2026, 11, 23))
    known: dict[tuple[int, int, int], list[Standing]] = {}
    for one in plan_tasks(plan, on.year):
        known.setdefault((one.place_id, one.objective.number, one.number), []).append(how(one, on))
    for row in found.rows:
        for task, cell in zip(found.tasks, row.cells, strict=True):
            stands = known.get((row.unit.pk, task.objective.number, task.number), [])
            assert cell == (min(stands, key=lambda each: ORDER[each]) if stands else NOTHING)
    assert sum(row.total for row in found.rows) > 1_000


def plan_tasks(plan: Programme, year: int) -> list[Task]:
    """Shares of a plan in a year that weren't dropped."""
    rows = Task.objects.filter(objective__programme=plan, year=year, parent__isnull=False, dropped_on__isnull=True)
    return list(rows.select_related("objective"))


def test_of_two_shares_in_one_place_the_map_shows_the_one_that_needs_somebody(desk: Desk) -> None:
    own, sibling = desk.cast.land.own, desk.cast.land.sibling
    top = desk.task()
    same = {"objective": desk.objective, "parent": top, "number": top.number, "year": 2026, "title": top.title,
            "starts_on": date(2026, 3, 1), "changed_at": AT, "changed_by_name": "x"}  # fmt: skip
    done = {"progress": 100, "finished_on": date(2026, 5, 1), "due_on": date(2026, 6, 1)}
    Task.objects.create(place=own, **same, **done)
    Task.objects.create(place=own, **same, progress=40, due_on=date(2026, 6, 2))
    Task.objects.create(place=own, **same, **(done | {"due_on": date(2026, 6, 3)}))
    Task.objects.create(place=sibling, **same, **done)
    found = heat(desk.plan, 2026, date(2026, 11, 23), today=date(2026, 11, 23))
    stands = {row.unit.pk: row.cells for row in found.rows}
    assert stands == {own.pk: ("late",), sibling.pk: ("done",)}


def _communes(plan: Programme) -> int:
    """Money that the communes of a plan were given for yearly tasks."""
    rows = Task.objects.filter(objective__programme=plan, place__level=Level.COMMUNE, yearly=True)
    return int(rows.aggregate(sum=Sum("planned"))["sum"])
