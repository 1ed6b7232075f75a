"""Saying no to a child that another commune wanted to hand over."""

from django.db import migrations

RELEASE = """
-- A commune says no: afterwards the child lies outside its reach, so no policy would let it write that row.
create function registry_release(p_transfer uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $f$
declare
  v_wide boolean := current_setting('role', true) = 'mangnon_wide';
begin
  update registry_child c set other_place_id = null
  from registry_transfer t
  where t.id = p_transfer and t.state = 'declined' and c.id = t.child_id and c.other_place_id = t.to_place_id
    and (v_wide or t.to_place_id = any (access_reach()::bigint[]));
  if not found then
    raise exception 'no such transfer within reach' using errcode = 'insufficient_privilege';
  end if;
end $f$;
comment on function registry_release(uuid) is
  'crossing the reach: a commune that says no lets go of a child; booked as registry.transfers.decline';
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_protect_rosters")]
    operations = [migrations.RunSQL(RELEASE, "drop function registry_release(uuid)")]
