"""A year among the words is read first, by its own index: the words then weed out one year's documents, not all years'."""

from django.db import migrations

FORWARD = r"""
create or replace function statutes_matching(needles text[], years integer[], newest integer, page integer, most integer)
  returns bigint[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare
  reach text := '';
  wanted text := '';
  held text := 'search_key';
  years_first text := '';
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
    years_first := years_first || format(' and (year = %s or %s like %L)', year, held, '% ' || year || ' %');
  end loop;
  if held = 'search_key' then
    execute format('select count(*) from (select search_key, year, place_id from public.statutes_document'
      ' order by issued_sort desc, id desc limit %s) newest where true%s%s%s', newest, years_first, wanted, reach) into often;
    if often >= page then return null; end if;
  end if;
  execute format('with of_years as %s materialized (select id, search_key from public.statutes_document where true%s%s)'
    ' select array(select id from of_years where true%s limit %s)',
    case when years_first = '' or held <> 'search_key' then 'not' else '' end, years_first, reach, wanted, most + 1) into found;
  return case when cardinality(found) > most then null else found end;
end $f$;
"""


class Migration(migrations.Migration):
    dependencies = [("statutes", "0005_matching")]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
