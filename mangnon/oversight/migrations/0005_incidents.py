"""Incidents: seen by the province, by those who watch and by administrators; the list of people by the first two."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from mangnon.access.rowsecurity import protect_by_place, protect_by_root
from mangnon.files.protecting import files_of
from mangnon.oversight.protecting import administrators_too, protect_for_watchers, province_too, watchers_files, watchers_too


class Migration(migrations.Migration):
    dependencies = [('oversight', '0004_requests'), ('files', '0002_protect'), ('notices', '0002_protect'), ('accounts', '0002_watch_and_throttle')]
    operations = [
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=30, unique=True)),
                ('drill', models.BooleanField()),
                ('version', models.IntegerField(default=1)),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ('what', models.TextField()),
                ('systems', models.CharField(blank=True, default='', max_length=500)),
                ('began_at', models.DateTimeField(null=True)),
                ('known_at', models.DateTimeField()),
                ('known_first_told', models.DateTimeField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.CharField(max_length=60)),
                ('recorded_by_name', models.TextField()),
                ('alert_id', models.UUIDField(null=True, unique=True)),
                ('lead', models.UUIDField(null=True)),
                ('lead_name', models.TextField(blank=True, default='')),
                ('list_released_until', models.DateTimeField(null=True)),
                ('lessons', models.TextField(blank=True, default='')),
                ('lessons_by', models.UUIDField(null=True)),
                ('lessons_by_name', models.TextField(blank=True, default='')),
                ('closed_at', models.DateTimeField(null=True)),
                ('signed_by', models.UUIDField(null=True)),
                ('signed_by_name', models.TextField(blank=True, default='')),
                ('keep_until', models.DateField(null=True)),
                ('reminded', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects_unguarded',
                'default_manager_name': 'objects_unguarded',
                'indexes': [
                    models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['-id'], name='incident_open'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('known_at__lte', models.F('recorded_at'))), name='incident_known_before_recorded'),
                    models.CheckConstraint(condition=models.Q(('signed_by__isnull', True), models.Q(('signed_by', models.F('lessons_by')), _negated=True), _connector='OR'), name='incident_two_people'),
                ],
            },
            managers=[
                ('objects_unguarded', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ConcernedPerson',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(blank=True, default='', max_length=60)),
                ('thing', models.CharField(max_length=40)),
                ('name', models.CharField(blank=True, default='', max_length=120)),
                ('entries', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('first_at', models.DateTimeField(null=True)),
                ('last_at', models.DateTimeField(null=True)),
                ('added_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
                ('told_how', models.CharField(blank=True, default='', max_length=300)),
                ('told_by_name', models.TextField(blank=True, default='')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='oversight.incident')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['incident', 'id'], name='concernedperson_incident'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('incident', 'kind', 'thing'), name='concernedperson_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='IncidentStep',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('happened_at', models.DateTimeField()),
                ('what', models.CharField(choices=[('recorded', 'Ghi sự cố'), ('taken', 'Nhận xử lý'), ('contained', 'Ngăn chặn'), ('decided', 'Quyết định'), ('found', 'Phát hiện thêm'), ('corrected', 'Sửa lúc biết'), ('drawn', 'Lập danh sách người liên quan'), ('released', 'Cho xuất danh sách dài'), ('learnt', 'Bài học, đề nghị đóng'), ('closed', 'Ký đóng')], max_length=12)),
                ('by_name', models.TextField()),
                ('words', models.TextField(blank=True, default='')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='oversight.incident')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['incident', '-happened_at'], name='incidentstep_incident'),
                ],
            },
        ),
        migrations.CreateModel(
            name='IncidentTelling',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('clock', models.CharField(blank=True, default='', max_length=20)),
                ('whom', models.CharField(max_length=200)),
                ('how', models.CharField(max_length=300)),
                ('told_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_name', models.TextField()),
                ('late_why', models.TextField(blank=True, default='')),
                ('proof', models.UUIDField(null=True)),
                ('proof_name', models.CharField(blank=True, default='', max_length=200)),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tellings', to='oversight.incident')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('clock', ''), _negated=True), fields=('incident', 'clock'), name='incidenttelling_clock_once'),
                ],
            },
        ),
        protect_by_place("oversight_incident"),
        watchers_too("oversight_incident"),
        administrators_too("oversight_incident"),
        protect_by_root("oversight_incidentstep", root="oversight_incident", key="incident_id"),
        watchers_too("oversight_incidentstep"),
        protect_by_root("oversight_incidenttelling", root="oversight_incident", key="incident_id"),
        watchers_too("oversight_incidenttelling"),
        protect_for_watchers("oversight_concernedperson"),
        province_too("oversight_concernedperson"),
        files_of("oversight.incident", "oversight_incident"),
        watchers_files("oversight.incident"),
    ]
