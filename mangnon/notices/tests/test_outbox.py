"""The courier: at least once, never lost, quiet at night, patient with providers."""

from __future__ import annotations

import threading
from datetime import datetime, time, timedelta

import pytest
from django.db import connection, connections, transaction

from mangnon.access.actor import job
from mangnon.access.gathering import gather
from mangnon.access.roles import Net
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.notices import outbox
from mangnon.notices.actions.own import choose_ways, mark_read
from mangnon.notices.actions.retrying import NoDeadLetters, NotDead, ReasonTooShort, retry, retry_all
from mangnon.notices.gateways import Trouble, Turned
from mangnon.notices.letters import Letter
from mangnon.notices.models import Channel, Delivery, State, Try
from mangnon.notices.outbox import COURIER, LEASE, claim
from mangnon.notices.rules import GIVE_UP_AFTER
from mangnon.notices.tests import conftest
from mangnon.notices.tests.conftest import NOON, House, Post
from mangnon.places.models import Unit
from mangnon.testing.cast import make_cast


def test_a_letter_goes_once(house: House, post: Post) -> None:
    house.hand("lien", "quyet")
    assert (post.round(), post.round(seconds=1), post.round(hours=1)) == (1, 0, 0)
    (letter,) = post.sent
    assert letter.to == "quyet@example.vn"
    assert (post.row().state, post.row().tries, Try.objects.get().why) == (State.SENT, 1, "")


def test_a_letter_that_did_not_go_waits_longer_each_time(house: House, post: Post) -> None:
    house.hand("lien", "quyet")
    post.raises = lambda letter: Trouble("provider_later")
    waits = []
    for _time in range(5):
        post.round()
        waits.append((post.row().due_at - house.at).total_seconds())
        house.at = post.row().due_at
    assert waits == [5, 10, 20, 40, 80]
    post.raises = lambda letter: None
    post.round()
    assert (post.row().state, post.row().tries) == (State.SENT, 6)
    assert list(Try.objects.order_by("id").values_list("why", flat=True)) == ["provider_later"] * 5 + [""]


def test_every_try_of_a_letter_bears_the_same_id(house: House, post: Post) -> None:
    house.hand("lien", "quyet")
    post.raises = lambda letter: Trouble("provider_later")
    post.round()
    post.round(seconds=30)
    assert len({letter.id for letter in post.sent}) == 1
    assert len(post.sent) == 2


def test_a_provider_down_for_a_day_loses_nothing(house: House, post: Post) -> None:
    house.hand("lien", "quyet")
    post.raises = lambda letter: Trouble("provider_unreachable", everybody=True)
    began = house.at
    while house.at < began + timedelta(hours=24):
        post.round(minutes=10)
    assert post.row().state == State.WAITING
    post.raises = lambda letter: None
    post.round(hours=2)
    assert post.row().state == State.SENT
    assert len(house.notices("quyet")) == 1


def test_after_tries_and_time_enough_a_letter_is_dead(house: House, post: Post) -> None:
    house.hand("lien", "quyet")
    post.raises = lambda letter: Trouble("provider_later")
    began = house.at
    while post.row().state == State.WAITING:
        post.round(minutes=61)
    assert house.at - began >= GIVE_UP_AFTER
    assert (post.row().state, post.row().why) == (State.DEAD, "provider_later")


def test_a_letter_turned_away_for_good_is_dead_at_once(house: House, post: Post) -> None:
    house.hand("lien", "quyet")
    post.raises = lambda letter: Turned("address_refused")
    post.round()
    post.round(hours=1)
    assert (post.row().state, post.row().why, len(post.sent)) == (State.DEAD, "address_refused", 1)


def test_a_provider_in_trouble_is_left_alone_for_a_while_and_the_other_goes_on(house: House, post: Post) -> None:
    chain = house.alarm("lien", "quyet", "thao")
    house.step()
    post.raises = lambda letter: Trouble("provider_silent", everybody=True) if "@" in letter.to else None
    post.round()
    assert sum("@" in letter.to for letter in post.sent) == 1, "one try told enough"
    assert sum("@" not in letter.to for letter in post.sent) == 3
    post.round(seconds=1)
    assert sum("@" in letter.to for letter in post.sent) == 1
    assert chain.code


def test_a_gateway_that_names_a_time_is_given_it(house: House, post: Post) -> None:
    house.hand("lien", "quyet")
    post.raises = lambda letter: Trouble("http_429", after=600)
    post.round()
    assert post.row().due_at - house.at == timedelta(seconds=600)


def test_whoever_dies_after_sending_repeats_and_loses_nothing(house: House, post: Post) -> None:
    """The lease of the dead runs out; then the letter goes again, with the same id."""
    house.hand("lien", "quyet")
    with acting(COURIER):
        taken = claim(Channel.EMAIL, house.at)
    assert taken is not None
    post.take(Letter(str(taken.pk), "quyet@example.vn", "", ""))  # sent, then killed
    assert post.round(seconds=1) == 0, "leased: nobody else touches it"
    assert post.round(seconds=LEASE.total_seconds()) == 1
    assert [letter.id for letter in post.sent] == [str(taken.pk)] * 2
    assert post.row().state == State.SENT


def test_whoever_comes_back_late_settles_nothing_of_another(house: House, post: Post) -> None:
    house.hand("lien", "quyet")
    with acting(COURIER):
        late = claim(Channel.EMAIL, house.at)
        again = claim(Channel.EMAIL, house.at + LEASE + timedelta(seconds=1))
        assert late is not None
        assert again is not None
        outbox.settle(late, house.at, state=State.DEAD, why="provider_silent", seconds=200)
        assert post.row().state == State.WAITING
        outbox.settle(again, house.at, state=State.SENT, why="", seconds=1)
    assert post.row().state == State.SENT


@pytest.mark.usefixtures("committed")
def test_two_couriers_share_letters_without_meeting() -> None:
    """FOR UPDATE SKIP LOCKED: while one holds a row in an open transaction, the other takes the next, not the same."""
    house = _committed_house()
    house.hand("lien", "quyet")
    house.hand("lien", "thao")
    taken: list[object] = []

    def second() -> None:
        with acting(COURIER):
            for _time in range(2):
                found = claim(Channel.EMAIL, house.at)
                taken.append(found and found.person_id)
        connections.close_all()

    with acting(COURIER), connection.cursor() as cursor, transaction.atomic():
        cursor.execute(
            "select person_id from notices_delivery where channel = 'email' order by due_at limit 1 for update"
        )
        ((held,),) = cursor.fetchall()
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(20)
    assert len(taken) == 2
    assert held not in taken
    assert taken[1] is None


def _committed_house() -> House:
    gather()
    assert Unit.objects.exists()
    with transaction.atomic():
        return conftest.house.__wrapped__(make_cast())  # type: ignore[attr-defined,no-any-return]


def evening(house: House, hour: int = 22) -> datetime:
    house.at = NOON.replace(hour=hour - 7)
    return house.at


def test_at_night_a_letter_waits_for_the_morning_without_losing_a_try(house: House, post: Post) -> None:
    evening(house)
    house.hand("lien", "quyet")
    post.round()
    assert (post.sent, post.row().tries, post.row().why) == ([], 0, "quiet")
    post.round(hours=7, minutes=59)
    assert post.sent == []
    post.round(minutes=1)
    assert len(post.sent) == 1


def test_at_night_an_urgent_letter_goes(house: House, post: Post) -> None:
    evening(house)
    house.alarm("quyet")
    house.step()
    post.round()
    assert {("@" in letter.to) for letter in post.sent} == {True, False}


def test_quiet_hours_are_each_persons_own(house: House, post: Post) -> None:
    thao = house.actor("thao")
    with acting(thao):
        choose_ways(actor=thao, at=house.at, ways={}, quiet=False, quiet_from=time(21), quiet_to=time(6))
    evening(house)
    house.hand("lien", "quyet")
    house.hand("lien", "thao")
    post.round()
    assert [letter.to for letter in post.sent] == ["thao@example.vn"]


def test_what_was_read_inside_is_not_sent_any_more(house: House, post: Post) -> None:
    house.hand("lien", "quyet")
    quyet = house.actor("quyet")
    with acting(quyet):
        mark_read(actor=quyet, at=house.at, code=house.notices("quyet")[0].code)
    post.round()
    assert (post.sent, post.row().state, post.row().why) == ([], State.DROPPED, "read_inside")


@pytest.mark.parametrize(("field", "value", "why"), [("email", "", "no_address"), ("disabled_at", NOON, "disabled")])
def test_a_letter_to_nobody_is_dropped_with_the_reason(
    house: House, post: Post, field: str, value: object, why: str
) -> None:
    house.hand("lien", "quyet")
    setattr(house.people["quyet"], field, value)
    house.people["quyet"].save(update_fields=[field])
    post.round()
    assert (post.sent, post.row().state, post.row().why) == ([], State.DROPPED, why)


def dead(house: House, post: Post) -> Delivery:
    house.hand("lien", "quyet")
    post.raises = lambda letter: Turned("address_refused")
    post.round()
    post.raises = lambda letter: None
    return post.row()


def test_a_dead_letter_goes_again_with_a_reason_that_is_booked(house: House, post: Post) -> None:
    letter, quan = dead(house, post), house.actor("quan")
    with acting(quan):
        retry(actor=quan, at=house.at, delivery_id=letter.pk, reason="Đã sửa địa chỉ thư.")
        with pytest.raises(NotDead):
            retry(actor=quan, at=house.at, delivery_id=letter.pk, reason="Đã sửa địa chỉ thư.")
    post.round(seconds=1)
    assert post.row().state == State.SENT
    with acting(job("reader", net=Net.BOOK)):
        assert Entry.objects.get(action="notices.letters.retry").detail["reason"] == "Đã sửa địa chỉ thư."


def test_all_dead_letters_go_again_at_once(house: House, post: Post) -> None:
    dead(house, post)
    quan = house.actor("quan")
    with acting(quan):
        with pytest.raises(ReasonTooShort):
            retry_all(actor=quan, at=house.at, reason="sửa")
        assert retry_all(actor=quan, at=house.at, reason="Máy chủ thư đã chạy lại.") == 1
        with pytest.raises(NoDeadLetters):
            retry_all(actor=quan, at=house.at, reason="Máy chủ thư đã chạy lại.")


def test_a_letter_sent_again_has_its_whole_time_before_it(house: House, post: Post) -> None:
    letter, quan = dead(house, post), house.actor("quan")
    house.at += timedelta(days=9)
    with acting(quan):
        retry(actor=quan, at=house.at, delivery_id=letter.pk, reason="Máy chủ thư đã chạy lại.")
    post.raises = lambda letter: Trouble("provider_later")
    post.round()
    assert (post.row().state, post.row().tries) == (State.WAITING, 1)
