"""Runs one command: starts or joins the database, builds the actor, prints data or sentences."""

from __future__ import annotations

import argparse
import gc
import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from config.cluster import Cluster, ClusterError
from config.environment import SettingError
from mangnon.access.commands import Call, Command, Ended
from mangnon.lib.refusal import Refusal

DONE, REFUSED = 0, 1


def run_command(argv: list[str]) -> int:
    """Parse and run; every anticipated trouble becomes one sentence on stderr and exit code 1."""
    try:
        commands = _loaded()
        from config.cli.parsing import build, joined

        asked = build(commands).parse_args(joined(argv, commands))
        return _run(asked.command, asked)
    except (Refusal, SettingError, ClusterError) as trouble:
        print(f"mangnon: {trouble}", file=sys.stderr)
        return REFUSED
    except _troubles_of_django() as trouble:
        if not _anticipated(trouble):
            raise
        print(f"mangnon: {_plainly(trouble)}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("mangnon: đã dừng.", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        return REFUSED


def _loaded() -> list[Command]:
    """Everything that is imported lives as long as the process: the collector needn't go through it, now or later."""
    gc.disable()
    import django

    django.setup()
    from config.cli.commands import every_command

    commands = every_command()
    gc.freeze()
    gc.enable()
    return commands


def _troubles_of_django() -> tuple[type[Exception], ...]:
    from django.core.management.base import SystemCheckError
    from django.db import OperationalError, ProgrammingError

    return SystemCheckError, OperationalError, ProgrammingError


def _anticipated(trouble: Exception) -> bool:
    """A wrong statement is our mistake, unless its table or column isn't there yet."""
    from django.db import ProgrammingError

    return not isinstance(trouble, ProgrammingError) or _behind(trouble)


def _behind(trouble: Exception) -> bool:
    return getattr(trouble.__cause__, "sqlstate", "") in ("42P01", "42703", "3F000")


def _plainly(trouble: Exception) -> str:
    """What stands behind Django's exceptions, for whoever runs the machine."""
    from django.db import OperationalError

    if _behind(trouble):
        return "cơ sở dữ liệu chưa theo phiên bản này. Chạy «mangnon migrate» (hoặc «mangnon serve») rồi thử lại."
    if isinstance(trouble, OperationalError):
        first = str(trouble).strip().splitlines()[0]
        return f"không nối được cơ sở dữ liệu ({first}). Kiểm tra DATABASE_URL hoặc chạy lại «mangnon serve»."
    return f"chưa khởi động được, mã nguồn có chỗ chưa khớp:\n{trouble}"


def _run(command: Command, asked: argparse.Namespace) -> int:
    with ExitStack() as stack:
        if command.database != "none":
            refuse_half_restored()
            stack.enter_context(database("owner" if command.database == "owner" else "default"))
        actor, at = _actor(command, asked)
        from mangnon.access.scope import acting

        call = Call(asked, actor, at, _say(asked), _progress)
        with acting(actor if command.database == "app" else None):
            data = command.run(call)
    code = DONE
    if isinstance(data, Ended):
        data, code = data.data, data.exit_code
    if asked.json and data is not None:
        print(json.dumps(data, ensure_ascii=False, indent=None, default=str))
    elif command.told and data is not None:
        print(command.told(data))
    return int(data) if command.database == "none" and isinstance(data, int) else code


def refuse_half_restored() -> None:
    """Raises HalfRestored while a restore that didn't end, or didn't fit, marks this data folder."""
    from mangnon.operate.backups.restoring import HalfRestored, mark

    if mark().exists():
        raise HalfRestored(path=mark().parent)


@contextmanager
def database(*aliases: str) -> Iterator[Cluster | None]:
    """Join the embedded cluster of this data folder, started if nobody has; None for a real server.

    A real server is looked at first through the connections named. Raises SettingError when it isn't ready for us.
    """
    from django.conf import settings
    from django.db import connections

    from config import database as where
    from config.cli import outside

    where.be_patient(settings.DATABASES)
    if where.is_external():
        for alias in aliases:
            outside.check(alias)
        yield None
        return
    cluster = Cluster(settings.DATA_DIR / "pg", throwaway=settings.PG_THROWAWAY)
    where.attach(cluster.start(), settings.DATABASES)
    try:
        yield cluster
    finally:
        connections.close_all()
        cluster.release()


def _actor(command: Command, asked: argparse.Namespace) -> tuple[Any, Any]:
    from django.utils import timezone

    from mangnon.access.actor import console

    at = timezone.now()
    name = getattr(asked, "as_user", None)
    if not name:
        return console(getpass.getuser()), at
    from mangnon.accounts.queries import actor_named

    return actor_named(name, at=at), at


def _say(asked: argparse.Namespace) -> Callable[[str], None]:
    def say(text: str) -> None:
        if not asked.json:
            print(text, file=sys.stderr, flush=True)

    return say


@contextmanager
def _progress(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing in a log. A total of 0: nobody knows it yet."""
    if not sys.stderr.isatty():
        yield lambda _n: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total or None)
        yield lambda n: bar.update(task, advance=n)
