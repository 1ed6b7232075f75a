"""What a commune that handed a child over may still know of its own request."""

from django.db import migrations

SENT = """
-- The child answers elsewhere now, so row security hides the request with it; the sender still reads its own words
-- and the answer, never the child.
create function registry_sent(p_transfer uuid) returns table (
    child uuid, from_place text, to_place text, moved_on date, hand_over text, state text, asked_at timestamptz,
    asked_by_name text, answered_at timestamptz, answered_by_name text, answer text)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $f$
declare
  v_wide boolean := current_setting('role', true) = 'mangnon_wide';
begin
  return query
    select t.child_id, f.name::text, o.name::text, t.moved_on, t.hand_over, t.state::text, t.asked_at,
      t.asked_by_name, t.answered_at, t.answered_by_name, t.answer
    from registry_transfer t join places_unit f on f.id = t.from_place_id join places_unit o on o.id = t.to_place_id
    where t.id = p_transfer and (v_wide or t.from_place_id = any (access_reach()::bigint[]));
end $f$;
comment on function registry_sent(uuid) is
  'crossing the reach: a commune reads the answer to a request of its own; booked as registry.transfers.see';
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0015_departure_ended"), ("access", "0001_reach_function")]
    operations = [migrations.RunSQL(SENT, "drop function registry_sent(uuid)")]
