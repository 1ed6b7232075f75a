"""What all tests of access share."""

from __future__ import annotations

from typing import Any

import pytest

from mangnon.ui.counting import Counts


@pytest.fixture(autouse=True)
def _steady_counts(request: pytest.FixtureRequest, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rail is counted once for a person, not anew after each of thousands of requests that may change something.

    What a count costs and shows has tests of its own (``test_budgets``, ``ui.tests.test_counting``, journeys).
    """
    settings.RAIL_COUNT_SECONDS = 3_600.0
    if "test_budgets" not in request.node.nodeid:
        monkeypatch.setattr(Counts, "forget", lambda _counts, _actor: None)
