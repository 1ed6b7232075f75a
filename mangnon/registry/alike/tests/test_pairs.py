"""Pairs: found by the job, seen by whoever reaches both records, decided once and remembered."""

from __future__ import annotations

import pytest
from django.db import connection

from mangnon.access.actor import Actor, console
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.registry.actions import correct_child, dismiss_pair, reopen_pair
from mangnon.registry.actions.alike import AlreadyDecided, WhyMissing
from mangnon.registry.alike.jobs import compare_all, compare_written, learn_first, learn_weights
from mangnon.registry.alike.queries import look_alikes, look_alikes_of, open_pairs, own_work
from mangnon.registry.alike.reading import line_of, weights
from mangnon.registry.making.grounds import places
from mangnon.registry.making.people import households
from mangnon.registry.making.writing import fill
from mangnon.registry.models import AlikeDue, Child, LookAlike
from mangnon.registry.tests.conftest import Enter, told
from mangnon.registry.told import ParentTold
from mangnon.testing.cast import AT, TODAY, Cast

from .conftest import Twice

pytestmark = pytest.mark.django_db


def test_a_child_entered_twice_is_found_with_its_reasons(cast: Cast, twice: Twice) -> None:
    _one, _other, pair = twice()
    assert (pair.state, pair.verdict) == ("open", "certain")
    assert {"name_marks", "born_same", "mother_same"} <= set(pair.reasons)


def test_siblings_and_twins_are_no_pair(cast: Cast, enter: Enter) -> None:
    for name, born in (("Hồ Thị Sương", "7/3/2014"), ("Hồ Văn Lâm", "7/3/2014"), ("Hồ Thị Hương", "20/9/2016")):
        enter(name, born)
    compare_written(at=AT)
    assert not LookAlike.objects.exists()


def test_what_was_compared_is_not_compared_again(cast: Cast, twice: Twice) -> None:
    twice()
    assert compare_written(at=AT) == 0
    with acting(cast.van):
        assert not AlikeDue.objects.exists()


def test_a_visit_asks_for_no_comparison_but_a_correction_does(cast: Cast, enter: Enter) -> None:
    child = enter()
    compare_written(at=AT)
    with acting(cast.lien):
        Child.objects.visible_to(cast.lien, "registry.visits.record").filter(pk=child.pk).update(visited_on=AT.date())
    assert compare_written(at=AT) == 0
    correct(cast, child, full_name="Hồ Thị Sáng")
    assert compare_written(at=AT) == 1


def correct(cast: Cast, child: Child, full_name: str) -> None:
    correct_child(
        actor=cast.lien, at=AT, child_id=child.pk, told=told(full_name), version=child.version, reason="Ghi nhầm tên."
    )  # fmt: skip


def test_an_open_pair_that_a_correction_told_apart_goes(cast: Cast, twice: Twice) -> None:
    _one, other, pair = twice()
    correct(cast, other, full_name="Hồ Thị Ngọc Mỹ Duyên")
    compare_written(at=AT)
    assert not LookAlike.objects.filter(pk=pair.pk).exists()


def test_not_the_same_is_remembered_when_everything_is_compared_anew(cast: Cast, twice: Twice) -> None:
    _one, _other, pair = twice()
    dismiss_pair(actor=cast.lien, at=AT, pair_id=pair.pk, why="Hai cháu khác nhau, đã gặp cả hai.")
    found, many = compare_all(at=AT)
    assert (len(found), many) == (1, 2)
    with acting(cast.lien):
        pair.refresh_from_db()
    assert (pair.state, pair.decided_by_name) == ("not_same", "Hồ Thị Liên")


def test_deciding_twice_changes_nothing_more(cast: Cast, twice: Twice) -> None:
    _one, _other, pair = twice()
    first = dismiss_pair(actor=cast.lien, at=AT, pair_id=pair.pk, why="Đã gặp cả hai.")
    again = dismiss_pair(actor=cast.lien, at=AT, pair_id=pair.pk, why="Đã gặp cả hai.")
    assert again.version == first.version
    with pytest.raises(AlreadyDecided):
        dismiss_pair(actor=cast.phu, at=AT, pair_id=pair.pk, why="Khác nhau.")


def test_a_decision_needs_its_reason_and_can_be_taken_back(cast: Cast, twice: Twice) -> None:
    _one, _other, pair = twice()
    with pytest.raises(WhyMissing):
        dismiss_pair(actor=cast.lien, at=AT, pair_id=pair.pk, why="  ")
    dismiss_pair(actor=cast.lien, at=AT, pair_id=pair.pk, why="Đã gặp cả hai.")
    assert reopen_pair(actor=cast.lien, at=AT, pair_id=pair.pk, why="Xem lại giấy khai sinh.").state == "open"
    with acting(cast.an):
        actions = list(Entry.objects.filter(action__startswith="registry.alike.").values_list("action", flat=True))
    assert {"registry.alike.find", "registry.alike.dismiss", "registry.alike.reopen"} <= set(actions)


def test_a_pair_over_two_communes_is_seen_by_the_province_alone(cast: Cast, twice: Twice) -> None:
    _one, _other, pair = twice({"by": cast.thao, "place": cast.land.sibling})
    for officer in (cast.lien, cast.thao):
        with acting(officer):
            assert not LookAlike.objects.exists(), "row security alone, with the guard of Python off"
            assert not open_pairs(officer).exists()
        with pytest.raises(NotFound):
            dismiss_pair(actor=officer, at=AT, pair_id=pair.pk, why="Khác nhau.")
    with acting(cast.phu):
        assert [one.pk for one in own_work(cast.phu)] == [pair.pk]


def test_a_pair_inside_one_commune_is_its_own_work(cast: Cast, twice: Twice) -> None:
    twice()
    with acting(cast.lien):
        assert own_work(cast.lien).count() == 1
    with acting(cast.phu):
        assert (own_work(cast.phu).count(), open_pairs(cast.phu).count()) == (0, 1)


@pytest.mark.parametrize("who", ["mo", "an", "quan"])
def test_who_reaches_no_children_as_a_whole_decides_nothing(cast: Cast, twice: Twice, who: str) -> None:
    _one, _other, pair = twice()
    actor: Actor = getattr(cast, who)
    with pytest.raises(Forbidden):
        dismiss_pair(actor=actor, at=AT, pair_id=pair.pk, why="Khác nhau.")


def test_the_form_is_told_of_records_within_reach_only(cast: Cast, enter: Enter) -> None:
    enter()
    enter(by=cast.thao, place=cast.land.sibling)
    mother = [ParentTold("mother", "Hồ Thị Lài")]
    with acting(cast.lien):
        found = look_alikes(cast.lien, told("Ho Thi Suong"), cast.land.own, parents=mother)
    assert [(one.full_name, one.verdict) for one in found] == [("Hồ Thị Sương", "certain")]
    assert "cùng họ tên nếu bỏ dấu" in found[0].words


def test_entering_a_child_says_the_same_whether_or_not_somebody_elsewhere_is_alike(cast: Cast, enter: Enter) -> None:
    """What lies beyond the reach is noted by a trigger that compares nothing: no answer, no time tells of it."""

    def statements(name: str) -> list[str]:
        with acting(cast.lien):
            connection.force_debug_cursor = True
            connection.queries_log.clear()
            look_alikes(cast.lien, told(name), cast.land.own)
            enter(name)
            connection.force_debug_cursor = False
            return [query["sql"].split("'")[0] for query in connection.queries]

    enter("Hồ Thị Sương", by=cast.thao, place=cast.land.sibling)
    enter("Đinh Văn Rơm")
    assert len(statements("Hồ Thị Sương")) == len(statements("Hồ Văn Khác"))
    with acting(cast.lien), connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('registry_alikedue', 'select')")
        assert cursor.fetchone() == (False,)


def test_a_list_is_compared_with_the_register_and_with_itself(cast: Cast, enter: Enter) -> None:
    child = enter()
    place = cast.land.own.pk
    rows = [
        line_of(told("Hồ Thị Sương"), place, key="dong-2"),
        line_of(told("Đinh Văn Rơm", "1/5/2019", "1"), place, key="dong-3"),
        line_of(told("Đinh Văn Rơm", "1/5/2019", "1"), place, key="dong-4"),
        line_of(told("Alăng Thị Mận", "9/9/2020"), place, key="dong-5"),
    ]
    with acting(cast.lien):
        found = look_alikes_of(cast.lien, rows)
    assert {key: [one.child_id for one in alike] for key, alike in found.items()} == {
        "dong-2": [str(child.pk)], "dong-3": ["dong-4"], "dong-4": ["dong-3"],
    }  # fmt: skip
    with acting(cast.lien):
        alone = look_alikes_of(cast.lien, rows, among=False)
    assert {key: [one.child_id for one in alike] for key, alike in alone.items()} == {"dong-2": [str(child.pk)]}
    with acting(cast.phu):
        assert look_alikes_of(cast.phu, rows, among=False).keys() == {"dong-2"}


def test_a_list_over_an_empty_register_has_nothing_to_look_like(cast: Cast) -> None:
    rows = [line_of(told("Đinh Văn Rơm", "1/5/2019", "1"), cast.land.own.pk, key=f"dong-{at}") for at in (1, 2)]
    with acting(cast.lien):
        assert look_alikes_of(cast.lien, rows, among=False) == {}


def test_weights_are_learnt_with_their_date_and_sample(cast: Cast, twice: Twice) -> None:
    assert weights().sample == 0
    twice()
    learn_weights(at=AT)
    with acting(cast.lien):
        assert (weights().sample, weights().rates.same_place > 0.8) == (2, True)


def test_names_are_counted_once_before_the_first_comparison(cast: Cast, law: None) -> None:
    assert learn_first(at=AT) is False  # a handful of children says nothing
    actor = console("test")
    with acting(actor):
        fill(actor=actor, at=AT, households=households(7, 320, places([cast.land.own]), TODAY), on=TODAY)
    assert learn_first(at=AT) is True
    assert learn_first(at=AT) is False
    with acting(actor):
        assert weights().sample >= 300
