"""Addresses made once are those that reversing makes each time."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, path, reverse

from mangnon.lib.ids import new_id
from mangnon.ui.addresses import address, row_addresses

urlpatterns = [path("o-cho-khac/<uuid:pk>/sua", lambda request, pk: None, name="moved")]


def test_a_row_lies_where_reverse_says() -> None:
    for key in (uuid4(), new_id(), uuid4()):
        assert row_addresses("testing:sample")(key) == reverse("testing:sample", args=[key])
        assert row_addresses("testing:note")(key) == reverse("testing:note", args=[key])


def test_a_page_of_a_room_that_is_missing_has_no_address() -> None:
    assert address("testing:samples") == reverse("testing:samples")
    assert address("nowhere:list") == ""
    with pytest.raises(NoReverseMatch):
        row_addresses("nowhere:row")(uuid4())


def test_another_map_of_addresses_is_not_answered_from_the_first() -> None:
    key = uuid4()
    with pytest.raises(NoReverseMatch):
        row_addresses("moved")(key)
    with override_settings(ROOT_URLCONF=__name__):
        assert row_addresses("moved")(key) == f"/o-cho-khac/{key}/sua"
        assert address("testing:samples") == ""
