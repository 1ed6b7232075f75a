"""Where the database is: a real server by DATABASE_URL, else the embedded cluster of this data folder."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config.environment import SettingError, text

HOST, PORT, NAME = "MANGNON_PG_HOST", "MANGNON_PG_PORT", "MANGNON_PG_NAME"
"""Set by the command line once the embedded cluster runs; child processes inherit them."""


QUICK = {"statement_timeout": 10_000, "lock_timeout": 3_000, "idle_in_transaction_session_timeout": 60_000}
"""Milliseconds that a page waits: then whoever asked reads a sentence, and the next one has the connection."""
PATIENT = {"statement_timeout": 30_000, "lock_timeout": 10_000, "idle_in_transaction_session_timeout": 60_000}
"""The same for commands and the worker, where nobody waits before a page."""


def limits(told: dict[str, int]) -> str:
    """What a connection asks the server for at its start."""
    return " ".join(f"-c {name}={value}" for name, value in told.items())


def be_patient(configured: dict[str, dict[str, Any]]) -> None:
    """Called by commands and the worker before they connect."""
    configured["default"]["OPTIONS"]["options"] = limits(PATIENT)


def from_url(url: str, variable: str) -> dict[str, Any]:
    """Django's settings for ``postgresql://…@host:port/name?sslmode=…``.

    Raises SettingError, without the password, when the address can't be used.
    """
    wrong = SettingError(f"{variable}: cần dạng postgresql://tên:<mật-khẩu>@máy:cổng/cơ-sở-dữ-liệu.")
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError:  # says the address, with its password: not passed on
        raise wrong from None
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise wrong
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def embedded(role: str) -> dict[str, Any]:
    """Django's settings for the embedded cluster under one of our roles."""
    return {
        "NAME": os.environ.get(NAME, "mangnon"),
        "USER": role,
        "PASSWORD": "",
        "HOST": os.environ.get(HOST, ""),
        "PORT": os.environ.get(PORT, ""),
        "OPTIONS": {},
    }


def is_external() -> bool:
    """Whether a database administrator's server is used."""
    return bool(text("DATABASE_URL"))


def databases() -> dict[str, dict[str, Any]]:
    """``default``: the application, scoped by actor. ``owner``: migrations and verification."""
    if is_external():
        app = from_url(text("DATABASE_URL"), "DATABASE_URL")
        owner_url = text("MANGNON_OWNER_URL")
        owner = from_url(owner_url, "MANGNON_OWNER_URL") if owner_url else dict(app)
    else:
        app, owner = embedded("mangnon_app"), embedded("mangnon_owner")
    shared = {"ENGINE": "mangnon.access.postgres", "CONN_MAX_AGE": None, "TIME_ZONE": None}
    app["OPTIONS"] = {"connect_timeout": 5, "tcp_user_timeout": 15_000, **app["OPTIONS"], "options": limits(QUICK)}
    return {
        "default": {**shared, **app, "SCOPED": True, "ATOMIC_REQUESTS": True},
        "owner": {**shared, **owner, "SCOPED": False},
    }


def attach(place: Any, configured: dict[str, dict[str, Any]]) -> None:
    """Point the configured connections at a running embedded cluster, and child processes too."""
    os.environ.update({HOST: place.host, PORT: str(place.port), NAME: place.dbname})
    for alias in ("default", "owner"):
        configured[alias].update(HOST=place.host, PORT=str(place.port), NAME=place.dbname)
