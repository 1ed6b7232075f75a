"""One real server for all tests here, migrated by ``mangnon migrate``."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.cluster import scratch
from tests.crash.house import House
from tests.real_server.dba import Server


class GuestHouse(House):
    """A house whose database is somebody else's."""

    def __init__(self, data: Path, server: Server) -> None:
        """Nothing runs yet."""
        super().__init__(data)
        self.server = server
        self.urls: dict[str, str] = {}

    @property
    def environment(self) -> dict[str, str]:
        """With both addresses, unless a test says otherwise."""
        ours = {
            "DATABASE_URL": self.server.url("mangnon_app"),
            "MANGNON_OWNER_URL": self.server.url("mangnon_owner"),
            **self.urls,
        }
        return {**super().environment, **ours}


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    """Initialised, with roles.sql run twice: it is safe to repeat."""
    root = Path(tempfile.mkdtemp(dir=scratch(), prefix="mangnon-dba-"))
    root.chmod(0o711)
    server = Server(root)
    try:
        server.start()
        server.run_roles()
        server.run_roles()
        yield server
        server.stop()
    finally:
        shutil.rmtree(root)


@pytest.fixture(scope="package")
def migrated(server: Server, tmp_path_factory: pytest.TempPathFactory) -> GuestHouse:
    """A data folder of the application, and its tables on the server."""
    house = GuestHouse(tmp_path_factory.mktemp("guest"), server)
    done = house.command("migrate")
    assert (done.returncode, done.stderr) == (0, "")
    return house


@pytest.fixture
def house(migrated: GuestHouse) -> Iterator[GuestHouse]:
    """The same, with the usual addresses again at the end."""
    yield migrated
    migrated.urls = {}
