"""A report comes in: whoever tells it, once however often it is sent, and goes where it must."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mangnon.access.actor import Actor
from mangnon.access.doors import see
from mangnon.access.scope import acting
from mangnon.intake.models import HandOver, HarmReport, State, Urgency
from mangnon.intake.queries.reports import reports
from mangnon.intake.refusals import LaterInformation, OtherBody, SourceMissing, WhatMissing
from mangnon.intake.tests.conftest import REPORTER, Receive, fresh, named
from mangnon.intake.told import PlaceTold, SuspectTold
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound
from mangnon.notices.models import Chain, Telling
from mangnon.testing.cast import AT, Cast

pytestmark = pytest.mark.django_db


def test_five_words_from_the_hotline_reach_the_commune_where_it_happened(
    cast: Cast, receive: Receive, hotline: Actor
) -> None:
    receipt = receive(hotline, cast.land.own)
    assert receipt.number.startswith("TB-48-26-")
    with acting(cast.lien):
        report = see(HarmReport, receipt.id, cast.lien, "intake.see")
        (step,) = HandOver.objects.filter(report=report)
    assert (report.state, report.place_id, step.to_place_id) == (State.SENT, cast.land.own.pk, cast.land.own.pk)
    assert step.accept_by == receipt.accept_by
    with acting(hotline):
        assert [one.pk for one in reports(hotline)] == [receipt.id]
    with acting(cast.thao), pytest.raises(NotFound):
        see(HarmReport, receipt.id, cast.thao, "intake.see")


def test_the_second_send_of_one_id_changes_nothing_and_another_body_is_refused(
    cast: Cast, receive: Receive, hotline: Actor
) -> None:
    one = new_id()
    first = receive(hotline, cast.land.own, report_id=one, reporter=REPORTER)
    again = receive(hotline, cast.land.own, report_id=one, reporter=REPORTER, at=AT + timedelta(hours=1))
    assert again == first
    with pytest.raises(OtherBody):
        receive(hotline, cast.land.own, report_id=one, danger="yes")
    with pytest.raises(OtherBody):
        receive(cast.thao, cast.land.sibling, report_id=one)
    with acting(cast.lien):
        assert HarmReport.objects_unguarded.count() == 1


def test_an_officer_who_receives_what_its_own_commune_must_do_has_accepted_it(cast: Cast, receive: Receive) -> None:
    receipt = receive(cast.lien, cast.land.own)
    with acting(cast.lien):
        report = fresh(receipt.id)
        assert (report.state, report.holder) == (State.TAKEN, cast.lien.me)
        (step,) = HandOver.objects.filter(report=report)
    assert step.accepted_by_name == cast.lien.name


def test_a_collaborator_sees_what_she_told_and_nothing_else(cast: Cast, receive: Receive) -> None:
    mine = receive(cast.mo, cast.land.own)
    receive(cast.lien, cast.land.own)
    with acting(cast.mo):
        assert [one.pk for one in reports(cast.mo)] == [mine.id]


@pytest.mark.parametrize("text", ["xã Trà Linh", "Tra Linh", "Thôn 2, xã Trà Nam, huyện Nam Trà My"])
def test_whatever_old_name_was_told_the_commune_of_today_gets_it(
    cast: Cast, receive: Receive, hotline: Actor, text: str
) -> None:
    """Trà Nam went wholly into Trà Linh on 1-7-2025."""
    receipt = receive(hotline, text=text)
    assert receipt.place == cast.land.own.name


@pytest.mark.parametrize("text", ["gần cầu treo, không nhớ xã", "xã Hòa Liên"])
def test_an_unknown_or_divided_place_goes_to_the_province_to_be_sorted(
    cast: Cast, receive: Receive, hotline: Actor, text: str
) -> None:
    """Hòa Liên was divided between two wards on 1-7-2025."""
    receipt = receive(hotline, text=text)
    assert receipt.place == cast.land.province.name
    with acting(cast.phu):
        assert fresh(receipt.id).incident_unit_id is None


def test_the_commune_where_the_child_lives_sees_it_too(cast: Cast, receive: Receive, hotline: Actor) -> None:
    child = named("Hồ Thị Na", home=PlaceTold(text="xã Trà Leng"))
    receipt = receive(hotline, cast.land.own, children=(child,))
    with acting(cast.thao):
        assert see(HarmReport, receipt.id, cast.thao, "intake.see").other_place_id == cast.land.sibling.pk


def test_an_emergency_starts_twelve_hours_and_calls_people_at_once(
    cast: Cast, receive: Receive, hotline: Actor
) -> None:
    first = AT - timedelta(hours=2)
    receipt = receive(
        hotline, cast.land.own, danger="yes", first_information_at=first, first_information_source="sổ trực 111"
    )
    with acting(cast.lien):
        report = fresh(receipt.id)
        assert Chain.objects.filter(subject_id=str(report.pk), place_id=cast.land.own.pk).count() == 1
    assert report.urgency == Urgency.EMERGENCY
    assert report.emergency_due_at == first + timedelta(hours=12)
    assert receipt.accept_by == AT + timedelta(minutes=30)


def test_what_isnt_urgent_is_told_once_to_the_officers(cast: Cast, receive: Receive, hotline: Actor) -> None:
    receipt = receive(hotline, cast.land.own)
    with acting(cast.phu):
        assert Telling.objects.filter(kind="intake.handed", subject_id=str(receipt.id)).count() == 1
        assert not Chain.objects.filter(subject_id=str(receipt.id)).exists()


def test_the_clock_is_the_databases_and_the_first_information_never_later(
    cast: Cast, receive: Receive, hotline: Actor
) -> None:
    with pytest.raises(LaterInformation):
        receive(hotline, cast.land.own, first_information_at=AT + timedelta(minutes=1), first_information_source="x")
    with pytest.raises(SourceMissing):
        receive(hotline, cast.land.own, first_information_at=AT - timedelta(minutes=1))
    with pytest.raises(WhatMissing):
        receive(hotline, cast.land.own, what="  ")
    receipt = receive(cast.lien, cast.land.own)
    with acting(cast.lien):
        report = fresh(receipt.id)
        before = (report.recorded_at, report.first_information_at)
        report.recorded_at = report.first_information_at = AT + timedelta(days=300)
        report.save(update_fields=["recorded_at", "first_information_at"])
        after = fresh(receipt.id)
    assert (after.recorded_at, after.first_information_at) == before


def test_anonymity_changes_nothing(cast: Cast, receive: Receive, hotline: Actor) -> None:
    suspects = (SuspectTold(tie="father"),)
    named_one = receive(hotline, cast.land.own, suspects=suspects, reporter=REPORTER)
    nameless = receive(hotline, cast.land.own, suspects=suspects)
    assert named_one.urgency == nameless.urgency == Urgency.EMERGENCY
