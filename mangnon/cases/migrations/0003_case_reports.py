"""Which reports led to which case."""

import django.db.models.deletion
from django.db import migrations, models

from mangnon.access.rowsecurity import protect_by_root


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_protect'),
        ('intake', '0002_protect'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseReport',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=24)),
                ('linked_at', models.DateTimeField()),
                ('linked_by_name', models.TextField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='cases.case')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.harmreport')),
                ('reported', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.reportedchild')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'report'), name='case_report_once')],
            },
        ),
        protect_by_root("cases_casereport", root="cases_case", key="case_id"),
    ]
