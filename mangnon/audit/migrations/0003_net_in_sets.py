"""The net takes what is added or taken away in sets; the same rows are kept as before."""

from pathlib import Path

from django.db import migrations

FORWARD = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
BACKWARD = """
do $d$
declare covered regclass;
begin
  for covered in select tgrelid from pg_trigger where tgname = 'net_row' loop
    perform net.uncover(covered);
    execute format('create trigger net_row after insert or update or delete on %s for each row'
      ' execute function net.row_changed()', covered);
    execute format('create trigger net_truncate before truncate on %s execute function net.truncated()', covered);
  end loop;
end $d$;
drop function net.cover(regclass), net.uncover(regclass), net.rows_come(), net.rows_gone();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_book_functions")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
