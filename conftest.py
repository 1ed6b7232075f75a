"""Fixtures of every test: the migrated database under the application's role, keys, the named cast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from mangnon.testing.environment import DATA

if TYPE_CHECKING:
    from mangnon.testing.cast import Cast
    from mangnon.testing.database import TestDatabase


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[TestDatabase]:
    """A fresh database, migrated by the owner and used by the application's role, as in real life."""
    from mangnon.testing.database import TestDatabase

    database = TestDatabase(DATA)
    with django_db_blocker.unblock():
        database.create()
    yield database
    with django_db_blocker.unblock():
        database.destroy()


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    """A key ring of this run's own, so that sealed columns work."""
    from mangnon.lib.fields import set_key_ring
    from mangnon.lib.secrets import KeyRing

    path = DATA / "keys" / "seal.json"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    ring = KeyRing.load(path) if path.exists() else KeyRing.create(path)
    set_key_ring(lambda: ring)


@pytest.fixture(autouse=True)
def _counts() -> None:
    """What an earlier test counted for the same people isn't shown in this one."""
    from mangnon.ui.counting import counts

    counts.forget_everybody()


@pytest.fixture
def cast(db: None) -> Cast:
    """The named cast in its invented land (mangnon/testing/cast.py)."""
    from mangnon.access.gathering import gather
    from mangnon.testing.cast import make_cast

    gather()
    return make_cast()


@pytest.fixture
def committed(django_db_setup: TestDatabase, django_db_blocker: Any) -> Iterator[TestDatabase]:
    """A database of this test's own, in which transactions really commit; thrown away afterwards."""
    with django_db_blocker.unblock(), django_db_setup.clone("committed"):
        yield django_db_setup
