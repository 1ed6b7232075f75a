"""A house on a small disk that can be filled and freed.

As root the disk is a small tmpfs. Where mounting isn't allowed the database itself says what it says on a full disk:
a trigger raises that very condition when a transaction commits.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tests.crash.conftest import Prepared
from tests.crash.house import House

SPARE_MIB = 320
"""Free at first: /readyz asks for 200."""
REFUSE = """
create function full_disk() returns trigger language plpgsql as
$$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
create constraint trigger full_disk after insert on testing_samplereceipt deferrable initially deferred
  for each row execute function full_disk();
"""
ALLOW = "drop trigger full_disk on testing_samplereceipt; drop function full_disk()"


class Disk(Protocol):
    """What can be filled."""

    how: str

    def fill(self) -> None:
        """No byte more can be written."""

    def free(self) -> None:
        """As before."""


class SmallDisk:
    """A tmpfs of its own."""

    how = "a tmpfs of its own"

    def __init__(self, place: Path) -> None:
        self._filler = place / "filler"

    def fill(self) -> None:
        """Write until the disk refuses, in big pieces, then in small ones."""
        with self._filler.open("wb", buffering=0) as file:
            for piece in (2**20, 4096, 1):
                with contextlib.suppress(OSError):
                    while file.write(b"\0" * piece):
                        pass

    def free(self) -> None:
        """Take the filler away."""
        self._filler.unlink()


class Saying:
    """The condition of a full disk, raised at commit."""

    how = "the database's own condition, raised at commit"

    def __init__(self, house: House) -> None:
        self._house = house

    def fill(self) -> None:
        """From now on."""
        self._house.do(REFUSE)

    def free(self) -> None:
        """Until now."""
        self._house.do(ALLOW)


@contextmanager
def small_house(prepared: Prepared) -> Iterator[tuple[House, Disk]]:
    """A running house, and the disk it lies on."""
    place = Path(tempfile.mkdtemp(prefix="mangnon-small-"))
    mounted = _mount(place, _mib(prepared.data) + SPARE_MIB)
    place.chmod(0o711)  # the server's own user must be able to walk through it
    house = House(place / "house", log=Path(f"{place}.log"))  # not on the disk that will be full: it is read afterwards
    subprocess.run(["cp", "-a", str(prepared.data), str(house.data)], check=True)
    try:
        house.start()
        yield house, SmallDisk(place) if mounted else Saying(house)
    finally:
        (place / "filler").unlink(missing_ok=True)
        house.clear()
        if mounted:
            subprocess.run(["umount", str(place)], check=True)
        shutil.rmtree(place)
        house.log.unlink(missing_ok=True)


def _mib(folder: Path) -> int:
    return int(subprocess.run(["du", "-sm", str(folder)], capture_output=True, text=True, check=True).stdout.split()[0])


def _mount(place: Path, mib: int) -> bool:
    if os.geteuid() != 0:
        return False
    words = ["mount", "-t", "tmpfs", "-o", f"size={mib}m,mode=711", "tmpfs", str(place)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0
