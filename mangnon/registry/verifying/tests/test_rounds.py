"""Rounds: drawn, kept, drawn again, closed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from mangnon.access.offers import filled
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.accounts.slots import HeldWork
from mangnon.audit.models import Entry
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.places.models import Unit
from mangnon.places.slots import PlacedFacts
from mangnon.registry.actions import leave_register
from mangnon.registry.models import Child, Recheck, RecheckFrame, RecheckRound, RecheckShare
from mangnon.registry.refusals import OtherUseOfId, OutsideReach
from mangnon.registry.tests.conftest import belongs
from mangnon.registry.verifying.figures import figures, share_names, total
from mangnon.registry.verifying.queries import OPEN, listed_rounds, rechecks, rounds
from mangnon.registry.verifying.refusals import DaysWrong, NobodyThere, RoundClosed, SizeWrong, TitleMissing
from mangnon.registry.verifying.rounds import close_round, redrawn
from mangnon.registry.verifying.tests.conftest import SEED, Draw, Send
from mangnon.testing.cast import AT, Cast
from mangnon.testing.people import signed_in
from mangnon.testing.register import child


def _children(cast: Cast, many: int = 30) -> list[Child]:
    land = cast.land
    with acting(cast.phu):
        return [child(f"Trẻ {n:02}", land.own if n % 3 else land.sibling) for n in range(many)]


def test_a_sample_of_each_commune_is_drawn_booked_and_can_be_drawn_again(people: Cast, drawn: Draw) -> None:
    made = _children(people)
    with acting(people.phu):
        child("Người lớn", people.land.own, born="7/3/2008")
        child("Trẻ đã đi", people.land.own, left="away", left_on=date(2026, 1, 1))
    one = drawn(size=6, seed="")
    assert len(one.seed) == 16
    with acting(people.phu):
        shares = {share.place_id: share for share in RecheckShare.objects.filter(round=one).select_related("round")}
        assert set(shares) == {people.land.own.pk, people.land.sibling.pk}
        rows = list(rechecks(people.phu).filter(round=one))
        assert len(rows) == len({row.child_id for row in rows}) == 12
        assert {row.child_id for row in rows} <= {row.pk for row in made}
        assert [shares[people.land.own.pk].frame_general, shares[people.land.sibling.pk].frame_general] == [20, 10]
        for share in shares.values():
            frame = RecheckFrame.objects.get(pk=share.pk)
            assert redrawn(share, frame)
            share.round.seed = "f" * 16
            assert not redrawn(share, frame)
    with acting(people.an):
        entry = Entry.objects.get(action=OPEN)
        assert entry.detail["seed"] == one.seed
        assert sorted(line[0] for line in entry.detail["samples"]) == sorted(shares)
        assert all(len(line[1]) == len(line[2]) == 64 for line in entry.detail["samples"])


def test_the_same_seed_draws_the_same_children_and_sent_twice_it_stays_one(people: Cast, drawn: Draw) -> None:
    _children(people)
    first, second = drawn(only=people.land.own), drawn(only=people.land.own)
    again = drawn(round_id=first.pk, only=people.land.own)
    assert again == first
    with pytest.raises(OtherUseOfId):
        drawn(round_id=first.pk, title="Đợt khác")
    with acting(people.phu):
        digests = {share.sample_digest for share in RecheckShare.objects.filter(round__in=[first, second])}
        assert len(digests) == 1
        assert RecheckRound.objects.count() == 2


def test_special_circumstances_are_drawn_apart_and_very_sensitive_ones_mark_nobody(people: Cast, drawn: Draw) -> None:
    made = _children(people, 12)
    own = [one for one in made if one.place_id == people.land.own.pk]
    with acting(people.phu):
        belongs(own[0], "HCDB-04.2", 0)
        belongs(own[1], "HCDB-04.1", 1)
        belongs(own[2], "HCDB-11.4", 2)
        belongs(own[3], "NC-04", 0)
    one = drawn(only=people.land.own, size=50, measure="percent", special_size=100)
    with acting(people.phu):
        special = rechecks(people.phu).filter(round=one, stratum="special").values_list("child_id", flat=True)
        assert set(special) == {own[0].pk, own[1].pk}
        share = RecheckShare.objects.get(round=one)
        assert (share.frame_general, share.frame_special) == (6, 2)
        assert (share.drawn_general, share.drawn_special) == (3, 2)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"title": "  "}, TitleMissing), ({"due_on": date(2026, 11, 22)}, DaysWrong),
        ({"first_day": date(2026, 12, 2)}, DaysWrong), ({"size": 0}, SizeWrong), ({"size": 5_001}, SizeWrong),
        ({"measure": "percent", "size": 101}, SizeWrong), ({"special_size": -1}, SizeWrong), ({}, NobodyThere),
    ],
)  # fmt: skip
def test_a_round_that_makes_no_sense_is_refused(drawn: Draw, more: dict[str, object], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        drawn(**more)


def test_an_officer_draws_in_her_own_commune_alone(people: Cast, drawn: Draw) -> None:
    _children(people)
    one = drawn(by=people.lien)
    assert one.place_id == people.land.own.pk
    with pytest.raises(OutsideReach):
        drawn(by=people.lien, only=people.land.sibling)
    with pytest.raises(Forbidden):
        drawn(by=people.mo)
    with acting(people.thao):
        assert not rounds(people.thao).exists()
        assert not Recheck.objects_unguarded.exists()
        assert not RecheckFrame.objects.exists()
    with pytest.raises(NotFound):
        close_round(actor=people.thao, at=AT, round_id=one.pk)


def test_a_commune_sees_its_part_of_a_round_and_cannot_close_it(people: Cast, drawn: Draw) -> None:
    _children(people)
    one = drawn()
    with acting(people.thao):
        seen = figures(people.thao, one)
        assert total(seen.values()).drawn == 10
        assert len(seen) == 1
    with pytest.raises(Forbidden):
        close_round(actor=people.thao, at=AT, round_id=one.pk)


def test_after_a_merger_whoever_answers_now_sees_the_sample_of_the_former_commune(people: Cast, drawn: Draw) -> None:
    _children(people, 6)
    one, own = drawn(only=people.land.own), people.land.own
    before = Unit.objects.filter(today=[own.pk], valid_to__isnull=False, level=own.level).first()
    assert before is not None
    with acting(people.phu):
        RecheckShare.objects.filter(round=one).update(place=before)
    with acting(people.lien):
        (share,) = share_names(people.lien, one)
        assert (share.place, total(figures(people.lien, one).values()).drawn) == (before, 4)
        assert listed_rounds(people.lien).get().drawn == 4
    with acting(people.thao):
        assert share_names(people.thao, one) == []
    report = signed_in(Person.objects.get(full_name="Trần Đình Phú")).get(f"/tre-em/phuc-tra/{one.pk}/rut-mau")
    assert before.name in report.content.decode()


def test_the_places_of_sheets_and_open_rounds_move_with_the_map() -> None:
    moved = {one.name for one in filled(PlacedFacts)}
    assert {"registry.recheck", "registry.recheck_round"} <= moved
    assert "registry.rechecks" in {one.name for one in filled(HeldWork)}


def test_open_visits_go_to_a_receiver_and_closed_rounds_hold_nobody(people: Cast, send: Send) -> None:
    held = next(one for one in filled(HeldWork) if one.name == "registry.rechecks")
    with acting(people.phu):
        row = Recheck.objects_unguarded.get()
        assert held.count(people.mo.me, None) == 1
        assert held.move(people.mo.me, people.lien.me, frozenset({people.land.own.pk})) == 1
        assert (held.count(people.mo.me, None), held.count(people.lien.me, None)) == (0, 1)
    close_round(actor=people.phu, at=AT, round_id=row.round_id)
    with acting(people.phu):
        assert held.count(people.lien.me, None) == 0


def test_frames_and_rounds_stay_as_they_were_drawn(people: Cast, drawn: Draw) -> None:
    _children(people)
    one = drawn(seed=SEED)
    for actor in (people.lien, people.phu):
        with acting(actor):
            with pytest.raises(DatabaseError), transaction.atomic():
                RecheckFrame.objects.update(general=[])
            with pytest.raises(DatabaseError), transaction.atomic():
                RecheckRound.objects.filter(pk=one.pk).delete()


def test_closing_freezes_the_figures(people: Cast, suong: Child, send: Send) -> None:
    row = send(full_name="Hồ Thị Suơng")
    one = row.round
    close_round(actor=people.phu, at=AT, round_id=one.pk)
    with pytest.raises(RoundClosed):
        close_round(actor=people.phu, at=AT, round_id=one.pk)
    one.refresh_from_db()
    with acting(people.phu):
        before = total(figures(people.phu, one).values())
        leave_register(actor=people.lien, at=AT, child_id=suong.pk, kind="away", on=AT.date())
        Recheck.objects_unguarded.filter(pk=row.pk).update(outcome="moved")
        after = total(figures(people.phu, one).values())
    assert before == after
    assert (after.drawn, after.met, after.differing, after.fields["full_name"].spelling) == (1, 1, 1, 1)
    with pytest.raises(Refusal):
        send(by=people.mo, full_name="Khác")
