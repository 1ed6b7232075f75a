"""The door of the public page: dropped by strangers, taken in by a job, held when too many come, never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from mangnon.access.actor import Actor, visitor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.intake import jobs
from mangnon.intake.actions import Dropped, Sender, drop_more, drop_report, release_held, set_aside, state_of_drop
from mangnon.intake.models import DutyTurn, HandOver, HarmReport, Reporter, State, WebDrop
from mangnon.intake.queries.reports import listed_reports
from mangnon.intake.queries.web import held_drops
from mangnon.intake.refusals import NoteMissing
from mangnon.intake.retaining import RETAINED
from mangnon.intake.settings import web_door
from mangnon.intake.tests.conftest import REPORTER, fresh, told
from mangnon.intake.told import PlaceTold, ReportTold
from mangnon.intake.watching import box
from mangnon.intake.working import work
from mangnon.lib.dates import local_day
from mangnon.lib.fields import reveal
from mangnon.lib.ids import new_id, public_code
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.notices.models import Telling
from mangnon.operate.health.slots import Level
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person
from mangnon.ui.worklist import When

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]


def drop(cast: Cast, *, drop_id: UUID | None = None, code: str = "", address: str = "10.0.0.1", **more: Any) -> Dropped:
    """As a stranger does it."""
    whole: dict[str, Any] = {"channel": "web", "reporter": REPORTER, "place": cast.land.own, **more}
    odd = bool(whole.pop("odd", False))
    with acting(visitor()):
        return drop_report(
            at=now(), drop_id=drop_id or new_id(), code=code or public_code(), told=told(**whole),
            sender=Sender(address, odd=odd),
        )  # fmt: skip


def now() -> Any:
    with connection.cursor() as cursor:
        cursor.execute("select now() + interval '1 second'")
        return cursor.fetchone()[0]


def in_intake(cast: Cast) -> list[HarmReport]:
    with acting(cast.phu):
        return list(HarmReport.objects.visible_to(cast.phu, "intake.see"))


def test_a_drop_becomes_a_report_like_any_other_and_its_words_leave_the_box(cast: Cast) -> None:
    key, code = new_id(), public_code()
    answer = drop(cast, drop_id=key, code=code)
    with acting(visitor()):
        assert state_of_drop(code).step == "received"
    assert jobs.take_in_due(at=now()) == 1
    with acting(cast.lien):
        report = fresh(key)
        assert (report.channel, report.place_id, report.state) == ("web", cast.land.own.pk, State.SENT)
        assert report.first_information_at == answer.recorded_at
        assert reveal(report, "what") == told().what
        assert reveal(Reporter.objects.get(report=report), "phone") == REPORTER.phone
    with acting(cast.phu):
        row = WebDrop.objects.get(pk=key)
        assert (bool(row.story), bool(row.identity), bool(row.taken_at)) == (False, False, True)
    with acting(visitor()):
        assert state_of_drop(code).step == "sent"
    assert jobs.take_in_due(at=now()) == 0


def test_sent_twice_it_is_one_and_other_words_under_the_same_id_are_told_apart(cast: Cast) -> None:
    key, code = new_id(), public_code()
    first = drop(cast, drop_id=key, code=code)
    assert drop(cast, drop_id=key, code=code) == first
    assert jobs.take_in_due(at=now()) == 1
    assert drop(cast, drop_id=key, code=code) == first
    assert not drop(cast, drop_id=key, code=code, danger="yes").same
    assert jobs.take_in_due(at=now()) == 0
    assert len(in_intake(cast)) == 1


def test_a_stranger_reads_and_writes_nothing_but_through_the_two_functions(cast: Cast) -> None:
    drop(cast)
    statements = (
        "select from intake_webdrop", "select from intake_harmreport", "delete from intake_webdrop",
        "insert into intake_addition (id) values (gen_random_uuid())", "select from accounts_person",
        "select audit_book('{}'::jsonb)",
    )  # fmt: skip
    for statement in statements:
        with pytest.raises(ProgrammingError), acting(visitor()), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_staffs_role_cannot_use_the_strangers_functions(cast: Cast) -> None:
    with pytest.raises(ProgrammingError), acting(cast.phu), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select intake_drop_state(array[]::bytea[])")


def test_over_the_limit_of_an_address_it_is_held_seen_by_the_province_and_let_go(cast: Cast) -> None:
    most = web_door(local_day(now())).most_from
    assert [drop(cast).held for _n in range(most + 2)] == [False] * most + [True, True]
    assert not drop(cast, address="10.0.0.2").held
    assert jobs.take_in_due(at=now()) == most + 1
    with acting(cast.lien):
        assert held_drops(cast.lien) == []
    with acting(cast.phu):
        one, two = held_drops(cast.phu)
        assert (one.held, one.what) == ("many", told().what)
    with acting(cast.lien), pytest.raises(Forbidden):
        release_held(actor=cast.lien, at=now(), drop_id=one.id)
    with acting(cast.phu):
        release_held(actor=cast.phu, at=now(), drop_id=one.id)
        with pytest.raises(NoteMissing):
            set_aside(actor=cast.phu, at=now(), drop_id=two.id, why="rác")
    assert jobs.take_in_due(at=now()) == 1
    with acting(cast.phu):
        assert fresh(one.id).held == "many"


def test_the_telephone_desk_sees_what_came_by_the_web_and_lets_go_what_is_held(cast: Cast, hotline: Actor) -> None:
    person = make_person(hotline.name, Role.HOTLINE, cast.land.province)
    desk = replace(hotline, person_id=person.pk)
    one, other = new_id(), new_id()
    drop(cast, drop_id=one)
    drop(cast, drop_id=other, odd=True)
    jobs.take_in_due(at=now())
    with acting(replace(hotline, person_id=new_id())):  # somebody who only says so
        assert not HarmReport.objects.everything_unchecked().exists()
    with acting(desk):
        (report,) = listed_reports(desk)
        assert (report.pk, reveal(report, "what"), report.children.count()) == (one, told().what, 0)
        held, waits = (line.row.url for line in work(desk, now()))
        assert (held, waits) == (reverse("intake:held"), reverse("intake:report", args=[one]))
        (drop_held,) = held_drops(desk)
        with pytest.raises(Forbidden):
            set_aside(actor=desk, at=now(), drop_id=other, why="Quảng cáo, không nói về trẻ em nào")
        release_held(actor=desk, at=now(), drop_id=drop_held.id)
    assert jobs.take_in_due(at=now()) == 1
    with acting(cast.phu):
        HarmReport.objects.everything_unchecked().filter(pk=one).update(hidden_from=[person.pk])
    with acting(desk):
        assert [row.pk for row in listed_reports(desk)] == [other]


def test_whoever_is_on_duty_for_the_province_watches_that_somebody_accepts_it(
    cast: Cast, people: dict[str, Any]
) -> None:
    drop(cast)
    jobs.take_in_due(at=now())
    phu = replace(cast.phu, person_id=people["phu"].pk)
    with acting(phu):
        assert work(phu, now()) == []
        DutyTurn.objects.create(
            id=new_id(), place=cast.land.province, person=people["phu"], starts_at=now() - timedelta(hours=1),
            ends_at=now() + timedelta(hours=7),
        )  # fmt: skip
        assert [one.when for one in work(phu, now())] == [When.WAITING]


def test_over_the_limit_of_everybody_together_it_is_held_too(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(web_door(local_day(now())), most_all=2)
    monkeypatch.setattr("mangnon.intake.actions.dropping.web_door", lambda _day: few)
    assert [drop(cast, address=f"10.1.0.{n}").held for n in range(4)] == [False, False, True, True]
    assert jobs.take_in_due(at=now()) == 2
    with acting(cast.phu):
        assert {one.held for one in held_drops(cast.phu)} == {"flood"}


def test_what_nobody_has_looked_at_goes_on_by_itself_and_what_was_put_aside_does_not(cast: Cast) -> None:
    code = public_code()
    drop(cast, odd=True)
    drop(cast, odd=True, code=code)
    with acting(cast.phu):
        rows = held_drops(cast.phu)
        set_aside(actor=cast.phu, at=now(), drop_id=rows[1].id, why="Quảng cáo, không nói về trẻ em nào")
        with pytest.raises(NotFound):
            release_held(actor=cast.phu, at=now(), drop_id=rows[1].id)
    later = now() + timedelta(minutes=web_door(local_day(now())).hold_minutes)
    assert jobs.let_go(at=now()) == 0
    assert jobs.let_go(at=later) == 1
    assert jobs.take_in_due(at=later) == 1
    assert [one.pk for one in in_intake(cast)] == [rows[0].id]
    with acting(visitor()):
        assert state_of_drop(code).step == "done"


def test_more_written_by_the_code_becomes_a_part_and_whoever_has_the_report_is_told(cast: Cast) -> None:
    key, code = new_id(), public_code()
    drop(cast, drop_id=key, code=code)
    with acting(visitor()):
        assert drop_more(at=now(), drop_id=new_id(), code=public_code(), text="x", sender=Sender()) is None
        assert drop_more(at=now(), drop_id=new_id(), code=code, text="Cháu tên Na, học lớp 3", sender=Sender())
        assert state_of_drop(code).additions == 1
    assert jobs.take_in_due(at=now()) == 2
    with acting(cast.lien):
        (part,) = fresh(key).additions.all()
        assert reveal(part, "text") == "Cháu tên Na, học lớp 3"
    with acting(cast.thao):
        assert not HarmReport.objects.visible_to(cast.thao, "intake.see").exists()
    with acting(cast.phu):
        assert Telling.objects.filter(kind="intake.added", subject_id=str(key)).exists()


def test_a_drop_that_waits_too_long_stands_on_the_administrators_page(cast: Cast) -> None:
    drop(cast, odd=True)
    with acting(cast.phu):
        assert box(now()).level is Level.NOTICE
        drop(cast)
        assert box(now() + timedelta(minutes=2)).level is Level.BAD


def test_addresses_are_forgotten_after_a_day(cast: Cast) -> None:
    drop(cast)
    jobs.let_go(at=now() + timedelta(days=1, minutes=1))
    with acting(cast.phu):
        assert not WebDrop.objects.filter(from_mark__isnull=False).exists()


def test_what_cannot_be_taken_in_stays_and_does_not_stop_the_others(cast: Cast, monkeypatch: Any) -> None:
    bad, good = new_id(), new_id()
    with acting(visitor()):
        whole = ReportTold(channel="no such door", what="x", place=PlaceTold(cast.land.own.pk))
        drop_report(at=now(), drop_id=bad, code=public_code(), told=whole, sender=Sender())
    drop(cast, drop_id=good)
    assert jobs.take_in_due(at=now()) == 1
    with acting(cast.phu):
        assert WebDrop.objects.get(pk=bad).tries == 1
        assert HandOver.objects.filter(report=good).count() == 1


def test_what_was_put_aside_is_destroyed_past_its_term_and_nothing_else_of_the_box_is(cast: Cast) -> None:
    drop(cast, odd=True)
    drop(cast, odd=True)
    later = now() + timedelta(days=1)
    with acting(cast.phu):
        aside, kept = held_drops(cast.phu)
        set_aside(actor=cast.phu, at=now(), drop_id=aside.id, why="Quảng cáo, không nói về trẻ em nào")
        assert [one.id for one in RETAINED.due(later, None, 9)] == [str(aside.id)]
        assert RETAINED.destroy([str(aside.id), str(kept.id)]) == 0  # the database keeps it for a month at least
        WebDrop.objects.filter(pk=aside.id).update(aside_at=now() - timedelta(days=400))
        assert RETAINED.destroy([str(aside.id), str(kept.id)]) == 1
        assert [one.id for one in held_drops(cast.phu)] == [kept.id]
