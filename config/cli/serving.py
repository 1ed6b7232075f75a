"""The machine's own commands: serve (everything), worker, migrate."""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import socket
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from config import keys
from config.cli import planning
from config.cli.running import database, refuse_half_restored
from config.cluster import Cluster, ClusterError
from config.environment import SettingError, number
from mangnon.access.commands import Call

PRIVATE = ("MANGNON_OWNER_URL", "MANGNON_BACKUP_URL")
"""Ways into the database that the web server never gets."""


def port(text: str) -> int:
    """A port number, for argparse."""
    value = int(text) if text.isdigit() else 0
    if not 1 <= value <= 65535:
        raise argparse.ArgumentTypeError(f"{text} không phải số cổng (1 đến 65535)")
    return value


def serve(call: Call) -> int:
    """Start database, migration, web and worker; stop them cleanly on Ctrl-C. Returns the exit code."""
    from config.supervisor import Supervisor

    where = call.asked.port or number("PORT", 8000, low=1, high=65535)
    host = call.asked.host
    _refuse_used_port(host, where)
    refuse_half_restored()
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    keys.prepare()
    with ExitStack() as stack:
        cluster = stack.enter_context(database("default", "owner"))
        call.say("Chuẩn bị cơ sở dữ liệu …")
        _step("migrate")
        collect_static()  # before the demo: what it publishes is signed with the files that its pages load
        if settings.DEMO:
            _step("demo", "--first")
        if cluster is not None:
            stack.enter_context(_tended(cluster))
        address = f"http://{'localhost' if host == '127.0.0.1' else host}:{where}"
        return Supervisor().run(_children(host, where), on_ready=lambda: _welcome(call.say, address))


def _children(host: str, where: int) -> list[Any]:
    from config.supervisor import Child

    web = web_command(host, where)
    worker = (sys.executable, "-m", "config.cli", "worker")
    environment = {**os.environ, "PORT": str(where), "PYTHONPATH": str(settings.BASE_DIR)}
    public = {name: value for name, value in environment.items() if not name.startswith(PRIVATE)}
    return [
        Child("web", web, public, ready=lambda: _answers(f"http://{host}:{where}/healthz")),
        Child("worker", worker, environment, ready=None),
    ]


def web_command(host: str, where: int) -> tuple[str, ...]:
    """How the web server is started; benchmarks start the very same."""
    return (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(where)),
        *("--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "config.wsgi:application"),
    )


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except OSError:
        return False


def _refuse_used_port(host: str, where: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, where))
        except OSError as error:
            said = f"Cổng {where} đang có chương trình khác dùng ({error.strerror})."
            raise SettingError(f"{said} Chọn cổng khác: make run PORT={where + 1}") from error


def _step(*words: str) -> None:
    """Run one of our commands to its end in a fork: all rooms are loaded already, and none of its state stays.

    Only while this process has one thread. Raises SettingError when it fails.
    """
    from config.cli.running import run_command

    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = run_command(list(words))
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise SettingError(f"Bước «mangnon {' '.join(words)}» không xong; xem dòng báo lỗi ở trên.")


@contextmanager
def _tended(cluster: Cluster) -> Iterator[None]:
    """While open, an embedded server that dies is started again within a second."""
    over = threading.Event()

    def tend() -> None:
        while not over.wait(1.0):
            try:
                cluster.start()
            except ClusterError as trouble:
                print(f"mangnon: {trouble}", file=sys.stderr)

    tender = threading.Thread(target=tend, daemon=True, name="database")
    tender.start()
    try:
        yield
    finally:
        over.set()
        tender.join()


def _welcome(say: Callable[[str], None], address: str) -> None:
    from mangnon.access import offers
    from mangnon.ui.slots import Welcome

    lines = [f"Măng Non đang chạy tại {address}"]
    if settings.DEMO:
        for offer in offers.filled(Welcome):
            lines += offer.lines()
    say("\n".join(["", *lines, "", "Bấm Ctrl-C để dừng."]))


def worker(call: Call) -> None:
    """Seal the book and run scheduled jobs until told to stop."""
    from config.worker import run

    run(threading.Event())


def migrate(call: Call) -> dict[str, Any]:
    """Bring the database to this version and load reference data; safe to repeat. With --plan only tell what waits."""
    from django.core.management import call_command

    from config.migrating import quick_states
    from mangnon.access import offers
    from mangnon.access.commands import ReferenceData

    if call.asked.plan:
        return planning.as_json(planning.plan())
    call_command("check", tags=["mangnon"], verbosity=0, stdout=io.StringIO())
    with quick_states():
        call_command("migrate", database="owner", verbosity=0, interactive=False, skip_checks=True)
    told = {}
    for data in offers.filled(ReferenceData):
        told[data.name] = data.load()
    return told


def collect_static() -> None:
    """Copy and hash static files once per version of them."""
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    mark = root / ".fingerprint"
    now = _fingerprint()
    if mark.exists() and mark.read_text(encoding="ascii") == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(now, encoding="ascii")


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for folder in sorted(Path(settings.BASE_DIR, "mangnon").glob("*/static")):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                stat = path.stat()
                digest.update(f"{path.relative_to(folder)}:{stat.st_size}:{stat.st_mtime_ns};".encode())
    return digest.hexdigest()
