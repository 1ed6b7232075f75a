"""A database administrator's server: whether it is what docs/operate/roles.sql makes of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import OperationalError, connections

from config.environment import SettingError

FLOOR = 18
NEEDED = {
    "role": ("mangnon_wide", "mangnon_auditor", "mangnon_portal"),
    "extension": ("pg_trgm", "unaccent", "btree_gist"),
}
LOGINS = {"default": ("DATABASE_URL", "mangnon_app"), "owner": ("MANGNON_OWNER_URL", "mangnon_owner")}
"""Which variable leads a connection in, and as whom."""
ASK = """
select current_setting('server_version_num')::int / 10000, current_setting('server_version'), current_user::text,
  (select rolsuper or rolbypassrls from pg_roles where rolname = current_user),
  array(select name from unnest(%s::text[]) name where case
    when not exists (select from pg_roles where rolname = name) then true
    else current_user = 'mangnon_app' and not pg_has_role(current_user, name, 'SET') end),
  array(select name from unnest(%s::text[]) name where not exists (select from pg_extension where extname = name))
"""


@dataclass(frozen=True, slots=True)
class Met:
    """What a server said about itself and about us."""

    major: int
    version: str
    user: str
    unbound: bool
    """Row security doesn't hold for this login."""
    roles: tuple[str, ...]
    extensions: tuple[str, ...]
    """What is missing."""


def check(alias: str) -> None:
    """Refuse to work on a server that isn't ready for us. Raises SettingError with one sentence."""
    variable, login = LOGINS[alias]
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(ASK, [list(NEEDED["role"]), list(NEEDED["extension"])])
            major, version, user, unbound, roles, extensions = cursor.fetchone()
    except OperationalError as refused:
        raise SettingError(f"{variable}: không nối được máy chủ PostgreSQL ({_first_line(refused)}).") from refused
    met = Met(major, version, user, unbound, tuple(sorted(roles)), tuple(sorted(extensions)))
    said = trouble(met, variable, login)
    if said:
        raise SettingError(f"{variable}: {said}")


def trouble(met: Met, variable: str, login: str) -> str:
    """What is wrong with the server, and how it is mended; empty when all is well."""
    run = "nhờ người quản trị máy chủ chạy docs/operate/roles.sql"
    if met.major < FLOOR:
        return f"máy chủ là PostgreSQL {met.version}, cần bản {FLOOR} trở lên; nâng cấp rồi {run}."
    if met.user != login:
        return f"phải đăng nhập bằng vai trò {login} (đang là {met.user}); xem docs/operate/roles.sql."
    if met.unbound:
        return f"vai trò {login} đang vượt qua giới hạn theo địa bàn (SUPERUSER hoặc BYPASSRLS); {run}."
    if missing := (*met.roles, *met.extensions):
        return f"cơ sở dữ liệu còn thiếu {', '.join(missing)}; {run}."
    return ""


def _first_line(error: Exception) -> str:
    return " ".join(str(error).strip().splitlines()[0].split())
