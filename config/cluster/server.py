"""The server process itself: made, started, asked, stopped.

Every call but `is_ready` belongs inside the start lock.
"""

import contextlib
import os
import shutil
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from . import binaries, tuning
from .binaries import Binaries
from .errors import ClusterError
from .ground import PORT, Ground
from .service import Answer, ServiceUser, own_name, run

PROC = Path("/proc")
START_SECONDS = 60.0
ORPHAN_SECONDS = 5.0
ROOM_BYTES = 300 * 1024 * 1024
LOG_BYTES = 8 * 1024 * 1024
INITDB = (
    f"--username={tuning.SUPERUSER}",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth-local=peer",
    "--auth-host=reject",
    "--no-instructions",
)
DISK_FULL = "Ổ đĩa đã đầy nên cơ sở dữ liệu không chạy được: hãy giải phóng chỗ trống ở {place} rồi chạy lại."


@dataclass(frozen=True)
class Server:
    """One server on one ground."""

    ground: Ground
    wheel: Binaries
    user: ServiceUser | None
    throwaway: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)

    def is_ready(self) -> bool:
        """Whether it takes connections. Asked of the socket: pids in files lie after a crash."""
        where = ["-h", self.ground.sock, "-p", PORT, "-U", tuning.SUPERUSER, "-d", "postgres"]
        return run([self.wheel.tool("pg_isready"), "-q", *where], None, seconds=10).code == 0

    def ensure(self) -> None:
        """Have it running: attach, or start it, or make it first."""
        if self.is_ready():
            return
        self.ground.lay_out(self.user)
        programs = self._programs()
        self._write_settings()
        if (self.ground.data / "PG_VERSION").exists():
            self._check_version()
            self._adopt()
        else:
            self._create(programs)
        if self._wait_until_left():
            return
        self._forget_the_dead()
        self._launch(programs)

    def stop(self) -> None:
        """Stop it, if it answers. (A pid file alone proves nothing: pg_ctl would signal a stranger.)"""
        if not self.is_ready():
            return
        stop = [self._programs().tool("pg_ctl"), "-D", self.ground.data, "-s", "-w", "-t", "30", "stop", "-m"]
        for mode in ("fast", "immediate"):
            if run([*stop, mode], self.user).code == 0:
                return
        raise ClusterError(f"Không dừng được PostgreSQL: hãy xem {self.ground.log}.")

    def occupants(self) -> dict[int, bool]:
        """PostgreSQL processes that live in our data directory: pid → is it the postmaster."""
        found: dict[int, bool] = {}
        for entry in PROC.glob("[0-9]*"):
            with contextlib.suppress(OSError):  # gone meanwhile, a zombie, or another user's
                if Path(os.readlink(entry / "cwd")) != self.ground.data:
                    continue
                title = (entry / "cmdline").read_bytes().partition(b"\0")[0]
                if title.startswith(b"postgres: "):
                    found[int(entry.name)] = False
                elif os.path.basename(title) == b"postgres":
                    found[int(entry.name)] = True
        return found

    def _programs(self) -> Binaries:
        """The wheel, or its copy for a service user."""
        return binaries.copy_for_service(self.wheel, self.ground.home) if self.user else self.wheel

    def _write_settings(self) -> None:
        conf, names = self.ground.conf, [own_name()]
        for name, text in (
            ("10-mangnon.conf", tuning.settings(self.ground, self.settings, throwaway=self.throwaway)),
            ("hba", tuning.hba()),
            ("ident", tuning.ident(names)),
        ):
            draft = conf / f"{name}.draft"
            draft.write_text(text, "utf-8")
            draft.chmod(0o644 if self.user else 0o600)
            draft.replace(conf / name)

    def _check_version(self) -> None:
        major = (self.ground.data / "PG_VERSION").read_text("ascii").strip()
        if major != self.wheel.major:
            raise ClusterError(
                f"Dữ liệu ở {self.ground.data} là của PostgreSQL {major} "
                f"còn chương trình là {self.wheel.version}: "
                "hãy cài lại bản cũ, sao lưu, rồi khôi phục vào thư mục mới (hoặc dùng pg_upgrade)."
            )

    def _adopt(self) -> None:
        """Data that root copied by hand is root's; give it to the service user."""
        if not self.user or self.ground.data.stat().st_uid == self.user.uid:
            return
        for folder, _, files in os.walk(self.ground.data):
            for path in (folder, *(os.path.join(folder, name) for name in files)):
                os.chown(path, self.user.uid, self.user.gid, follow_symlinks=False)
        self.ground.data.chmod(0o700)

    def _create(self, programs: Binaries) -> None:
        """Make the data directory aside and move it into place: a kill in between leaves no half of one."""
        home = self.ground.home
        if shutil.disk_usage(home).free < ROOM_BYTES:
            raise ClusterError(DISK_FULL.format(place=home))
        for left in home.glob("data-draft-*"):
            shutil.rmtree(left, ignore_errors=True)
        draft = home / f"data-draft-{os.getpid()}"
        draft.mkdir(mode=0o700)
        if self.user:
            os.chown(draft, self.user.uid, self.user.gid)
        speed = ["--no-sync", "--wal-segsize=1"] if self.throwaway else []
        self._must(run([programs.tool("initdb"), "-D", draft, *INITDB, *speed], self.user))
        line = "include_dir = '../conf.d'"
        append = 'printf "%s\\n" "$1" >> "$2"'
        self._must(run(["/bin/sh", "-c", append, "sh", line, draft / "postgresql.conf"], self.user))
        draft.rename(self.ground.data)

    def _wait_until_left(self) -> bool:
        """Wait until nobody lives in the data directory; True when a postmaster there came up after all.

        Backends that outlived their postmaster keep its shared memory. They leave when they next wait for
        something; one lost in a long computation is told to.
        """
        began = time.monotonic()
        while occupants := self.occupants():
            if self.is_ready():
                return True
            waited = time.monotonic() - began
            if waited > START_SECONDS:
                raise ClusterError(
                    f"PostgreSQL ở {self.ground.data} đang bận và không trả lời: hãy chờ một phút rồi chạy lại."
                )
            if waited > ORPHAN_SECONDS and not any(occupants.values()):
                for pid in occupants:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGQUIT)
            time.sleep(0.05)
        return False

    def _forget_the_dead(self) -> None:
        """Remove what a killed postmaster left: its pid may belong to a stranger by now."""
        if not (PROC / "self" / "cwd").exists():
            return  # no /proc, so no proof that it is dead: pg_ctl must judge
        (self.ground.data / "postmaster.pid").unlink(missing_ok=True)
        (self.ground.sock / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)

    def _launch(self, programs: Binaries) -> None:
        log = self.ground.log
        if log.exists() and log.lstat().st_size > LOG_BYTES:
            log.replace(log.with_suffix(".old"))
        argv = [programs.tool("pg_ctl"), "-D", self.ground.data, "-l", log, "-s", "-w"]
        answer = run([*argv, "-t", f"{START_SECONDS:.0f}", "start"], self.user)
        if answer.code and not self.is_ready():
            said = run(["tail", "-n", "2", log], self.user)
            self._must(Answer(answer.code, f"{answer.text}\n{said.text}"))

    def _must(self, answer: Answer) -> None:
        """Turn a program's failure into a sentence."""
        if answer.code == 0:
            return
        if "No space left on device" in answer.text:
            raise ClusterError(DISK_FULL.format(place=self.ground.home))
        raise ClusterError(
            f"Không khởi động được PostgreSQL ({answer.fault()}): "
            f"hãy sửa chỗ đó rồi chạy lại, xem thêm {self.ground.log}."
        )
