"""Chains in the database: whom they call, when they stop, what they leave behind, what a crash does to them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Assignment
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.notices import stepping
from mangnon.notices.actions.chains import AlreadyTaken, acknowledge, acknowledge_about
from mangnon.notices.actions.own import tell_absence
from mangnon.notices.models import Chain, ChainLine, ChainState, Delivery
from mangnon.notices.offers import OFFERS
from mangnon.notices.stepping import STEPPER
from mangnon.notices.tests.conftest import House
from mangnon.testing.actions import alarm
from mangnon.testing.cast import sample
from mangnon.testing.people import make_person
from mangnon.ui.worklist import WorkSource


def inboxes(house: House) -> dict[str, int]:
    """How many notices lie in whose inbox."""
    return {name: n for name in house.people if (n := len(house.notices(name)))}


def lines(chain: Chain) -> list[tuple[int, str, str, str]]:
    """What the chain wrote."""
    with acting(STEPPER):
        rows = ChainLine.objects.filter(chain=chain).order_by("id")
        return [(one.step, one.what, one.name, one.why) for one in rows]


def take(house: House, name: str, chain: Chain) -> Chain:
    """Somebody takes the matter."""
    actor = house.actor(name)
    with acting(actor):
        return acknowledge(actor=actor, at=house.at, chain_id=chain.pk)


def test_a_chain_calls_one_step_after_the_other_until_the_province_knows(house: House) -> None:
    chain = house.alarm("thao")
    assert inboxes(house) == {}
    waits = [("thao", 0), ("lien", 10), ("quyet", 15), ("phu", 15), ("van", 20)]
    for number, (_name, minutes) in enumerate(waits):
        if minutes:
            assert house.step(minutes=minutes - 0.1) == 0
            assert house.step(minutes=0.1) == 1
        else:
            assert house.step() == 1
        assert list(inboxes(house)) == [
            name for name in house.people if name in {who for who, _m in waits[: number + 1]}
        ]
    assert house.step(minutes=30) == 1
    assert house.chain(chain.pk).state == ChainState.EXHAUSTED
    assert inboxes(house) == {"lien": 1, "quyet": 1, "thao": 1, "phu": 2, "van": 2}
    assert house.step(hours=9) == 0
    assert [what for _step, what, _name, _why in lines(chain)] == ["told"] * 5 + ["alerted"] * 2


def test_a_chain_stops_when_somebody_takes_it(house: House) -> None:
    chain = house.alarm("quyet")
    house.step()
    taken = take(house, "quyet", chain)
    assert (taken.state, taken.acknowledged_by_name) == (ChainState.ACKNOWLEDGED, "Hồ Văn Quyết")
    assert house.step(hours=5) == 0
    assert inboxes(house) == {"quyet": 1}
    assert lines(chain)[-1][1:3] == ("acknowledged", "Hồ Văn Quyết")


def test_taking_it_twice_names_who_was_first(house: House) -> None:
    chain = house.alarm("quyet")
    house.step()
    take(house, "quyet", chain)
    for name in ("quyet", "lien"):
        with pytest.raises(AlreadyTaken, match="Hồ Văn Quyết"):
            take(house, name, chain)


def test_only_those_called_or_of_the_office_can_take_it(house: House) -> None:
    chain = house.alarm("thao")
    for name in ("thao", "quan", "ha"):
        with pytest.raises(NotFound):
            take(house, name, chain)
    house.step()
    assert take(house, "thao", chain).acknowledged_by == house.people["thao"].pk


def test_a_collaborator_of_the_place_who_was_not_called_cannot_take_it(house: House) -> None:
    house.people["mo"] = make_person("Hồ Thị Mơ", Role.COLLABORATOR, house.land.own, hamlets=(house.land.hamlet,))
    with pytest.raises(Forbidden):
        take(house, "mo", house.alarm())


def test_an_exhausted_chain_can_still_be_taken(house: House) -> None:
    chain = house.alarm()
    for _time in range(6):
        house.step(minutes=31)
    assert house.chain(chain.pk).state == ChainState.EXHAUSTED
    assert take(house, "van", chain).state == ChainState.ACKNOWLEDGED


def test_who_is_disabled_or_away_is_passed_over_at_once(house: House) -> None:
    chain = house.alarm("thao")
    house.people["lien"].disabled_at = house.at
    house.people["lien"].save(update_fields=["disabled_at"])
    house.people["lien"].disabled_at = None  # so that her inbox can be looked into
    for name in ("thao", "quyet"):
        actor = house.actor(name)
        with acting(actor):
            tell_absence(actor=actor, at=house.at, away_from=date(2026, 11, 20), away_to=date(2026, 11, 23))
    assert house.step() == 1
    assert inboxes(house) == {"phu": 1}
    assert [(what, why) for _s, what, _n, why in lines(chain) if what == "skipped"] == [
        ("skipped", "away"), ("skipped", "disabled"), ("skipped", "away"),
    ]  # fmt: skip


def test_an_absence_that_is_over_counts_no_more(house: House) -> None:
    actor = house.actor("thao")
    with acting(actor):
        tell_absence(actor=actor, at=house.at, away_from=date(2026, 11, 20), away_to=date(2026, 11, 23))
    house.at += timedelta(days=1)
    house.alarm("thao")
    house.step()
    assert inboxes(house) == {"thao": 1}


def test_with_nobody_left_the_province_is_told_and_the_chain_shows_it(house: House) -> None:
    Assignment.objects.filter(person__in=[house.people["lien"], house.people["quyet"]]).delete()
    for name in ("phu", "van"):
        actor = house.actor(name)
        with acting(actor):
            tell_absence(actor=actor, at=house.at, away_from=date(2026, 11, 20), away_to=date(2026, 11, 30))
    phu = house.actor("phu")
    with acting(phu):
        chain = house.chain(alarm(actor=phu, at=house.at, sample_id=house.child.pk))
    assert house.step() == 1
    found = house.chain(chain.pk)
    assert found.state == ChainState.EXHAUSTED
    assert inboxes(house) == {"phu": 1, "van": 1}
    assert Delivery.objects.filter(channel="app", urgent=True).count() == 2
    assert ("alerted", "Võ Thị Vân") in [(what, name) for _s, what, name, _w in lines(chain)]


def test_with_nobody_at_all_the_chain_still_stands_in_sight(house: House) -> None:
    chain = house.alarm()
    Assignment.objects.all().delete()
    house.step()
    assert house.chain(chain.pk).state == ChainState.EXHAUSTED
    assert lines(chain)[-1][1] == "nobody"


def test_the_same_alarm_starts_one_chain(house: House) -> None:
    first, second = house.alarm("quyet"), house.alarm("quyet")
    assert first.pk == second.pk
    house.step()
    house.step()
    assert inboxes(house) == {"quyet": 1}


def test_the_room_that_takes_the_thing_up_stops_its_chains(house: House) -> None:
    chain = house.alarm("quyet")
    quyet = house.actor("quyet")
    with acting(quyet):
        assert acknowledge_about(actor=quyet, at=house.at, kind="testing.Sample", thing=str(house.child.pk)) == 1
        assert acknowledge_about(actor=quyet, at=house.at, kind="testing.Sample", thing=str(house.child.pk)) == 0
    assert house.chain(chain.pk).state == ChainState.ACKNOWLEDGED
    assert house.step(hours=1) == 0


def test_a_crash_in_the_middle_of_a_step_leaves_nothing_and_the_next_round_does_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = house.alarm("quyet")
    real = stepping.step_chain

    def dies(**told: Any) -> Any:
        real(**told)
        raise RuntimeError("killed after telling, before the end")

    monkeypatch.setattr(stepping, "step_chain", dies)
    assert house.step() == 0
    assert (inboxes(house), lines(chain), house.chain(chain.pk).position) == ({}, [], 0)
    monkeypatch.setattr(stepping, "step_chain", real)
    assert house.step(seconds=1) == 1
    assert inboxes(house) == {"quyet": 1}


def test_one_broken_chain_does_not_silence_the_others(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = house.alarm("quyet")
    phu = house.actor("phu")
    with acting(phu):
        other = sample("Đinh Văn Đỏ", house.land.sibling)
        alarm(actor=phu, at=house.at, sample_id=other.pk, named=(house.people["thao"].pk,))
    real = stepping.step_chain

    def dies_on_one(**told: Any) -> Any:
        if told["chain"].pk == broken.pk:
            raise RuntimeError
        return real(**told)

    monkeypatch.setattr(stepping, "step_chain", dies_on_one)
    assert house.step() == 1
    assert inboxes(house) == {"thao": 1}


def test_a_late_worker_goes_on_from_where_the_chain_stands(house: House) -> None:
    """Hours behind, it calls the next step and gives them their whole time to answer."""
    chain = house.alarm("quyet")
    house.step()
    assert house.step(hours=12) == 1
    assert house.chain(chain.pk).due_at == house.at + timedelta(minutes=15)
    assert house.step(minutes=1) == 0


@pytest.mark.parametrize("name", ["lien", "quyet", "thao", "phu", "quan", "ha"])
def test_a_chain_is_seen_by_the_office_and_by_those_called(house: House, name: str) -> None:
    sees = name in ("lien", "quyet", "phu")
    chain = house.alarm("quyet")
    house.step()
    with acting(house.actor(name)):
        assert Chain.objects.filter(pk=chain.pk).exists() is sees
        assert ChainLine.objects.filter(chain=chain).exists() is sees


def test_a_called_person_of_another_place_sees_it_only_once_called(house: House) -> None:
    chain = house.alarm("thao")
    with acting(house.actor("thao")):
        assert not Chain.objects.filter(pk=chain.pk).exists()
    house.step()
    with acting(house.actor("thao")):
        assert Chain.objects.filter(pk=chain.pk).exists()


def test_what_nobody_took_stands_first_on_the_worklists(house: House) -> None:
    (source,) = [one for one in OFFERS if isinstance(one, WorkSource)]
    house.alarm("quyet")
    house.step()

    def works(name: str) -> int:
        actor = house.actor(name)
        with acting(actor):
            return len(source.rows(actor, house.at))

    assert {name: works(name) for name in ("quyet", "lien", "van", "thao")} == {
        "quyet": 1,
        "lien": 0,
        "van": 0,
        "thao": 0,
    }
    for _time in range(6):
        house.step(minutes=31)
    assert {name: works(name) for name in ("quyet", "lien", "van", "phu", "thao")} == {
        "quyet": 1, "lien": 1, "van": 1, "phu": 1, "thao": 0,
    }  # fmt: skip
