"""Rare words are found by the index although row security keeps ``like`` from it; a small reach is read through by
places; words of every other document are left to whoever walks the newest (docs/adr/0011)."""

from django.db import migrations

FORWARD = r"""
create function statutes_matching(needles text[], years integer[], newest integer, page integer, most integer)
  returns bigint[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare
  reach text := '';
  wanted text := '';
  held text := 'search_key';
  needle text; year integer; often integer; found bigint[];
begin
  if current_setting('role', true) is distinct from 'mangnon_wide' then
    reach := format(' and (place_id is null or place_id = any(%L::bigint[]))', coalesce(public.access_reach(), '{}'));
    execute format('select count(*) from (select from public.statutes_document where true%s limit 8001) seen', reach)
      into often;
    if often <= 8000 then held := $$(search_key || '')$$; end if;
  end if;
  foreach needle in array needles loop
    wanted := wanted || format(' and %s like %L', held,
      '%' || replace(replace(replace(needle, '\', '\\'), '%', '\%'), '_', '\_') || '%');
  end loop;
  foreach year in array years loop
    wanted := wanted || format(' and (year = %s or %s like %L)', year, held, '% ' || year || ' %');
  end loop;
  if held = 'search_key' then
    execute format('select count(*) from (select search_key, year, place_id from public.statutes_document'
      ' order by issued_sort desc, id desc limit %s) newest where true%s%s', newest, wanted, reach) into often;
    if often >= page then return null; end if;
  end if;
  execute format('select array(select id from public.statutes_document where true%s%s limit %s)',
    wanted, reach, most + 1) into found;
  return case when cardinality(found) > most then null else found end;
end $f$;
comment on function statutes_matching(text[], integer[], integer, integer, integer) is
  'ids of documents within the reach of the transaction that hold every needle; null when a page of them'
  ' is among the newest, or when there are more than most';
revoke all on function statutes_matching(text[], integer[], integer, integer, integer)
  from public, mangnon_app, mangnon_wide, mangnon_auditor;
grant execute on function statutes_matching(text[], integer[], integer, integer, integer)
  to mangnon_app, mangnon_wide, mangnon_auditor;
"""
BACKWARD = "drop function statutes_matching(text[], integer[], integer, integer, integer)"


class Migration(migrations.Migration):
    dependencies = [("statutes", "0004_protect_documents")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
