-- Who counts the whole province and who counts a commune need different plans. A plan kept for any day and any reach walks
-- the homes of a commune one by one: right for a commune, from the first call, and twice too slow for the province, whose
-- count is planned for its day each time (execute always is) and looks at no ground.
create or replace function registry_count(p_on date, p_first date[]) returns table(
    place_id bigint, "group" text, sex text, band int, ethnicity text, n int)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  set plan_cache_mode = force_generic_plan as $f$
#variable_conflict use_column
begin
  if current_setting('role', true) = 'mangnon_wide' then
    return query execute $q$
  with
  here as materialized (
    select c.id, r.place_id, c.sex::text, c.ethnicity::text,
           cardinality($2) - width_bucket(c.born_to, $2) as band
    from registry_residence r join registry_child c on c.id = r.child_id
    where r.kind = 'actual' and r.valid_from <= $1 and (r.valid_to is null or r.valid_to > $1)
      and c.left <> 'merged' and c.born_to >= ($2)[1] and c.born_from <= $1
  ),
  held as (
    select distinct x.child_id, v.grp from registry_circumstance x
    cross join lateral (values (x."group"::text), (case when x."group" = 'NC' then null else 'HCDB' end)) v(grp)
    where x.valid_from <= $1 and (x.valid_to is null or x.valid_to > $1) and v.grp is not null
  )
  select h.place_id, '', h.sex, h.band, h.ethnicity, count(*)::int from here h group by 1, 3, 4, 5
  union all
  select h.place_id, g.grp, h.sex, h.band, h.ethnicity, count(*)::int
  from held g join here h on h.id = g.child_id group by 1, 2, 3, 4, 5
    $q$ using p_on, p_first;
    return;
  end if;
  return query
  with ground as materialized (select registry_ground() as ids),
  here as materialized (
    select c.id, r.place_id, c.sex::text, c.ethnicity::text,
           cardinality(p_first) - width_bucket(c.born_to, p_first) as band
    from registry_residence r join registry_child c on c.id = r.child_id
    where r.kind = 'actual' and r.valid_from <= p_on and (r.valid_to is null or r.valid_to > p_on)
      and c.left <> 'merged' and c.born_to >= (p_first)[1] and c.born_from <= p_on
      and r.place_id = any ((select ids from ground)::bigint[])
  ),
  held as (
    select distinct x.child_id, v.grp from registry_circumstance x
    cross join lateral (values (x."group"::text), (case when x."group" = 'NC' then null else 'HCDB' end)) v(grp)
    where x.valid_from <= p_on and (x.valid_to is null or x.valid_to > p_on) and v.grp is not null
  )
  select h.place_id, '', h.sex, h.band, h.ethnicity, count(*)::int from here h group by 1, 3, 4, 5
  union all
  select h.place_id, g.grp, h.sex, h.band, h.ethnicity, count(*)::int
  from held g join here h on h.id = g.child_id group by 1, 2, 3, 4, 5;
end
$f$;
