"""A directory that a service user can enter (pytest's own is private to root), free of servers at the end."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.cluster import Cluster, Place, scratch


@pytest.fixture
def floor() -> Iterator[Path]:
    """An empty directory; whatever server a test leaves in it is stopped and its files removed."""
    yield from _floor()


def _floor() -> Iterator[Path]:
    root = Path(tempfile.mkdtemp(dir=scratch(), prefix="mn-"))
    root.chmod(0o711)
    try:
        yield root
        for conf in root.rglob("conf.d"):
            last = Cluster(conf.parent)
            last._found().stop()
            if root not in (sock := last._found().ground.sock).parents:
                shutil.rmtree(sock, ignore_errors=True)
    finally:
        shutil.rmtree(root)


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """A throwaway cluster already made and stopped: starting it again takes a tenth of a second."""
    for root in _floor():
        cluster = Cluster(root / "db", throwaway=True)
        cluster.start()
        cluster.release()
        yield root / "db"


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Cluster, Place]]:
    """One throwaway cluster for the tests of a file that only read and write."""
    for root in _floor():
        cluster = Cluster(root / "db", throwaway=True)
        yield cluster, cluster.start()
        cluster.release()
