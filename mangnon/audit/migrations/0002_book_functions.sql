-- The book is written through these functions and in no other way.
-- Canonical text of an entry: every field, separated by U+001F, times in UTC. Verification recomputes the same
-- text outside the database (mangnon/audit/canonical.py), so a changed function here would be noticed.
create function audit_canonical(e audit_entry) returns text language sql stable
  set search_path = pg_catalog, pg_temp as $f$
  select concat_ws(chr(31), e.id::text,
    to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    to_char(e.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    e.actor, e.actor_name, e.door, e.action, e.outcome, e.subject_kind, e.subject_id,
    coalesce(e.place_id::text, ''), array_to_string(e.seen, ','), e.detail::text, e.request_id,
    coalesce(e.session_id::text, ''))
$f$;

create function audit_book(p_happened_at timestamptz, p_actor_name text, p_door text, p_action text, p_outcome text,
  p_subject_kind text, p_subject_id text, p_place_id bigint, p_seen text[], p_detail jsonb, p_request_id text,
  p_session_id bigint)
  returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $f$
declare e audit_entry;
begin
  e.id := nextval('audit_entry_id_seq');
  e.recorded_at := clock_timestamp();
  e.happened_at := p_happened_at;
  e.actor := coalesce(nullif(current_setting('mangnon.actor', true), ''), 'unknown');
  e.actor_name := p_actor_name;
  e.door := p_door;
  e.action := p_action;
  e.outcome := p_outcome;
  e.subject_kind := p_subject_kind;
  e.subject_id := p_subject_id;
  e.place_id := p_place_id;
  e.seen := p_seen;
  e.detail := p_detail;
  e.request_id := p_request_id;
  e.session_id := p_session_id;
  e.xid := pg_current_xact_id()::text::bigint;
  e.hash := sha256(convert_to(audit_canonical(e), 'UTF8'));
  insert into audit_entry select e.*;
  return e.id;
end $f$;

-- Chains every committed entry that has no link yet, in the order of sequence numbers within one run. Entries
-- commit out of order; whatever belongs to a transaction older than the oldest running one has been linked by an
-- earlier run, so the search starts at the transaction id noted then.
create table audit_sealing (one boolean primary key default true check (one), floor_xid bigint not null default 0);
insert into audit_sealing values (true, 0);
create function audit_seal(p_limit integer)
  returns table (head_position bigint, head_entry bigint, head_hash bytea, sealed integer)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $f$
declare
  r record; prev bytea; pos bigint; n integer := 0; floor_now bigint; oldest bigint; last_entry bigint;
begin
  if not pg_try_advisory_xact_lock(20161) then return; end if;
  oldest := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  select s.floor_xid into floor_now from audit_sealing s;
  select l.position, l.chain_hash, l.entry_id into pos, prev, last_entry
    from audit_link l order by l.position desc limit 1;
  pos := coalesce(pos, 0); prev := coalesce(prev, sha256(convert_to('mangnon', 'UTF8')));
  for r in select e.id, e.hash from audit_entry e
    where e.xid >= floor_now and not exists (select 1 from audit_link l where l.entry_id = e.id)
    order by e.id limit p_limit
  loop
    pos := pos + 1; n := n + 1; last_entry := r.id;
    prev := sha256(prev || convert_to(pos::text || ':' || r.id::text || ':', 'UTF8') || r.hash);
    insert into audit_link(position, entry_id, entry_hash, chain_hash, sealed_at)
      values (pos, r.id, r.hash, prev, clock_timestamp());
  end loop;
  if n < p_limit then update audit_sealing set floor_xid = oldest; end if;
  return query select pos, last_entry, prev, n;
end $f$;

alter table audit_entry enable row level security;
alter table audit_entry force row level security;
alter table audit_link enable row level security;
alter table audit_link force row level security;
create policy owner_all on audit_entry to mangnon_owner using (true) with check (true);
create policy owner_all on audit_link to mangnon_owner using (true) with check (true);
create policy backup_reads on audit_entry for select to mangnon_backup using (true);
create policy backup_reads on audit_link for select to mangnon_backup using (true);
create policy auditors_read on audit_entry for select to mangnon_auditor using (true);
create policy auditors_read on audit_link for select to mangnon_auditor using (true);
revoke all on audit_entry, audit_link, audit_sealing from mangnon_app, mangnon_wide, mangnon_auditor;
revoke all on sequence audit_entry_id_seq from mangnon_app, mangnon_wide, mangnon_auditor;
grant select on audit_entry, audit_link to mangnon_auditor;
revoke all on function audit_book(timestamptz, text, text, text, text, text, text, bigint, text[], jsonb, text, bigint)
  from public;
revoke all on function audit_seal(integer) from public;
grant execute on function
  audit_book(timestamptz, text, text, text, text, text, text, bigint, text[], jsonb, text, bigint)
  to mangnon_app, mangnon_wide, mangnon_auditor, mangnon_portal;
grant execute on function audit_seal(integer) to mangnon_app, mangnon_wide;

-- Nobody edits the book, not even the tables' owner by mistake; a determined owner can still drop these triggers,
-- which is why heads leave the database.
create function audit_never() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $f$
begin
  raise exception 'the book is append-only: % on % refused', tg_op, tg_table_name;
end $f$;
create trigger never_changed before update or delete on audit_entry
  for each row execute function audit_never();
create trigger never_truncated before truncate on audit_entry execute function audit_never();
create trigger never_changed before update or delete on audit_link
  for each row execute function audit_never();
create trigger never_truncated before truncate on audit_link execute function audit_never();

-- The net beneath: row changes of every protected table, kept where the application can neither read nor write.
create schema net;
revoke all on schema net from public;
create table net.change (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  xid xid8 not null default pg_current_xact_id(),
  actor text, db_user text not null default session_user,
  tbl text not null, op "char" not null, pk text, old jsonb, new jsonb);
create function net.row_changed() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $f$
declare o jsonb; n jsonb; a jsonb; b jsonb;
begin
  if tg_op <> 'INSERT' then o := to_jsonb(old); end if;
  if tg_op <> 'DELETE' then n := to_jsonb(new); end if;
  a := o; b := n;
  if tg_op = 'UPDATE' then
    select jsonb_object_agg(k, o -> k), jsonb_object_agg(k, n -> k) into a, b
      from jsonb_object_keys(n) k where n -> k is distinct from o -> k;
    if b is null then return null; end if;
  end if;
  insert into net.change(actor, tbl, op, pk, old, new)
    values (nullif(current_setting('mangnon.actor', true), ''), tg_table_name, left(tg_op, 1)::"char",
      coalesce(n, o) ->> 'id', a, b);
  return null;
end $f$;
create function net.truncated() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $f$
begin
  insert into net.change(actor, tbl, op) values (nullif(current_setting('mangnon.actor', true), ''),
    tg_table_name, 'T');
  return null;
end $f$;
revoke all on function net.row_changed(), net.truncated() from public;
