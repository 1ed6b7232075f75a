"""``places reorganise``: whole units' facts move by themselves, divided ones wait for people, nothing is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import Sum

from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.names import fold
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.places.actions import AlreadySettled, NotAPart, name_hamlet, settle_split_task
from mangnon.places.models import Hamlet, HamletPast, Reorganisation, SplitTask
from mangnon.places.queries.splits import described, open_tasks
from mangnon.places.reorganising import NothingEnded, StillAhead, last_change, preview, reorganise
from mangnon.places.tests.conftest import AT, REFORM, Ground
from mangnon.testing.cast import sample
from mangnon.testing.models import Sample, SampleFact

BEFORE = date(2024, 3, 1)


def fact(ground: Ground, place: Any, **fields: Any) -> SampleFact:
    """One fact, recorded by the province."""
    with acting(ground.phu):
        return SampleFact.objects.create(**{"place": place, "valid_from": BEFORE, **fields})


def hamlet(place: Any, name: str) -> Hamlet:
    """A hamlet of the time before the reform."""
    key = fold(name)
    return Hamlet.objects.create(unit=place, name=name, search_key=key, sort_key=key, valid_from=BEFORE)


def facts(ground: Ground) -> list[tuple[int, date, date | None]]:
    """All facts as the province sees them."""
    with acting(ground.phu):
        return list(SampleFact.objects.order_by("id").values_list("place_id", "valid_from", "valid_to"))


def run(ground: Ground, **options: Any) -> Any:
    """One run by the console."""
    return reorganise(actor=ground.root, at=AT, on=REFORM, **options)


def test_an_open_fact_is_closed_on_the_day_and_opened_at_the_successor(ground: Ground) -> None:
    fact(ground, ground.prao)
    run(ground)
    assert facts(ground) == [
        (ground.prao.pk, BEFORE, REFORM),
        (ground.dong_giang.pk, REFORM, None),
    ]


def test_closed_history_keeps_its_place(ground: Ground) -> None:
    fact(ground, ground.prao, valid_to=date(2025, 1, 1))
    assert run(ground).moved == 0
    assert facts(ground) == [(ground.prao.pk, BEFORE, date(2025, 1, 1))]


def test_a_fact_recorded_late_at_the_old_unit_is_corrected_in_place(ground: Ground) -> None:
    fact(ground, ground.prao, valid_from=date(2025, 8, 1))
    assert run(ground).moved == 1
    assert facts(ground) == [(ground.dong_giang.pk, date(2025, 8, 1), None)]


def test_a_root_moves_to_whoever_answers_today(ground: Ground) -> None:
    with acting(ground.phu):
        an = sample("Hồ Văn An", ground.prao, other=ground.prao)
    run(ground)
    with acting(ground.officer(ground.dong_giang)):
        found = Sample.objects_unguarded.get(pk=an.pk)
    assert (found.place_id, found.other_place_id) == (ground.dong_giang.pk, ground.dong_giang.pk)


def test_a_second_run_moves_nothing_and_asks_nothing_twice(ground: Ground) -> None:
    fact(ground, ground.prao)
    fact(ground, ground.hoa_lien)
    assert (run(ground).moved, run(ground).moved) == (1, 0)
    with acting(ground.phu):
        assert SplitTask.objects.count() == 1
    assert Reorganisation.objects.get().moved["testing.fact"] == 1


def test_a_dry_run_tells_the_same_figures_and_changes_nothing(ground: Ground) -> None:
    fact(ground, ground.prao)
    fact(ground, ground.hoa_lien)
    before = facts(ground)
    told = preview(actor=ground.root, at=AT, on=REFORM)
    assert (told.moved, told.to_decide, told.dry_run) == (1, 1, True)
    assert facts(ground) == before
    assert not Reorganisation.objects.exists()
    done = run(ground)
    assert (done.moved, done.to_decide) == (told.moved, told.to_decide)


def test_it_refuses_a_day_on_which_nothing_ended_and_names_days_near_by(ground: Ground) -> None:
    with pytest.raises(NothingEnded) as refused:
        reorganise(actor=ground.root, at=AT, on=date(2025, 6, 30))
    assert "30/6/2025" in refused.value.said
    assert "1/7/2025" in refused.value.mend


def test_it_refuses_a_day_that_has_not_come(ground: Ground) -> None:
    with pytest.raises(StillAhead):
        reorganise(actor=ground.root, at=AT, on=date(2030, 1, 1))


def test_the_last_change_of_the_province_served_is_the_default_day(ground: Ground) -> None:
    assert last_change(date(2026, 11, 23)) == REFORM
    assert last_change(date(2025, 6, 30)) == date(2025, 1, 1)


@pytest.mark.parametrize("act", [reorganise, preview])
def test_it_is_for_the_administrator_and_the_console(ground: Ground, act: Any) -> None:
    fact(ground, ground.prao)
    with pytest.raises(Forbidden):
        act(actor=ground.phu, at=AT, on=REFORM)
    assert act(actor=ground.quan, at=AT, on=REFORM).moved == 1


def test_the_administrator_who_starts_it_still_sees_no_fact(ground: Ground) -> None:
    fact(ground, ground.prao)
    reorganise(actor=ground.quan, at=AT, on=REFORM)
    with acting(ground.quan):
        assert not SampleFact.objects.exists()


def test_each_run_is_booked_with_its_figures(ground: Ground) -> None:
    fact(ground, ground.prao)
    run(ground)
    from mangnon.access.roles import Role
    from mangnon.testing.cast import actor

    with acting(actor("Lê Hoài An", Role.AUDITOR, ground.da_nang)):
        entry = Entry.objects.get(action="places.reorganise")
    assert entry.detail["moved"]["testing.fact"] == 1
    assert entry.detail["on"] == "2025-07-01"


def test_hamlets_follow_their_commune_and_remember_where_they_lay(ground: Ground) -> None:
    thon = hamlet(ground.prao, "Thôn Gừng")
    run(ground)
    thon.refresh_from_db()
    assert (thon.unit, thon.name, thon.valid_from) == (ground.dong_giang, "Thôn Gừng", REFORM)
    past = HamletPast.objects.get(hamlet=thon)
    assert (past.unit, past.name, past.valid_from, past.valid_to) == (ground.prao, "Thôn Gừng", BEFORE, REFORM)


def test_two_hamlets_of_one_name_are_told_apart_by_their_old_commune(ground: Ground) -> None:
    from mangnon.places.models import Succession

    other = Succession.objects.filter(successor=ground.dong_giang).exclude(predecessor=ground.prao).first()
    assert other is not None
    hamlet(ground.prao, "Thôn 1")
    hamlet(other.predecessor, "Thôn 1")
    run(ground)
    names = sorted(one.name for one in Hamlet.objects.filter(unit=ground.dong_giang))
    assert names[0] == "Thôn 1"
    assert names[1].startswith("Thôn 1 (")


def test_divided_facts_wait_and_are_settled_by_a_person(ground: Ground) -> None:
    fact(ground, ground.hoa_lien, amount=7)
    assert run(ground).to_decide == 1
    with acting(ground.phu):
        task = open_tasks(ground.phu).get()
    assert settle_split_task(actor=ground.phu, at=AT, task_id=task.pk, to_unit_id=ground.ba_na.pk) == 1
    assert facts(ground)[-1] == (ground.ba_na.pk, REFORM, None)
    with acting(ground.phu):
        assert not open_tasks(ground.phu).exists()
        assert SampleFact.objects.filter(valid_to__isnull=True).aggregate(n=Sum("amount")) == {"n": 7}
    with pytest.raises(AlreadySettled):
        settle_split_task(actor=ground.phu, at=AT, task_id=task.pk, to_unit_id=ground.ba_na.pk)


def test_it_refuses_a_place_that_is_no_part_of_the_divided_unit(ground: Ground) -> None:
    fact(ground, ground.hoa_lien)
    run(ground)
    with acting(ground.phu):
        task = open_tasks(ground.phu).get()
    with pytest.raises(NotAPart):
        settle_split_task(actor=ground.phu, at=AT, task_id=task.pk, to_unit_id=ground.dong_giang.pk)


def test_settling_a_hamlet_takes_along_what_stands_in_it(ground: Ground) -> None:
    thon = hamlet(ground.hoa_lien, "Thôn Trường Định")
    with acting(ground.phu):
        inside = sample("Nguyễn Thị Hoa", ground.hoa_lien, hamlet=thon)
        outside = sample("Nguyễn Văn Bình", ground.hoa_lien)
    assert run(ground).to_decide == 3
    with acting(ground.phu):
        task = open_tasks(ground.phu).get(offer="places.hamlet")
    assert settle_split_task(actor=ground.phu, at=AT, task_id=task.pk, to_unit_id=ground.hai_van.pk) == 2
    with acting(ground.phu):
        places = dict(Sample.objects_unguarded.values_list("pk", "place_id"))
        left = [task.fact_id for task in open_tasks(ground.phu)]
    assert places == {inside.pk: ground.hai_van.pk, outside.pk: ground.hoa_lien.pk}
    assert left == [str(outside.pk)]


def test_a_split_shows_nothing_of_the_sibling_to_the_other_part(ground: Ground) -> None:
    with acting(ground.phu):
        mine, theirs = sample("Trần Thị Mai", ground.hoa_lien), sample("Trần Văn Nam", ground.hoa_lien)
    fact(ground, ground.hoa_lien, sample_id=theirs.pk)
    run(ground)
    with acting(ground.phu):
        tasks = {task.fact_id: task.pk for task in open_tasks(ground.phu)}
        open_fact = SampleFact.objects.get().pk
    for fact_id, part in ((mine.pk, ground.hai_van), (theirs.pk, ground.ba_na), (open_fact, ground.ba_na)):
        settle_split_task(actor=ground.phu, at=AT, task_id=tasks[str(fact_id)], to_unit_id=part.pk)
    seen = {}
    for part in (ground.hai_van, ground.ba_na):
        officer = ground.officer(part)
        with acting(officer):
            found = Sample.objects.visible_to(officer, "testing.samples.see")
            seen[part.pk] = ([one.pk for one in found], SampleFact.objects.count(), SplitTask.objects.count())
    assert seen == {ground.hai_van.pk: ([mine.pk], 0, 0), ground.ba_na.pk: ([theirs.pk], 1, 0)}


def test_the_officer_of_a_part_can_not_settle_what_lay_in_the_whole(ground: Ground) -> None:
    fact(ground, ground.hoa_lien)
    run(ground)
    with acting(ground.phu):
        task = open_tasks(ground.phu).get()
    with pytest.raises(NotFound):
        settle_split_task(actor=ground.officer(ground.ba_na), at=AT, task_id=task.pk, to_unit_id=ground.ba_na.pk)
    with acting(ground.officer(ground.ba_na)):
        assert not open_tasks(ground.officer(ground.ba_na)).exists()


def test_the_worklist_says_what_a_fact_is_only_to_those_who_may_see_it(ground: Ground) -> None:
    with acting(ground.phu):
        mai = sample("Trần Thị Mai", ground.hoa_lien)
    run(ground)
    with acting(ground.phu):
        tasks = list(open_tasks(ground.phu))
        shown = described(tasks)
    assert [(one.title, one.about.text if one.about else None) for one in shown] == [("Mẫu thử", "Trần Thị Mai")]
    with acting(ground.officer(ground.dong_giang)):
        hidden = described(tasks)
    assert hidden[0].about is None
    assert str(mai.pk) == hidden[0].task.fact_id


def test_everything_is_undone_when_one_room_fails(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from mangnon.access import offers
    from mangnon.places.slots import PlacedFacts

    def fail(_moves: Any) -> int:
        raise RuntimeError("a room fails")

    fact(ground, ground.prao)
    before = facts(ground)
    slots = offers.filled(PlacedFacts)
    broken = [*slots[:-1], replace(slots[-1], move=fail)]
    monkeypatch.setattr(offers, "filled", lambda slot: broken if slot is PlacedFacts else [])
    with pytest.raises(RuntimeError):
        run(ground)
    assert facts(ground) == before
    assert not Reorganisation.objects.exists()


def test_five_thousand_facts_move_with_their_sums(ground: Ground) -> None:
    from django.db import connection

    with acting(ground.phu), connection.cursor() as cursor:
        cursor.execute(
            "insert into testing_samplefact (place_id, valid_from, amount)"
            " select (select array_agg(predecessor_id) from places_succession s join places_unit u"
            " on u.id = s.successor_id where s.change <> 'split' and s.on = %s and u.provinces @> array[%s]::bigint[]"
            " and u.level = 'commune')[1 + n %% 200], %s, 1 + n %% 3 from generate_series(1, 5000) n",
            [REFORM, ground.da_nang.pk, BEFORE],
        )
        total = SampleFact.objects.aggregate(n=Sum("amount"))["n"]
    assert run(ground).moved == 5_000
    with acting(ground.phu):
        open_now = SampleFact.objects.filter(valid_to__isnull=True)
        assert open_now.aggregate(n=Sum("amount"))["n"] == total
        assert not open_now.exclude(place__valid_to__isnull=True).exists()
        assert SampleFact.objects.count() == 10_000


def test_a_named_hamlet_is_found_by_later_runs_too(ground: Ground) -> None:
    named = name_hamlet(
        actor=ground.officer(ground.dong_giang), at=AT, unit_id=ground.dong_giang.pk, name="Thôn Ra Đung"
    )
    run(ground)
    named.refresh_from_db()
    assert named.unit == ground.dong_giang
