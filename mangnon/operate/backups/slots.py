"""What backups need from the machine below them, and what other rooms say about their tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import psycopg
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import make_conninfo

from mangnon.access import offers
from mangnon.lib.refusal import Refusal, Text

Login = Mapping[str, str]
"""Keywords for psycopg, as one of the roles of roles.sql."""


@dataclass(frozen=True, slots=True)
class Engine:
    """How the database and its programs are reached; filled once, by the machine itself."""

    tool: Callable[[str], Path]
    """The path of pg_dump or pg_restore."""
    reader: Callable[[], Login]
    """As mangnon_backup. Raises Refusal when nobody said how."""
    owner: Callable[[], Login]
    opened: Callable[[], AbstractContextManager[object]]
    """Join the database of this data folder, started if nobody has."""
    make_keys: Callable[[], None]
    """Make what is missing in the folder of keys."""
    discard: Callable[[Path], None]
    """Stop and remove a throwaway database that lies under a data folder."""

    def reader_info(self) -> str:
        """``reader`` as one text for psycopg."""
        return make_conninfo("", **self.reader())

    def owner_info(self) -> str:
        """``owner`` as one text for psycopg."""
        return make_conninfo("", **self.owner())


def engine() -> Engine:
    """The one that was filled."""
    (found,) = offers.filled(Engine)
    return found


class By(StrEnum):
    """What stands in a scrubbed column afterwards. Nothing of it can be reckoned back."""

    NOTHING = "nothing"
    """NULL."""
    EMPTY = "empty"
    """An empty text."""
    NUMBER = "number"
    """The row's number in a fresh, random order: unique, and says nothing."""
    NAME = "name"
    """An invented person's name with such a number."""
    OBJECT = "object"
    """``{}``."""


@dataclass(frozen=True, slots=True)
class Scrub:
    """What becomes of one table when a real system's backup is loaded elsewhere.

    ``columns`` are replaced in every row. ``emptied``: its rows go. Neither: nothing in it is personal. A table
    that no room speaks for is never loaded.
    """

    table: str
    columns: Mapping[str, By] = field(default_factory=dict)
    emptied: bool = False


def kept(*tables: str) -> tuple[Scrub, ...]:
    """Tables in which nothing is personal."""
    return tuple(Scrub(table) for table in tables)


def emptied(*tables: str) -> tuple[Scrub, ...]:
    """Tables whose rows go."""
    return tuple(Scrub(table, emptied=True) for table in tables)


@dataclass(frozen=True, slots=True)
class Reapply:
    """Something that must be done again after each restore, such as erasing who asked for it after the backup.

    ``run`` is given the folder of lists that ``mangnon restore --lists`` names (None: there was none) and the time;
    it returns how many things it did again, and raises a Refusal when it can't.
    """

    name: str
    title: Text
    run: Callable[[Path | None, datetime], int]


class NoEntry(Refusal):
    """The server is away, or doesn't let us in; what it says holds no password."""

    code = "backup_no_entry"
    sentence = _("Không vào được cơ sở dữ liệu: {said}.")
    remedy = _("Kiểm tra máy chủ, địa chỉ, mật khẩu và pg_hba.conf rồi chạy lại.")


def connected(info: str) -> psycopg.Connection[Any]:
    """A connection in autocommit. Raises NoEntry."""
    try:
        return psycopg.connect(info, autocommit=True)
    except psycopg.OperationalError as refused:
        raise NoEntry(said=" ".join(str(refused).strip().splitlines()[0].split()).rstrip(".")) from refused


class NoReader(Refusal):
    """A real server, and nobody said how mangnon_backup gets in."""

    code = "backup_no_reader"
    sentence = _("Chưa biết cách vào máy chủ cơ sở dữ liệu với vai trò mangnon_backup.")
    remedy = _("Đặt MANGNON_BACKUP_URL (hoặc MANGNON_BACKUP_URL_FILE) rồi chạy lại; xem docs/operate/backup.md.")


class NoTool(Refusal):
    """pg_dump isn't here, or can't speak with that server."""

    code = "backup_no_tool"
    sentence = _("Không có chương trình {name} nối được tới máy chủ này.")
    remedy = _("Cài gói postgresql-client bản 18 trở lên, đặt MANGNON_PG_BIN là thư mục chứa nó, rồi chạy lại.")
