-- Roles, database and rights of Măng Non on PostgreSQL 18 or newer. Safe to run again at any time.
--
--   psql -X -U postgres -d postgres -f roles.sql                       (database "mangnon")
--   psql -X -U postgres -d postgres -v database=other -f roles.sql     (another name)
--
-- Run it as a superuser, before the first migration and after each upgrade that changes this file.
-- It sets no password. On a real server give each login role its own, once, from psql (it is never shown or logged):
--   \password mangnon_owner       → MANGNON_OWNER_URL (migrations only)
--   \password mangnon_app         → DATABASE_URL (web and worker)
--   \password mangnon_portal      → the public portal
--   \password mangnon_backup      → pg_dump
-- and let pg_hba.conf ask for it: hostssl mangnon all <address of the application> scram-sha-256
--
-- The roles:
--   mangnon_owner    owns the database and all in it; migrations; row security binds it too (FORCE)
--   mangnon_app      web and worker: owns nothing, creates nothing, can't truncate, sees only its reach
--   mangnon_wide     province people: same rights, wide policies; taken by mangnon_app with SET LOCAL ROLE
--   mangnon_auditor  reading room and access reviews; taken in the same way
--   mangnon_portal   the public's reader: nothing but what a migration grants it by name; taken in the same way for
--                    each public page, or the login of a portal process of its own
--   mangnon_backup   reads everything, writes nothing; row security doesn't hide rows from a backup

\set ON_ERROR_STOP on
\if :{?database}
\else
  \set database mangnon
\endif
set client_min_messages = warning;

do $$
begin
  if current_setting('server_version_num')::int < 180000 then
    raise exception 'PostgreSQL 18 or newer is needed, this is %', current_setting('server_version');
  end if;
end
$$;

select format('create role %I', name)
from unnest(array['mangnon_owner', 'mangnon_app', 'mangnon_wide', 'mangnon_auditor', 'mangnon_portal',
                  'mangnon_backup']) as name
where not exists (select from pg_roles where rolname = name)
\gexec

alter role mangnon_owner    with login   nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role mangnon_app      with login   nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role mangnon_wide     with nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role mangnon_auditor  with nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role mangnon_portal   with login   nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role mangnon_backup   with login   nosuperuser nocreatedb nocreaterole noreplication bypassrls;

-- nothing is inherited: the wider role must be taken, in the transaction that needs it
grant mangnon_wide, mangnon_auditor, mangnon_portal to mangnon_app with inherit false, set true;
grant pg_read_all_data to mangnon_backup;
alter role mangnon_backup set default_transaction_read_only = on;

select format('create database %I owner mangnon_owner template template0 encoding ''UTF8'' '
              'locale_provider builtin builtin_locale ''C.UTF-8'' locale ''C.UTF-8''', :'database')
where not exists (select from pg_database where datname = :'database')
\gexec
alter database :"database" owner to mangnon_owner;
revoke all on database :"database" from public;
grant connect, temporary on database :"database" to mangnon_app, mangnon_wide, mangnon_auditor;
grant connect on database :"database" to mangnon_portal, mangnon_backup;

\connect :"database"
set client_min_messages = warning;

alter schema public owner to mangnon_owner;
revoke create on schema public from public;

create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;
create extension if not exists btree_gist with schema public;

-- what migrations create later. No TRUNCATE: it ignores row security.
alter default privileges for role mangnon_owner in schema public
  grant select, insert, update, delete on tables to mangnon_app, mangnon_wide, mangnon_auditor;
alter default privileges for role mangnon_owner in schema public
  grant usage, select on sequences to mangnon_app, mangnon_wide, mangnon_auditor;
-- SECURITY DEFINER functions are doors: none stands open to everybody (the portal gets its two by name)
alter default privileges for role mangnon_owner revoke execute on functions from public;
alter default privileges for role mangnon_owner in schema public
  grant execute on functions to mangnon_app, mangnon_wide, mangnon_auditor;
