"""Telling: once, in the same transaction, to whom it may concern, and never more than a code goes out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from mangnon.access.actor import Actor, job, stranger
from mangnon.access.roles import Net
from mangnon.access.scope import acting
from mangnon.audit.acts import _in_transaction
from mangnon.audit.book import book
from mangnon.audit.models import Entry
from mangnon.notices.actions import Ref, tell
from mangnon.notices.actions.own import choose_ways
from mangnon.notices.actions.telling import ToldWrongly
from mangnon.notices.models import Channel, Delivery, Notice, State, Telling
from mangnon.notices.rules import QUIET_FROM, QUIET_TO
from mangnon.notices.tests.conftest import NOON, House


def tell_within(actor: Actor, **changed: Any) -> Any:
    """One telling inside an act that books something of its own."""
    about = Ref("testing.Sample", "7", "MT-7")
    told: dict[str, Any] = {"kind": "testing.handed", "about": about, "words": {"place": "Trà Linh"}, **changed}

    def work() -> Any:
        book(actor=actor, action="testing.samples.note", at=NOON)
        return tell(actor=actor, at=NOON, **told)

    return _in_transaction("testing.samples.note", actor, work)


def test_a_person_finds_a_notice_in_their_inbox_and_a_letter_waits(house: House) -> None:
    house.hand("lien", "quyet")
    (notice,) = house.notices("quyet")
    assert (notice.unread, notice.telling.code, notice.telling.urgent) == (1, notice.telling.code, False)
    states = dict(Delivery.objects.values_list("channel", "state"))
    assert states == {Channel.APP: State.SENT, Channel.EMAIL: State.WAITING}
    assert house.notices("lien") == []


def test_the_same_fact_is_told_once(house: House) -> None:
    for _time in range(3):
        house.hand("lien", "quyet")
    assert len(house.notices("quyet")) == 1
    assert Delivery.objects.count() == 2
    with acting(house.actor("phu")):
        assert Telling.objects.count() == 1


def test_the_same_fact_reaches_those_who_were_not_told_before(house: House) -> None:
    lien, quyet, thao = house.actor("lien"), house.people["quyet"].pk, house.people["thao"].pk
    first = tell_within(lien, to=[quyet, quyet])
    second = tell_within(lien, to=[quyet, thao])
    assert (first.id, first.new, second.new) == (second.id, {quyet}, {thao})
    assert tell_within(lien, to=[quyet, thao]).new == frozenset()


def test_another_key_is_another_fact(house: House) -> None:
    for key in ("a", "b"):
        tell_within(house.actor("lien"), to=[house.people["quyet"].pk], key=key)
    assert len(house.notices("quyet")) == 2


def test_whoever_is_told_stands_in_the_book(house: House) -> None:
    house.hand("lien", "quyet")
    house.hand("lien", "quyet")
    with acting(job("reader", net=Net.BOOK)):
        (entry,) = Entry.objects.filter(action="notices.tell")
    assert entry.detail["people"] == [str(house.people["quyet"].pk)]


def test_what_is_undone_has_told_nobody(house: House) -> None:
    with transaction.atomic():
        house.hand("lien", "quyet")
        transaction.set_rollback(True)
    assert house.notices("quyet") == []
    assert Delivery.objects.count() == 0


def test_telling_outside_an_act_is_refused(house: House) -> None:
    actor = house.actor("lien")
    with acting(actor), pytest.raises(ToldWrongly, match="inside an action"):
        tell(actor=actor, at=NOON, to=[], kind="testing.handed", about=Ref("testing.Sample", "7", "MT-7"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "testing.unknown"}, "isn't declared"),
        ({"about": Ref("testing.Sample", "7", "Hồ Thị Ánh")}, "capitals and figures"),
        ({"about": Ref("testing.Sample", "7", "HOANH")}, "capitals and figures"),
        ({"about": Ref("testing.Sample", "7", "MT-7 TRA LINH")}, "capitals and figures"),
        ({"about": Ref("testing.Sample", "7", "mt-7")}, "capitals and figures"),
        ({"about": Ref("nothing.Thing", "7", "MT-7")}, "where nothing.Thing opens"),
        ({"words": {}}, "needs words for"),
        ({"words": {"place": "a", "name": "b"}}, "needs words for"),
        ({"words": {"place": "a" * 121}}, "longer than"),
        ({"key": "k" * 300}, "too long"),
    ],
)
def test_a_room_that_tells_wrongly_learns_it_in_its_first_test(house: House, changed: Any, said: str) -> None:
    with pytest.raises(ToldWrongly, match=said):
        tell_within(house.actor("lien"), to=[house.people["quyet"].pk], **changed)
    assert house.notices("quyet") == []


@pytest.mark.parametrize("who", ["ha", "quan", "phu", "stranger"])
def test_people_who_see_no_row_can_tell_all_the_same(house: House, who: str) -> None:
    """The hotline and the public page tell a commune's officer."""
    actor = stranger("testing.samples.note") if who == "stranger" else house.actor(who)
    told = tell_within(actor, to=[house.people["lien"].pk], place_id=house.land.own.pk)
    assert told.new == {house.people["lien"].pk}
    assert len(house.notices("lien")) == 1


def test_a_channel_that_somebody_does_not_want_is_left_out(house: House, settings: Any) -> None:
    settings.SMS = {**settings.SMS, "backend": "file"}
    quyet = house.actor("quyet")
    with acting(quyet):
        choose_ways(
            actor=quyet, at=NOON, ways={"testing.handed": ["sms"]}, quiet=True, quiet_from=QUIET_FROM, quiet_to=QUIET_TO
        )
    house.hand("lien", "quyet")
    house.hand("lien", "thao")
    mine = Delivery.objects.filter(person_id=quyet.me).values_list("channel", flat=True)
    others = Delivery.objects.filter(person_id=house.people["thao"].pk).values_list("channel", flat=True)
    assert (set(mine), set(others)) == ({"app", "sms"}, {"app", "email"})


def test_an_urgent_telling_uses_every_way_that_works(house: House, settings: Any) -> None:
    settings.SMS = {**settings.SMS, "backend": "file"}
    tell_within(house.actor("lien"), to=[house.people["quyet"].pk], urgent=True)
    assert set(Delivery.objects.values_list("channel", "urgent")) == {("app", True), ("email", True), ("sms", True)}


def test_no_letter_waits_for_a_way_that_is_not_set_up(house: House, settings: Any) -> None:
    settings.SMS, settings.MAIL_READY = {**settings.SMS, "backend": ""}, False
    tell_within(house.actor("lien"), to=[house.people["quyet"].pk], urgent=True)
    assert set(Delivery.objects.values_list("channel", flat=True)) == {"app"}


def test_nobody_reads_the_inbox_of_another_whatever_their_role(house: House) -> None:
    house.hand("lien", "quyet")
    for name in house.people:
        assert bool(house.notices(name)) is (name == "quyet"), name


def test_nobody_writes_into_the_inbox_of_another_but_by_telling(house: House) -> None:
    house.hand("lien", "quyet")
    (notice,) = house.notices("quyet")
    for name in ("lien", "phu", "quan"):
        with acting(house.actor(name)):
            assert Notice.objects.filter(pk=notice.pk).update(unread=0) == 0
            with pytest.raises(ProgrammingError), transaction.atomic():
                Notice.objects.create(
                    id=UUID(int=7),
                    telling_id=notice.telling_id,
                    person_id=house.people["thao"].pk,
                    code="X",
                    told_at=NOON,
                )


@pytest.mark.parametrize("name", ["lien", "quyet", "thao", "phu", "quan", "ha"])
def test_a_telling_is_seen_by_the_office_that_tells_and_by_whom_it_tells(house: House, name: str) -> None:
    sees = name in ("lien", "quyet", "phu")
    house.hand("lien", "lien")
    with acting(house.actor(name)):
        assert Telling.objects.exists() is sees


def test_whoever_is_told_from_another_place_can_read_it(house: House) -> None:
    house.hand("lien", "thao")
    assert [one.telling.words for one in house.notices("thao")] == [{"place": house.land.own.name}]
