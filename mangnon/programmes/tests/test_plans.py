"""Plans: cascade, progress, copying onto today's map, adoption; each place writes its own."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum

from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden, StaleVersion
from mangnon.places.models import Unit
from mangnon.programmes import jobs, refusals
from mangnon.programmes.plans.actions import (
    Share,
    Terms,
    add_goal,
    add_objective,
    add_plan,
    add_task,
    copy_plan,
    correct_task,
    drop_task,
    set_target,
    share_task,
    tell_actual,
    tell_adoption,
    tell_task,
)
from mangnon.programmes.plans.actions.adopting import Adopted
from mangnon.programmes.plans.models import Before, Line, Programme, Target, Task
from mangnon.programmes.plans.queries.grounds import Ground
from mangnon.programmes.plans.rules import next_year
from mangnon.programmes.tests.conftest import Desk
from mangnon.testing.cast import AT
from mangnon.testing.people import make_person

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 10)


def shares(desk: Desk, *amounts: int, due: date = DUE) -> list[Share]:
    places = (desk.cast.land.own, desk.cast.land.sibling)
    return [Share(place, due, amount) for place, amount in zip(places, amounts, strict=False)]


def test_the_cascade_is_one_act_that_sums_and_can_be_sent_twice(desk: Desk) -> None:
    top = desk.task(planned=100)
    told = {"actor": desk.cast.phu, "at": AT, "task_id": top.pk, "kept": 40}
    with pytest.raises(refusals.SharesDontSum):
        share_task(**told, shares=shares(desk, 30, 31))
    made = share_task(**told, shares=shares(desk, 25, 35))
    assert share_task(**told, shares=shares(desk, 25, 35)) == []
    assert top.shares.aggregate(sum=Sum("planned"))["sum"] + 40 == top.planned
    assert {(one.title, one.due_on, one.year) for one in made} == {(top.title, DUE, 2026)}
    with pytest.raises(refusals.SharedOtherwise):
        share_task(**told, shares=shares(desk, 26, 35))
    with pytest.raises(refusals.NotBelow):
        share_task(**told, shares=[Share(desk.cast.land.foreign, DUE, 0)])


def test_a_commune_tells_of_its_own_tasks_alone(desk: Desk) -> None:
    own, other = share_task(actor=desk.cast.phu, at=AT, task_id=desk.task().pk, shares=shares(desk, 0, 0), kept=0)
    lien = desk.cast.lien
    with acting(lien):
        told = tell_task(actor=lien, at=AT, task_id=own.pk, version=1, progress=40, spent=5, delay="Kinh phí cấp muộn")
        assert (told.progress, told.spent, told.version) == (40, 5, 2)
        with pytest.raises(StaleVersion):
            tell_task(actor=lien, at=AT, task_id=own.pk, version=1, progress=50, spent=5)
        with pytest.raises(Forbidden):
            tell_task(actor=lien, at=AT, task_id=other.pk, version=1, progress=40, spent=5)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("update programmes_task set progress = 1 where id = %s", [other.pk])
            assert cursor.rowcount == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Task.objects.filter(pk=own.pk).update(progress=100)


def test_a_place_writes_tasks_into_its_own_plan_and_those_above_it(desk: Desk) -> None:
    lien, thao = desk.cast.lien, desk.cast.thao
    with acting(lien):
        told = {"actor": lien, "at": AT, "place": desk.cast.land.own, "first_year": 2026, "last_year": 2026}
        plan = add_plan(**told, title="Kế hoạch của xã")
        heading = add_objective(actor=lien, at=AT, plan_id=plan.pk, title="Ao hồ")
        with pytest.raises(Forbidden):
            add_plan(**{**told, "place": desk.cast.land.province}, title="Kế hoạch của tỉnh")
    terms = Terms(date(2026, 3, 1), DUE)
    with acting(thao), pytest.raises(Forbidden):
        add_task(actor=thao, at=AT, objective_id=heading.pk, place=desk.cast.land.sibling, title="Rào ao", terms=terms)


def test_what_is_late_needs_a_reason_and_what_is_done_has_its_day(desk: Desk) -> None:
    task = desk.task(place=desk.cast.land.own, due_on=date(2026, 11, 1))
    lien = desk.cast.lien
    told = {"actor": lien, "at": AT, "task_id": task.pk, "spent": 0}
    with acting(lien):
        with pytest.raises(refusals.DelayUntold):
            tell_task(**told, version=1, progress=60)
        tell_task(**told, version=1, progress=100, finished_on=date(2026, 10, 30))
        task.refresh_from_db()
        assert task.finished_on == date(2026, 10, 30)
        tell_task(**told, version=2, progress=90, delay="Đếm lại còn thiếu một thôn")
        task.refresh_from_db()
        assert (task.finished_on, task.open) == (None, True)
    acts = task.lines.order_by("id").values_list("act", flat=True)
    assert list(acts) == [Line.Act.ADDED, Line.Act.FINISHED, Line.Act.REOPENED]


def test_terms_are_corrected_and_a_task_is_dropped_when_nothing_hangs_on_it(desk: Desk) -> None:
    task = desk.task(planned=10)
    phu = desk.cast.phu
    terms = Terms(date(2026, 3, 1), date(2026, 10, 1), planned=20, owner_name="Phòng Trẻ em")
    correct_task(actor=phu, at=AT, task_id=task.pk, version=1, title="Rào ao", terms=terms)
    share_task(actor=phu, at=AT, task_id=task.pk, shares=shares(desk, 5), kept=15)
    with pytest.raises(refusals.TaskUnder):
        drop_task(actor=phu, at=AT, task_id=task.pk, reason="Không có kinh phí năm nay")
    drop_task(actor=phu, at=AT, task_id=task.shares.get().pk, reason="Không có ao nào trong xã")
    drop_task(actor=phu, at=AT, task_id=task.pk, reason="Không có kinh phí năm nay")
    with pytest.raises(refusals.TaskClosed):
        correct_task(actor=phu, at=AT, task_id=task.pk, version=3, title="x", terms=terms)


def test_results_come_with_their_source_or_from_the_records(desk: Desk) -> None:
    phu = desk.cast.phu
    told = {"actor": phu, "at": AT, "objective_id": desk.objective.pk}
    typed = add_goal(**told, name="Thôn có buổi nói chuyện", unit="%", baseline=Decimal(72))
    counted = add_goal(**told, name="Trẻ em", unit="trẻ em", figure="registry.children")
    set_target(actor=phu, at=AT, goal_id=typed.pk, year=2026, target=Decimal(90))
    with pytest.raises(refusals.SourceMissing):
        tell_actual(actor=phu, at=AT, goal_id=typed.pk, year=2026, actual=Decimal(91), source=" ")
    with pytest.raises(refusals.Computed):
        tell_actual(actor=phu, at=AT, goal_id=counted.pk, year=2026, actual=Decimal(5), source="đếm tay")
    with pytest.raises(refusals.YearOutside):
        set_target(actor=phu, at=AT, goal_id=typed.pk, year=2027, target=None)
    assert jobs.count_year(at=AT) == 1
    assert "Tính từ hồ sơ" in Target.objects.get(goal=counted, year=2026).source


def old_communes(desk: Desk) -> tuple[Unit, list[Unit]]:
    """Quảng Nam of 2020 and the communes that are Trà Linh and Trà Leng today, and one divided or merged elsewhere."""
    old = Unit.objects.get(code="49", level="province", valid_to__isnull=False)
    ground = [*Ground(desk.cast.land.own).past, *Ground(desk.cast.land.sibling).past]
    return old, [one for one in ground if one.level == "commune" and one.lives_on(date(2020, 1, 1))]


def test_a_plan_is_copied_onto_todays_map_and_nothing_is_lost(desk: Desk) -> None:
    phu, (old, communes) = desk.cast.phu, old_communes(desk)
    assert len(communes) > 1
    plan = add_plan(actor=phu, at=AT, place=old, title="Kế hoạch 2020", first_year=2020, last_year=2020)
    heading = add_objective(actor=phu, at=AT, plan_id=plan.pk, title="An toàn")
    goal = add_goal(actor=phu, at=AT, objective_id=heading.pk, name="Biển báo", unit="cái")
    set_target(actor=phu, at=AT, goal_id=goal.pk, year=2020, target=Decimal(10))
    tell_actual(actor=phu, at=AT, goal_id=goal.pk, year=2020, actual=Decimal(9), source="Báo cáo năm", why="Lũ")
    terms = Terms(date(2020, 2, 29), date(2020, 11, 30), planned=1000, yearly=True)
    top = add_task(actor=phu, at=AT, objective_id=heading.pk, place=old, title="Cắm biển", terms=terms)
    parts = [Share(one, date(2020, 11, 30), 7 + nth) for nth, one in enumerate(communes)]
    given = sum(one.planned for one in parts)
    share_task(actor=phu, at=AT, task_id=top.pk, shares=parts, kept=1000 - given)
    made = copy_plan(actor=phu, at=AT, plan_id=plan.pk, year=2026, place=desk.cast.land.province, title="Kế hoạch 2026")
    new = Task.objects.get(objective__programme=made, parent__isnull=True)
    assert (new.starts_on, new.due_on) == (next_year(top.starts_on, 6), date(2026, 11, 30))
    today = {one for unit in communes for one in unit.today}
    assert set(new.shares.values_list("place_id", flat=True)) == today
    assert new.shares.aggregate(sum=Sum("planned"))["sum"] == given
    told = Before.objects.filter(task__in=new.shares.all()).values_list("earlier_id", flat=True)
    assert set(told) == set(top.shares.values_list("pk", flat=True))
    assert set(top.shares.values_list("place_id", flat=True)) == {one.pk for one in communes}
    follows = made.objectives.get().goals.get()
    assert (follows.baseline, follows.baseline_year) == (Decimal(9), 2020)
    with pytest.raises(refusals.CopiedAlready):
        copy_plan(actor=phu, at=AT, plan_id=plan.pk, year=2026, place=desk.cast.land.province, title="Lần nữa")
    assert Programme.objects.filter(follows=plan).count() == 1


def test_adoption_is_told_once_for_each_kind_with_its_document(desk: Desk) -> None:
    lien, own = desk.cast.lien, desk.cast.land.own
    told = {"actor": lien, "at": AT, "place": own, "year": 2026, "kind": "plan"}
    with acting(lien):
        with pytest.raises(refusals.AdoptedInWhat):
            tell_adoption(**told, told=Adopted(adopted=True))
        row = tell_adoption(**told, told=Adopted(adopted=True, words="Kế hoạch 12 của xã", planned=5, spent=3))
        with pytest.raises(StaleVersion):
            tell_adoption(**told, told=Adopted(adopted=False))
        row = tell_adoption(**told, told=Adopted(adopted=False, words="Chưa họp"), version=row.version)
    assert (row.adopted, row.version) == (False, 2)
    with acting(desk.cast.thao), pytest.raises(Forbidden):
        tell_adoption(**{**told, "actor": desk.cast.thao}, told=Adopted(adopted=False))


def test_owners_hear_before_the_day_and_leaders_after_it(desk: Desk) -> None:
    from mangnon.access.roles import Role
    from mangnon.notices.models import Telling

    officer = make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, desk.cast.land.own)
    make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, desk.cast.land.own)
    task = desk.task(place=desk.cast.land.own, due_on=date(2026, 11, 28), owner=officer.pk, owner_name="Liên")
    assert [jobs.remind_due(at=AT), jobs.remind_due(at=AT)] == [1, 0]
    assert jobs.remind_due(at=AT + timedelta(days=7)) == 1
    told = Telling.objects.filter(subject_id=str(task.pk)).values_list("kind", flat=True)
    assert set(told) == {"programmes.due_soon", "programmes.late"}
