"""What protects the rows: owners, rights, policies, triggers, functions. A restore must bring all of it back.

pg_dump tells rights as they differ from PostgreSQL's own defaults. A database that ``roles.sql`` has prepared gives new
tables more than that, so before a load those defaults are taken away; the dump brings them back at its end.
"""

from __future__ import annotations

import hashlib
from typing import Any

import psycopg

LISTS: dict[str, str] = {
    "tables": """
select format('%s.%s %s %s %s %s', n.nspname, c.relname, pg_get_userbyid(c.relowner), c.relrowsecurity,
  c.relforcerowsecurity, (select string_agg(a::text, ',' order by a::text collate "C") from unnest(coalesce(c.relacl,
  acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))) a))
from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'net')
where c.relkind in ('r', 'p', 'v', 'S') order by 1""",
    "columns": """
select format('%s.%s.%s %s', n.nspname, c.relname, t.attname,
  (select string_agg(a::text, ',' order by a::text collate "C") from unnest(t.attacl) a))
from pg_attribute t join pg_class c on c.oid = t.attrelid
join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'net')
where t.attacl is not null order by 1""",
    "functions": """
select format('%s %s %s %s %s %s', p.oid::regprocedure, pg_get_userbyid(p.proowner), p.prosecdef, p.proconfig,
  md5(p.prosrc), (select string_agg(a::text, ',' order by a::text collate "C")
    from unnest(coalesce(p.proacl, acldefault('f', p.proowner))) a))
from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname in ('public', 'net')
where not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1""",
    "policies": """
select format('%s.%s %s %s %s %s %s %s', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check)
from pg_policies order by 1""",
    "triggers": """
select format('%s %s %s', t.tgrelid::regclass, t.tgenabled, pg_get_triggerdef(t.oid))
from pg_trigger t where not t.tgisinternal order by 1""",
    "constraints": """
select format('%s %s %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
from pg_constraint c join pg_namespace n on n.oid = c.connamespace and n.nspname in ('public', 'net') order by 1""",
    "schemas": """
select format('%s %s', n.nspname, (select string_agg(a::text, ',' order by a::text collate "C")
  from unnest(coalesce(n.nspacl, acldefault('n', n.nspowner))) a))
from pg_namespace n where n.nspname in ('public', 'net') order by 1""",
    "defaults": """
select format('%s %s %s %s', pg_get_userbyid(d.defaclrole), d.defaclnamespace::regnamespace, d.defaclobjtype,
  (select string_agg(a::text, ',' order by a::text collate "C") from unnest(d.defaclacl) a))
from pg_default_acl d order by 1""",
}
"""For each kind a statement that lists it, one line a thing, in one order everywhere."""

_PLAIN_DEFAULTS = """
alter default privileges for role mangnon_owner in schema public
  revoke all on tables from mangnon_app, mangnon_wide, mangnon_auditor;
alter default privileges for role mangnon_owner in schema public
  revoke all on sequences from mangnon_app, mangnon_wide, mangnon_auditor;
alter default privileges for role mangnon_owner in schema public
  revoke all on functions from mangnon_app, mangnon_wide, mangnon_auditor;
alter default privileges for role mangnon_owner grant execute on functions to public;
"""


def guards(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """The hash of each list. The search path decides how names are written, so it is the same for everybody."""
    found = {}
    with connection.transaction(force_rollback=True):
        connection.execute("set local search_path = pg_catalog")
        for kind, statement in LISTS.items():
            lines = [str(line) for (line,) in connection.execute(statement).fetchall()]
            found[kind] = hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
    return found


def take_defaults_away(connection: psycopg.Connection[Any]) -> None:
    """As PostgreSQL gives them, so that a dump's rights mean what they say."""
    connection.execute(_PLAIN_DEFAULTS)
