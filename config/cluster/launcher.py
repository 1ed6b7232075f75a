"""Our own launcher: one PostgreSQL server, shared by any number of processes, gone with the last one."""

import dataclasses
import errno
import fcntl
import hashlib
import os
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import binaries, tuning
from .errors import ClusterError
from .ground import PORT, Ground, locked, open_lock, settle, try_lock
from .server import DISK_FULL, Server
from .service import is_root, run, service_user

DATABASE = "mangnon"
ROLES = Path(__file__).with_name("roles.sql")


@dataclass(frozen=True)
class Place:
    """Where a client finds the server. No password: the socket knows who we are."""

    host: str
    port: int
    dbname: str

    def params(self, role: str) -> dict[str, str]:
        """Keywords for psycopg.connect, as one of the roles of roles.sql (or `postgres`, the superuser)."""
        return {"host": self.host, "port": str(self.port), "dbname": self.dbname, "user": role}

    def dsn(self, role: str) -> str:
        """The same as one conninfo string."""
        return " ".join(f"{key}={_conninfo(value)}" for key, value in self.params(role).items())

    def database(self, dbname: str) -> "Place":
        """The same server, another database."""
        return dataclasses.replace(self, dbname=dbname)


def _conninfo(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


class Cluster:
    """The embedded server whose state lies in `home`, a directory of its own.

    Processes share it: each holds `use.lock` shared for as long as it lives, and the last `release()` stops
    the server. After kill -9 the kernel drops the lock and the server lives on until the next last one.
    """

    def __init__(self, home: Path, *, throwaway: bool = False, settings: Mapping[str, str] | None = None) -> None:
        """`throwaway` gives up durability for speed: tests only. `settings` join postgresql.conf's."""
        self._home = home.resolve()
        self._throwaway = throwaway
        self._settings = dict(settings or {})
        self._mutex = threading.Lock()
        self._server: Server | None = None
        self._hold: int | None = None
        self._holder = 0  # a forked child inherits our hold, but it isn't its own

    def start(self) -> Place:
        """Have the server running and hold it. Call it again at any time: it mends a server that died."""
        with self._mutex, _plainly(self._home):
            server = self._found()
            if not (self._holding() and server.is_ready()):
                with locked(server.ground.home / "start.lock"):
                    server.ensure()
                    self._ensure_roles(server)
                    self._take_hold(server.ground)
            return Place(str(server.ground.sock), PORT, DATABASE)

    def release(self) -> None:
        """Let go of the server; stop it if nobody else uses it."""
        with self._mutex, _plainly(self._home):
            if self._server is None or self._hold is None or not self._holding():
                return
            with locked(self._server.ground.home / "start.lock"):
                alone = try_lock(self._hold, fcntl.LOCK_EX)
                try:
                    if alone:
                        self._server.stop()
                finally:
                    os.close(self._hold)
                    self._hold = None

    def discard(self) -> None:
        """Let go of a throwaway cluster and, if nobody else uses it, remove all its files."""
        if not self._throwaway:
            raise ValueError("only a throwaway cluster is removed with its data")
        ground = self._found().ground
        self.release()
        with _plainly(self._home), locked(ground.home / "start.lock"):
            use = open_lock(ground.home / "use.lock")
            try:
                if try_lock(use, fcntl.LOCK_EX):
                    for folder in {ground.sock, ground.home, self._home}:
                        shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(use)
                self._server = None

    def prepare(self, database: str) -> Place:
        """Make (or repair) another database with the same rights and extensions: for tests, restores."""
        place = self.start()
        with _plainly(self._home):
            _run_roles(self._found(), database)
        return place.database(database)

    @property
    def state(self) -> Path:
        """The directory where everything really lies: `home`, unless root's service user can't get there."""
        return self._found().ground.home

    @property
    def log(self) -> Path:
        """The server's log file."""
        return self._found().ground.log

    def _found(self) -> Server:
        if self._server is None:
            wheel = binaries.find()
            ground = settle(self._home, service_user(self._home / "data"), throwaway=self._throwaway)
            user = service_user(ground.data)
            ground.claim(user)
            self._server = Server(ground, wheel, user, self._throwaway, self._settings)
        return self._server

    def _holding(self) -> bool:
        return self._hold is not None and self._holder == os.getpid()

    def _take_hold(self, ground: Ground) -> None:
        """Inside the start lock, so nobody is stopping the server meanwhile."""
        if self._holding():
            return
        self._hold = open_lock(ground.home / "use.lock")
        self._holder = os.getpid()
        if not try_lock(self._hold, fcntl.LOCK_SH):
            raise ClusterError(f"Không giữ được khóa {ground.home / 'use.lock'}: hãy chạy lại.")

    def _ensure_roles(self, server: Server) -> None:
        """Roles and database: once, and again when a new release changed roles.sql."""
        done = server.ground.home / "roles.done"
        mark = hashlib.sha256(ROLES.read_bytes()).hexdigest()
        if done.exists() and done.read_text("ascii") == mark:
            return
        _run_roles(server, DATABASE)
        done.write_text(mark, "ascii")


def _run_roles(server: Server, database: str) -> None:
    psql = server.wheel.tool("psql")
    where = ["-h", str(server.ground.sock), "-p", str(PORT), "-U", tuning.SUPERUSER, "-d", "postgres"]
    answer = run([psql, "-X", "-q", "-w", *where, "-v", f"database={database}", "-f", ROLES], None)
    if answer.code:
        raise ClusterError(f"Không tạo được vai trò và cơ sở dữ liệu ({answer.fault()}): hãy sửa chỗ đó rồi chạy lại.")


@contextmanager
def _plainly(home: Path) -> Iterator[None]:
    """Tell what an administrator can mend on a disk in a sentence; anything else is a fault of ours."""
    try:
        yield
    except PermissionError as refused:
        who = "root" if is_root() else "người dùng này"
        raise ClusterError(
            f"Với tư cách {who} không được phép ghi {refused.filename or home}: "
            "hãy sửa quyền, hoặc đặt MANGNON_DATA trỏ tới thư mục khác."
        ) from refused
    except OSError as failed:
        if failed.errno != errno.ENOSPC:
            raise
        raise ClusterError(DISK_FULL.format(place=home)) from failed
