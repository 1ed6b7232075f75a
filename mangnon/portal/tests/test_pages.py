"""Public pages: open to strangers, read under the portal's role, light."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_front_page_is_open_to_strangers_and_sets_no_cookie() -> None:
    answer = Client().get("/cong/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "tel:18001581" in answer.content.decode()
