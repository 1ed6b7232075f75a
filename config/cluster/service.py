"""Who runs the server, and how its programs are called.

PostgreSQL refuses to run as root. When we are root it runs as an ordinary user, and root writes nothing into
directories which that user owns: a server taken over by an attacker must not lead root's pen elsewhere.
"""

import os
import pwd
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import ClusterError

STAND_INS = ("postgres", "nobody")


@dataclass(frozen=True)
class ServiceUser:
    """The ordinary user under whom root runs the server."""

    uid: int
    gid: int
    name: str


@dataclass(frozen=True)
class Answer:
    """What a program said, its two streams together."""

    code: int
    text: str

    def fault(self) -> str:
        """The first complaint in it, on one line."""
        found = re.search(r"(?:LOG|ERROR|FATAL|PANIC|error): +(.*)", self.text)
        return found[1] if found else " ".join(self.text.split())


def is_root() -> bool:
    """True when a service user is needed at all."""
    return os.geteuid() == 0


def own_name() -> str:
    """The name of the person who runs this process; initdb and peer authentication need one."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise ClusterError(
            f"Người dùng hệ thống số {os.geteuid()} không có tên trong /etc/passwd "
            "nên PostgreSQL không chạy được: hãy thêm tên cho người dùng ấy, hoặc đặt DATABASE_URL."
        ) from None


def service_user(data: Path) -> ServiceUser | None:
    """Whom root lets run the server on this data: its owner, else a stand-in. None when we aren't root."""
    if not is_root():
        return None
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return ServiceUser(owner.st_uid, owner.st_gid, _name_of(owner.st_uid))
    wished = os.environ.get("MANGNON_PG_USER")
    for name in (wished,) if wished else STAND_INS:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        if found.pw_uid != 0:
            return ServiceUser(found.pw_uid, found.pw_gid, name)
    raise ClusterError(
        "PostgreSQL không chạy bằng root: hãy đặt MANGNON_PG_USER là tên một người dùng thường có trên máy này."
    )


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def run(argv: Sequence[object], user: ServiceUser | None, *, seconds: float = 120) -> Answer:
    """Run one program (its parts become text) to its end, as the service user when there is one.

    Output goes to a file, not a pipe: the server that pg_ctl leaves behind would hold a pipe open.
    The environment is bare, so that PGHOST, PGDATA or LANG of the shell change nothing; a session of its own
    keeps Ctrl-C from cutting initdb in half.
    """
    who = {} if user is None else {"user": user.uid, "group": user.gid, "extra_groups": []}
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(  # noqa: S603 - the programs are the wheel's own
                [str(part) for part in argv],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
                start_new_session=True,
                timeout=seconds,
                check=False,
                **who,  # type: ignore[call-overload]
            )
        except subprocess.TimeoutExpired:
            return Answer(124, f"{Path(str(argv[0])).name}: {seconds:.0f} s")
        output.seek(0)
        return Answer(done.returncode, output.read().decode("utf-8", "replace").strip())


def can_enter(user: ServiceUser, folder: Path) -> bool:
    """Whether the service user gets as far as this directory; asked of the kernel, so ACLs count as well."""
    return run(["/bin/sh", "-c", 'cd -- "$1"', "sh", folder], user).code == 0
