"""Who keeps which entry; history, conflicts, double sends; row security beneath; staff who count their places."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from mangnon.access.actor import Actor
from mangnon.access.offers import filled
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.directory import actions
from mangnon.directory.models import Contact, Intake, Line, Location, Need, Provider, Served, Service, Staffing
from mangnon.directory.refusals import (
    AgesBackwards,
    Closed,
    EndsBeforeStart,
    NotClosed,
    NothingChanged,
    NotOfService,
    ProviderTwice,
    ReasonMissing,
    SentBefore,
    ServesNowhere,
    ShelterAddress,
    StaffTwice,
    TooManyFree,
)
from mangnon.directory.tests.conftest import Add, Give, put
from mangnon.directory.told import ServiceFacts
from mangnon.lib.refusal import Forbidden, NotFound, Refusal, StaleVersion
from mangnon.places.slots import Moves, PlacedFacts
from mangnon.testing.cast import AT, TODAY, Cast, actor
from mangnon.testing.people import make_person

pytestmark = pytest.mark.django_db


def by(who: Actor, **more: Any) -> dict[str, Any]:
    return {"actor": who, "at": AT, **more}


# --- providers ---


def test_everybody_reads_and_each_office_keeps_its_own(cast: Cast, add: Add) -> None:
    own = add(contacts="Arất Thị Lan; y sĩ; 0900 000 402")
    of_province = add(cast.phu, name="Trung tâm Công tác xã hội")
    assert (own.place_id, of_province.place_id) == (cast.land.own.pk, None)
    for who in cast.everybody.values():
        with acting(who):
            assert set(Provider.objects.all()) == {own, of_province}
            assert Contact.objects.count() == 1
    for who, row, refusal in (
        (cast.thao, own, Forbidden), (cast.lien, of_province, Forbidden), (cast.mo, own, Forbidden),
        (cast.van, own, Forbidden), (cast.quan, own, Forbidden),
    ):  # fmt: skip
        with acting(who), pytest.raises(refusal):
            actions.check_provider(**by(who), provider_id=row.pk)
    for who, row in ((cast.quyet, own), (cast.phu, own), (cast.phu, of_province)):
        with acting(who):
            actions.check_provider(**by(who), provider_id=row.pk)
    with acting(cast.lien), pytest.raises(NotFound):
        actions.check_provider(**by(cast.lien), provider_id=uuid4())


def test_row_security_alone_keeps_another_commune_from_writing(cast: Cast, add: Add, give: Give) -> None:
    provider = add()
    service = give(provider)
    for who in (cast.thao, actor("Coor Thị Nghệ", Role.SERVICE_STAFF, cast.land.province)):
        with acting(who):
            assert Provider.objects.filter(pk=provider.pk).update(name="x") == 0
            assert Service.objects.filter(pk=service.pk).update(name="x") == 0
            assert Location.objects.filter(service=service).update(address="x") == 0
            assert service.served.all().delete()[0] == 0
            for made in (
                Provider(place=cast.land.own, name="x", kind="state", valid_from=TODAY, checked_on=TODAY),
                Provider(name="x", kind="state", valid_from=TODAY, checked_on=TODAY),
                Service(provider=provider, name="x", needs=["health"], valid_from=TODAY),
                Served(service=service, place=cast.land.own),
                Line(provider=provider, act="added", by="x", by_name="x", at=AT),
                Staffing(provider=provider, person_id=who.me, name="x", valid_from=TODAY, given_by="x"),
            ):
                with pytest.raises(DatabaseError), transaction.atomic():
                    made.save(force_insert=True)
    with acting(cast.lien), pytest.raises(DatabaseError), transaction.atomic():
        Line.objects.filter(provider=provider).update(by_name="x")


def test_the_form_sent_twice_adds_once_and_the_same_name_asks(cast: Cast, add: Add) -> None:
    key = uuid4()
    assert add(provider_id=key) == add(provider_id=key)
    with pytest.raises(SentBefore):
        add(provider_id=key, name="Trạm khác")
    with pytest.raises(ProviderTwice) as refused:
        add(name="TRẠM Y TẾ XÃ TRÀ LINH")
    assert [one.pk for one in refused.value.known] == [key]
    add(name="Trạm Y tế xã Trà Linh", other=True)
    with acting(cast.lien):
        assert Provider.objects.count() == 2
        assert Line.objects.filter(provider_id=key).count() == 1


def test_a_correction_goes_by_the_version_and_stays_in_the_history(cast: Cast, add: Add, give: Give) -> None:
    row = add(contacts="A; y sĩ")
    give(row)
    with acting(cast.lien):
        facts = replace(actions.facts_of(row), name="Trạm Y tế Trà Linh mới", contacts="B; bác sĩ; 0900 000 403")
        told = by(cast.lien, provider_id=row.pk, facts=facts, reason="đổi tên")
        with pytest.raises(StaleVersion):
            actions.correct_provider(**told, version=9)
        actions.correct_provider(**told, version=1)
        with pytest.raises(NothingChanged):
            actions.correct_provider(**told, version=2)
        changed = Line.objects.filter(provider=row, act=Line.Act.CORRECTED).get()
        assert [one[0] for one in changed.changed] == ["name", "contacts"]
        assert changed.changed[1][1:] == ["A; y sĩ", "B; bác sĩ; 0900 000 403"]
        assert " moi " in row.services.get().search_key
    with acting(cast.an):
        entry = Entry.objects.filter(action="directory.providers.correct").get()
    assert "bác sĩ" not in str(entry.detail)


def test_closing_takes_a_day_and_a_reason_and_can_be_undone(cast: Cast, add: Add, give: Give) -> None:
    row = add()
    service = give(row)
    told = by(cast.lien, provider_id=row.pk)
    with acting(cast.lien):
        with pytest.raises(ReasonMissing):
            actions.close_provider(**told, day=TODAY, reason=" ")
        for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
            with pytest.raises(EndsBeforeStart):
                actions.close_provider(**told, day=day, reason="giải thể")
        with pytest.raises(NotClosed):
            actions.reopen_provider(**told)
        actions.close_provider(**told, day=TODAY, reason="giải thể")
        for act in (
            lambda: actions.check_provider(**told),
            lambda: actions.close_service(**by(cast.lien), service_id=service.pk, day=TODAY, reason="x"),
            lambda: actions.count_places(**by(cast.lien), service_id=service.pk, intake=Intake.OPEN),
            lambda: put(cast.lien, service, phone="111"),
        ):
            with pytest.raises(Closed):
                act()
        actions.reopen_provider(**told)
        actions.check_provider(**told)


# --- services ---


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"age_from": 16, "age_below": 16}, AgesBackwards),
        ({"everywhere": False}, ServesNowhere),
    ],
)
def test_a_service_that_makes_no_sense_is_refused(
    add: Add, give: Give, changed: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        give(add(), **changed)


def test_a_service_is_corrected_by_its_version_with_the_places_it_serves(cast: Cast, add: Add, give: Give) -> None:
    row = give(add(), capacity=5)
    facts = ServiceFacts(
        "Khám bệnh", (Need.HEALTH, Need.MIND), everywhere=False, served=(cast.land.own.pk,), capacity=2
    )
    with acting(cast.lien):
        actions.count_places(**by(cast.lien), service_id=row.pk, intake=Intake.OPEN, free=4)
        with pytest.raises(StaleVersion):
            actions.correct_service(**by(cast.lien), service_id=row.pk, version=7, facts=facts)
        done = actions.correct_service(**by(cast.lien), service_id=row.pk, version=1, facts=facts)
        assert (done.free, [one.place_id for one in done.served.all()]) == (2, [cast.land.own.pk])
        with pytest.raises(NothingChanged):
            actions.correct_service(**by(cast.lien), service_id=row.pk, version=2, facts=facts)
        actions.correct_service(
            **by(cast.lien), service_id=row.pk, version=2, facts=replace(facts, everywhere=True, served=())
        )
        assert done.served.count() == 0


def test_the_address_of_a_shelter_is_never_kept(cast: Cast, add: Add, give: Give) -> None:
    row = give(add(), name="Tạm lánh", needs=(Need.SHELTER,))
    health = give(add(name="Khác"))
    with acting(cast.lien):
        for told in ({"address": "Số 1"}, {"reaching": "cổng sau"}):
            with pytest.raises(ShelterAddress):
                put(cast.lien, row, phone="0900 000 404", **told)
        put(cast.lien, row, phone="0900 000 404")
        put(cast.lien, health, address="Số 2", place=cast.land.own.pk)
        facts = ServiceFacts("Khám bệnh", (Need.HEALTH, Need.SHELTER))
        with pytest.raises(ShelterAddress):
            actions.correct_service(**by(cast.lien), service_id=health.pk, version=1, facts=facts)


# --- how many it can take ---


def test_full_means_none_and_open_again_means_unknown(cast: Cast, add: Add, give: Give) -> None:
    row = give(add(), capacity=5)

    def count(**told: Any) -> tuple[str, int | None]:
        with acting(cast.lien):
            done = actions.count_places(**by(cast.lien), service_id=row.pk, **told)
        return done.intake, done.free

    assert count(intake=Intake.OPEN, free=3) == ("open", 3)
    assert count(intake=Intake.WAIT, keep_free=True) == ("wait", 3)
    assert count(intake=Intake.FULL, keep_free=True) == ("full", 0)
    assert count(intake=Intake.OPEN, keep_free=True) == ("open", None)
    with pytest.raises(TooManyFree):
        count(intake=Intake.OPEN, free=6)


def test_whoever_answers_for_a_provider_counts_its_places_and_nothing_else(cast: Cast, add: Add, give: Give) -> None:
    mine, other = give(provider := add(cast.phu, name="Nhà tạm lánh"), cast.phu), give(add())
    person = make_person("Coor Thị Nghệ", Role.SERVICE_STAFF, cast.land.province)
    staff = replace(actor("Coor Thị Nghệ", Role.SERVICE_STAFF, cast.land.province), person_id=person.pk)
    with acting(cast.phu):
        given = actions.give_staff(**by(cast.phu), provider_id=provider.pk, person=person.username)
        with pytest.raises(StaffTwice):
            actions.give_staff(**by(cast.phu), provider_id=provider.pk, person=person.username)
        with pytest.raises(NotOfService):
            actions.give_staff(**by(cast.phu), provider_id=provider.pk, person="khong-co")
    with acting(staff):
        done = actions.count_places(**by(staff), service_id=mine.pk, intake=Intake.FULL)
        assert (done.intake, done.counted_by) == ("full", "Coor Thị Nghệ")
        with pytest.raises(Forbidden):
            actions.count_places(**by(staff), service_id=other.pk, intake=Intake.FULL)
        with pytest.raises(Forbidden):
            actions.check_provider(**by(staff), provider_id=provider.pk)
    with acting(cast.phu):
        actions.end_staff(**by(cast.phu), staffing_id=given.pk)
    with acting(staff), pytest.raises(Forbidden):
        actions.count_places(**by(staff), service_id=mine.pk, intake=Intake.OPEN)


def test_entries_follow_a_merger(cast: Cast, add: Add, give: Give) -> None:
    row = add()
    service = give(row, everywhere=False, served=(cast.land.own.pk,))
    moves = Moves(TODAY, {cast.land.own.pk: cast.land.sibling.pk})
    with acting(cast.phu):
        slots = [one for one in filled(PlacedFacts) if one.name.startswith("directory.")]
        assert [one.count(moves) for one in slots] == [1, 1, 1]
        assert [one.move(moves) for one in slots] == [1, 1, 1]
        row.refresh_from_db()
        assert {row.place_id, service.served.get().place_id, service.locations.get().place_id} == {cast.land.sibling.pk}
