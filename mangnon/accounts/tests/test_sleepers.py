"""Long silence: told at 30 and 40 days, closed at 45, never the only one on watch or the last who lets people in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from mangnon.access.actor import job
from mangnon.access.roles import Role
from mangnon.accounts.actions.idling import disable_sleeper, warn_sleeper
from mangnon.accounts.actions.leaving import AlreadyOver
from mangnon.accounts.jobs import Night, clear_old_sessions, watch_sleepers
from mangnon.accounts.models import Disabled, Person, Session
from mangnon.accounts.queries import kept_alone
from mangnon.accounts.tests.conftest import Office, days_ago, fresh, some_id
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound
from mangnon.testing.cast import AT
from mangnon.testing.people import signed_in


@pytest.fixture
def awake(office: Office) -> Office:
    """Everybody worked today."""
    Person.objects.update(last_active_at=AT, created_at=days_ago(400))
    return office


def sleep(person: Person, days: int) -> None:
    """Somebody was last here so many days ago."""
    Person.objects.filter(pk=person.pk).update(last_active_at=days_ago(days), created_at=days_ago(400))


def night(*, warned: Any = (), closed: Any = (), kept: Any = ()) -> Night:
    """What a run should have done."""
    return Night(*(tuple(str(one.pk) for one in who) for who in (warned, closed, kept)))


def test_a_15_warned_at_30_and_at_40_days_and_closed_at_45(awake: Office) -> None:
    """A-15: job disables after 45 idle days."""
    thao, at = awake.thao, AT
    sleep(thao, 0)
    awake.second("Đinh Thị Thay", Role.COMMUNE_OFFICER, awake.land.sibling)
    Person.objects.exclude(pk=thao.pk).update(demo=True)  # only one sleeps in this test
    seen = {}
    for day in range(1, 47):
        done = watch_sleepers(at=at + timedelta(days=day))
        if done != night():
            seen[day] = done
    assert seen == {30: night(warned=[thao]), 40: night(warned=[thao]), 45: night(closed=[thao])}
    person = fresh(thao)
    assert person.disabled_kind == Disabled.IDLE
    assert [one["detail"]["days"] for one in awake.booked("accounts.sleepers.warn")] == [30, 40]
    assert [one["door"] for one in awake.booked("accounts.sleepers.disable")] == ["job"]


def test_nothing_happens_to_those_who_work(awake: Office) -> None:
    assert watch_sleepers(at=AT) == night()


def test_who_has_never_come_counts_from_the_invitation(awake: Office) -> None:
    link = awake.invite()
    Person.objects.filter(pk=link.person.pk).update(created_at=days_ago(45))
    assert watch_sleepers(at=AT) == night(closed=[link.person])


def test_a_closed_sleeper_loses_the_sessions(awake: Office) -> None:
    signed_in(awake.mo)
    sleep(awake.mo, 45)
    watch_sleepers(at=AT)
    assert not Session.objects.filter(person=awake.mo).exists()


@pytest.mark.parametrize("name", ["quyet", "lien", "phu", "van", "quan"])
def test_a_15_the_only_one_on_watch_is_kept(awake: Office, name: str) -> None:
    """Never the only chair, duty officer or administrator."""
    person = getattr(awake, name)
    sleep(person, 60)
    assert watch_sleepers(at=AT) == night(kept=[person])
    assert fresh(person).is_active


@pytest.mark.parametrize("name", ["quyet", "lien", "quan"])
def test_with_somebody_beside_them_they_are_closed(awake: Office, name: str) -> None:
    person = getattr(awake, name)
    one = awake.assignment(person)
    beside = awake.second("Người Kề Bên", Role(one.role), one.place)
    Person.objects.filter(pk=beside.pk).update(last_active_at=AT)
    sleep(person, 60)
    assert watch_sleepers(at=AT) == night(closed=[person])


def test_somebody_closed_doesnt_stand_in_for_the_only_one(awake: Office) -> None:
    beside = awake.second("Người Kề Bên", Role.COMMUNE_CHAIR, awake.land.own)
    Person.objects.filter(pk=beside.pk).update(disabled_at=AT)
    assert [one.place for one in kept_alone(awake.quyet, local_day(AT))] == [awake.land.own]


def test_two_sleepers_of_one_post_are_not_both_closed(awake: Office) -> None:
    """The first goes; then the second is the only one."""
    beside = awake.second("Bùi Thị Kề", Role.COMMUNE_CHAIR, awake.land.own)
    sleep(beside, 60)
    sleep(awake.quyet, 60)
    assert watch_sleepers(at=AT) == night(closed=[beside], kept=[awake.quyet])


def test_whoever_holds_open_work_is_kept(awake: Office) -> None:
    sleep(awake.mo, 50)
    awake.hold(awake.mo, "Hồ Thị Ánh")
    assert watch_sleepers(at=AT) == night(kept=[awake.mo])


def test_demo_people_may_rest(awake: Office) -> None:
    Person.objects.filter(pk=awake.mo.pk).update(demo=True, last_active_at=days_ago(300))
    assert watch_sleepers(at=AT) == night()


def test_a_letter_goes_to_those_with_an_address_and_names_nobody(
    awake: Office, django_capture_on_commit_callbacks: Any
) -> None:
    Person.objects.filter(pk=awake.mo.pk).update(email="mo@tralinh.example")
    sleep(awake.mo, 30)
    sleep(awake.thao, 30)
    with django_capture_on_commit_callbacks(execute=True):
        watch_sleepers(at=AT)
    assert [one.to for one in mail.outbox] == [["mo@tralinh.example"]]
    assert "15 ngày" in mail.outbox[0].body
    assert "Mơ" not in mail.outbox[0].body


def test_a_job_closes_nobody_twice_and_nobody_unknown(awake: Office) -> None:
    actor = job("accounts.sleepers", "accounts.sleepers.warn", "accounts.sleepers.disable")
    disable_sleeper(actor=actor, at=AT, person_id=awake.mo.pk)
    with pytest.raises(AlreadyOver):
        disable_sleeper(actor=actor, at=AT, person_id=awake.mo.pk)
    with pytest.raises(NotFound):
        disable_sleeper(actor=actor, at=AT, person_id=some_id())
    with pytest.raises(NotFound):
        warn_sleeper(actor=actor, at=AT, person_id=awake.mo.pk, days=30)


def test_sessions_past_their_end_are_removed(office: Office) -> None:
    signed_in(office.lien)
    signed_in(office.mo)
    Session.objects.filter(person=office.lien).update(expires_at=AT - timedelta(seconds=1))
    Session.objects.filter(person=office.mo).update(expires_at=AT + timedelta(hours=1))
    assert clear_old_sessions(at=AT) == 1
    assert list(Session.objects.values_list("person", flat=True)) == [office.mo.pk]
