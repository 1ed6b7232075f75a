"""The floor: no framework at all. The same statements as the product's list, on the same server, strings by hand."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from html import escape
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import psycopg

TOLD = json.loads(Path(os.environ["BENCH_FLOOR"]).read_text("utf-8"))
"""``dsn``, ``session``, ``scope``, ``rows``: statements; ``head``, ``row``, ``foot``: the page around them."""

_local = threading.local()


def _connection() -> psycopg.Connection[Any]:
    if not hasattr(_local, "connection"):
        _local.connection = psycopg.connect(TOLD["dsn"], autocommit=True, prepare_threshold=1)
    found: psycopg.Connection[Any] = _local.connection
    return found


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Session, person and assignments; scope; fifty rows; a page."""
    key = SimpleCookie(environ.get("HTTP_COOKIE", ""))["mangnon"].value
    today, now = date.today(), datetime.now(UTC)  # noqa: DTZ011 - the floor keeps no zones
    connection = _connection()
    hashed = hashlib.sha256(key.encode()).hexdigest()
    session = connection.execute(TOLD["session"], (today, today, hashed, now)).fetchone()
    assert session is not None  # noqa: S101 - a benchmark without a session measures nothing
    places = session[4][0][3]
    with connection.transaction():
        connection.execute(TOLD["scope"], (str(session[0]), "{" + ",".join(map(str, places)) + "}", "none"))
        listed = ",".join(map(str, map(int, places)))  # literals, so that the planner counts the rows rightly
        rows = connection.execute(TOLD["rows"].replace("PLACES", listed)).fetchall()
    row = TOLD["row"]
    lines = [row.format(pk=pk, name=escape(name), born=born) for pk, name, born in rows[:50]]
    body = "".join((TOLD["head"], *lines, TOLD["foot"])).encode()
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]
