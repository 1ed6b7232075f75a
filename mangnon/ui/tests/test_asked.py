"""A NUL among what was typed breaks no page: PostgreSQL neither keeps nor compares one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.testing.cast import AT, Cast, sample
from mangnon.testing.people import make_person, present, signed_in
from mangnon.ui import saved

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["desk:search", "desk:palette"])
def test_a_search_reads_past_it(cast: Cast, page: str) -> None:
    client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    assert client.get(reverse(page), {"q": "Trà\0 Linh"}).status_code == 200


def test_a_saved_filter_and_the_reason_of_an_export_are_kept_without_it(cast: Cast) -> None:
    person = make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)
    client, listed = signed_in(person), reverse("testing:samples")
    form = {"screen": "testing:samples", "name": "của\0 tôi", "query": "a=\0b", "back": listed}
    assert client.post(reverse("ui:saved_filter"), form).status_code == 303
    with acting(present(person, AT)):
        sample("Hồ Văn An", cast.land.own)
        kept = saved.of(person_id=person.pk, screen="testing:samples")
    assert [(one.name, one.query) for one in kept] == [("của tôi", "a=b")]
    told = client.post(listed, {"reason": "Lập danh sách\0 nhận quà", "as": "csv"})
    assert told.status_code == 200
