"""Fixtures of every test: the migrated database under the application's role, keys, the named cast."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from mangnon.testing.environment import DATA
from mangnon.testing.rail import COUNTED, CountsOfRoles
from mangnon.testing.workers import UnitScheduling, rank_of

if TYPE_CHECKING:
    from mangnon.testing.cast import Cast
    from mangnon.testing.database import TestDatabase


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first."""
    items.sort(key=lambda item: rank_of(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Several workers share the tests by what is dear to make (mangnon/testing/workers.py)."""
    gc.enable()  # this process loads no tests
    config.option.loadscopereorder = False
    return UnitScheduling(config, log)


def pytest_collection_finish() -> None:
    """The house itself never becomes garbage: what is loaded by now is left out of every later look for some."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


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


@pytest.fixture(scope="session", autouse=True)
def _light_hashes() -> None:
    """Passwords and codes of tests are hashed with little work; what is shipped is looked at in ``test_passwords``."""
    from mangnon.accounts.hashing import ModestArgon2

    ModestArgon2.time_cost, ModestArgon2.memory_cost = 1, 64


@pytest.fixture(scope="session", autouse=True)
def _listed_once() -> Iterator[None]:
    """Each ``Client`` builds its middleware anew; WhiteNoise looks through all static folders only for the first."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    listed = WhiteNoiseMiddleware.add_files_from_finders
    known: dict[str, dict[str, Any]] = {}

    def add(noise: Any) -> None:
        if noise.static_prefix not in known:
            listed(noise)
            known[noise.static_prefix] = dict(noise.files)
        noise.files.update(known[noise.static_prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add)
        yield


@pytest.fixture(autouse=True)
def _counts() -> None:
    """What an earlier test counted for the same people isn't shown in this one."""
    from mangnon.ui.counting import counts

    counts.forget_everybody()


_of_roles = CountsOfRoles()


@pytest.fixture(autouse=True)
def _rail(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that isn't asked for its rail shows the counts of the first person of the same roles."""
    from mangnon.ui import context

    if not request.node.nodeid.startswith(COUNTED):
        monkeypatch.setattr(context, "counts", _of_roles)


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """A command that a test ran within this process leaves nothing of its patience to the pages of the next."""
    from django.conf import settings
    from django.db import connections

    from config.database import limits
    from mangnon.testing.database import UNHURRIED

    yield
    told, own = settings.DATABASES["default"]["OPTIONS"], limits(UNHURRIED)
    if told["options"] != own:
        told["options"] = own
        connections["default"].close()


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
