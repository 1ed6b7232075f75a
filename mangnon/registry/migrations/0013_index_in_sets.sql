-- The index of the search makes each spelling once, however many children bear it, and reckons keys in place: a roster
-- of fifty thousand children spends half its time here. The same lines come of it as before.

create or replace function registry_index_names(asked uuid[]) returns void language plpgsql
  set search_path = pg_catalog, pg_temp set work_mem = '32MB' as $f$
declare ids uuid[];
begin
  with recursive up(id, onwards) as (
    select c.id, c.merged_into_id from public.registry_child c where c.id = any(asked)
    union select c.id, c.merged_into_id from up join public.registry_child c on c.id = up.onwards)
  select array_agg(distinct id) into ids from (select id from up union select unnest(asked)) whole;
  if ids is null then return; end if;
  perform 1 from public.registry_child c where c.id = any(ids) order by c.id for no key update;
  delete from public.registry_needle n using unnest(ids) one(id) where n.child_id = one.id;
  with recursive roots as materialized (
    select c.id, c.full_name::text as name, c.personal_number, c.external_code, c.place_id, c.other_place_id,
      c.hamlet_id, c.born_year
    from public.registry_child c where c.id = any(ids) and c.merged_into_id is null),
  down(root, id, name, personal_number, external_code) as (
    select r.id, r.id, r.name, r.personal_number, r.external_code from roots r
    union all select down.root, c.id, c.full_name::text, c.personal_number, c.external_code
      from down join public.registry_child c on c.merged_into_id = down.id),
  told as materialized (
    select d.root, d.name, d.root = d.id as own from down d
    union all
    select d.root, o.name::text, false from down d join public.registry_othername o on o.child_id = d.id),
  folds as materialized (
    select one.name, public.registry_fold(one.name) as folded from (select distinct name from told) one),
  names as materialized (
    select distinct on (t.root, f.folded) t.root, t.name, f.folded, t.own
    from told t join folds f on f.name = t.name where f.folded <> '' or t.own
    order by t.root, f.folded, t.own desc),
  words as materialized (
    select one.folded, word from (select distinct folded from names) one, unnest(string_to_array(one.folded, ' ')) word),
  syllables as materialized (
    select told.word, told.sound,
      ((crc32(convert_to(told.sound, 'UTF8')) & 67108863) * 64 - 2147483648)::integer as key
    from (select one.word, public.registry_sound(one.word) collate "C" as sound
      from (select distinct word from words where word <> '') one) told),
  learned as (
    insert into public.registry_syllable (syllable)
    select s.word from syllables s
    where not exists (select 1 from public.registry_syllable k where k.syllable = s.word)),
  spelled as materialized (
    select w.folded, string_agg(s.sound, ' ' order by s.sound collate "C") as skeleton, array_agg(s.key) as keys
    from words w join syllables s on s.word = w.word group by w.folded),
  sounds as materialized (
    select distinct w.folded, s.sound from words w join syllables s on s.word = w.word),
  paired as materialized (
    select a.folded, array_agg(
      ((crc32(convert_to(a.sound || ' ' || b.sound, 'UTF8')) & 67108863) * 64 - 2147483648)::integer) as keys
    from sounds a join sounds b on b.folded = a.folded and a.sound < b.sound group by a.folded),
  numbers as materialized (
    select d.root, array_agg(distinct told.one) as all_of_them,
      array_agg(distinct ((crc32(convert_to('#' || right(told.one, 4), 'UTF8')) & 67108863) * 64 - 2147483648)::integer)
        filter (where length(told.one) >= 4) as keys
    from down d
    cross join lateral (values (d.personal_number::text),
      (case when d.external_code <> '' then replace(public.registry_fold(d.external_code), ' ', '') end)) told(one)
    where told.one <> '' group by d.root)
  insert into public.registry_needle
    (child_id, own, place_id, other_place_id, hamlet_id, name, folded, skeleton, born_year, keys, numbers)
  select r.id, n.own, r.place_id, r.other_place_id, r.hamlet_id, n.name, n.folded, coalesce(s.skeleton, ''),
    r.born_year,
    s.keys || array(select one + 1 + mod(r.born_year, 63) from unnest(s.keys || p.keys) one)
      || case when n.own then m.keys end,
    case when n.own and m.root is not null then m.all_of_them else '{}' end
  from names n join roots r on r.id = n.root
  left join spelled s on s.folded = n.folded left join paired p on p.folded = n.folded
  left join numbers m on m.root = n.root;
end $f$;

create or replace function registry_index_kin(asked uuid[], part text) returns void language plpgsql
  set search_path = pg_catalog, pg_temp set work_mem = '32MB' as $f$
begin
  if asked is null then return; end if;
  perform 1 from public.registry_child c where c.id = any(asked) order by c.id for no key update;
  if part = 'head' then
    perform 1 from public.registry_household h where h.id in
      (select c.household_id from public.registry_child c where c.id = any(asked)) order by h.id for share;
  end if;
  delete from public.registry_kin k using unnest(asked) one(id) where k.child_id = one.id and k.part = $2;
  with people as materialized (
    select p.child_id, p.which as role, p.full_name::text as name, p.phone, p.personal_number as number
    from public.registry_parent p where $2 = 'parent' and p.child_id = any(asked)
    union all
    select c.id, 'head', h.head_name, h.phone, h.head_personal_number
    from public.registry_child c join public.registry_household h on h.id = c.household_id
    where $2 = 'head' and c.id = any(asked)
    union all
    select r.child_id, 'carer', r.full_name, r.phone, ''
    from public.registry_carer r where $2 = 'carer' and r.child_id = any(asked) and r.valid_to is null),
  folds as materialized (
    select one.name, public.registry_fold(one.name) as folded from (select distinct name from people) one),
  words as materialized (
    select one.folded, word
    from (select distinct folded from folds) one, unnest(string_to_array(one.folded, ' ')) word),
  syllables as materialized (
    select told.word, ((crc32(convert_to(told.sound, 'UTF8')) & 67108863) * 64 - 2147483648)::integer as key
    from (select one.word, public.registry_sound(one.word) collate "C" as sound
      from (select distinct word from words where word <> '') one) told),
  learned as (
    insert into public.registry_syllable (syllable)
    select s.word from syllables s
    where not exists (select 1 from public.registry_syllable k where k.syllable = s.word)),
  spelled as materialized (
    select w.folded, array_agg(s.key) as keys from words w join syllables s on s.word = w.word group by w.folded),
  told as materialized (
    select distinct p.child_id, p.role, p.name, f.folded, array_remove(array[p.phone, p.number]::text[], '') as numbers,
      case when length(p.phone) >= 4 then
        ((crc32(convert_to('#' || right(p.phone, 4), 'UTF8')) & 67108863) * 64 - 2147483648)::integer end as phone_key,
      case when length(p.number) >= 4 then
        ((crc32(convert_to('#' || right(p.number, 4), 'UTF8')) & 67108863) * 64 - 2147483648)::integer end as number_key
    from people p join folds f on f.name = p.name)
  insert into public.registry_kin (child_id, part, role, name, folded, keys, numbers)
  select t.child_id, $2, t.role, t.name, t.folded,
    array_remove(coalesce(s.keys, '{}') || t.phone_key || t.number_key, null), t.numbers
  from told t left join spelled s on s.folded = t.folded where t.folded <> '' or t.numbers <> '{}';
end $f$;

-- A register that doubles within one transaction is measured there and then. Else the planner, told that the table is
-- empty, looks rows up by id in the index over (sort_key, id), skipping through all of its names: twenty times the
-- work of an import, in every check of a foreign key and of a policy after it.
create function registry_measured(added integer) returns void language plpgsql
  set search_path = pg_catalog, pg_temp as $f$
begin
  if added > 1000 and added > (select reltuples from pg_class where oid = 'public.registry_child'::regclass) then
    analyze (skip_locked) public.registry_child, public.registry_household;
  end if;
end $f$;
revoke all on function registry_measured(integer) from public, mangnon_app, mangnon_wide, mangnon_auditor;

create or replace function registry_child_indexed() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $f$
declare named uuid[]; housed uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct one) filter (where one is not null) into named
      from come, unnest(array[come.id, come.merged_into_id]) one;
    select array_agg(id) into housed from come where household_id is not null;
    perform public.registry_measured(cardinality(named));
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

-- Whoever sees the whole province isn't asked about each of its units, past and present.
create or replace function registry_frozen(p_end date, p_groups text[]) returns table(
    place_id bigint, "group" text, sex text, band int, ethnicity text, n int)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $f$
  select f.place_id, f."group"::text, f.sex::text, f.band::int, f.ethnicity::text, f.n
  from registry_figure f
  where f.quarter_id = p_end and f."group" = any (p_groups)
    and (current_setting('role', true) = 'mangnon_wide' or f.place_id = any ((select registry_ground())::bigint[]))
$f$;
