"""Each screen of places opens its page of help, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mangnon.places.models import Unit
from mangnon.places.offers import unit_url
from mangnon.places.tests.test_screens import LIST, SPLITS, TREE, Desk, read, three_at_desks  # noqa: F401 - a fixture
from mangnon.ui.helping import every_page


@pytest.mark.parametrize("name", ["list", "tree", "unit", "reorganise"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_screen_has_a_page_of_help_in_both_languages(name: str, language: str) -> None:
    page = every_page(language)[f"places/{name}"]
    other = every_page("en" if language == "vi" else "vi")[f"places/{name}"]
    assert page.title
    assert page.title != other.title


SCREENS: dict[str, Callable[[Unit], str]] = {
    "places/list": lambda _own: LIST,
    "places/tree": lambda _own: TREE,
    "places/unit": unit_url,
    "places/reorganise": lambda _own: SPLITS,
}


@pytest.mark.parametrize("page", SCREENS)
def test_every_screen_opens_its_page_of_help(desk: Desk, page: str) -> None:
    assert page in read(desk.phu, SCREENS[page](desk.cast.land.own))
