"""A record that is taken back takes its place in the queue of comparisons along."""

from django.db import migrations

FORWARD = """
grant select, delete on registry_alikedue to mangnon_app;
create policy reach_sees on registry_alikedue for select to mangnon_app
  using (exists (select 1 from registry_child c where c.id = registry_alikedue.child_id));
create policy reach_goes on registry_alikedue for delete to mangnon_app
  using (exists (select 1 from registry_child c where c.id = registry_alikedue.child_id));
"""
BACKWARD = "revoke select, delete on registry_alikedue from mangnon_app; drop policy reach_sees on registry_alikedue; drop policy reach_goes on registry_alikedue;"


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_release")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
