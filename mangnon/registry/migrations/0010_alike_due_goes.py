"""A record that is taken back takes its place in the queue of comparisons along; nobody else may touch the queue."""

from django.db import migrations

REMAKE = """
do $d$
declare v_name text;
begin
  select conname into strict v_name from pg_constraint
  where conrelid = 'registry_alikedue'::regclass and contype = 'f';
  execute format('alter table registry_alikedue drop constraint %I', v_name);
end $d$;
alter table registry_alikedue add constraint registry_alikedue_child foreign key (child_id)
  references registry_child (id) {on_delete} deferrable initially deferred;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_release")]
    operations = [
        migrations.RunSQL(REMAKE.format(on_delete="on delete cascade"), REMAKE.format(on_delete="")),
    ]
