"""Where a cluster lies on disk: its state directory, its socket, its locks.

home/             0700 (0711 when root owns it and a service user must pass through)
  start.lock      exclusive while somebody starts or stops the server
  use.lock        shared by each process that uses the server, for as long as it lives
  conf.d/         settings, authentication; rewritten at each start; an administrator adds 90-*.conf
  data/ log/ sock/  0700, the server's own
  pg-18.x/        root only: the copy of the programs
  place.txt       only when everything else had to go elsewhere: where to
"""

import fcntl
import hashlib
import logging
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .errors import ClusterError
from .service import ServiceUser, can_enter, is_root

log = logging.getLogger("mangnon.cluster")

PORT = 5432  # names the socket file; nothing listens on TCP
SOCKET_BYTES = 107
PLAIN = re.compile(r"[\w./+@-]+")  # libpq splits a host at commas; spaces and quotes aren't worth it
ELSEWHERE = Path("/var/lib/mangnon")
LOCK_SECONDS = 120.0
SCRATCH_BYTES = 2 << 30


@dataclass(frozen=True)
class Ground:
    """The paths of one cluster."""

    home: Path

    @property
    def data(self) -> Path:
        """PGDATA."""
        return self.home / "data"

    @property
    def conf(self) -> Path:
        """The directory that postgresql.conf includes."""
        return self.home / "conf.d"

    @property
    def log(self) -> Path:
        """What the server writes down."""
        return self.home / "log" / "server.log"

    @property
    def sock(self) -> Path:
        """The socket's directory: inside the home, or a short private one when the path would be too long."""
        inside = self.home / "sock"
        if len(os.fsencode(inside / f".s.PGSQL.{PORT}")) <= SOCKET_BYTES and PLAIN.fullmatch(str(inside)):
            return inside
        mark = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path("/tmp") / f"mangnon-{os.geteuid()}-{mark}"  # noqa: S108 - checked in private_folder

    def claim(self, user: ServiceUser | None) -> None:
        """Make the home, or see that it is ours."""
        own_folder(self.home, 0o711 if user else 0o700)

    def lay_out(self, user: ServiceUser | None) -> None:
        """Make the directories that a server needs to start."""
        if user and not can_enter(user, self.home):
            raise ClusterError(
                f"Người dùng «{user.name}» chạy PostgreSQL không vào được {self.home}: "
                "hãy cho phép đi qua các thư mục cha (chmod o+x), hoặc đặt MANGNON_DATA trỏ tới thư mục khác."
            )
        own_folder(self.conf, 0o755 if user else 0o700)
        private_folder(self.log.parent, user)
        private_folder(self.sock, user)


def scratch() -> Path:
    """The parent for throwaway homes: memory where there is plenty (initdb is 3x faster there), else disk."""
    memory = Path("/dev/shm")  # noqa: S108 - the caller makes a directory of its own in it
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > SCRATCH_BYTES
    return memory if roomy else Path(tempfile.gettempdir())


def own_folder(folder: Path, mode: int) -> None:
    """A directory of the person who runs this process; refused when it is somebody else's."""
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    found = folder.stat()
    if found.st_uid != os.geteuid():
        raise ClusterError(
            f"Thư mục {folder} là của người dùng khác ({folder.owner()}): "
            "hãy chạy lệnh bằng chính người dùng ấy, hoặc đặt MANGNON_DATA trỏ tới thư mục khác."
        )
    if stat.S_IMODE(found.st_mode) != mode:
        folder.chmod(mode)


def private_folder(folder: Path, user: ServiceUser | None) -> None:
    """A 0700 directory of the server's user. In /tmp anybody could have made it first: then it is refused."""
    owner = user.uid if user else os.geteuid()
    try:
        folder.mkdir(mode=0o700)
        if user:
            os.chown(folder, user.uid, user.gid)
    except FileExistsError:
        found = folder.lstat()
        if user and stat.S_ISDIR(found.st_mode) and found.st_uid == 0:  # killed between mkdir and chown
            os.chown(folder, user.uid, user.gid, follow_symlinks=False)
        elif not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
            raise ClusterError(
                f"Thư mục {folder} không thuộc người dùng chạy PostgreSQL: hãy xoá nó rồi chạy lại."
            ) from None
        folder.chmod(0o700)


def settle(home: Path, user: ServiceUser | None, *, throwaway: bool) -> Ground:
    """Where this home's cluster lives: here, or where a service user can get to; the choice never changes."""
    own_folder(home, 0o711 if user else 0o700)
    if not is_root() or (home / "data").exists():
        return Ground(home)
    note = home / "place.txt"
    with locked(home / "place.lock"):
        if note.exists():
            return Ground(Path(note.read_text("utf-8").strip()))
        if user is None or can_enter(user, home):
            (home / "data").mkdir(mode=0o700, exist_ok=True)  # from now on the choice is made
            return Ground(home)
        mark = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
        chosen = (Path(tempfile.gettempdir()) if throwaway else ELSEWHERE) / f"mangnon-{mark}"
        chosen.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        note.write_text(f"{chosen}\n", "utf-8")
    told = "Người dùng «%s» chạy PostgreSQL không vào được thư mục %s, nên dữ liệu được cất ở %s."
    log.warning(told, user.name, home, chosen)
    return Ground(chosen)


def open_lock(path: Path) -> int:
    """The lock file, opened so that no child inherits it."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def try_lock(handle: int, kind: int) -> bool:
    """Take a lock at once, or say that somebody else has it."""
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file alone; the kernel lets go of it even after kill -9."""
    handle = open_lock(path)
    try:
        patience = time.monotonic() + LOCK_SECONDS
        while not try_lock(handle, fcntl.LOCK_EX):
            if time.monotonic() > patience:
                raise ClusterError(
                    "Một tiến trình khác đang khởi động hoặc dừng cơ sở dữ liệu quá lâu: hãy dừng nó rồi chạy lại."
                )
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)
