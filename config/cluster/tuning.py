"""The server's settings, sized by the machine's memory."""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from .ground import PORT, Ground

MIB = 1024 * 1024
CGROUP = Path("/sys/fs/cgroup/memory.max")
SHARED = Path("/dev/shm")  # noqa: S108 - only measured
MAP = "mangnon"
SUPERUSER = "postgres"
LOGIN_ROLES = (SUPERUSER, "mangnon_owner", "mangnon_app", "mangnon_portal", "mangnon_backup")

# Fixed for everybody. The log names no child: no statements, no DETAIL lines, and errors go to the client
# only, where the application logs them without values.
ALWAYS = {
    "cluster_name": "mangnon",
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "random_page_cost": "1.1",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
DURABLE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "checkpoint_timeout": "10min",
    "max_wal_size": "2GB",
    "min_wal_size": "128MB",
}
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "128MB",
    "dynamic_shared_memory_type": "mmap",  # in the data directory: nothing left behind by a kill
}


def memory() -> int:
    """Bytes of memory this machine (or container) may use."""
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        return min(whole, int(CGROUP.read_text("ascii")))
    except (OSError, ValueError):  # no cgroup, or "max"
        return whole


def shared_memory() -> dict[str, str]:
    """Parallel queries share memory in /dev/shm, which containers often keep at 64 MB: then in a file."""
    try:
        whole = shutil.disk_usage(SHARED).total
    except OSError:
        whole = 0
    return {} if whole >= 512 * MIB else {"dynamic_shared_memory_type": "mmap"}


def sized(whole: int) -> dict[str, str]:
    """Buffers and caches for a machine that also carries the web server and the worker."""
    mib = whole // MIB
    return {
        "shared_buffers": f"{min(max(mib // 6, 64), 4096)}MB",
        "effective_cache_size": f"{max(mib // 2, 128)}MB",
        "maintenance_work_mem": f"{min(max(mib // 32, 64), 512)}MB",
        "work_mem": f"{min(max(mib // 512, 4), 32)}MB",
    }


def settings(ground: Ground, extra: Mapping[str, str], *, throwaway: bool) -> str:
    """The text of conf.d/10-mangnon.conf."""
    values = {
        **ALWAYS,
        **sized(memory()),
        **shared_memory(),
        **(THROWAWAY if throwaway else DURABLE),
        "unix_socket_directories": str(ground.sock),
        "hba_file": str(ground.conf / "hba"),
        "ident_file": str(ground.conf / "ident"),
        **extra,
    }
    head = "# Rewritten at each start. Your own settings belong in a file 90-*.conf beside this one.\n"
    return head + "".join(f"{name} = {quoted(value)}\n" for name, value in values.items())


def quoted(value: str) -> str:
    """A value as postgresql.conf wants it."""
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def hba() -> str:
    """Who may knock: local sockets only, and only the operating system's word counts."""
    return (
        f"local all all peer map={MAP}\nlocal replication {SUPERUSER} peer map={MAP}\n"
        "host all all all reject\nhost replication all all reject\n"
    )


def ident(names: Iterable[str]) -> str:
    """Which operating system users may be which roles."""
    return "".join(f'{MAP} "{name}" {role}\n' for name in names for role in LOGIN_ROLES)
