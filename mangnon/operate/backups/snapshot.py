"""One moment of the database: held open while it is dumped and counted, so that both speak of the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.utils.translation import gettext_lazy as _
from psycopg import IsolationLevel, sql

from mangnon.lib.refusal import Refusal
from mangnon.operate.backups.guarding import guards
from mangnon.operate.backups.manifest import HeadOfBook
from mangnon.operate.backups.slots import connected, engine

KEYS_LOCK = 20162
"""Advisory lock: shared by backups, alone for whoever takes keys off the ring."""
SCHEMAS = ("public", "net")
_TABLES = """
select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname = any(%s) order by 1, 2
"""
_MIGRATIONS = "select distinct on (app) app, name from django_migrations order by app, id desc"
HEAD = "select position, entry_id, encode(chain_hash, 'hex') from audit_link order by position desc limit 1"
_NAMED = "select disk_name, blurred_name from files_storedfile"
_BOUND = "select rolbypassrls or rolsuper from pg_roles where rolname = current_user"


class ReaderBound(Refusal):
    """A dump under row security would silently lack rows."""

    code = "backup_reader_bound"
    sentence = _("Vai trò sao lưu đang bị giới hạn theo địa bàn, nên bản sao lưu sẽ thiếu.")
    remedy = _("Nhờ người quản trị máy chủ chạy lại docs/operate/roles.sql.")


class KeysBusy(Refusal):
    """Keys are being taken off the ring this very moment."""

    code = "backup_keys_busy"
    sentence = _("Đang bỏ khóa cũ khỏi vòng khóa, nên chưa sao lưu được.")
    remedy = _("Chờ một phút rồi chạy lại.")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A moment that stays, until the block ends."""

    id: str
    connection: psycopg.Connection[Any]

    def postgres(self) -> str:
        """Version of the server."""
        return str(self._rows("select current_setting('server_version')")[0][0])

    def migrations(self) -> dict[str, str]:
        """Last migration of each application."""
        return dict(self._rows(_MIGRATIONS))

    def head(self) -> HeadOfBook:
        """The end of the chain."""
        rows = self._rows(HEAD)
        return HeadOfBook(*rows[0]) if rows else HeadOfBook(0, 0, "")

    def counts(self) -> dict[str, int]:
        """Rows of every table."""
        return counts(self.connection)

    def guards(self) -> dict[str, str]:
        """What protects the rows."""
        return guards(self.connection)

    def named_files(self) -> Iterator[str]:
        """Names of stored bytes that rows speak of."""
        with self.connection.cursor(name="named") as cursor:
            cursor.execute(_NAMED)
            for pair in cursor:
                yield from filter(None, pair)

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(statement).fetchall()


@contextmanager
def taken() -> Iterator[Snapshot]:
    """Hold a snapshot, and keep keys from being taken away. Raises NoReader, NoEntry, ReaderBound, KeysBusy."""
    with connected(engine().reader_info()) as connection:
        _must(connection, "select pg_try_advisory_lock_shared(%s)", [KEYS_LOCK], KeysBusy)
        _must(connection, _BOUND, [], ReaderBound)
        connection.autocommit = False
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("select pg_export_snapshot()").fetchone()
        yield Snapshot(str(row[0] if row else ""), connection)
        connection.rollback()


def _must(connection: psycopg.Connection[Any], statement: str, values: list[Any], refusal: type[Refusal]) -> None:
    row = connection.execute(statement, values).fetchone()
    if row != (True,):
        raise refusal


def counts(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Rows of every table of ours, in the running transaction."""
    found = {}
    for schema, table in connection.execute(_TABLES, [list(SCHEMAS)]).fetchall():
        statement = sql.SQL("select count(*) from {}").format(sql.Identifier(schema, table))
        row = connection.execute(statement).fetchone()
        found[f"{schema}.{table}"] = int(row[0]) if row else 0
    return found
