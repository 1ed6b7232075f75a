"""Statements on days: added and withdrawn, never changed; the database's clock says when they were known."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from mangnon.access.rowsecurity import watch

TABLES = "places_calendarentry, places_calendarwithdrawal"
ROLES = "mangnon_app, mangnon_wide, mangnon_auditor"
CLOCK = """
create function places_calendar_clock() returns trigger language plpgsql as $$
begin
  new.recorded_at := clock_timestamp();
  return new;
end $$;
create trigger recorded before insert on places_calendarentry
  for each row execute function places_calendar_clock();
create trigger recorded before insert on places_calendarwithdrawal
  for each row execute function places_calendar_clock();
"""
NO_CLOCK = """
drop trigger recorded on places_calendarentry;
drop trigger recorded on places_calendarwithdrawal;
drop function places_calendar_clock();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0002_watch'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarEntry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('off_from', models.DateField(null=True)),
                ('off_to', models.DateField(null=True)),
                ('worked_on', models.DateField(null=True)),
                ('name', models.CharField(max_length=120)),
                ('document', models.CharField(max_length=300)),
                ('confirmed', models.BooleanField()),
                ('entered_by', models.TextField()),
                ('entered_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('moved', models.JSONField(default=dict)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('worked_on__isnull', False), ('off_from__isnull', False), _connector='OR'), name='calendar_entry_says_something'),
                    models.CheckConstraint(condition=models.Q(models.Q(('off_from__isnull', True), ('off_to__isnull', True)), models.Q(('off_from__isnull', False), ('off_to__gt', models.F('off_from')), ('off_to__isnull', False)), _connector='OR'), name='calendar_entry_period'),
                    models.CheckConstraint(condition=models.Q(('worked_on__isnull', True), ('off_from__isnull', True), ('worked_on__lt', models.F('off_from')), ('worked_on__gte', models.F('off_to')), _connector='OR'), name='calendar_entry_off_or_worked'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CalendarWithdrawal',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='places.calendarentry')),
                ('reason', models.CharField(max_length=300)),
                ('entered_by', models.TextField()),
                ('entered_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('moved', models.JSONField(default=dict)),
            ],
        ),
        watch("places_calendarentry"),
        watch("places_calendarwithdrawal"),
        migrations.RunSQL(CLOCK, NO_CLOCK),
        migrations.RunSQL(
            f"revoke update, delete, truncate on {TABLES} from {ROLES};",
            f"grant update, delete on {TABLES} to {ROLES};",
        ),
    ]
