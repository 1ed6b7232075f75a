"""The shipped law, loaded inside the transaction of a test."""

from __future__ import annotations

import pytest

from mangnon.statutes.models import Loaded
from mangnon.statutes.tests.shipping import ship


@pytest.fixture
def law(db: None) -> None:
    """Every shipped definition and document."""
    assert not Loaded.objects.exists()
    ship()
