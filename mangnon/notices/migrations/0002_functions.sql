-- Telling somebody puts a row into their inbox, which nobody else sees: so it happens in this one function.
-- Called inside the transaction of the act that tells. Returns the people who weren't told of this fact before.
create function notices_tell(p_telling jsonb, p_people jsonb, p_channels jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $f$
declare
  v_telling notices_telling;
  v_new jsonb;
begin
  insert into notices_telling (id, fact, kind, kind_since, subject_kind, subject_id, code, words, urgent, place_id,
                               chain_id, told_by, told_by_name, told_at)
  select t.id, t.fact, t.kind, t.kind_since, t.subject_kind, t.subject_id, t.code, t.words, t.urgent, t.place_id,
         t.chain_id, coalesce(current_setting('mangnon.actor', true), ''), t.told_by_name, t.told_at
  from jsonb_populate_record(null::notices_telling, p_telling) t
  on conflict (fact) do nothing;
  select * into strict v_telling from notices_telling where fact = p_telling ->> 'fact';

  with told as (
    insert into notices_notice (id, telling_id, person_id, code, unread, told_at)
    select p.id, v_telling.id, p.person_id, p.code, 1, (p_telling ->> 'told_at')::timestamptz
    from jsonb_to_recordset(p_people) as p(id uuid, person_id uuid, code text)
    on conflict (telling_id, person_id) do nothing
    returning id, person_id, told_at
  ), gone as (
    insert into notices_delivery (id, telling_id, notice_id, person_id, code, channel, state, urgent, why, tries, due_at,
                                  since, settled_at)
    select uuidv7(), v_telling.id, told.id, told.person_id, v_telling.code, c.key,
           case c.key when 'app' then 'sent' else 'waiting' end, v_telling.urgent, '', 0, told.told_at, told.told_at,
           case c.key when 'app' then told.told_at end
    from told cross join jsonb_each_text(p_channels) c
    left join notices_preference w
      on w.person_id = told.person_id and w.kind = v_telling.kind and w.channel = c.key
    where c.key = 'app' or coalesce(w.wanted, c.value::boolean)
    returning 1
  )
  select coalesce(jsonb_agg(person_id), '[]'::jsonb) into v_new from told;
  return jsonb_build_object('telling', v_telling.id, 'new', v_new);
end $f$;
comment on function notices_tell(jsonb, jsonb, jsonb) is
  'crossing the reach: a notice goes into somebody else''s inbox; booked as notices.tell by the act that tells';
