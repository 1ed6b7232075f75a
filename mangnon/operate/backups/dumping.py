"""pg_dump and pg_restore as streams: no dump ever lies on the disk unencrypted."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal
from mangnon.operate.backups.archive import PART, PIECE, whole
from mangnon.operate.backups.manifest import Dumped
from mangnon.operate.backups.slots import Login, engine

_NAMES = {
    "host": "PGHOST", "port": "PGPORT", "dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
    "channel_binding": "PGCHANNELBINDING", "connect_timeout": "PGCONNECT_TIMEOUT",
}  # fmt: skip


class DumpFailed(Refusal):
    """pg_dump ended early."""

    code = "backup_dump_failed"
    sentence = _("pg_dump không xong: {said}.")
    remedy = _("Sửa chỗ đó rồi sao lưu lại; bản dở dang đã được bỏ.")


class LoadFailed(Refusal):
    """pg_restore ended early; nothing of it stays in the database."""

    code = "restore_load_failed"
    sentence = _("Không nạp được cơ sở dữ liệu từ bản sao lưu: {said}.")
    remedy = _("Sửa chỗ đó, xóa thư mục dữ liệu còn dở rồi khôi phục lại.")


def surroundings(login: Login) -> dict[str, str]:
    """The environment of a PostgreSQL program: how it gets in, and nothing of the shell's."""
    told = {_NAMES[key]: value for key, value in login.items() if key in _NAMES and value}
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **told}


class Dump:
    """One pg_dump. ``members`` runs it; afterwards ``dumped`` says how much came and its hash."""

    def __init__(self, snapshot_id: str) -> None:
        self._snapshot = snapshot_id
        self._digest = hashlib.sha256()
        self._bytes = 0

    def members(self) -> Iterator[bytes]:
        """The dump as members of the tar stream. Raises DumpFailed."""
        tool = engine().tool("pg_dump")
        argv = [str(tool), "--format=custom", "--no-password", f"--snapshot={self._snapshot}"]
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(  # noqa: S603 - our own program, no word of it from outside
                argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said,
                env=surroundings(engine().reader()),
            )  # fmt: skip
            try:
                for number, part in enumerate(_parts(process.stdout), 1):
                    self._digest.update(part)
                    self._bytes += len(part)
                    yield from whole(f"database/{number:06d}", part)
                if process.wait():
                    raise DumpFailed(said=first_fault(said))
            finally:
                _end(process)

    @property
    def dumped(self) -> Dumped:
        """What came."""
        return Dumped(self._bytes, self._digest.hexdigest())


def _parts(stream: IO[bytes] | None) -> Iterator[bytes]:
    while stream is not None and (part := stream.read(PART)):
        yield part


def load(parts: Iterable[bytes]) -> None:
    """Feed pg_restore, in one transaction: all of it or nothing. Raises LoadFailed."""
    login = engine().owner()
    argv = [str(engine().tool("pg_restore")), "--no-password", "--single-transaction", "--exit-on-error"]
    words = [*argv, "--no-comments", "--role=mangnon_owner", f"--dbname={login['dbname']}"]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603 - our own program
            words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, env=surroundings(login)
        )
        try:
            with suppress(BrokenPipeError):
                _feed(process.stdin, parts)
            if process.wait():
                raise LoadFailed(said=first_fault(said))
        finally:
            _end(process)


def _feed(stdin: IO[bytes] | None, parts: Iterable[bytes]) -> None:
    if stdin is None:
        return
    with stdin:
        for part in parts:
            for at in range(0, len(part), PIECE):
                stdin.write(part[at : at + PIECE])


def _end(process: subprocess.Popen[bytes]) -> None:
    """Leave nothing running, however it ended."""
    if process.stdout is not None:
        process.stdout.close()
    if process.poll() is None:
        process.kill()
        process.wait()


def first_fault(said: IO[bytes]) -> str:
    """The first complaint, on one line."""
    said.seek(0)
    lines = said.read(100_000).decode("utf-8", "replace").splitlines()
    errors = [line for line in lines if "error" in line.lower() or "fatal" in line.lower()] or lines or ["-"]
    return " ".join(errors[0].split())[:300].rstrip(".")


def environment_without(*beginnings: str) -> dict[str, str]:
    """Our environment without variables that begin so: for a process that works on another place."""
    return {name: value for name, value in os.environ.items() if not name.startswith(beginnings)}
