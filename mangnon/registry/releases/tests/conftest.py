"""A commune with more children than one person may take out."""

from __future__ import annotations

import pytest

from mangnon.access.actor import console
from mangnon.access.scope import acting
from mangnon.registry.making.grounds import places
from mangnon.registry.making.people import households
from mangnon.registry.making.writing import fill
from mangnon.registry.tests.conftest import enter as enter
from mangnon.registry.tests.conftest import law as law
from mangnon.registry.tests.conftest import lien as lien
from mangnon.registry.tests.conftest import thao as thao
from mangnon.testing.cast import AT, TODAY, Cast


@pytest.fixture
def many(cast: Cast, law: None) -> int:
    """How many children live in Trà Linh."""
    actor = console("test")
    with acting(actor):
        return fill(actor=actor, at=AT, households=households(7, 230, places([cast.land.own]), TODAY), on=TODAY)
