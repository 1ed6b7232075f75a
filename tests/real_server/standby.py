"""A streaming replica of a database administrator's server, made as docs/operate/replica.md says."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.crash.house import free_port
from tests.real_server.dba import HBA, HOST, Server

ROLE, SLOT = "mangnon_replica", "mangnon_standby"
PATIENCE = 60.0


@dataclass
class Standby:
    """``follow`` makes it, ``promote`` lets it take over."""

    primary: Server
    port: int = field(default_factory=free_port)

    @property
    def data(self) -> Path:
        """Its data directory, beside the primary's."""
        return self.primary.home / "state" / "standby"

    def open_primary(self) -> str:
        """A role that may stream and nothing else, a line of pg_hba.conf, a slot; the role's password."""
        secret = secrets.token_urlsafe(12)
        hba = self.primary.home / "state" / "data" / "pg_hba.conf"
        hba.write_text(f"{HBA}host replication {ROLE} 127.0.0.1/32 scram-sha-256\n", "ascii")
        with self.primary.connect("postgres", "postgres") as top:
            top.autocommit = True
            top.execute(f"create role {ROLE} login replication password '{secret}'")
            top.execute("select pg_reload_conf()")
            top.execute("select pg_create_physical_replication_slot(%s)", [SLOT])
        return secret

    def follow(self) -> None:
        """Copy the primary, then stream from it."""
        where = f"host={HOST} port={self.primary.port} user={ROLE} password={self.open_primary()}"
        words = ["-D", self.data, "-X", "stream", "-S", SLOT, "-R", "-c", "fast", "--no-sync"]
        self.primary._run("pg_basebackup", "-d", f"{where} application_name={SLOT}", *words)
        options = f"-c listen_addresses={HOST} -c port={self.port} -c unix_socket_directories=''"
        self.primary._run("pg_ctl", "-D", self.data, "-l", self.data / "log", "-s", "-w", "-o", options, "start")
        self._wait_to_stream()

    def _wait_to_stream(self) -> None:
        """Until the primary feeds it: it takes questions as soon as it is consistent, which is earlier."""
        over = time.monotonic() + PATIENCE
        with self.primary.connect("postgres", "postgres") as top:
            top.autocommit = True
            while top.execute("select active from pg_replication_slots").fetchall() != [(True,)]:
                assert time.monotonic() < over, "it doesn't stream"
                time.sleep(0.02)

    def wait_for_all(self) -> None:
        """Until it has played what the primary has written by now."""
        with self.primary.connect("postgres", "postgres") as top, self.connect("postgres", "postgres") as here:
            here.autocommit = True
            (until,) = top.execute("select pg_current_wal_lsn()").fetchone() or (None,)
            over = time.monotonic() + PATIENCE
            while here.execute("select pg_last_wal_replay_lsn() < %s::pg_lsn", [until]).fetchone() != (False,):
                assert time.monotonic() < over, "it doesn't catch up"
                time.sleep(0.02)

    def promote(self) -> float:
        """Let it take over; seconds until it takes writes."""
        began = time.monotonic()
        self.primary._run("pg_ctl", "-D", self.data, "-s", "-w", "promote")
        return time.monotonic() - began

    def stop(self) -> None:
        """Stop it at once."""
        self.primary._run("pg_ctl", "-D", self.data, "-s", "-w", "-m", "immediate", "stop")

    def close_primary(self) -> None:
        """Take the slot and the role away again: a slot that nobody reads keeps WAL for ever."""
        with self.primary.connect("postgres", "postgres") as top:
            top.autocommit = True
            top.execute("select pg_drop_replication_slot(%s)", [SLOT])
            top.execute(f"drop role {ROLE}")

    def connect(self, login: str, database: str = "mangnon") -> psycopg.Connection:
        """As ``Server.connect``, with the passwords that were copied along."""
        where = {"host": HOST, "port": str(self.port), "dbname": database, "user": login}
        return psycopg.connect(**where, password=self.primary.passwords[login])

    def url(self, login: str) -> str:
        """What an administrator writes into DATABASE_URL after a failover."""
        return self.primary.url(login).replace(f":{self.primary.port}/", f":{self.port}/")
