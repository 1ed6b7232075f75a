-- The index of the search of children. Names, numbers and the people around a child are folded here, by triggers, so
-- that no writer can forget it. The web reads it through registry_look alone.

-- Names in plain Vietnamese letters take the short way; whatever else is in them takes the long one.
create function registry_fold_any(told text) returns text language sql immutable parallel safe strict
  set search_path = pg_catalog, pg_temp
  return btrim(regexp_replace(
    translate(lower(regexp_replace(
      normalize(translate(told, 'ÐƉðɖ''`´‘’‛′ʹʻʼʽˈ＇', 'ĐĐđđ'), NFKD), '[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]', '', 'g')),
      'đ''’ʼ', 'd'),
    '[^[:alnum:]]+', ' ', 'g'));
create function registry_fold(told text) returns text language plpgsql immutable parallel safe strict
  set search_path = pg_catalog, pg_temp as $f$
declare plain text := translate(lower(told),
  'àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ',
  'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd');
begin
  if plain ~ '^[a-z0-9]+( [a-z0-9]+)*$' or plain = '' then return plain; end if;
  return public.registry_fold_any(told);
end $f$;
comment on function registry_fold(text) is 'as mangnon.lib.names.fold; a test compares them';

create function registry_sound(word text) returns text language sql immutable parallel safe strict
  set search_path = pg_catalog, pg_temp
  return replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    word, '^ngh', 'ng'), '^gh', 'g'), '^tr', 'ch'), '^(gi(?=[aeouy])|d|r)', 'z'), '^x', 's'), '^(c(?!h)|q)', 'k'),
    'y', 'i');
comment on function registry_sound(text) is 'one folded syllable as mangnon.lib.names.skeleton; a test compares them';

-- A sound, or two that stand in one name, in a year (or in any: 0) as one number: 26 bits of a checksum, 6 of the year.
create function registry_key(sound text, year integer) returns integer language sql immutable parallel safe
  return ((pg_catalog.crc32(pg_catalog.convert_to(sound, 'UTF8')) & 67108863) * 64 - 2147483648)::integer
    + case when year = 0 then 0 else 1 + pg_catalog.mod(year, 63) end;

create function registry_number_keys(numbers text[]) returns integer[] language sql immutable parallel safe
  return array(select distinct public.registry_key('#' || pg_catalog.right(one, 4), 0)
    from unnest(numbers) one where pg_catalog.length(one) >= 4);

-- Names of the records that live on: their own, their other names, and those of records that were merged into them.
create function registry_index_names(asked uuid[]) returns void language plpgsql
  set search_path = pg_catalog, pg_temp as $f$
declare ids uuid[];
begin
  with recursive up(id, onwards) as (
    select c.id, c.merged_into_id from public.registry_child c where c.id = any(asked)
    union select c.id, c.merged_into_id from up join public.registry_child c on c.id = up.onwards)
  select array_agg(distinct id) into ids from (select id from up union select unnest(asked)) whole;
  if ids is null then return; end if;
  perform 1 from public.registry_child c where c.id = any(ids) order by c.id for no key update;
  delete from public.registry_needle n using unnest(ids) one(id) where n.child_id = one.id;
  with recursive down(root, id) as (
    select c.id, c.id from public.registry_child c where c.id = any(ids) and c.merged_into_id is null
    union select down.root, c.id from down join public.registry_child c on c.merged_into_id = down.id),
  names as materialized (
    select distinct on (down.root, told.folded) down.root, told.name, told.folded, told.own
    from down join public.registry_child c on c.id = down.id
    cross join lateral (
      select c.full_name as name, public.registry_fold(c.full_name) as folded, down.root = down.id as own
      union all
      select o.name, public.registry_fold(o.name), false from public.registry_othername o where o.child_id = down.id
    ) told where told.folded <> '' or told.own
    order by down.root, told.folded, told.own desc),
  syllables as materialized (
    select word, public.registry_sound(word) collate "C" as sound, public.registry_key(public.registry_sound(word), 0) as key
    from (select distinct unnest(string_to_array(folded, ' ')) as word from names) words where word <> ''),
  learned as (
    insert into public.registry_syllable (syllable)
    select s.word from syllables s
    where not exists (select 1 from public.registry_syllable k where k.syllable = s.word)),
  numbers as (
    select down.root, coalesce(array_agg(distinct one) filter (where one <> ''), '{}') as all_of_them
    from down join public.registry_child c on c.id = down.id
    cross join lateral (values (c.personal_number),
      (case when c.external_code <> '' then replace(public.registry_fold(c.external_code), ' ', '') end)) told(one) group by down.root),
  spelled as (
    select n.root, n.name, n.folded, n.own, string_agg(s.sound, ' ' order by s.sound collate "C") as skeleton,
      coalesce(array_agg(s.key) filter (where s.key is not null), '{}') as keys,
      coalesce(array_agg(s.key + 1 + mod(c.born_year, 63)) filter (where s.key is not null), '{}') as year_keys,
      array_agg(distinct s.sound order by s.sound) filter (where s.key is not null) as sounds
    from names n join public.registry_child c on c.id = n.root
    left join lateral unnest(string_to_array(n.folded, ' ')) one(word) on true
    left join syllables s on s.word = one.word group by n.root, n.name, n.folded, n.own)
  insert into public.registry_needle
    (child_id, own, place_id, other_place_id, hamlet_id, name, folded, skeleton, born_year, keys, numbers)
  select c.id, p.own, c.place_id, c.other_place_id, c.hamlet_id, p.name, p.folded, coalesce(p.skeleton, ''), c.born_year,
    p.keys || p.year_keys
      || array(select public.registry_key(p.sounds[i] || ' ' || p.sounds[j], c.born_year)
        from generate_subscripts(p.sounds, 1) i, generate_subscripts(p.sounds, 1) j where i < j)
      || case when p.own and m.all_of_them <> '{}' then public.registry_number_keys(m.all_of_them) else '{}' end,
    case when p.own then m.all_of_them else '{}' end
  from spelled p join public.registry_child c on c.id = p.root join numbers m on m.root = p.root;
end $f$;

-- The people around a child: parents, the head of the household, who cares for it. One part after the other.
create function registry_index_kin(asked uuid[], part text) returns void language plpgsql
  set search_path = pg_catalog, pg_temp as $f$
begin
  if asked is null then return; end if;
  perform 1 from public.registry_child c where c.id = any(asked) order by c.id for no key update;
  if part = 'head' then
    perform 1 from public.registry_household h where h.id in
      (select c.household_id from public.registry_child c where c.id = any(asked)) order by h.id for share;
  end if;
  delete from public.registry_kin k using unnest(asked) one(id) where k.child_id = one.id and k.part = $2;
  with people as materialized (
    select p.child_id, p.which as role, p.full_name as name, p.phone, p.personal_number as number
    from public.registry_parent p where $2 = 'parent' and p.child_id = any(asked)
    union all
    select c.id, 'head', h.head_name, h.phone, h.head_personal_number
    from public.registry_child c join public.registry_household h on h.id = c.household_id
    where $2 = 'head' and c.id = any(asked)
    union all
    select r.child_id, 'carer', r.full_name, r.phone, ''
    from public.registry_carer r where $2 = 'carer' and r.child_id = any(asked) and r.valid_to is null),
  folded as materialized (
    select people.*, public.registry_fold(name) as folded, array_remove(array[phone, number], '') as numbers
    from people),
  syllables as materialized (
    select word, public.registry_sound(word) collate "C" as sound, public.registry_key(public.registry_sound(word), 0) as key
    from (select distinct unnest(string_to_array(f.folded, ' ')) as word from folded f) words where word <> ''),
  learned as (
    insert into public.registry_syllable (syllable)
    select s.word from syllables s
    where not exists (select 1 from public.registry_syllable k where k.syllable = s.word)),
  spelled as (
    select f.child_id, f.role, f.name, f.folded, f.numbers,
      array_agg(s.key) filter (where s.key is not null) as keys
    from folded f left join lateral unnest(string_to_array(f.folded, ' ')) one(word) on true
    left join syllables s on s.word = one.word group by 1, 2, 3, 4, 5)
  insert into public.registry_kin (child_id, part, role, name, folded, keys, numbers)
  select s.child_id, $2, s.role, s.name, s.folded,
    coalesce(s.keys, '{}') || case when s.numbers <> '{}' then public.registry_number_keys(s.numbers) else '{}' end,
    s.numbers
  from spelled s where s.folded <> '' or s.numbers <> '{}';
end $f$;

create function registry_reindex(asked uuid[]) returns void language sql set search_path = pg_catalog, pg_temp
begin atomic
  select public.registry_index_names(asked);
  select public.registry_index_kin(asked, part) from unnest(array['parent', 'head', 'carer']) part;
end;
comment on function registry_reindex(uuid[]) is 'for the owner alone, after a load without triggers';

create function registry_child_indexed() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $f$
declare named uuid[]; housed uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct one) filter (where one is not null) into named
      from come, unnest(array[come.id, come.merged_into_id]) one;
    select array_agg(id) into housed from come where household_id is not null;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct one) filter (where one is not null) into named
      from gone, unnest(array[gone.id, gone.merged_into_id]) one;
    select array_agg(id) into housed from gone;
  else
    select array_agg(distinct one) filter (where one is not null) into named
      from come join gone using (id), unnest(array[come.id, come.merged_into_id, gone.merged_into_id]) one
      where (come.full_name, come.place_id, come.other_place_id, come.hamlet_id, come.personal_number,
          come.external_code, come.born_from, come.merged_into_id) is distinct from
        (gone.full_name, gone.place_id, gone.other_place_id, gone.hamlet_id, gone.personal_number,
          gone.external_code, gone.born_from, gone.merged_into_id);
    select array_agg(id) into housed from come join gone using (id)
      where come.household_id is distinct from gone.household_id;
  end if;
  if named is not null then perform public.registry_index_names(named); end if;
  if housed is not null then perform public.registry_index_kin(housed, 'head'); end if;
  return null;
end $f$;

-- Parts of a child: other names, parents, carers. The argument of the trigger names the part.
create function registry_part_indexed() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $f$
declare ids uuid[];
begin
  if tg_op = 'INSERT' then select array_agg(distinct child_id) into ids from come;
  elsif tg_op = 'DELETE' then select array_agg(distinct child_id) into ids from gone;
  else
    select array_agg(distinct child_id) into ids
      from (select child_id from come union all select child_id from gone) touched;
  end if;
  if ids is null then return null; end if;
  if tg_argv[0] = 'name' then perform public.registry_index_names(ids);
  else perform public.registry_index_kin(ids, tg_argv[0]); end if;
  return null;
end $f$;

create function registry_household_indexed() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $f$
declare ids uuid[];
begin
  select array_agg(c.id) into ids from come join gone using (id)
    join public.registry_child c on c.household_id = come.id
    where (come.head_name, come.phone, come.head_personal_number)
      is distinct from (gone.head_name, gone.phone, gone.head_personal_number);
  if ids is not null then perform public.registry_index_kin(ids, 'head'); end if;
  return null;
end $f$;

create trigger search_insert after insert on registry_child referencing new table as come
  for each statement execute function registry_child_indexed();
create trigger search_update after update on registry_child referencing old table as gone new table as come
  for each statement execute function registry_child_indexed();
create trigger search_delete after delete on registry_child referencing old table as gone
  for each statement execute function registry_child_indexed();
create trigger search_update after update on registry_household referencing old table as gone new table as come
  for each statement execute function registry_household_indexed();
create trigger search_insert after insert on registry_othername referencing new table as come
  for each statement execute function registry_part_indexed('name');
create trigger search_update after update on registry_othername referencing old table as gone new table as come
  for each statement execute function registry_part_indexed('name');
create trigger search_delete after delete on registry_othername referencing old table as gone
  for each statement execute function registry_part_indexed('name');
create trigger search_insert after insert on registry_parent referencing new table as come
  for each statement execute function registry_part_indexed('parent');
create trigger search_update after update on registry_parent referencing old table as gone new table as come
  for each statement execute function registry_part_indexed('parent');
create trigger search_delete after delete on registry_parent referencing old table as gone
  for each statement execute function registry_part_indexed('parent');
create trigger search_insert after insert on registry_carer referencing new table as come
  for each statement execute function registry_part_indexed('carer');
create trigger search_update after update on registry_carer referencing old table as gone new table as come
  for each statement execute function registry_part_indexed('carer');
create trigger search_delete after delete on registry_carer referencing old table as gone
  for each statement execute function registry_part_indexed('carer');

-- The one way to read the index. Arguments only narrow: the reach of the transaction is put on every branch. Each
-- branch says which sets of keys a name must touch ("all"), or its skeleton, or the end of a number, and which sets a
-- person around the child must touch ("kin"). Lines of one name and year come back as one, with the first of those who
-- bear it.
create function registry_look(branches jsonb, years smallint[], places bigint[], narrowed bigint[], hamlets bigint[])
  returns table (branch integer, name text, folded text, born_year smallint, own boolean, bearers bigint, children uuid[])
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare
  reach bigint[] := public.access_reach();
  everywhere boolean := current_setting('role', true) = 'mangnon_wide';
  bounds text := '';
  parts text[] := '{}';
  one jsonb; part text; inner_part text; ending text; at integer := 0;
begin
  if everywhere then
    reach := places;
  elsif places is not null then
    reach := array(select unnest(reach) intersect select unnest(places));
  end if;
  if reach is not null and narrowed <> '{}' then
    bounds := format(' and (n.place_id = any(%1$L::bigint[]) or n.other_place_id = any(%1$L::bigint[])'
      ' or (n.place_id = any(%2$L::bigint[]) or n.other_place_id = any(%2$L::bigint[])) and n.hamlet_id = any(%3$L::bigint[]))',
      array(select unnest(reach) except select unnest(narrowed)), reach, hamlets);
  elsif reach is not null then
    bounds := format(' and (n.place_id = any(%1$L::bigint[]) or n.other_place_id = any(%1$L::bigint[]))', reach);
  end if;
  if years is not null then
    bounds := bounds || format(' and n.born_year = any(%L::smallint[])', years);
  end if;
  for one in select jsonb_array_elements(branches) loop
    part := bounds; inner_part := ''; ending := one ->> 'ending';
    if one ? 'skeleton' then part := part || format(' and n.skeleton = %L', one ->> 'skeleton'); end if;
    select part || coalesce(string_agg(format(' and n.keys && %L::integer[]', translate(s::text, '[] ', '{}')), ''), '')
      into part from jsonb_array_elements(one -> 'all') s;
    if one ? 'kin' then
      select string_agg(format(' and k.keys && %L::integer[]', translate(s::text, '[] ', '{}')), '')
        into inner_part from jsonb_array_elements(one -> 'kin') s;
      if ending is not null then
        inner_part := inner_part || format(' and exists (select from unnest(k.numbers) x where right(x, %s) = %L)',
          length(ending), ending);
      end if;
      part := part || format(' and n.child_id in (select k.child_id from public.registry_kin k where true%s)', inner_part);
    elsif ending is not null then
      part := part || format(' and exists (select from unnest(n.numbers) x where right(x, %s) = %L)',
        length(ending), ending);
    end if;
    parts := parts || format('(select %s as branch, n.child_id, n.name, n.folded, n.born_year, n.own'
      ' from public.registry_needle n where true%s limit %s)', at, part, coalesce((one ->> 'most')::integer, 600));
    at := at + 1;
  end loop;
  if at = 0 then return; end if;
  return query execute format('select min(l.branch), l.name::text, l.folded::text, l.born_year, bool_or(l.own),'
    ' count(*), (array_agg(l.child_id))[1:120] from (%s) l group by 2, 3, 4', array_to_string(parts, ' union all '));
end $f$;

-- Syllables that stand in names, since a number; and how often, among a sample of names.
create function registry_syllables(since bigint) returns table (id bigint, syllable text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select s.id, s.syllable::text from public.registry_syllable s where s.id > since;
end;

create function registry_shares() returns table (syllable text, share real)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare part real;
begin
  select case when reltuples > 0 then least(100, 2000000 / reltuples) else 100 end into part
    from pg_class where oid = 'public.registry_needle'::regclass;
  return query with sample as (select n.folded from public.registry_needle n tablesample system (part)),
    counted as (select word, count(*)::real as n
      from sample, unnest(string_to_array(sample.folded, ' ')) word where word <> '' group by word)
  select c.word::text, (c.n / greatest(1, (select count(*) from sample)))::real from counted c;
end $f$;

alter table registry_needle enable row level security;
alter table registry_needle force row level security;
alter table registry_kin enable row level security;
alter table registry_kin force row level security;
alter table registry_syllable enable row level security;
alter table registry_syllable force row level security;
create policy owner_all on registry_needle to mangnon_owner using (true) with check (true);
create policy owner_all on registry_kin to mangnon_owner using (true) with check (true);
create policy owner_all on registry_syllable to mangnon_owner using (true) with check (true);
create policy backup_reads on registry_needle for select to mangnon_backup using (true);
create policy backup_reads on registry_kin for select to mangnon_backup using (true);
create policy backup_reads on registry_syllable for select to mangnon_backup using (true);
revoke all on registry_needle, registry_kin, registry_syllable from mangnon_app, mangnon_wide, mangnon_auditor;

revoke all on function registry_index_names(uuid[]), registry_index_kin(uuid[], text), registry_reindex(uuid[]),
  registry_child_indexed(), registry_part_indexed(), registry_household_indexed(), registry_syllables(bigint), registry_shares(),
  registry_look(jsonb, smallint[], bigint[], bigint[], bigint[])
  from public, mangnon_app, mangnon_wide, mangnon_auditor;
grant execute on function registry_syllables(bigint), registry_shares(), registry_look(jsonb, smallint[], bigint[], bigint[], bigint[])
  to mangnon_app, mangnon_wide;
select registry_reindex(array(select id from registry_child));
