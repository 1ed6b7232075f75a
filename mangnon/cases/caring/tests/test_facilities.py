"""Children of facilities: the list, its terms, the family that is found, the end of the care in the facility."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.cases.caring import actions
from mangnon.cases.caring.clocks import lists_running, move_lists
from mangnon.cases.caring.models import FacilityChild, FacilityList
from mangnon.cases.caring.offers import _facilities as work
from mangnon.cases.caring.queries import facility_lists
from mangnon.cases.caring.refusals import ChildElsewhere, ListedTwice, NoDecision, SettledAlready, WrongFacility
from mangnon.cases.caring.shelves import FACILITY
from mangnon.cases.caring.tests.conftest import Care
from mangnon.cases.caring.tests.test_caring import decide, propose
from mangnon.directory.models import Provider
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.lib.workdays import Shift, end_of
from mangnon.papers.queries import blank
from mangnon.papers.slots import OwnerRef
from mangnon.statutes.tests.shipping import put
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.people import make_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(cast: Cast) -> Provider:
    """A facility that the province keeps in its directory."""
    with acting(cast.phu):
        return Provider.objects.create(
            name="Làng trẻ Thử",
            kind="assistance",
            checked_on=TODAY,
            valid_from=date(2020, 1, 1),
            sort_key="lang",
        )


def receive(care: Care, home: Provider, who: Actor | None = None, **changed: Any) -> FacilityList:
    who = who or care.cast.lien
    told: dict[str, Any] = {"place": care.cast.land.own, "facility": home, "received_on": TODAY, "list_id": uuid4()}
    with acting(who):
        return actions.receive_list(actor=who, at=AT, **(told | changed))


def add(care: Care, listed: FacilityList, row_id: UUID | None = None) -> FacilityChild:
    lien = care.cast.lien
    with acting(lien):
        return actions.add_child(
            actor=lien, at=AT, list_id=listed.pk, row_id=row_id or uuid4(), child_id=care.child.pk,
            since=TODAY - timedelta(days=90),
        )  # fmt: skip


def test_terms_run_from_the_day_on_which_the_list_came(care: Care, home: Provider) -> None:
    """Decree 56/2017, article 45: ten working days to compare, twenty-five for all."""
    listed = receive(care, home)
    assert (listed.match_by, listed.whole_by) == (end_of(date(2026, 12, 8)), end_of(date(2026, 12, 29)))
    again = receive(care, home, list_id=listed.pk)
    assert again.pk == listed.pk
    with pytest.raises(ListedTwice):
        receive(care, home)
    with acting(care.cast.phu):
        Provider.objects.filter(pk=home.pk).update(kind="school")
        home.refresh_from_db()
    with pytest.raises(WrongFacility):
        receive(care, home, received_on=TODAY - timedelta(days=1))


def test_a_list_is_its_receivers_and_the_provinces(care: Care, home: Provider) -> None:
    cast = care.cast
    listed = receive(care, home)
    with pytest.raises(Forbidden):
        receive(care, home, cast.thao)
    for who, many in ((cast.lien, 1), (cast.thao, 0), (cast.phu, 1)):
        with acting(who):
            assert facility_lists(who).count() == many
    wide = receive(care, home, cast.phu, place=cast.land.province)
    with acting(cast.lien), pytest.raises(NotFound):
        actions.add_child(actor=cast.lien, at=AT, list_id=wide.pk, row_id=uuid4(), child_id=care.child.pk)
    assert listed.pk != wide.pk


def test_a_child_waits_on_one_list_gets_a_family_and_leaves_the_facility(care: Care, home: Provider) -> None:
    """Steps C8b to C8e."""
    lien = care.cast.lien
    listed = receive(care, home)
    one = add(care, listed)
    assert add(care, listed, one.pk).pk == one.pk
    with pytest.raises(ChildElsewhere):
        add(care, receive(care, home, received_on=TODAY - timedelta(days=1)))
    about = {"actor": lien, "at": AT, "list_id": listed.pk, "row_id": one.pk}
    with acting(lien):
        assert [row.row.name for row in work(lien, AT)] == [home.name]
        with pytest.raises(NoDecision):
            actions.end_in_facility(**about, on=TODAY, number="9/QĐ")
    placed = decide(care, propose(care, care.register()))
    with acting(lien):
        one.refresh_from_db()
        assert one.placement_id == placed.pk
        actions.end_in_facility(**about, on=TODAY, number="9/QĐ")
        with pytest.raises(SettledAlready):
            actions.settle_child(**about, on=TODAY, reason="x")
        assert [row.row.name for row in work(lien, AT) if row.row.url.endswith(str(listed.pk))] == []


def test_an_edited_calendar_moves_both_terms_and_leaves_lines(care: Care, home: Provider) -> None:
    listed = receive(care, home)
    add(care, listed)
    later = listed.match_by + timedelta(days=1)
    with acting(care.cast.phu):
        found = list(lists_running([care.cast.land.own.pk]))
        assert {one.key.partition(":")[2] for one in found} == {"match_by", "whole_by"}
        match = next(one for one in found if one.key.endswith("match_by"))
        assert move_lists([Shift(match, later)], "Công điện 99", AT) == 1
    with acting(care.cast.lien):
        listed.refresh_from_db()
    assert listed.match_by == later
    assert "Công điện 99" in listed.due_moved


def test_form_14_is_the_list(care: Care, home: Provider) -> None:
    """Decree 56/2017, article 45(1)."""
    put("form", "codes")
    listed = receive(care, home)
    add(care, listed)
    with acting(care.cast.lien):
        made = blank(care.cast.lien, AT, OwnerRef(FACILITY, listed.pk), "mau-14")
    told = {key: one.answer for key, one in made.known.items()}
    assert told["facility"] == home.name
    assert (told["children"][0]["name"], told["children"][0]["since"]) == ("Hồ Văn Nam", "2026-08-25")


def test_its_screens_lead_from_the_list_to_the_family(care: Care, home: Provider) -> None:
    put("codes", "form")
    land = care.cast.land
    client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own))
    lists, new = reverse("cases:facility_lists"), reverse("cases:receive_list")
    assert "Chưa nhận danh sách nào" in client.get(lists).content.decode()
    told = {"row_id": str(uuid4()), "facility": str(home.pk), "received_on": "1/1/2099", "note": "Công văn kèm"}
    refused = client.post(new, told)
    assert refused.status_code == 422
    assert "Công văn kèm" in refused.content.decode()
    for _twice in range(2):
        assert client.post(new, told | {"received_on": TODAY.strftime("%d/%m/%Y")}).status_code == 303
    with acting(care.cast.lien):
        listed = FacilityList.objects_unguarded.get()
    put_on = reverse("cases:list_child", args=[care.child.pk])
    assert home.name in client.get(put_on).content.decode()
    assert client.post(put_on, {"row_id": str(uuid4()), "listed": str(listed.pk)}).status_code == 303
    page = client.get(reverse("cases:facility_list", args=[listed.pk])).content.decode()
    assert reverse("cases:propose_placement", args=[care.child.pk]) in page
    with acting(care.cast.lien):
        row = FacilityChild.objects.get()
    settle = reverse("cases:settle_child", args=[listed.pk, row.pk])
    done = {"on": local_day(AT).strftime("%d/%m/%Y"), "reason": "Về với mẹ"}
    assert client.post(settle, done).status_code == 303
    assert "Về với mẹ" in client.get(reverse("cases:facility_list", args=[listed.pk])).content.decode()
    assert client.get(reverse("cases:left_facility", args=[listed.pk, uuid4()])).status_code == 404
