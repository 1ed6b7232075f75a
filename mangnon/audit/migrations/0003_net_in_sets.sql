-- The net writes what a statement added or took away as one set: a roster of fifty thousand rows asks it once for each
-- table, not once for each row. What was changed is still told row by row, where old and new stand side by side.
create function net.rows_come() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $f$
begin
  insert into net.change(actor, tbl, op, pk, new)
    select nullif(current_setting('mangnon.actor', true), ''), tg_table_name, 'I', told.body ->> 'id', told.body
    from (select to_jsonb(come) as body from come offset 0) told;
  return null;
end $f$;
create function net.rows_gone() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $f$
begin
  insert into net.change(actor, tbl, op, pk, old)
    select nullif(current_setting('mangnon.actor', true), ''), tg_table_name, 'D', told.body ->> 'id', told.body
    from (select to_jsonb(gone) as body from gone offset 0) told;
  return null;
end $f$;
revoke all on function net.rows_come(), net.rows_gone() from public;

-- Puts a table under the net. A statement trigger of a parent says nothing of what is written into its parts, so a
-- divided table is refused: it would need a trigger of its own on every part.
create function net.cover(covered regclass) returns void language plpgsql set search_path = pg_catalog, pg_temp as $f$
begin
  if exists (select from pg_inherits where covered in (inhrelid, inhparent))
     or exists (select from pg_class where oid = covered and relkind <> 'r') then
    raise exception 'the net covers plain tables only: %', covered;
  end if;
  execute format('create trigger net_insert after insert on %s referencing new table as come'
    ' for each statement execute function net.rows_come()', covered);
  execute format('create trigger net_delete after delete on %s referencing old table as gone'
    ' for each statement execute function net.rows_gone()', covered);
  execute format('create trigger net_row after update on %s for each row execute function net.row_changed()', covered);
  execute format('create trigger net_truncate before truncate on %s execute function net.truncated()', covered);
end $f$;
create function net.uncover(covered regclass) returns void language plpgsql set search_path = pg_catalog, pg_temp as $f$
declare known text;
begin
  foreach known in array array['net_insert', 'net_delete', 'net_row', 'net_truncate'] loop
    execute format('drop trigger if exists %I on %s', known, covered);
  end loop;
end $f$;
revoke all on function net.cover(regclass), net.uncover(regclass) from public;

do $d$
declare covered regclass;
begin
  for covered in select tgrelid from pg_trigger where tgname = 'net_row' loop
    perform net.uncover(covered), net.cover(covered);
  end loop;
end $d$;
