"""Log lines as JSON: time with offset, level, logger, message, request. No personal data goes in.

What an exception says may hold anything: a name that was typed, a row of the database. So its kind is told, where
it happened, and for the database its condition and the names of constraint, table and column; never its words.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from mangnon.lib import tracing

HARMLESS = (NameError, ImportError, AttributeError)
"""Kinds whose words are names from the code."""
BRACKETS = re.compile(r"\(.*\)", re.DOTALL)
DEEPEST = 6


class JsonLines(logging.Formatter):
    """One JSON object a line; line breaks inside a message stay escaped, so nobody can forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": said(record),
            "request": tracing.reference(),
        }
        line.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = [told(one) for one in _chain(record.exc_info[1])]
        return json.dumps(line, ensure_ascii=False, default=str)


def said(record: logging.LogRecord) -> str:
    """The message; those of libraries lose what may be somebody's words: addresses, arguments, exceptions."""
    room = record.name.partition(".")[0]
    if room == "django" and hasattr(record, "request"):
        match = getattr(record.request, "resolver_match", None)
        status = getattr(record, "status_code", "")
        return f"{status} {match.view_name if match else 'unknown'}".strip()
    if room == "procrastinate":
        task = getattr(record, "job", {}).get("task_name", "")
        return f"{getattr(record, 'action', '')} {task}".strip() or BRACKETS.sub("(…)", record.getMessage())
    if room == "asyncio":
        return record.getMessage().partition("\n")[0]
    return record.getMessage()


def told(error: BaseException) -> dict[str, Any]:
    """Kind and place of an exception, and what of it is surely no person's."""
    kind = type(error)
    facts: dict[str, Any] = {"kind": f"{kind.__module__}.{kind.__qualname__}", "where": _places(error.__traceback__)}
    if isinstance(error, HARMLESS):
        facts["said"] = str(error)
    if isinstance(error, OSError) and error.strerror:
        facts["said"] = error.strerror
    if state := getattr(error, "sqlstate", None):
        diagnosis = getattr(error, "diag", None)
        found = {name: getattr(diagnosis, f"{name}_name", None) for name in ("constraint", "table", "column")}
        facts |= {"sqlstate": state, **{name: value for name, value in found.items() if value}}
    return facts


def _places(trace: TracebackType | None) -> list[str]:
    """File, line and function of each step, outermost first."""
    return [f"{step.filename}:{step.lineno} {step.name}" for step in traceback.extract_tb(trace)]


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and len(found) < DEEPEST:
        found.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


logger = logging.getLogger("mangnon.last")


def catch_the_last() -> None:
    """What nobody caught is told in our way and not in Python's, which prints the exception's words (V16.5.4)."""
    logging.raiseExceptions = False  # a log that can't be written must not stop the work

    def tell(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if error is not None and not issubclass(kind, (KeyboardInterrupt, SystemExit)):
            logger.critical("nobody caught this", exc_info=(kind, error, trace))

    sys.excepthook = tell
    threading.excepthook = lambda lost: tell(lost.exc_type, lost.exc_value, lost.exc_traceback)
    sys.unraisablehook = lambda lost: tell(lost.exc_type, lost.exc_value, lost.exc_traceback)
