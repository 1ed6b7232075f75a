"""Which services are found: by words, need, group, place and hour; what the public may read; what to look over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mangnon.access.scope import acting
from mangnon.directory import actions
from mangnon.directory.models import Need, Provider
from mangnon.directory.offers import _find, _work
from mangnon.directory.queries import open_at, public_services, search, services_listed, serving
from mangnon.directory.tests.conftest import Add, Give
from mangnon.testing.cast import AT, TODAY, Cast

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 16, 20, 0, tzinfo=UTC)
"""Tuesday 17/11/2026, 3:00 in Vietnam."""
HOLIDAY = datetime(2026, 9, 2, 2, 0, tzinfo=UTC)
"""Wednesday 2/9/2026, 9:00 in Vietnam: the national day."""


def test_words_find_services_with_or_without_diacritics_and_closed_ones_are_gone(
    cast: Cast, add: Add, give: Give
) -> None:
    provider = add(name="Trung tâm Hoa Mai")
    row = give(provider, name="Tham vấn tâm lý")
    with acting(cast.thao):
        for words in ("tham vấn", "tham van tam", "hoa mai", "Tâm lý Mai"):
            assert list(search(words, services_listed())) == [row], words
        assert not search("tam vat ly", services_listed()).exists()
        assert [hit.title for hit in _find(cast.thao, "hoa mai", 5)] == ["Tham vấn tâm lý", "Trung tâm Hoa Mai"]
    with acting(cast.lien):
        actions.close_provider(actor=cast.lien, at=AT, provider_id=provider.pk, day=TODAY, reason="x")
        assert not services_listed().exists()
        assert _find(cast.lien, "hoa mai", 5) == []


def test_a_service_is_found_where_it_serves(cast: Cast, add: Add, give: Give) -> None:
    row = add()
    here = give(row, name="A", everywhere=False, served=(cast.land.own.pk,))
    everywhere = give(row, name="B")
    with acting(cast.lien):
        assert set(serving(services_listed(), cast.land.own.pk)) == {here, everywhere}
        assert set(serving(services_listed(), cast.land.sibling.pk)) == {everywhere}


def test_open_now_knows_nights_and_holidays(cast: Cast, add: Add, give: Give) -> None:
    row = add()
    office = give(row, name="Giờ hành chính")
    night = give(row, name="Đêm", hours="T2: 22:00-6:00")
    always = give(row, name="Ngày đêm", hours="", always=True)
    holiday = give(row, name="Cả ngày lễ", days_off=True)
    with acting(cast.lien):
        assert set(open_at(services_listed(), AT)) == {office, always, holiday}
        assert set(open_at(services_listed(), NIGHT)) == {night, always}
        assert set(open_at(services_listed(), HOLIDAY)) == {always, holiday}


def test_the_public_reads_only_what_is_released_and_no_place_of_a_shelter(cast: Cast, add: Add, give: Give) -> None:
    known = add(public=True, contacts="Arất Thị Lan; y sĩ; 0900 000 402")
    give(known, name="Khám bệnh", public=True)
    give(known, name="Tạm lánh", public=True, needs=(Need.SHELTER,))
    give(known, name="Chỉ cán bộ")
    give(add(name="Kín"), name="Không công khai", public=True)
    with acting(cast.lien):
        found = public_services(AT)
    assert [one.name for one in found] == ["Khám bệnh", "Tạm lánh"]
    assert [len(one.places) for one in found] == [1, 0]
    assert found[0].places[0].open_now
    assert "0900 000 402" not in str(found)
    assert "Arất" not in str(found)


def test_what_nobody_looked_over_for_half_a_year_waits_for_its_own_office(cast: Cast, add: Add) -> None:
    own, of_province, fresh = add(), add(cast.phu, name="Của tỉnh"), add(name="Mới")
    with acting(cast.phu):
        Provider.objects.exclude(pk=fresh.pk).update(checked_on=TODAY - timedelta(days=181))
    for who, expected in ((cast.lien, [own.name]), (cast.phu, [of_province.name]), (cast.thao, []), (cast.mo, [])):
        with acting(who):
            assert [one.row.name for one in _work(who, AT)] == expected
    with acting(cast.lien):
        actions.check_provider(actor=cast.lien, at=AT, provider_id=own.pk)
        assert _work(cast.lien, AT) == []
