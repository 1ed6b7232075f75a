"""Holds, proposals of destruction and their rows; the machine that destroys reaches drafts, and no person does."""

import django.db.models.deletion
from django.db import migrations, models

from mangnon.oversight.protecting import protect_for_watchers

TABLES = ("oversight_hold", "oversight_proposal", "oversight_proposalline")
LEADERS = """
create policy leaders on oversight_hold to mangnon_wide using (true) with check (true);
create policy leaders on oversight_proposal to mangnon_wide using (true) with check (true);
create policy leaders on oversight_proposalline to mangnon_wide using (true) with check (true);
"""
NO_LEADERS = """
drop policy leaders on oversight_proposalline;
drop policy leaders on oversight_proposal;
drop policy leaders on oversight_hold;
"""
DRAFTS = """
create policy past_term on ui_draft to mangnon_wide
  using (current_setting('mangnon.actor', true) = 'oversight.retention') with check (false);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0006_consents"),
        ("places", "0003_calendar"),
        ("ui", "0002_protect"),
    ]

    operations = [
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('record', models.CharField(max_length=40)),
                ('term_since', models.DateField()),
                ('before', models.DateTimeField()),
                ('stage', models.CharField(choices=[('drawn', 'Drawn'), ('confirmed', 'Confirmed'), ('approved', 'Approved'), ('done', 'Done'), ('rejected', 'Rejected')], default='drawn', max_length=10)),
                ('rows', models.IntegerField()),
                ('left_held', models.IntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('drawn_at', models.DateTimeField()),
                ('drawn_by_name', models.TextField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('confirmed_by', models.TextField(default='')),
                ('confirmed_by_name', models.TextField(default='')),
                ('approved_at', models.DateTimeField(null=True)),
                ('approved_by', models.TextField(default='')),
                ('approved_by_name', models.TextField(default='')),
                ('rejected_at', models.DateTimeField(null=True)),
                ('rejected_by_name', models.TextField(default='')),
                ('rejected_why', models.TextField(default='')),
                ('done_at', models.DateTimeField(null=True)),
                ('destroyed', models.IntegerField(default=0)),
                ('held', models.IntegerField(default=0)),
                ('gone', models.IntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('stage__in', ['drawn', 'confirmed', 'approved'])), fields=('record',), name='proposal_one_open'), models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), models.Q(models.Q(('confirmed_by', ''), _negated=True), models.Q(('approved_by', ''), _negated=True), models.Q(('approved_by', models.F('confirmed_by')), _negated=True)), _connector='OR'), name='proposal_approved_by_two')],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('record', models.CharField(blank=True, default='', max_length=40)),
                ('subject_kind', models.CharField(blank=True, default='', max_length=60)),
                ('subject_id', models.CharField(blank=True, default='', max_length=40)),
                ('reason', models.TextField()),
                ('last_day', models.DateField(null=True)),
                ('placed_at', models.DateTimeField()),
                ('placed_by', models.TextField()),
                ('placed_by_name', models.TextField()),
                ('asked_at', models.DateTimeField(null=True)),
                ('asked_by', models.TextField(default='')),
                ('asked_by_name', models.TextField(default='')),
                ('asked_why', models.TextField(default='')),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_by', models.TextField(default='')),
                ('lifted_by_name', models.TextField(default='')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('lifted_at__isnull', True)), fields=['-id'], name='hold_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('record', ''), _negated=True), ('place__isnull', False), models.Q(('subject_id', ''), _negated=True), _connector='OR'), name='hold_names_something'), models.CheckConstraint(condition=models.Q(('lifted_at__isnull', True), models.Q(models.Q(('asked_by', ''), _negated=True), models.Q(('lifted_by', ''), _negated=True), models.Q(('lifted_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='hold_lifted_by_two')],
            },
        ),
        migrations.CreateModel(
            name='ProposalLine',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('row_id', models.CharField(max_length=60)),
                ('label', models.CharField(max_length=200)),
                ('since', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('destroyed', 'Destroyed'), ('held', 'Held'), ('gone', 'Gone')], default='', max_length=10)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='oversight.proposal')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('outcome', '')), fields=['proposal', 'id'], name='proposal_line_left')],
                'constraints': [models.UniqueConstraint(fields=('proposal', 'row_id'), name='proposal_line_once')],
            },
        ),
        *(protect_for_watchers(table) for table in TABLES),
        migrations.RunSQL(LEADERS, NO_LEADERS),
        migrations.RunSQL(DRAFTS, "drop policy past_term on ui_draft;"),
    ]
