"""Which line of the rail is marked: where one is, and nowhere for pages that no line leads to."""

from __future__ import annotations

import pytest

from mangnon.access.gathering import gather
from mangnon.ui.context import _line_of

LINES = [
    ("desk:home", "desk:home"),
    ("desk:search", "desk:home"),
    ("places:unit", "places:list"),
    ("places:calendar", "places:calendar"),
    ("places:calendar_due", "places:calendar"),
    ("accounts:person", "accounts:people"),
    ("accounts:me", ""),
    ("oversight:entry", "oversight:book"),
    ("oversight:settle", "oversight:alerts"),
    ("oversight:review", "oversight:reviews"),
    ("statutes:definition", "statutes:documents"),
    ("cases:case", "cases:cases"),
    ("cases:overview", "cases:cases"),
    ("cases:carer", "cases:placements"),
    ("intake:entry", "intake:reports"),
    ("directory:provider", "directory:services"),
    ("ui:help", ""),
    ("", ""),
]


@pytest.mark.parametrize(("page", "line"), LINES, ids=[page or "no page" for page, _line in LINES])
def test_the_line_of_a_page(page: str, line: str) -> None:
    gather()
    assert _line_of(page) == line
