"""Points of the database: version, schema, size, connections, restart, its clock."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import format_datetime
from mangnon.lib.numbers import format_decimal, format_int
from mangnon.operate.health import rules
from mangnon.operate.health.slots import Group, Level, State, Watchpoint
from mangnon.operate.health.words import size_told

SERVER = "select current_setting('server_version'), pg_postmaster_start_time()"
SIZE = "select pg_database_size(current_database())"
CONNECTIONS = (
    "select count(*), current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
    " from pg_stat_activity where datid is not null"
)
CLOCK = "select extract(epoch from clock_timestamp())::float8"


def one_row(statement: str) -> tuple[Any, ...]:
    """The row that a statement of ours answers with."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found: tuple[Any, ...] = cursor.fetchone()
    return found


def server(_at: datetime) -> State:
    """Version, and since when it runs."""
    number, since = one_row(SERVER)
    said = _("PostgreSQL {version}, chạy từ {at}.")
    return State(Level.OK, said.format(version=number.split()[0], at=format_datetime(since)), since=since)


def schema(_at: datetime) -> State:
    """Whether the tables are those that this version needs."""
    loader = MigrationLoader(connection)
    known, applied = set(loader.disk_migrations), set(loader.applied_migrations or ())
    missing, ahead = len(known - applied), len({key for key in applied - known if key[0] in loader.migrated_apps})
    if missing:
        said = _("Cấu trúc dữ liệu còn thiếu {n} bước nâng cấp.").format(n=format_int(missing))
        return State(Level.BAD, said, number=missing, mend=_("Chạy “mangnon migrate” trên máy chủ."))
    if ahead:
        said = _("Cấu trúc dữ liệu mới hơn phần mềm {n} bước: phần mềm vừa được lùi phiên bản.")
        mend = _("Được phép trong lúc lùi phiên bản; nâng phần mềm lên lại trong tuần.")
        return State(Level.NOTICE, said.format(n=format_int(ahead)), number=ahead, mend=mend)
    return State(Level.OK, _("Cấu trúc dữ liệu đúng với phiên bản này."), number=0)


def size(_at: datetime) -> State:
    """How much the database holds."""
    (held,) = one_row(SIZE)
    return State(Level.OK, _("Cơ sở dữ liệu chiếm {size}.").format(size=size_told(held)), number=held)


def connections(_at: datetime) -> State:
    """How many of the allowed connections are taken."""
    taken, most = one_row(CONNECTIONS)
    level = rules.above(taken / most, rules.CONNECTIONS_NOTICE, rules.CONNECTIONS_BAD)
    mend = _("Xem chương trình nào khác dùng cùng máy chủ cơ sở dữ liệu, hoặc tăng max_connections.")
    said = _("Đang dùng {n} trên {most} kết nối.").format(n=format_int(taken), most=format_int(most))
    return State(level, said, number=taken, mend="" if level is Level.OK else mend)


def clock(_at: datetime) -> State:
    """Whether this machine and the database agree on the time."""
    before = time.time()
    (theirs,) = one_row(CLOCK)
    apart = max(abs((before + time.time()) / 2 - theirs), 0.0)
    level = rules.above(apart, rules.CLOCK_NOTICE, rules.CLOCK_BAD)
    mend = _("Bật đồng bộ giờ (chrony hoặc systemd-timesyncd) trên cả hai máy: hạn theo luật tính bằng giờ này.")
    if level is Level.OK:
        return State(level, _("Đồng hồ máy chủ và cơ sở dữ liệu khớp nhau."), number=apart)
    said = _("Đồng hồ máy chủ và cơ sở dữ liệu lệch nhau {n} giây.").format(n=format_decimal(apart))
    return State(level, said, number=apart, mend=mend)


POINTS = (
    Watchpoint("database.server", gettext_lazy("Máy chủ dữ liệu"), server, 20, Group.DATABASE),
    Watchpoint("database.schema", gettext_lazy("Cấu trúc"), schema, 21, Group.DATABASE),
    Watchpoint("database.size", gettext_lazy("Dung lượng"), size, 22, Group.DATABASE),
    Watchpoint("database.connections", gettext_lazy("Kết nối"), connections, 23, Group.DATABASE),
    Watchpoint("database.clock", gettext_lazy("Đồng hồ"), clock, 24, Group.DATABASE),
)
